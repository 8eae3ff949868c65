import { idFor } from "../ids.ts";
import type { Hidden } from "../schema/schema.ts";

/** Who can sign in. `key` is the value of the radio button on the sign-in page. */
export type UserKey = "admin" | "limited" | "integration" | "german" | "production-admin";

export interface OrgUser {
	readonly key: UserKey;
	readonly id: string;
	readonly username: string;
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly timeZone: string;
	readonly profile: string;
	/** A key of `ROLES`; null for nobody's superior. */
	readonly role: string | null;
	/** `en_US` or `de`. */
	readonly language: string;
	readonly locale: string;
	readonly summary: string;
	/** What this user's profile hides: the platform answers as if it were absent. */
	readonly hidden: Hidden;
	/** Fields that they may see but not change. */
	readonly readOnly: Readonly<Record<string, readonly string[]>>;
	/** Whether they may create, change and delete records at all. */
	readonly writes: boolean;
	/** "Modify All Data": sharing does not apply to them. */
	readonly modifiesAll: boolean;
	/** "View Encrypted Data": they see encrypted texts whole. */
	readonly viewsEncrypted: boolean;
}

/** The role hierarchy: each role with the one above it. */
export const ROLES: readonly (readonly [name: string, above: string | null])[] = [
	["CEO", null],
	["Sales Director", "CEO"],
	["Sales Rep", "Sales Director"],
	["Support", "CEO"],
];

const administrator = {
	role: "CEO",
	language: "en_US",
	locale: "en_US",
	hidden: {},
	readOnly: {},
	writes: true,
	modifiesAll: true,
	viewsEncrypted: true,
} as const;

type Person = Omit<OrgUser, "id">;

const DEMO_USERS: readonly Person[] = [
	{
		key: "admin",
		username: "admin@demo.orgsmith.example",
		email: "admin@orgsmith.example",
		firstName: "Ada",
		lastName: "Admin",
		timeZone: "America/Los_Angeles",
		profile: "System Administrator",
		summary: "Demo org, sees and may do everything",
		...administrator,
	},
	{
		key: "limited",
		username: "limited@demo.orgsmith.example",
		email: "limited@orgsmith.example",
		firstName: "Lee",
		lastName: "Limited",
		timeZone: "Europe/Berlin",
		profile: "Read Only",
		role: "Sales Rep",
		language: "en_US",
		locale: "en_US",
		readOnly: {},
		writes: false,
		modifiesAll: false,
		viewsEncrypted: false,
		summary: "Demo org, reads only; no cases, no revenue, budget or birth dates",
		hidden: {
			Case: "all",
			CaseComment: "all",
			Account: ["AnnualRevenue", "NumberOfEmployees"],
			Contact: ["Birthdate", "MobilePhone"],
			Opportunity: ["Amount", "ExpectedRevenue"],
			Project__c: ["Budget__c", "Spent__c", "Budget_Left__c"],
		},
	},
	{
		key: "integration",
		username: "integration@demo.orgsmith.example",
		email: "integration@orgsmith.example",
		firstName: "Ivy",
		lastName: "Integration",
		timeZone: "UTC",
		profile: "Minimum Access - API Only Integrations",
		summary: "Demo org, an integration user in UTC",
		...administrator,
		role: null,
		viewsEncrypted: false,
	},
	{
		key: "german",
		username: "german@demo.orgsmith.example",
		email: "german@orgsmith.example",
		firstName: "Gerda",
		lastName: "Grün",
		timeZone: "Europe/Berlin",
		profile: "Standard User",
		role: "Sales Director",
		language: "de",
		locale: "de_DE",
		hidden: { Contact: ["Birthdate"] },
		readOnly: { Account: ["Rating", "AnnualRevenue"], Contact: ["Department"] },
		writes: true,
		modifiesAll: false,
		viewsEncrypted: false,
		summary: "Demo org, every label in German; sees what sharing lets her see",
	},
];

const PRODUCTION_USERS: readonly Person[] = [
	{
		key: "production-admin",
		username: "admin@acme.orgsmith.example",
		email: "admin@acme.orgsmith.example",
		firstName: "Petra",
		lastName: "Production",
		timeZone: "America/Los_Angeles",
		profile: "System Administrator",
		summary: "Acme Production, an org of the production kind",
		...administrator,
	},
];

/** The people who can sign in to an org, with their ids. */
export function usersOf(kind: "demo" | "production", instance: string): OrgUser[] {
	const people = kind === "demo" ? DEMO_USERS : PRODUCTION_USERS;
	return people.map((person, index) => ({ ...person, id: idFor("005", index + 1, instance) }));
}
