import type { SfRecord } from "../../../src/salesforce/rest/query.ts";

/** Row `index` says its own number, so that a test sees whether the right one is drawn. */
function account(index: number): SfRecord {
	return {
		attributes,
		Id: `001${String(index).padStart(12, "0")}AAA`,
		Name: `Account ${index + 1}`,
		Industry: index % 3 === 0 ? null : "Energy",
		AnnualRevenue: index * 10,
		IsActive: index % 2 === 0,
		CreatedDate: "2026-01-02T03:04:05.000+0000",
		CloseDate: "2026-01-02",
		City: "Zürich",
		Rating: "Hot",
		Employees: index % 100,
	};
}

export const ACCOUNT_SOQL =
	"SELECT Id, Name, Industry, AnnualRevenue, IsActive, CreatedDate, CloseDate, City, Rating, Employees FROM Account";

export function accounts(count: number, from = 0): SfRecord[] {
	return Array.from({ length: count }, (_, index) => account(from + index));
}

/** An account with that many contacts. */
export function parent(index: number, contacts: number): SfRecord {
	const records = Array.from({ length: contacts }, (_, at) => ({
		attributes,
		LastName: `Contact ${at + 1}`,
		Age: at,
	}));
	return { attributes, Name: `Account ${index + 1}`, Contacts: { totalSize: contacts, done: true, records } };
}

const attributes = { type: "Account" };
