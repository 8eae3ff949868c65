import type { Row } from "../data/table.ts";
import { LEAD_SOURCES } from "./accountObjects.ts";
import {
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
	viewedFields,
} from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import { amountFacts, FORECASTS, probabilityOf, STAGES, stageFacts } from "./opportunityStages.ts";
import { type RecordView, rollUp } from "./rules.ts";

/** Until somebody writes lines, what the seed stored with their opportunities is right and read faster. */
function hasWrittenLines(view: RecordView): boolean {
	return view.table("OpportunityLineItem").version > 0;
}

/** What an opportunity's lines come to; null when it has none, or while its stored amount is right anyway. */
function sumOfLines(row: Row, view: RecordView): number | null {
	if (!hasWrittenLines(view) || ROLL_UP.count(row, view) === 0) return null;
	return Number(ROLL_UP.sum(row, view));
}

const ROLL_UP = {
	count: rollUp("OpportunityLineItem", "OpportunityId", "COUNT"),
	sum: rollUp("OpportunityLineItem", "OpportunityId", "SUM", "TotalPrice"),
};

const HISTORY = "Opportunity History ID";
const unlisted = { ...readOnly, filterable: false, sortable: false };

export const opportunity: ObjectSpec = {
	name: "Opportunity",
	label: "Opportunity",
	labelPlural: "Opportunities",
	keyPrefix: "006",
	listOnParent: { AccountId: "Opportunities", ContactId: "Opportunities" },
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
		text("Fiscal", "Fiscal Period", 6, { ...readOnly, byteLength: 6 }),
		lookup("ContactId", "Contact ID", ["Contact"], null, {
			permissionable: false,
			searchPrefilterable: false,
			updateable: false,
		}),
		...viewedFields(),
		boolean("HasOpenActivity", "Has Open Activity", unlisted),
		boolean("HasOverdueTask", "Has Overdue Task", unlisted),
		lookup("LastAmountChangedHistoryId", HISTORY, ["OpportunityHistory"], "LastAmountChangedHistory", {
			...readOnly,
			searchPrefilterable: true,
		}),
		lookup("LastCloseDateChangedHistoryId", HISTORY, ["OpportunityHistory"], "LastCloseDateChangedHistory", {
			...readOnly,
			searchPrefilterable: true,
		}),
	],
	flags: { deepCloneable: true },
	computed: {
		Amount: (row, view) => sumOfLines(row, view) ?? row["Amount"] ?? null,
		ExpectedRevenue: (row, view) => {
			const sum = sumOfLines(row, view);
			const { Probability: probability, ExpectedRevenue: stored = null } = row;
			return sum === null || typeof probability !== "number" ? stored : Math.round(sum * probability) / 100;
		},
		HasOpportunityLineItem: (row, view) =>
			hasWrittenLines(view) ? sumOfLines(row, view) !== null : row["HasOpportunityLineItem"] === true,
	},
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
