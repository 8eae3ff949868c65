import { idFor } from "../ids.ts";
import type { Hidden } from "../schema/schema.ts";
import { dateTimeText } from "../times.ts";
import type { Row, Table } from "./table.ts";

/** Who can sign in. `key` is the value of the radio button on the sign-in page. */
export type UserKey = "admin" | "limited" | "integration" | "production-admin";

export interface OrgUser {
	readonly key: UserKey;
	readonly id: string;
	readonly username: string;
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly timeZone: string;
	readonly profile: string;
	readonly summary: string;
	/** What this user's profile hides: the platform answers as if it were absent. */
	readonly hidden: Hidden;
}

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
		hidden: {},
	},
	{
		key: "limited",
		username: "limited@demo.orgsmith.example",
		email: "limited@orgsmith.example",
		firstName: "Lee",
		lastName: "Limited",
		timeZone: "Europe/Berlin",
		profile: "Read Only",
		summary: "Demo org, reads only; no cases, no revenue, budget or birth dates",
		hidden: {
			Case: "all",
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
		hidden: {},
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
		hidden: {},
	},
];

/** The people who can sign in to an org, with their ids. */
export function usersOf(kind: "demo" | "production", instance: string): OrgUser[] {
	const people = kind === "demo" ? DEMO_USERS : PRODUCTION_USERS;
	return people.map((person, index) => ({ ...person, id: idFor("005", index + 1, instance) }));
}

/** Fills Profile and User for an org and gives the ids of the users who may own records. */
export function addUserRows(
	users: readonly OrgUser[],
	userTable: Table,
	profileTable: Table,
	instance: string,
	createdAt: number,
): string[] {
	const adminId = users[0]?.id ?? "";
	const audit: Row = {
		CreatedDate: dateTimeText(createdAt),
		CreatedById: adminId,
		LastModifiedDate: dateTimeText(createdAt),
		LastModifiedById: adminId,
		SystemModstamp: dateTimeText(createdAt),
	};
	const profileIds = new Map<string, string>();
	for (const { profile } of users) {
		if (profileIds.has(profile)) continue;
		const id = idFor("00e", profileIds.size + 1, instance);
		profileIds.set(profile, id);
		profileTable.add({
			Id: id,
			Name: profile,
			PermissionsApiEnabled: true,
			PermissionsModifyAllData: profile === "System Administrator",
			UserType: "Standard",
			Description: null,
			...audit,
		});
	}
	return users.map((user) => {
		userTable.add({
			Id: user.id,
			Username: user.username,
			LastName: user.lastName,
			FirstName: user.firstName,
			Name: `${user.firstName} ${user.lastName}`,
			CompanyName: "Orgsmith",
			Email: user.email,
			Alias: user.key.slice(0, 8),
			CommunityNickname: user.username.split("@")[0] ?? user.key,
			IsActive: true,
			TimeZoneSidKey: user.timeZone,
			LocaleSidKey: "en_US",
			EmailEncodingKey: "UTF-8",
			ProfileId: profileIds.get(user.profile) ?? null,
			UserType: "Standard",
			LanguageLocaleKey: "en_US",
			ManagerId: user.id === adminId ? null : adminId,
			...audit,
		});
		return user.id;
	});
}
