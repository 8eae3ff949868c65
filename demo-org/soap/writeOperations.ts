import { idOf } from "../data/table.ts";
import { convertLead } from "../dml/convertLead.ts";
import { type Given, recordsByKey, severalFound } from "../dml/given.ts";
import { mergeRecords } from "../dml/merge.ts";
import { deleteRecord, emptyBin, undeleteRecord } from "../dml/remove.ts";
import { limitRepeated, refuseRepeated } from "../dml/repeatedKeys.ts";
import { RowError } from "../dml/rowError.ts";
import { insertRecord, updateRecord } from "../dml/save.ts";
import { objectOfId, type Writer } from "../dml/writer.ts";
import { id18 } from "../ids.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { isAllOrNone, type SoapCall, soapWriter } from "./call.ts";
import { child, type Element, flagOf, textOf, textsOf } from "./element.ts";
import { SoapFault } from "./fault.ts";
import { element, errorsOf, leaf } from "./write.ts";

/** Calls of the Partner API that write records (SOAP API Developer Guide, "Core Calls"). */

const MOST_RECORDS = 200;

/** The elements of one record's result besides `errors` and `success`, by name. */
type Outcome = Readonly<Record<string, string>>;

const ROLLED_BACK = new RowError(
	"ALL_OR_NONE_OPERATION_ROLLED_BACK",
	"Record rolled back because not all records were valid and the request was using AllOrNone header",
);

/**
 * Runs the write of each item and gives their `result` elements: one that fails has errors, and with AllOrNoneHeader
 * takes all others back. The members of a result stand in the order of the alphabet, as in the WSDL.
 */
function each<T>(
	call: SoapCall,
	items: readonly T[],
	failed: Outcome,
	write: (writer: Writer, item: T) => Outcome,
): string {
	if (items.length > MOST_RECORDS) {
		const message = `record limit reached. cannot submit more than ${MOST_RECORDS} records into this call`;
		throw new SoapFault("EXCEEDED_ID_LIMIT", message, "InvalidIdFault");
	}
	const writer = soapWriter(call);
	const { mark } = writer.transaction;
	const outcomes = items.map((item): { readonly outcome: Outcome; readonly error: RowError | null } => {
		try {
			return { outcome: write(writer, item), error: null };
		} catch (thrown) {
			if (thrown instanceof RowError) return { outcome: failed, error: thrown };
			writer.transaction.rollBack(mark);
			throw thrown;
		}
	});
	const isRolledBack = isAllOrNone(call) && outcomes.some(({ error }) => error !== null);
	if (isRolledBack) writer.transaction.rollBack(mark);
	return outcomes
		.map(({ outcome, error: own }) => {
			const error = own ?? (isRolledBack ? ROLLED_BACK : null);
			const members = {
				...(error === null ? outcome : failed),
				errors: error === null ? "" : errorsOf(error),
				success: leaf("success", error === null),
			};
			const sorted = Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
			return element("result", ...sorted.map(([, text]) => text));
		})
		.join("");
}

const NO_ID: Outcome = { id: leaf("id", null) };
const withId = (id: string): Outcome => ({ id: leaf("id", id) });

const CHECK_NAMES = "Please reference your WSDL or the describe call for the appropriate names.";

/**
 * A record as a client sent it: its type, its id or null, and its fields, those of `fieldsToNull` as null. Throws the
 * faults that the WSDL declares for the whole call: InvalidSObjectFault and InvalidFieldFault for unknown names.
 */
function readSObject(
	{ schema }: Writer,
	node: Element,
): { readonly object: ObjectType; readonly id: string | null; readonly given: Given } {
	const type = textOf(node, "type") ?? "";
	const object = schema.object(type);
	if (object === undefined) {
		// The WSDL has a fault for it: none of the records is written.
		throw new SoapFault("INVALID_TYPE", `sObject type '${type}' is not supported.`, "InvalidSObjectFault");
	}
	const given: Record<string, unknown> = {};
	let id: string | null = null;
	for (const field of node.children) {
		if (field.name === "type") continue;
		if (field.name === "Id") id = field.isNil || field.text.trim() === "" ? null : field.text.trim();
		else if (field.name === "fieldsToNull") given[field.text.trim()] = null;
		else if (field.children.length > 0) given[field.name] = parentOf(field);
		else given[field.name] = field.isNil ? null : field.text;
	}
	for (const name of Object.keys(given)) {
		if (object.field(name) !== undefined || object.lookup(name) !== undefined) continue;
		const message = `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${CHECK_NAMES}`;
		throw new SoapFault("INVALID_FIELD", message, "InvalidFieldFault");
	}
	return { object, id, given };
}

/** A parent named by an external id: `<Account><type>Account</type><Ext__c>…</Ext__c></Account>`. */
function parentOf(node: Element): Given {
	const keys = node.children.filter(({ name, isNil }) => name !== "type" && name !== "Id" && !isNil);
	return {
		attributes: { type: textOf(node, "type") },
		...Object.fromEntries(keys.map(({ name, text }) => [name, text.trim()])),
	};
}

function sObjects(operation: Element, name = "sObjects"): Element[] {
	return operation.children.filter((node) => node.name === name);
}

export function create(call: SoapCall, operation: Element): string {
	return each(call, sObjects(operation), NO_ID, (writer, node) => {
		const { object, id, given } = readSObject(writer, node);
		if (id !== null)
			throw new RowError("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", ["Id"]);
		return withId(insertRecord(writer, object, given));
	});
}

function wholeId(given: string | null): string {
	if (given === null) throw new RowError("MISSING_ARGUMENT", "Id not specified in an update call");
	const id = id18(given);
	if (id === null) throw new RowError("MALFORMED_ID", `malformed id ${given}`, ["Id"]);
	return id;
}

export function update(call: SoapCall, operation: Element): string {
	const check = limitRepeated();
	return each(call, sObjects(operation), NO_ID, (writer, node) => {
		const { object, id, given } = readSObject(writer, node);
		const whole = wholeId(id);
		check(whole);
		updateRecord(writer, object, whole, given);
		return withId(whole);
	});
}

export function upsert(call: SoapCall, operation: Element): string {
	const keyName = textOf(operation, "externalIDFieldName") ?? "Id";
	const failed = { ...NO_ID, created: leaf("created", false) };
	const nodes = sObjects(operation);
	const keyIn = (node: Element) =>
		node.children.find(({ name, isNil }) => !isNil && name.toLowerCase() === keyName.toLowerCase())?.text;
	return each(call, nodes, failed, (writer, node) => {
		const { object, id, given } = readSObject(writer, node);
		const outcome = (saved: string, created: boolean): Outcome => ({
			...withId(saved),
			created: leaf("created", created),
		});
		const key = object.field(keyName);
		if (key?.idLookup !== true) {
			throw new RowError(
				"INVALID_FIELD",
				`Field name provided, ${keyName} is not an External ID or indexed field for ${object.name}`,
			);
		}
		if (key.type === "id") {
			if (id === null) return outcome(insertRecord(writer, object, given), true);
			const ids = nodes.flatMap((each) => keyIn(each) ?? []).map((each) => id18(each) ?? each);
			refuseRepeated(key, ids)(wholeId(id));
			updateRecord(writer, object, wholeId(id), given);
			return outcome(wholeId(id), false);
		}
		const name = Object.keys(given).find((each) => each.toLowerCase() === key.name.toLowerCase()) ?? key.name;
		const value = given[name];
		if (typeof value !== "string" || value === "")
			throw new RowError("MISSING_ARGUMENT", `${key.name} not specified`);
		refuseRepeated(
			key,
			nodes.flatMap((each) => keyIn(each) ?? []),
		)(value);
		const found = recordsByKey(writer, object, key, value);
		if (found.length > 1) throw severalFound(key, found);
		const [row] = found;
		if (row === undefined) return outcome(insertRecord(writer, object, given), true);
		const { [name]: _key, ...rest } = given;
		updateRecord(writer, object, idOf(row), rest);
		return outcome(idOf(row), false);
	});
}

/** A call that takes a list of ids. */
const byIds =
	(act: (writer: Writer, object: ObjectType, id: string) => void) =>
	(call: SoapCall, operation: Element): string =>
		each(call, textsOf(operation, "ids"), NO_ID, (writer, given) => {
			const id = id18(given);
			const object = id === null ? undefined : objectOfId(writer, id);
			if (id === null || object === undefined) throw new RowError("MALFORMED_ID", `malformed id ${given}`);
			act(writer, object, id);
			return withId(id);
		});

export const remove = byIds(deleteRecord);
export const undelete = byIds(undeleteRecord);
export const emptyRecycleBin = byIds(emptyBin);

export function merge(call: SoapCall, operation: Element): string {
	const alien = operation.children.find(({ name }) => name !== "request");
	if (alien !== undefined) {
		const words = `Element {${alien.uri}}${alien.name} invalid at this location`;
		throw new SoapFault("soapenv:Client", words);
	}
	return each(call, sObjects(operation, "request"), NO_ID, (writer, request) => {
		const node = child(request, "masterRecord");
		if (node === undefined) throw new RowError("MISSING_ARGUMENT", "masterRecord not specified");
		const { object, id, given } = readSObject(writer, node);
		const master = wholeId(id);
		const merged = mergeRecords(writer, object, master, given, textsOf(request, "recordToMergeIds"));
		return {
			...withId(master),
			mergedRecordIds: merged.mergedIds.map((each) => leaf("mergedRecordIds", each)).join(""),
			updatedRelatedIds: merged.relatedIds.map((each) => leaf("updatedRelatedIds", each)).join(""),
		};
	});
}

export function convertLeads(call: SoapCall, operation: Element): string {
	const none = ["accountId", "contactId", "leadId", "opportunityId"].map(
		(name) => [name, leaf(name, null)] as const,
	);
	return each(call, sObjects(operation, "leadConverts"), Object.fromEntries(none), (writer, node) => {
		const id = (name: string) => {
			const text = textOf(node, name);
			return text === null || text === "" ? null : wholeId(text);
		};
		const converted = convertLead(writer, {
			leadId: wholeId(textOf(node, "leadId")),
			convertedStatus: textOf(node, "convertedStatus") ?? "",
			accountId: id("accountId"),
			contactId: id("contactId"),
			opportunityName: textOf(node, "opportunityName"),
			doNotCreateOpportunity: flagOf(node, "doNotCreateOpportunity"),
			ownerId: id("ownerId"),
		});
		return Object.fromEntries(
			Object.entries(converted).map(([name, value]) => [name, leaf(name, value as string | null)]),
		);
	});
}
