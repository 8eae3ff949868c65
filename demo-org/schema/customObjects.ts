import type { Value } from "../data/table.ts";
import {
	auditFields,
	boolean,
	date,
	dateTime,
	decimal,
	deletedField,
	lookup,
	multiPicklist,
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
import { rollUp } from "./rules.ts";
import { formula } from "./specialFields.ts";

const number = (value: Value | undefined): number => (typeof value === "number" ? value : 0);

export const PROJECT_STATUSES = ["Draft", "Active", "On Hold", "Done"];
export const PROJECT_TAGS = ["Cloud", "Data", "Mobile", "Security", "Training"];

/** The custom object of the demo org. `Notes__c` can hold 131,072 characters and one row nearly does. */
export const project: ObjectSpec = {
	name: "Project__c",
	label: "Project",
	labelPlural: "Projects",
	keyPrefix: "a00",
	listOnParent: { Account__c: "Projects__r", Lead_Contact__c: "Projects__r" },
	fields: [
		recordId("Record ID"),
		ownerField(["Group", "User"]),
		deletedField(),
		text("Name", "Project Name", 80, { nameField: true, idLookup: true, permissionable: false }),
		...auditFields(),
		...viewedFields(),
		lookup("Account__c", "Account", ["Account"], "Account__r"),
		lookup("Lead_Contact__c", "Lead Contact", ["Contact"], "Lead_Contact__r"),
		decimal("currency", "Budget__c", "Budget", 18, 2),
		decimal("currency", "Spent__c", "Spent", 18, 2),
		decimal("currency", "Budget_Left__c", "Budget Left", 18, 2, formula("Budget__c - Spent__c")),
		date("Start_Date__c", "Start Date"),
		dateTime("Go_Live__c", "Go Live"),
		picklist("Status__c", "Status", 255, PROJECT_STATUSES, { restrictedPicklist: true }),
		multiPicklist("Tags__c", "Tags", PROJECT_TAGS),
		boolean("Is_Billable__c", "Is Billable"),
		decimal("percent", "Completion__c", "Completion", 5, 2),
		typedText("url", "Wiki__c", "Wiki", 255),
		text("External_Id__c", "External Id", 40, {
			externalId: true,
			idLookup: true,
			unique: true,
			caseSensitive: true,
		}),
		textArea("Notes__c", "Notes", 131072),
		textArea("Risks__c", "Risks", 32768),
		decimal("double", "Milestones__c", "Milestones", 18, 0, formula(null)),
		decimal("double", "Planned_Hours__c", "Planned Hours", 18, 1, formula(null)),
		date("Last_Milestone__c", "Last Milestone", { ...formula(null), groupable: true }),
	],
	computed: {
		Budget_Left__c: (row) => number(row["Budget__c"]) - number(row["Spent__c"]),
		Milestones__c: rollUp("Milestone__c", "Project__c", "COUNT"),
		Planned_Hours__c: rollUp("Milestone__c", "Project__c", "SUM", "Hours__c"),
		Last_Milestone__c: rollUp("Milestone__c", "Project__c", "MAX", "Due_Date__c"),
	},
	validationRules: [
		{
			name: "Spent_within_budget",
			errorMessage: "More was spent than the budget allows.",
			field: "Spent__c",
			fails: ({ Budget__c: budget, Spent__c: spent }) =>
				typeof budget === "number" && typeof spent === "number" && budget >= 0 && spent > budget * 10,
		},
	],
	triggers: [
		{
			name: "Done means complete",
			on: ["update"],
			sets: (row, before) =>
				row["Status__c"] === "Done" && before?.["Status__c"] !== "Done" ? { Completion__c: 100 } : {},
		},
	],
};

/** The custom object of the production-kind org, which the demo org does not have. */
export const invoice: ObjectSpec = {
	name: "Invoice__c",
	label: "Invoice",
	labelPlural: "Invoices",
	keyPrefix: "a01",
	listOnParent: { Account__c: "Invoices__r" },
	fields: [
		recordId("Record ID"),
		ownerField(),
		deletedField(),
		text("Name", "Invoice Number", 80, {
			...readOnly,
			autoNumber: true,
			defaultedOnCreate: true,
			nillable: false,
			nameField: true,
		}),
		...auditFields(),
		...viewedFields(),
		lookup("Account__c", "Account", ["Account"], "Account__r"),
		decimal("currency", "Total__c", "Total", 18, 2),
		date("Due_Date__c", "Due Date"),
		picklist("Status__c", "Status", 255, ["Open", "Paid", "Overdue"]),
	],
	autoNumbers: { Name: { format: "INV-{00000}", first: 1 } },
};
