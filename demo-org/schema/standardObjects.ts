import { dateTimeText } from "../times.ts";
import {
	addressFields,
	auditFields,
	boolean,
	date,
	dateTime,
	decimal,
	deletedField,
	integer,
	lookup,
	ownerField,
	picklist,
	readOnly,
	recordId,
	required,
	text,
	textArea,
	typedText,
	viewedFields,
} from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import { amountFacts, FORECASTS, probabilityOf, STAGES, stageFacts } from "./opportunityStages.ts";
import type { Trigger } from "./rules.ts";

/** Standard objects with the types, labels and lengths that describes of real orgs show. */

const unfiltered = { ...readOnly, searchPrefilterable: false };

export const LEAD_SOURCES = ["Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"];
export const CLEAN_STATUSES = ["Matched", "Different", "Acknowledged", "NotFound", "Inactive", "Pending"];
const photo = typedText("url", "PhotoUrl", "Photo URL", 255, { ...readOnly, extraTypeInfo: "imageurl" });

/** Contacts and leads are named after their two names. */
const namedByParts: Trigger = {
	name: "Full name",
	on: ["insert", "update"],
	sets: ({ FirstName: first, LastName: last }) => ({
		Name: [first, last].filter((part) => typeof part === "string" && part !== "").join(" "),
	}),
};
export const INDUSTRIES = [
	"Agriculture",
	"Apparel",
	"Banking",
	"Biotechnology",
	"Chemicals",
	"Communications",
	"Construction",
	"Consulting",
	"Education",
	"Electronics",
	"Energy",
	"Engineering",
	"Healthcare",
	"Manufacturing",
	"Retail",
	"Technology",
	"Transportation",
	"Utilities",
];

export const account: ObjectSpec = {
	name: "Account",
	label: "Account",
	labelPlural: "Accounts",
	keyPrefix: "001",
	listOnParent: { ParentId: "ChildAccounts" },
	fields: [
		recordId("Account ID"),
		deletedField(),
		lookup("MasterRecordId", "Master Record ID", ["Account"], "MasterRecord", unfiltered),
		text("Name", "Account Name", 255, {
			...required,
			nameField: true,
			compoundFieldName: "Name",
			extraTypeInfo: "switchablepersonname",
		}),
		picklist("Type", "Account Type", 40, [
			"Prospect",
			"Customer - Direct",
			"Customer - Channel",
			"Channel Partner / Reseller",
			"Installation Partner",
			"Technology Partner",
			"Other",
		]),
		lookup("ParentId", "Parent Account ID", ["Account"], "Parent"),
		...addressFields("Billing"),
		...addressFields("Shipping"),
		typedText("phone", "Phone", "Account Phone", 40),
		typedText("phone", "Fax", "Account Fax", 40),
		text("AccountNumber", "Account Number", 40),
		typedText("url", "Website", "Website", 255),
		photo,
		text("Sic", "SIC Code", 20),
		picklist("Industry", "Industry", 40, INDUSTRIES),
		decimal("currency", "AnnualRevenue", "Annual Revenue", 18, 0),
		integer("NumberOfEmployees", "Employees"),
		picklist("Ownership", "Ownership", 40, ["Public", "Private", "Subsidiary", "Other"]),
		text("TickerSymbol", "Ticker Symbol", 20),
		textArea("Description", "Account Description", 32000),
		picklist("Rating", "Account Rating", 40, ["Hot", "Warm", "Cold"]),
		text("Site", "Account Site", 80),
		ownerField(),
		...auditFields(),
		date("LastActivityDate", "Last Activity", readOnly),
		...viewedFields(),
		picklist("CleanStatus", "Clean Status", 40, CLEAN_STATUSES, { restrictedPicklist: true }),
		picklist("AccountSource", "Account Source", 40, LEAD_SOURCES),
		text("DunsNumber", "D-U-N-S Number", 9),
		text("Tradestyle", "Tradestyle", 255),
		text("NaicsCode", "NAICS Code", 8),
		text("NaicsDesc", "NAICS Description", 120),
		text("YearStarted", "Year Started", 4),
		text("SicDesc", "SIC Description", 80),
	],
	flags: { mergeable: true },
	sharing: "read",
	scopes: [["team", "My team's accounts"]],
	validationRules: [
		{
			name: "Revenue_not_negative",
			errorMessage: "Annual revenue can't be negative.",
			field: "AnnualRevenue",
			fails: ({ AnnualRevenue: revenue }) => typeof revenue === "number" && revenue < 0,
		},
	],
	duplicateRules: [
		{
			name: "Standard_Account_Duplicate_Rule",
			label: "Standard Account Duplicate Rule",
			matchRule: "Standard_Account_Match_Rule_v1_0",
			fields: ["Name", "BillingCity"],
			allowsSave: true,
			errorMessage: "Use one of these records?",
		},
	],
};

export const contact: ObjectSpec = {
	name: "Contact",
	label: "Contact",
	labelPlural: "Contacts",
	keyPrefix: "003",
	listOnParent: { AccountId: "Contacts" },
	fields: [
		recordId("Contact ID"),
		deletedField(),
		lookup("MasterRecordId", "Master Record ID", ["Contact"], "MasterRecord", unfiltered),
		lookup("AccountId", "Account ID", ["Account"], "Account"),
		text("LastName", "Last Name", 80, {
			...required,
			compoundFieldName: "Name",
			extraTypeInfo: "personname",
		}),
		text("FirstName", "First Name", 40, {
			permissionable: false,
			compoundFieldName: "Name",
			extraTypeInfo: "personname",
		}),
		picklist("Salutation", "Salutation", 40, ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof."], {
			permissionable: false,
			compoundFieldName: "Name",
			extraTypeInfo: "personname",
		}),
		text("Name", "Full Name", 121, {
			...readOnly,
			nillable: false,
			nameField: true,
			extraTypeInfo: "personname",
		}),
		...addressFields("Other"),
		...addressFields("Mailing"),
		typedText("phone", "Phone", "Business Phone", 40),
		typedText("phone", "Fax", "Business Fax", 40),
		typedText("phone", "MobilePhone", "Mobile Phone", 40),
		typedText("phone", "HomePhone", "Home Phone", 40),
		typedText("phone", "OtherPhone", "Other Phone", 40),
		typedText("phone", "AssistantPhone", "Asst. Phone", 40),
		lookup("ReportsToId", "Reports To ID", ["Contact"], "ReportsTo"),
		typedText("email", "Email", "Email", 80, { idLookup: true }),
		text("Title", "Title", 128),
		text("Department", "Department", 80),
		text("AssistantName", "Assistant's Name", 40),
		picklist("LeadSource", "Lead Source", 255, LEAD_SOURCES),
		date("Birthdate", "Birthdate"),
		textArea("Description", "Contact Description", 32000),
		ownerField(),
		...auditFields(),
		date("LastActivityDate", "Last Activity", readOnly),
		...viewedFields(),
		text("EmailBouncedReason", "Email Bounced Reason", 255, { permissionable: false }),
		dateTime("EmailBouncedDate", "Email Bounced Date", { permissionable: false }),
		boolean("IsEmailBounced", "Is Email Bounced", readOnly),
		photo,
		picklist("CleanStatus", "Clean Status", 40, CLEAN_STATUSES, { restrictedPicklist: true }),
		boolean("HasOptedOutOfEmail", "Email Opt Out"),
		boolean("DoNotCall", "Do Not Call"),
	],
	flags: { mergeable: true },
	triggers: [namedByParts],
};

export const opportunity: ObjectSpec = {
	name: "Opportunity",
	label: "Opportunity",
	labelPlural: "Opportunities",
	keyPrefix: "006",
	listOnParent: { AccountId: "Opportunities" },
	fields: [
		recordId("Opportunity ID"),
		deletedField(),
		lookup("AccountId", "Account ID", ["Account"], "Account"),
		boolean("IsPrivate", "Private"),
		text("Name", "Name", 120, { ...required, nameField: true, idLookup: true }),
		textArea("Description", "Description", 32000),
		picklist("StageName", "Stage", 255, STAGES, required),
		decimal("currency", "Amount", "Amount", 18, 2),
		decimal("percent", "Probability", "Probability (%)", 3, 0, { defaultedOnCreate: true }),
		decimal("currency", "ExpectedRevenue", "Expected Amount", 18, 2, {
			createable: false,
			updateable: false,
		}),
		decimal("double", "TotalOpportunityQuantity", "Quantity", 18, 2),
		date("CloseDate", "Close Date", required),
		picklist("Type", "Opportunity Type", 255, [
			"Existing Customer - Upgrade",
			"Existing Customer - Replacement",
			"Existing Customer - Downgrade",
			"New Customer",
		]),
		text("NextStep", "Next Step", 255),
		picklist("LeadSource", "Lead Source", 255, LEAD_SOURCES),
		boolean("IsClosed", "Closed", readOnly),
		boolean("IsWon", "Won", readOnly),
		picklist("ForecastCategory", "Forecast Category", 40, FORECASTS, {
			...readOnly,
			nillable: false,
			restrictedPicklist: true,
		}),
		picklist(
			"ForecastCategoryName",
			"Forecast Category",
			255,
			["Omitted", "Pipeline", "Best Case", "Commit", "Closed"],
			{ permissionable: false, restrictedPicklist: true, defaultedOnCreate: true },
		),
		lookup("CampaignId", "Campaign ID", ["Campaign"], "Campaign"),
		boolean("HasOpportunityLineItem", "Has Line Item", readOnly),
		lookup("Pricebook2Id", "Price Book ID", ["Pricebook2"], "Pricebook2", {
			permissionable: false,
			defaultedOnCreate: true,
		}),
		ownerField(),
		...auditFields(),
		date("LastActivityDate", "Last Activity", readOnly),
		dateTime("LastStageChangeDate", "Last Stage Change Date", readOnly),
		integer("FiscalQuarter", "Fiscal Quarter", { ...readOnly, compoundFieldName: "Fiscal" }),
		integer("FiscalYear", "Fiscal Year", { ...readOnly, compoundFieldName: "Fiscal" }),
		text("Fiscal", "Fiscal Period", 6, readOnly),
		lookup("ContactId", "Contact ID", ["Contact"], null, {
			permissionable: false,
			searchPrefilterable: false,
			updateable: false,
		}),
		...viewedFields(),
	],
	flags: { deepCloneable: true },
	scopes: [["team", "My team's opportunities"]],
	validationRules: [
		{
			name: "Lost_needs_next_step",
			errorMessage: "Say in Next Step why a deal of over a million was lost.",
			field: null,
			fails: ({ StageName: stage, Amount: amount, NextStep: next }, before) =>
				stage === "Closed Lost" &&
				before?.["StageName"] !== stage &&
				typeof amount === "number" &&
				amount > 1_000_000 &&
				(next ?? "") === "",
		},
	],
	triggers: [
		{
			name: "Stage",
			on: ["insert", "update"],
			sets: (row, before) => {
				const stage = String(row["StageName"]);
				const isNew = before?.["StageName"] !== stage;
				const given = row["Probability"];
				const kept =
					typeof given === "number" && (before === null || !isNew || given !== before["Probability"]);
				const probability = kept ? given : probabilityOf(stage);
				return { Probability: probability, ...stageFacts(stage), ...amountFacts(row, probability) };
			},
		},
	],
};

export const caseObject: ObjectSpec = {
	name: "Case",
	label: "Case",
	labelPlural: "Cases",
	keyPrefix: "500",
	listOnParent: { AccountId: "Cases", ContactId: "Cases", ParentId: "Cases" },
	fields: [
		recordId("Case ID"),
		deletedField(),
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
		typedText("phone", "SuppliedPhone", "Phone", 40),
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
		text("Comments", "Internal Comments", 4000, {
			aggregatable: false,
			filterable: false,
			groupable: false,
			sortable: false,
		}),
		...viewedFields(),
	],
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
	],
};
