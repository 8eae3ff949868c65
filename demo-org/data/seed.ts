import { idFor } from "../ids.ts";
import type { Random } from "../random.ts";
import { PROJECT_STATUSES, PROJECT_TAGS } from "../schema/customObjects.ts";
import { INDUSTRIES, STAGES } from "../schema/standardObjects.ts";
import { DAY_MS, dateText, dateTimeText } from "../times.ts";
import { idOf, type Row, type Table } from "./table.ts";
import {
	AWKWARD_NAMES,
	COMPANY_HEADS,
	COMPANY_TAILS,
	DEPARTMENTS,
	PEOPLE,
	SENTENCES,
	SUBJECTS,
	TITLES,
} from "./words.ts";

/** What a seed run needs. `today` is midnight UTC of the day the server started: all dates are relative to it. */
export interface Seeding {
	readonly random: Random;
	readonly today: number;
	readonly owners: readonly string[];
	readonly instance: string;
	readonly table: (name: string) => Table;
}

const maybe = <T>(random: Random, value: T, chance = 0.8): T | null => (random.chance(chance) ? value : null);

/** Owner, and who made and changed the record when. */
function audit(row: Row, { random, today, owners }: Seeding): Row {
	const created = today - random.integer(1, 900) * DAY_MS + random.integer(0, DAY_MS - 1);
	const modified = Math.min(today, created + random.integer(0, 60) * DAY_MS + random.integer(0, 3_600_000));
	const by = random.pick(owners);
	const lastModified = dateTimeText(Math.max(created, modified));
	row["OwnerId"] = random.pick(owners);
	row["CreatedDate"] = dateTimeText(created);
	row["CreatedById"] = by;
	row["LastModifiedDate"] = lastModified;
	row["LastModifiedById"] = by;
	row["SystemModstamp"] = lastModified;
	return row;
}

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
	row: Row,
	random: Random,
	[street, city, postalCode, country, latitude, longitude]: Address,
): void {
	const [, , land, town] = random.pick(PEOPLE);
	if (random.chance(0.8))
		row[street] = `${random.integer(1, 400)} High Street\nFloor ${random.integer(1, 40)}`;
	row[city] = town;
	if (random.chance(0.8)) row[postalCode] = String(random.integer(10_000, 99_999));
	row[country] = land;
	if (random.chance(0.7)) return;
	row[latitude] = random.integer(-60_000, 70_000) / 1000;
	row[longitude] = random.integer(-180_000, 180_000) / 1000;
}

function phone(random: Random): string {
	return `+49 221 ${random.integer(100_000, 999_999)}`;
}

/** Accounts in small trees: about one in six has a parent. The first ones carry awkward names. */
export function seedAccounts(seeding: Seeding, count: number): void {
	const { random, instance } = seeding;
	const table = seeding.table("Account");
	for (let i = 0; i < count; i += 1) {
		const name = AWKWARD_NAMES[i] ?? `${random.pick(COMPANY_HEADS)} ${random.pick(COMPANY_TAILS)} ${i + 1}`;
		const parent = i > 5 && random.chance(0.16) ? random.pick(table.rows) : undefined;
		const row: Row = {
			Id: idFor("001", i + 1, instance),
			IsDeleted: false,
			Name: name,
			Type: maybe(random, random.pick(["Prospect", "Customer - Direct", "Technology Partner", "Other"])),
			ParentId: parent === undefined ? null : idOf(parent),
			Phone: maybe(random, phone(random)),
			AccountNumber: `A-${String(i + 1).padStart(6, "0")}`,
			Website: maybe(random, `https://www.example.com/${i + 1}`, 0.6),
			Industry: maybe(random, random.pick(INDUSTRIES)),
			AnnualRevenue: maybe(random, random.integer(1, 90_000) * 1000, 0.7),
			NumberOfEmployees: maybe(random, random.integer(1, 40_000), 0.7),
			Ownership: maybe(random, random.pick(["Public", "Private", "Subsidiary", "Other"]), 0.5),
			Description: maybe(random, random.pick(SENTENCES), 0.4),
			Rating: maybe(random, random.pick(["Hot", "Warm", "Cold"]), 0.5),
		};
		place(row, random, BILLING);
		place(row, random, SHIPPING);
		table.add(audit(row, seeding));
	}
}

/** Contacts: one in twelve has no account; one percent more is in the recycle bin. */
export function seedContacts(seeding: Seeding, count: number): void {
	const { random, instance, today } = seeding;
	const table = seeding.table("Contact");
	const accounts = seeding.table("Account").rows;
	const deleted = Math.floor(count / 100);
	for (let i = 0; i < count + deleted; i += 1) {
		const [first, last] = random.pick(PEOPLE);
		const lastName = AWKWARD_NAMES[i] ?? last;
		const row: Row = {
			Id: idFor("003", i + 1, instance),
			IsDeleted: i >= count,
			AccountId: accounts.length > 0 && random.chance(0.92) ? idOf(random.pick(accounts)) : null,
			LastName: lastName,
			FirstName: first,
			Salutation: maybe(random, random.pick(["Mr.", "Ms.", "Dr.", "Prof."]), 0.5),
			Name: `${first} ${lastName}`,
			Phone: maybe(random, phone(random)),
			MobilePhone: maybe(random, phone(random), 0.5),
			ReportsToId: i > 5 && random.chance(0.3) ? idOf(random.pick(table.rows)) : null,
			Email: maybe(random, `person${i + 1}@example.com`, 0.9),
			Title: maybe(random, random.pick(TITLES)),
			Department: maybe(random, random.pick(DEPARTMENTS), 0.6),
			LeadSource: maybe(random, random.pick(["Web", "Phone Inquiry", "Partner Referral", "Other"]), 0.6),
			Birthdate: maybe(random, dateText(today - random.integer(8_000, 26_000) * DAY_MS), 0.5),
			Description: maybe(random, random.pick(SENTENCES), 0.3),
			HasOptedOutOfEmail: random.chance(0.1),
			DoNotCall: random.chance(0.1),
		};
		place(row, random, MAILING);
		table.add(audit(row, seeding));
	}
}

export function seedOpportunities(seeding: Seeding, count: number): void {
	const { random, instance, today } = seeding;
	const table = seeding.table("Opportunity");
	const accounts = seeding.table("Account").rows;
	for (let i = 0; i < count; i += 1) {
		const stage = random.pick(STAGES);
		const amount = maybe(random, random.integer(100, 9_000_000) / 100, 0.9);
		const probability =
			stage === "Closed Won" ? 100 : stage === "Closed Lost" ? 0 : random.integer(1, 9) * 10;
		const closeDate = dateText(today + random.integer(-500, 300) * DAY_MS);
		const row: Row = {
			Id: idFor("006", i + 1, instance),
			IsDeleted: false,
			AccountId: idOf(random.pick(accounts)),
			IsPrivate: false,
			Name: `Deal ${i + 1}: ${random.pick(COMPANY_HEADS)}`,
			Description: maybe(random, random.pick(SENTENCES), 0.2),
			StageName: stage,
			Amount: amount,
			Probability: probability,
			ExpectedRevenue: amount === null ? null : Math.round(amount * probability) / 100,
			TotalOpportunityQuantity: maybe(random, random.integer(1, 400), 0.3),
			CloseDate: closeDate,
			Type: maybe(random, random.pick(["Existing Customer - Upgrade", "New Customer"]), 0.7),
			NextStep: maybe(random, "Send offer", 0.2),
			LeadSource: maybe(random, random.pick(["Web", "Other"]), 0.5),
			IsClosed: stage.startsWith("Closed"),
			IsWon: stage === "Closed Won",
			FiscalYear: Number(closeDate.slice(0, 4)),
			FiscalQuarter: Math.ceil(Number(closeDate.slice(5, 7)) / 3),
		};
		table.add(audit(row, seeding));
	}
}

/** Cases, every ninth owned by the support queue. */
export function seedCases(seeding: Seeding, count: number, queueId: string): void {
	const { random, instance, today } = seeding;
	const table = seeding.table("Case");
	const contacts = seeding.table("Contact").rows;
	for (let i = 0; i < count; i += 1) {
		const contact = random.pick(contacts);
		const status = random.pick(["New", "Working", "Escalated", "Closed"]);
		const row: Row = {
			Id: idFor("500", i + 1, instance),
			IsDeleted: false,
			CaseNumber: String(i + 1001).padStart(8, "0"),
			ContactId: random.chance(0.9) ? idOf(contact) : null,
			AccountId: contact["AccountId"] ?? null,
			ParentId: null,
			Type: maybe(random, random.pick(["Mechanical", "Electrical", "Other"]), 0.6),
			Status: status,
			Reason: maybe(random, random.pick(["Installation", "Breakdown", "Other"]), 0.6),
			Origin: random.pick(["Phone", "Email", "Web"]),
			Subject: random.pick(SUBJECTS),
			Priority: random.pick(["High", "Medium", "Low"]),
			Description: maybe(random, random.pick(SENTENCES), 0.5),
			IsClosed: status === "Closed",
			ClosedDate: status === "Closed" ? dateTimeText(today - random.integer(0, 300) * DAY_MS) : null,
			IsEscalated: status === "Escalated",
		};
		audit(row, seeding);
		if (i % 9 === 8) row["OwnerId"] = queueId;
		table.add(row);
	}
}

/** Projects; the first one's notes are 130,000 characters long. */
export function seedProjects(seeding: Seeding, count: number): void {
	const { random, instance, today } = seeding;
	const table = seeding.table("Project__c");
	const accounts = seeding.table("Account").rows;
	const contacts = seeding.table("Contact").rows;
	for (let i = 0; i < count; i += 1) {
		const budget = maybe(random, random.integer(1_000, 900_000) / 2, 0.9);
		const spent = maybe(random, random.integer(0, 100_000) / 4, 0.7);
		const tags = PROJECT_TAGS.filter(() => random.chance(0.35));
		const row: Row = {
			Id: idFor("a00", i + 1, instance),
			IsDeleted: false,
			Name: AWKWARD_NAMES[i] ?? `Project ${i + 1}`,
			Account__c: maybe(random, idOf(random.pick(accounts)), 0.9),
			Lead_Contact__c: maybe(random, idOf(random.pick(contacts)), 0.7),
			Budget__c: budget,
			Spent__c: spent,
			Budget_Left__c: (budget ?? 0) - (spent ?? 0),
			Start_Date__c: maybe(random, dateText(today + random.integer(-400, 200) * DAY_MS)),
			Go_Live__c: maybe(random, dateTimeText(today + random.integer(0, 400) * DAY_MS + 30_600_000), 0.5),
			Status__c: random.pick(PROJECT_STATUSES),
			Tags__c: tags.length === 0 ? null : tags.join(";"),
			Is_Billable__c: random.chance(0.6),
			Completion__c: maybe(random, random.integer(0, 10_000) / 100, 0.8),
			Wiki__c: maybe(random, `https://wiki.example.com/p/${i + 1}`, 0.4),
			External_Id__c: `PRJ-${i + 1}`,
			Notes__c: i === 0 ? LONG_NOTES : maybe(random, random.pick(SENTENCES), 0.5),
			Risks__c: maybe(random, random.pick(SENTENCES), 0.2),
		};
		table.add(audit(row, seeding));
	}
}

const LONG_NOTES = "0123456789 Zeile mit Umlauten äöü, emoji 🚀 and <markup> & more.\n"
	.repeat(2200)
	.slice(0, 130_000);

export function seedInvoices(seeding: Seeding, count: number): void {
	const { random, instance, today } = seeding;
	const table = seeding.table("Invoice__c");
	const accounts = seeding.table("Account").rows;
	for (let i = 0; i < count; i += 1) {
		const row: Row = {
			Id: idFor("a01", i + 1, instance),
			IsDeleted: false,
			Name: `INV-${String(i + 1).padStart(5, "0")}`,
			Account__c: idOf(random.pick(accounts)),
			Total__c: random.integer(100, 999_999) / 100,
			Due_Date__c: dateText(today + random.integer(-90, 90) * DAY_MS),
			Status__c: random.pick(["Open", "Paid", "Overdue"]),
		};
		table.add(audit(row, seeding));
	}
}
