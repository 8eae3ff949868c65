import type { Row, RowDraft } from "../data/table.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { RowError } from "./rowError.ts";
import { isNothing, stamp, type Writer } from "./writer.ts";

/**
 * A person account is an Account whose Contact is made and changed along with it (Object Reference, "Account", "Person
 * Account Fields"). Its record type alone makes it one.
 */

const PERSON_NAMES = ["FirstName", "LastName", "Salutation"];

function takesPersons({ name, spec }: ObjectType): boolean {
	return name === "Account" && spec.fields.some((field) => field.name === "IsPersonAccount");
}

/**
 * Completes an account from what a client gave: the name of a person is made of its parts. Throws RowError for a name
 * of the wrong kind (parts for a company, a whole name for a person) and for a person without a last name.
 */
export function completePerson({ org }: Writer, object: ObjectType, given: Row, draft: RowDraft): void {
	if (!takesPersons(object)) return;
	const type = org.recordTypes("Account").find(({ id }) => id === draft["RecordTypeId"]);
	const isPerson = type?.isPersonType === true;
	if ((draft["IsPersonAccount"] === true) !== isPerson) draft["IsPersonAccount"] = isPerson;
	const wrong = Object.keys(given).filter((name) =>
		isPerson ? name === "Name" : PERSON_NAMES.includes(name) || name.startsWith("Person"),
	);
	if (wrong.length > 0) {
		const message = `Account: bad field names on insert/update call: ${wrong.join(", ")}`;
		throw new RowError("INVALID_FIELD_FOR_INSERT_UPDATE", message, wrong);
	}
	if (!isPerson) return;
	if (isNothing(draft["LastName"]))
		throw new RowError("REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]", ["LastName"]);
	draft["Name"] = [draft["FirstName"], draft["LastName"]].filter((part) => !isNothing(part)).join(" ");
}

/** Adds the contact of a new person account, which gets that contact's id; nothing for any other record. */
export function addPersonContact(writer: Writer, object: ObjectType, account: RowDraft): void {
	if (!takesPersons(object) || account["IsPersonAccount"] !== true) return;
	const id = writer.org.newId("Contact");
	account["PersonContactId"] = id;
	writer.transaction.add(writer.org.table("Contact"), {
		Id: id,
		AccountId: account["Id"] ?? null,
		IsPersonAccount: true,
		IsDeleted: false,
		CreatedDate: account["CreatedDate"] ?? null,
		CreatedById: account["CreatedById"] ?? null,
		...contactValues(writer, account),
	});
}

/** Brings the contact of a person account in line with it; nothing for any other record. */
export function changePersonContact(writer: Writer, object: ObjectType, account: Row): void {
	if (!takesPersons(object) || account["IsPersonAccount"] !== true) return;
	const contacts = writer.org.table("Contact");
	const index = contacts.indexOf(String(account["PersonContactId"]));
	if (index >= 0) writer.transaction.change(contacts, index, contactValues(writer, account));
}

/** What a contact has from its person account: the name, and each `PersonX` as `X`. */
function contactValues(writer: Writer, account: Row): RowDraft {
	const values: RowDraft = { OwnerId: account["OwnerId"] ?? null, ...stamp(writer) };
	for (const name of ["Name", ...PERSON_NAMES]) values[name] = account[name] ?? null;
	for (const { name } of writer.org.specOf("Contact")?.fields ?? []) {
		const own = account[`Person${name}`];
		if (own !== undefined) values[name] = own;
	}
	return values;
}
