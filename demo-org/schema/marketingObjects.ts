import type { Row, Table, Value } from "../data/table.ts";
import { CLEAN_STATUSES, INDUSTRIES, LEAD_SOURCES } from "./accountObjects.ts";
import { dataObject, plainObject } from "./declare.ts";
import {
	addressFields,
	boolean,
	date,
	dateTime,
	decimal,
	integer,
	lookup,
	picklist,
	readOnly,
	required,
	text,
	textArea,
	typedText,
} from "./fields.ts";

const personName = { compoundFieldName: "Name", extraTypeInfo: "personname", permissionable: false };
const converted = { ...readOnly, searchPrefilterable: true };
const currency = (name: string, label: string, more = {}) => decimal("currency", name, label, 18, 0, more);

export const lead = dataObject(
	["Lead", "Lead", "Leads", "00Q"],
	[
		lookup("MasterRecordId", "Master Record ID", ["Lead"], "MasterRecord", {
			...readOnly,
			searchPrefilterable: false,
		}),
		text("LastName", "Last Name", 80, { ...personName, nillable: false }),
		text("FirstName", "First Name", 40, personName),
		picklist("Salutation", "Salutation", 40, ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Mx."], personName),
		text("Name", "Full Name", 121, {
			...readOnly,
			extraTypeInfo: "personname",
			nameField: true,
			nillable: false,
		}),
		text("Title", "Title", 128),
		text("Company", "Company", 255, required),
		...addressFields(""),
		typedText("phone", "Phone", "Phone", 40),
		typedText("phone", "MobilePhone", "Mobile Phone", 40),
		typedText("phone", "Fax", "Fax", 40),
		typedText("email", "Email", "Email", 80, { idLookup: true }),
		typedText("url", "Website", "Website", 255),
		typedText("url", "PhotoUrl", "Photo URL", 255, { ...readOnly, extraTypeInfo: "imageurl" }),
		textArea("Description", "Description", 32000),
		picklist("LeadSource", "Lead Source", 255, LEAD_SOURCES),
		picklist(
			"Status",
			"Status",
			255,
			["Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"],
			{ ...required, defaultValue: "Open - Not Contacted", defaultedOnCreate: true },
		),
		picklist("Industry", "Industry", 255, INDUSTRIES),
		picklist("Rating", "Rating", 255, ["Hot", "Warm", "Cold"]),
		currency("AnnualRevenue", "Annual Revenue"),
		integer("NumberOfEmployees", "Employees"),
		boolean("IsConverted", "Converted", { updateable: false, permissionable: false }),
		date("ConvertedDate", "Converted Date", readOnly),
		lookup("ConvertedAccountId", "Converted Account ID", ["Account"], "ConvertedAccount", converted),
		lookup("ConvertedContactId", "Converted Contact ID", ["Contact"], "ConvertedContact", converted),
		lookup(
			"ConvertedOpportunityId",
			"Converted Opportunity ID",
			["Opportunity"],
			"ConvertedOpportunity",
			converted,
		),
		boolean("IsUnreadByOwner", "Unread By Owner", { permissionable: false }),
		date("LastActivityDate", "Last Activity", readOnly),
		picklist("CleanStatus", "Clean Status", 40, CLEAN_STATUSES, { restrictedPicklist: true }),
		text("Jigsaw", "Data.com Key", 20),
		text("JigsawContactId", "Jigsaw Contact ID", 20, { ...readOnly, relationshipName: "JigsawContact" }),
		text("CompanyDunsNumber", "Company D-U-N-S Number", 9),
		text("EmailBouncedReason", "Email Bounced Reason", 255, { createable: false, permissionable: false }),
		dateTime("EmailBouncedDate", "Email Bounced Date", { createable: false, permissionable: false }),
	],
	{
		owner: ["Group", "User"],
		flags: { mergeable: true },
		validationRules: [
			{
				name: "Email_must_not_be_a_test_address",
				errorMessage: "Addresses at invalid.example are not leads.",
				field: "Email",
				fails: (row) => String(row["Email"] ?? "").endsWith("@invalid.example"),
			},
		],
		listOnParent: {
			ConvertedAccountId: "ConvertedLeads",
		},
	},
);

export const campaign = dataObject(
	["Campaign", "Campaign", "Campaigns", "701"],
	[
		text("Name", "Name", 80, { nameField: true, idLookup: true, nillable: false, permissionable: false }),
		lookup("ParentId", "Parent Campaign ID", ["Campaign"], "Parent"),
		picklist("Type", "Type", 40, ["Conference", "Webinar", "Trade Show", "Email", "Other"]),
		picklist("Status", "Status", 40, ["Planned", "In Progress", "Completed", "Aborted"], {
			defaultValue: "Planned",
			defaultedOnCreate: true,
		}),
		date("StartDate", "Start Date"),
		date("EndDate", "End Date"),
		currency("ExpectedRevenue", "Expected Revenue"),
		currency("BudgetedCost", "Budgeted Cost"),
		currency("ActualCost", "Actual Cost"),
		decimal("percent", "ExpectedResponse", "Expected Response (%)", 10, 2),
		decimal("double", "NumberSent", "Num Sent", 18, 0),
		boolean("IsActive", "Active"),
		textArea("Description", "Description", 32000),
		integer("NumberOfContacts", "Contacts in Campaign", { ...readOnly, nillable: false }),
		integer("NumberOfResponses", "Responses in Campaign", { ...readOnly, nillable: false }),
		date("LastActivityDate", "Last Activity", readOnly),
	],
	{
		flags: { deepCloneable: true, feedEnabled: false },
		listOnParent: { ParentId: "ChildCampaigns" },
		computed: {
			NumberOfContacts: (row, view) =>
				count(row["Id"], view.table("CampaignMember"), (m) => m["ContactId"] != null),
			NumberOfResponses: (row, view) =>
				count(row["Id"], view.table("CampaignMember"), (m) => m["HasResponded"] === true),
		},
	},
);

function count(id: Value | undefined, table: Table, counts: (row: Row) => boolean): number {
	let found = 0;
	for (const index of table.where("CampaignId", id ?? null)) {
		const row = table.at(index);
		if (row !== undefined && row["IsDeleted"] !== true && counts(row)) found += 1;
	}
	return found;
}

export const campaignMember = plainObject(
	["CampaignMember", "Campaign Member", "Campaign Members", "00v"],
	[
		lookup("CampaignId", "Campaign ID", ["Campaign"], "Campaign", {
			nillable: false,
			permissionable: false,
			updateable: false,
		}),
		lookup("LeadId", "Lead ID", ["Lead"], "Lead", { updateable: false, permissionable: false }),
		lookup("ContactId", "Contact ID", ["Contact"], "Contact", { updateable: false, permissionable: false }),
		picklist("Status", "Status", 40, ["Sent", "Responded"], {
			permissionable: false,
			defaultValue: "Sent",
			defaultedOnCreate: true,
		}),
		boolean("HasResponded", "Responded", readOnly),
		date("FirstRespondedDate", "First Responded Date", readOnly),
		text("Name", "Full Name", 121, { ...readOnly, nameField: true }),
		picklist("Type", "Type", 40, ["Contact", "Lead"], readOnly),
	],
	{
		kind: "part",
		bin: true,
		listOnParent: {
			CampaignId: "CampaignMembers",
			LeadId: "CampaignMembers",
			ContactId: "CampaignMembers",
		},
		sharing: { controlledBy: "CampaignId" },
		triggers: [
			{
				name: "Responded",
				on: ["insert", "update"],
				sets: (row) => ({ HasResponded: row["Status"] === "Responded" }),
			},
		],
	},
);
