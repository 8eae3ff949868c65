import type { Org } from "../org.ts";
import type { Row } from "./table.ts";
import { PEOPLE } from "./words.ts";

const COUNT = 12;

/** Adds person accounts with their contacts, once: on the platform the switch cannot be turned back either. */
export function addPersonAccounts(org: Org): void {
	const accounts = org.table("Account");
	if (accounts.where("IsPersonAccount", true).length > 0) return;
	const type = org.recordTypes("Account").find(({ developerName }) => developerName === "PersonAccount");
	const model: Row = accounts.at(0) ?? {};
	for (const [first, last, country, city] of PEOPLE.slice(0, COUNT)) {
		const audit = {
			IsDeleted: false,
			OwnerId: model["OwnerId"] ?? null,
			CreatedDate: model["CreatedDate"] ?? null,
			CreatedById: model["CreatedById"] ?? null,
			LastModifiedDate: model["LastModifiedDate"] ?? null,
			LastModifiedById: model["LastModifiedById"] ?? null,
			SystemModstamp: model["SystemModstamp"] ?? null,
			CurrencyIsoCode: "USD",
			IsPersonAccount: true,
		};
		const accountId = org.newId("Account");
		const contactId = org.newId("Contact");
		const names = { FirstName: first, LastName: last, Name: `${first} ${last}` };
		const email = `person.account${accounts.length}@example.com`;
		accounts.add({
			Id: accountId,
			...audit,
			...names,
			RecordTypeId: type?.id ?? null,
			PersonContactId: contactId,
			PersonEmail: email,
			PersonMailingCity: city,
			PersonMailingCountry: country,
		});
		org.table("Contact").add({
			Id: contactId,
			...audit,
			...names,
			AccountId: accountId,
			Email: email,
			MailingCity: city,
			MailingCountry: country,
		});
	}
}
