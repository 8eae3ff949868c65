import { idOf, type Row, type RowDraft } from "../data/table.ts";
import { dateText } from "../times.ts";
import { RowError } from "./rowError.ts";
import { insertRecord } from "./save.ts";
import { atomically, isNothing, locate, mustEdit, stamp, type Writer } from "./writer.ts";

/** What convertLead() is asked for one lead; ids name records to convert into, null makes new ones. */
export interface LeadConversion {
	readonly leadId: string;
	readonly convertedStatus: string;
	readonly accountId: string | null;
	readonly contactId: string | null;
	readonly opportunityName: string | null;
	readonly doNotCreateOpportunity: boolean;
	readonly ownerId: string | null;
}

export interface Converted {
	readonly leadId: string;
	readonly accountId: string;
	readonly contactId: string;
	readonly opportunityId: string | null;
}

const FROM_LEAD = ["Phone", "Fax", "Website", "Industry", "AnnualRevenue", "NumberOfEmployees", "Rating"];
const ADDRESS = ["Street", "City", "State", "PostalCode", "Country"];
const CLOSE_AFTER_MS = 90 * 86_400_000;

/**
 * Converts a lead into an account, a contact and, unless that is not wanted, an opportunity (SOAP API Developer Guide,
 * "convertLead()"). Throws RowError; nothing is then converted.
 */
export function convertLead(writer: Writer, wanted: LeadConversion): Converted {
	const { org, schema, transaction } = writer;
	const lead = schema.object("Lead");
	const found = lead && locate(writer, lead, wanted.leadId);
	if (lead === undefined || found === undefined) {
		throw new RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
	}
	const { row, index } = found;
	if (row["IsDeleted"] === true) throw new RowError("ENTITY_IS_DELETED", "entity is deleted");
	if (row["IsConverted"] === true) {
		throw new RowError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
	}
	if (!wanted.convertedStatus.startsWith("Closed - Converted")) {
		throw new RowError("INVALID_STATUS", `invalid convertedStatus: ${wanted.convertedStatus}`);
	}
	mustEdit(writer, lead, row);
	return atomically(writer, wanted.leadId, () => {
		const owner = wanted.ownerId ?? row["OwnerId"] ?? writer.user.id;
		const ownerId = String(owner).startsWith("005") ? String(owner) : writer.user.id;
		const accountId = wanted.accountId ?? make(writer, "Account", { ...accountOf(row), OwnerId: ownerId });
		const contactId =
			wanted.contactId ??
			make(writer, "Contact", { ...contactOf(row), AccountId: accountId, OwnerId: ownerId });
		const opportunityId = wanted.doNotCreateOpportunity
			? null
			: make(writer, "Opportunity", {
					Name: wanted.opportunityName ?? `${String(row["Company"])}-`,
					AccountId: accountId,
					StageName: "Prospecting",
					CloseDate: dateText(writer.now + CLOSE_AFTER_MS),
					LeadSource: row["LeadSource"] ?? null,
					OwnerId: ownerId,
				});
		transaction.change(org.table("Lead"), index, {
			Status: wanted.convertedStatus,
			IsConverted: true,
			ConvertedDate: dateText(writer.now),
			ConvertedAccountId: accountId,
			ConvertedContactId: contactId,
			ConvertedOpportunityId: opportunityId,
			...stamp(writer),
		});
		return { leadId: idOf(row), accountId, contactId, opportunityId };
	});
}

function make(writer: Writer, objectName: string, values: Row): string {
	const object = writer.schema.object(objectName);
	if (object === undefined)
		throw new RowError("INVALID_TYPE", `sObject type '${objectName}' is not supported.`);
	const known = Object.entries(values).filter(
		([name, value]) => !isNothing(value) && object.field(name)?.createable === true,
	);
	return insertRecord(writer, object, Object.fromEntries(known));
}

function accountOf(lead: Row): RowDraft {
	const draft: RowDraft = { Name: lead["Company"] ?? null, AccountSource: lead["LeadSource"] ?? null };
	for (const name of FROM_LEAD) draft[name] = lead[name] ?? null;
	for (const part of ADDRESS) draft[`Billing${part}`] = lead[part] ?? null;
	return draft;
}

function contactOf(lead: Row): RowDraft {
	const draft: RowDraft = {};
	for (const name of [
		"FirstName",
		"LastName",
		"Salutation",
		"Title",
		"Email",
		"Phone",
		"MobilePhone",
		"LeadSource",
	])
		draft[name] = lead[name] ?? null;
	for (const part of ADDRESS) draft[`Mailing${part}`] = lead[part] ?? null;
	return draft;
}
