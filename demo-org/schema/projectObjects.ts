import { dateText } from "../times.ts";
import { dataObject } from "./declare.ts";
import { boolean, date, decimal, lookup, picklist, readOnly, required, text, textArea } from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import type { Formula } from "./rules.ts";
import { formula, masterDetail } from "./specialFields.ts";

/** What belongs to projects: milestones (detail), expenses, skills and the junction between both. */

const autoNumberName = (label: string) =>
	text("Name", label, 80, {
		...readOnly,
		autoNumber: true,
		defaultedOnCreate: true,
		idLookup: true,
		nameField: true,
		nillable: false,
	});
const name = (label: string) =>
	text("Name", label, 80, {
		nameField: true,
		idLookup: true,
		permissionable: false,
		defaultedOnCreate: true,
	});

const ofProject =
	(field: string): Formula =>
	(row, view) => {
		const project = view.parent("Project__c", row["Project__c"]);
		return project === undefined ? null : view.value("Project__c", project, field);
	};

export const milestone: ObjectSpec = dataObject(
	["Milestone__c", "Milestone", "Milestones", "a02"],
	[
		autoNumberName("Milestone Number"),
		masterDetail("Project__c", "Project", "Project__c", "Project__r"),
		text("Title__c", "Title", 120, required),
		date("Due_Date__c", "Due Date"),
		decimal("double", "Hours__c", "Hours", 6, 1),
		boolean("Reached__c", "Reached"),
		text("Project_Name__c", "Project Name", 1300, formula("Project__r.Name")),
		text("Account_Name__c", "Account Name", 1300, formula("Project__r.Account__r.Name")),
		boolean("Is_Late__c", "Is Late", {
			...formula("AND(NOT(Reached__c), Due_Date__c < TODAY())"),
			defaultedOnCreate: false,
			formulaTreatNullNumberAsZero: false,
		}),
		decimal(
			"percent",
			"Share_of_Project__c",
			"Share of Project",
			18,
			2,
			formula("Hours__c / Project__r.Planned_Hours__c"),
		),
	],
	{
		owner: null,
		autoNumbers: { Name: { format: "MS-{00000}", first: 1 } },
		sharing: { controlledBy: "Project__c" },
		listOnParent: { Project__c: "Milestones__r" },
		computed: {
			Project_Name__c: ofProject("Name"),
			Account_Name__c: (row, view) => {
				const account = view.parent("Account", ofProject("Account__c")(row, view));
				return account === undefined ? null : view.value("Account", account, "Name");
			},
			Is_Late__c: (row, { now }) =>
				row["Reached__c"] !== true &&
				typeof row["Due_Date__c"] === "string" &&
				row["Due_Date__c"] < dateText(now),
			Share_of_Project__c: (row, view) => {
				const planned = ofProject("Planned_Hours__c")(row, view);
				if (typeof planned !== "number" || planned === 0) return null;
				return Math.round((Number(row["Hours__c"] ?? 0) / planned) * 10_000) / 100;
			},
		},
		validationRules: [
			{
				name: "Hours_not_negative",
				errorMessage: "Hours can't be negative.",
				field: "Hours__c",
				fails: ({ Hours__c: hours }) => typeof hours === "number" && hours < 0,
			},
		],
	},
);

export const EXPENSE_KINDS = ["Travel", "Hardware", "Licences", "Other"];

export const expense: ObjectSpec = dataObject(
	["Expense__c", "Expense", "Expenses", "a03"],
	[
		autoNumberName("Expense Number"),
		lookup("Project__c", "Project", ["Project__c"], "Project__r", { restrictedDelete: true }),
		lookup("Paid_To__c", "Paid To", ["Account"], "Paid_To__r"),
		picklist("Kind__c", "Kind", 255, EXPENSE_KINDS, {
			restrictedPicklist: true,
			defaultValue: "Other",
			defaultedOnCreate: true,
		}),
		decimal("currency", "Amount__c", "Amount", 16, 2, { nillable: false, permissionable: false }),
		decimal("percent", "Tax_Rate__c", "Tax Rate", 4, 2, {
			defaultValueFormula: "0.19",
			defaultedOnCreate: true,
		}),
		decimal("currency", "Gross__c", "Gross", 18, 2, formula("Amount__c * (1 + Tax_Rate__c)")),
		date("Spent_On__c", "Spent On", { defaultValueFormula: "TODAY()", defaultedOnCreate: true }),
		textArea("Remark__c", "Remark", 255),
	],
	{
		autoNumbers: { Name: { format: "EXP-{000000}", first: 1 } },
		sharing: "private",
		listOnParent: { Project__c: "Expenses__r", Paid_To__c: "Expenses__r" },
		defaults: { Tax_Rate__c: () => 19, Spent_On__c: (_row, { now }) => dateText(now) },
		computed: {
			Gross__c: ({ Amount__c: amount, Tax_Rate__c: rate }) =>
				Math.round(Number(amount ?? 0) * (100 + Number(rate ?? 0))) / 100,
		},
	},
);

export const skill: ObjectSpec = dataObject(
	["Skill__c", "Skill", "Skills", "a04"],
	[
		name("Skill Name"),
		text("Code__c", "Code", 20, { externalId: true, idLookup: true, unique: true, caseSensitive: false }),
		decimal("double", "Number__c", "Number", 18, 0, { externalId: true, idLookup: true, unique: true }),
		text("Legacy_Key__c", "Legacy Key", 40, { externalId: true, idLookup: true }),
	],
	{},
);

/** The junction between projects and skills: two masters. */
export const projectSkill: ObjectSpec = dataObject(
	["Project_Skill__c", "Project Skill", "Project Skills", "a05"],
	[
		autoNumberName("Project Skill Number"),
		masterDetail("Project__c", "Project", "Project__c", "Project__r", 0),
		masterDetail("Skill__c", "Skill", "Skill__c", "Skill__r", 1),
		picklist("Level__c", "Level", 255, ["Basic", "Good", "Expert"], { restrictedPicklist: true }),
	],
	{
		owner: null,
		autoNumbers: { Name: { format: "PS-{0000}", first: 1 } },
		sharing: { controlledBy: "Project__c" },
		listOnParent: { Project__c: "Project_Skills__r", Skill__c: "Project_Skills__r" },
	},
);
