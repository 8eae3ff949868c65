import type { Random } from "../random.ts";
import { INDUSTRIES } from "../schema/accountObjects.ts";
import { DAY_MS, dateText } from "../times.ts";
import { type Crowd, maybe, type Population } from "./population.ts";
import type { RowDraft } from "./table.ts";
import {
	AWKWARD_NAMES,
	COMPANY_HEADS,
	COMPANY_TAILS,
	DEPARTMENTS,
	PEOPLE,
	SENTENCES,
	TITLES,
} from "./words.ts";

type Address = readonly [
	street: string,
	city: string,
	postalCode: string,
	country: string,
	lat: string,
	long: string,
];

function addressOf(prefix: string): Address {
	const [street, city, postalCode] = [`${prefix}Street`, `${prefix}City`, `${prefix}PostalCode`];
	return [street, city, postalCode, `${prefix}Country`, `${prefix}Latitude`, `${prefix}Longitude`];
}

const BILLING = addressOf("Billing");
const SHIPPING = addressOf("Shipping");
const MAILING = addressOf("Mailing");

/** Fills an address in; one in three has a position. */
function place(
	row: RowDraft,
	random: Random,
	[street, city, postalCode, country, latitude, longitude]: Address,
): void {
	const [, , land, town] = random.pick(PEOPLE);
	// Each field is set, to nothing too: records of one shape are made and read much faster.
	row[street] = random.chance(0.8)
		? `${random.integer(1, 400)} High Street\nFloor ${random.integer(1, 40)}`
		: null;
	row[city] = town;
	row[postalCode] = random.chance(0.8) ? String(random.integer(10_000, 99_999)) : null;
	row[country] = land;
	const isPlaced = !random.chance(0.7);
	row[latitude] = isPlaced ? random.integer(-60_000, 70_000) / 1000 : null;
	row[longitude] = isPlaced ? random.integer(-180_000, 180_000) / 1000 : null;
}

export function phone(random: Random): string {
	return `+49 221 ${random.integer(100_000, 999_999)}`;
}

const accountCount = (scale: number): number => Math.max(12, Math.ceil(scale / 5));

/** Accounts in small trees: about one in six has a parent. The first ones carry awkward names. */
export const accounts: Crowd = {
	objectName: "Account",
	count: accountCount,
	row: (i, random, population) => {
		const name = AWKWARD_NAMES[i] ?? `${random.pick(COMPANY_HEADS)} ${random.pick(COMPANY_TAILS)} ${i + 1}`;
		const hasParent = i > 5 && random.chance(0.16);
		const row: RowDraft = {
			Name: name,
			Type: maybe(random, random.pick(["Prospect", "Customer - Direct", "Technology Partner", "Other"])),
			ParentId: hasParent ? population.id("Account", random.integer(0, i - 1)) : null,
			Phone: maybe(random, phone(random)),
			AccountNumber: `A-${String(i + 1).padStart(6, "0")}`,
			Website: maybe(random, `https://www.example.com/${i + 1}`, 0.6),
			Industry: maybe(random, random.pick(INDUSTRIES)),
			AnnualRevenue: maybe(random, random.integer(1, 90_000) * 1000, 0.7),
			NumberOfEmployees: maybe(random, random.integer(1, 40_000), 0.7),
			Ownership: maybe(random, random.pick(["Public", "Private", "Subsidiary", "Other"]), 0.5),
			Description: maybe(random, random.pick(SENTENCES), 0.4),
			Rating: maybe(random, random.pick(["Hot", "Warm", "Cold"]), 0.5),
			orgkit__Score__c: maybe(random, random.integer(0, 100), 0.6),
			orgkit__Synced__c: random.chance(0.4),
			CleanStatus: "Pending",
		};
		place(row, random, BILLING);
		place(row, random, SHIPPING);
		return row;
	},
};

/** The account of the n-th contact; one in twelve has none. */
export function accountOfContact(population: Population, index: number): string | null {
	const random = population.random("Contact.AccountId", index);
	return random.chance(0.92) ? population.pick(random, "Account") : null;
}

function namesOf(index: number, random: Random): readonly [first: string, last: string] {
	const [first, last] = random.pick(PEOPLE);
	return [first, AWKWARD_NAMES[index] ?? last];
}

/** The name of the n-th contact. */
export function nameOfContact(population: Population, index: number): string {
	return namesOf(index, population.random("Contact", index)).join(" ");
}

/** Contacts; one percent more is in the recycle bin. */
export const contacts: Crowd = {
	objectName: "Contact",
	count: (scale) => scale + Math.floor(scale / 100),
	deleted: (scale) => Math.floor(scale / 100),
	row: (i, random, population) => {
		const [first, lastName] = namesOf(i, random);
		const row: RowDraft = {
			AccountId: accountOfContact(population, i),
			LastName: lastName,
			FirstName: first,
			Salutation: maybe(random, random.pick(["Mr.", "Ms.", "Dr.", "Prof."]), 0.5),
			Name: `${first} ${lastName}`,
			Phone: maybe(random, phone(random)),
			MobilePhone: maybe(random, phone(random), 0.5),
			ReportsToId: i > 5 && random.chance(0.3) ? population.id("Contact", random.integer(0, i - 1)) : null,
			Email: maybe(random, `person${i + 1}@example.com`, 0.9),
			Title: maybe(random, random.pick(TITLES)),
			Department: maybe(random, random.pick(DEPARTMENTS), 0.6),
			LeadSource: maybe(random, random.pick(["Web", "Phone Inquiry", "Partner Referral", "Other"]), 0.6),
			Birthdate: maybe(random, dateText(population.today - random.integer(8_000, 26_000) * DAY_MS), 0.5),
			Description: maybe(random, random.pick(SENTENCES), 0.3),
			HasOptedOutOfEmail: random.chance(0.1),
			DoNotCall: random.chance(0.1),
		};
		place(row, random, MAILING);
		return row;
	},
};
