import { dateTimeText } from "../times.ts";
import {
	auditFields,
	boolean,
	dateTime,
	deletedField,
	lookup,
	ownerField,
	picklist,
	readOnly,
	recordId,
	text,
	textArea,
	typedText,
	viewedFields,
} from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import type { Formula } from "./rules.ts";

const ofContact =
	(field: string): Formula =>
	(row, view) =>
		view.parent("Contact", row["ContactId"])?.[field] ?? null;

export const caseObject: ObjectSpec = {
	name: "Case",
	label: "Case",
	labelPlural: "Cases",
	keyPrefix: "500",
	listOnParent: { AccountId: "Cases", ContactId: "Cases", ParentId: "Cases" },
	fields: [
		recordId("Case ID"),
		deletedField(),
		lookup("MasterRecordId", "Master Record ID", ["Case"], "MasterRecord", {
			...readOnly,
			searchPrefilterable: false,
		}),
		text("CaseNumber", "Case Number", 30, {
			...readOnly,
			autoNumber: true,
			defaultedOnCreate: true,
			nillable: false,
			nameField: true,
			idLookup: true,
			groupable: false,
		}),
		lookup("ContactId", "Contact ID", ["Contact"], "Contact"),
		lookup("AccountId", "Account ID", ["Account"], "Account"),
		lookup("AssetId", "Asset ID", ["Asset"], "Asset"),
		lookup("ParentId", "Parent Case ID", ["Case"], "Parent"),
		text("SuppliedName", "Name", 80),
		typedText("email", "SuppliedEmail", "Email Address", 80),
		text("SuppliedPhone", "Phone", 40),
		text("SuppliedCompany", "Company", 80),
		picklist("Type", "Case Type", 40, ["Mechanical", "Electrical", "Electronic", "Structural", "Other"]),
		picklist("Status", "Status", 40, ["New", "Working", "Escalated", "Closed"], {
			defaultValue: "New",
			defaultedOnCreate: true,
			permissionable: false,
		}),
		picklist("Reason", "Case Reason", 40, [
			"Installation",
			"Equipment Complexity",
			"Performance",
			"Breakdown",
			"Equipment Design",
			"Feedback",
			"Other",
		]),
		picklist("Origin", "Case Origin", 40, ["Phone", "Email", "Web"]),
		text("Subject", "Subject", 255),
		picklist("Priority", "Priority", 40, ["High", "Medium", "Low"], {
			defaultValue: "Medium",
			defaultedOnCreate: true,
		}),
		textArea("Description", "Description", 32000),
		boolean("IsClosed", "Closed", readOnly),
		dateTime("ClosedDate", "Closed Date", { createable: false, updateable: false }),
		boolean("IsEscalated", "Escalated"),
		ownerField(["Group", "User"]),
		...auditFields(),
		typedText("phone", "ContactPhone", "Contact Phone", 40, readOnly),
		typedText("phone", "ContactMobile", "Contact Mobile", 40, readOnly),
		typedText("email", "ContactEmail", "Contact Email", 80, readOnly),
		typedText("phone", "ContactFax", "Contact Fax", 40, readOnly),
		textArea("Comments", "Internal Comments", 4000, {
			byteLength: 4000,
			aggregatable: true,
			sortable: true,
			permissionable: false,
		}),
		...viewedFields(),
	],
	computed: {
		ContactPhone: ofContact("Phone"),
		ContactMobile: ofContact("MobilePhone"),
		ContactEmail: ofContact("Email"),
		ContactFax: ofContact("Fax"),
	},
	autoNumbers: { CaseNumber: { format: "{00000000}", first: 1001 } },
	flags: { mergeable: true },
	scopes: [
		["queue_owned", "Queue owned cases"],
		["user_owned", "User owned cases"],
	],
	assignmentRule: {
		serial: 1,
		name: "Standard",
		entries: [
			{ matches: (row) => row["Origin"] === "Web", owner: { queue: "Support" } },
			{ matches: (row) => row["Priority"] === "High", owner: { user: "integration" } },
		],
	},
	triggers: [
		{
			name: "Closed",
			on: ["insert", "update"],
			sets: (row, before, { now }) => {
				const isClosed = row["Status"] === "Closed";
				const closedDate = before?.["IsClosed"] === true ? (row["ClosedDate"] ?? null) : dateTimeText(now);
				return { IsClosed: isClosed, ClosedDate: isClosed ? closedDate : null };
			},
		},
		{
			name: "Account of the contact",
			on: ["insert"],
			sets: (row, _before, view) => {
				const account = row["AccountId"] ?? view.parent("Contact", row["ContactId"])?.["AccountId"] ?? null;
				return { AccountId: account };
			},
		},
	],
};
