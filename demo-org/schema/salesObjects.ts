import type { Row, RowDraft } from "../data/table.ts";
import { bareObject, dataObject, plainObject } from "./declare.ts";
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
import { type RecordView, rollUp } from "./rules.ts";
import { masterDetail } from "./specialFields.ts";

/** Products, prices, lines, orders, contracts and assets. */

const nameField = { nameField: true, idLookup: true, permissionable: false, nillable: false };
const currency = (name: string, label: string, more = {}) => decimal("currency", name, label, 18, 2, more);
const fixedLookup = (name: string, label: string, target: string, relationship: string) =>
	lookup(name, label, [target], relationship, {
		nillable: false,
		permissionable: false,
		updateable: false,
		searchPrefilterable: false,
	});
const autoNumbered = {
	...readOnly,
	autoNumber: true,
	defaultedOnCreate: true,
	groupable: false,
	idLookup: true,
	nameField: true,
	nillable: false,
};

/** A line's product and list price come from its price book entry; its total is price times quantity. */
function priced(row: Row, before: Row | null, view: RecordView): Row {
	const entry = view.parent("PricebookEntry", row["PricebookEntryId"]);
	const { Quantity: quantity, UnitPrice: unit, TotalPrice: total } = row;
	const amount = typeof quantity === "number" ? quantity : 0;
	const changed = before === null || before["Quantity"] !== quantity || before["UnitPrice"] !== unit;
	const fromTotal = typeof unit !== "number" && typeof total === "number" && amount !== 0;
	const price = fromTotal ? Math.round((total / amount) * 100) / 100 : (unit ?? entry?.["UnitPrice"] ?? null);
	const prices: RowDraft = { UnitPrice: price };
	if (changed && typeof price === "number" && !fromTotal) {
		prices["TotalPrice"] = Math.round(price * amount * 100) / 100;
	}
	if (before !== null || entry === undefined) return prices;
	return {
		...prices,
		Product2Id: entry["Product2Id"] ?? null,
		ListPrice: entry["UnitPrice"] ?? null,
	};
}

export const product = dataObject(
	["Product2", "Product", "Products", "01t"],
	[
		text("Name", "Product Name", 255, nameField),
		text("ProductCode", "Product Code", 255),
		textArea("Description", "Product Description", 4000),
		boolean("IsActive", "Active", { permissionable: false }),
		picklist("Family", "Product Family", 255, ["Hardware", "Software", "Services"]),
		text("StockKeepingUnit", "Product SKU", 180),
		typedText("url", "DisplayUrl", "Display URL", 1000),
		picklist("QuantityUnitOfMeasure", "Quantity Unit Of Measure", 255, ["Each", "Hour"]),
		boolean("IsArchived", "Is Archived", readOnly),
	],
	{ owner: null, flags: { feedEnabled: true } },
);

export const pricebook = dataObject(
	["Pricebook2", "Price Book", "Price Books", "01s"],
	[
		text("Name", "Price Book Name", 255, nameField),
		boolean("IsActive", "Active", { permissionable: false }),
		text("Description", "Description", 255),
		boolean("IsStandard", "Is Standard Price Book", readOnly),
		boolean("IsArchived", "Is Archived", readOnly),
	],
	{ owner: null, flags: { feedEnabled: false } },
);

export const pricebookEntry = plainObject(
	["PricebookEntry", "Price Book Entry", "Price Book Entries", "01u"],
	[
		text("Name", "Product Name", 255, { ...readOnly, nameField: true, nillable: false }),
		fixedLookup("Pricebook2Id", "Price Book ID", "Pricebook2", "Pricebook2"),
		fixedLookup("Product2Id", "Product ID", "Product2", "Product2"),
		currency("UnitPrice", "List Price", { nillable: false, permissionable: false }),
		boolean("IsActive", "Active", { permissionable: false }),
		boolean("UseStandardPrice", "Use Standard Price", { permissionable: false }),
		text("ProductCode", "Product Code", 255, readOnly),
	],
	{
		kind: "part",
		bin: true,
		flags: { searchable: true, layoutable: false },
		listOnParent: { Pricebook2Id: "PricebookEntries", Product2Id: "PricebookEntries" },
	},
);

export const opportunityLineItem = plainObject(
	["OpportunityLineItem", "Opportunity Product", "Opportunity Product", "00k"],
	[
		fixedLookup("OpportunityId", "Opportunity ID", "Opportunity", "Opportunity"),
		integer("SortOrder", "Sort Order", readOnly),
		lookup("PricebookEntryId", "Price Book Entry ID", ["PricebookEntry"], "PricebookEntry", {
			updateable: false,
			permissionable: false,
		}),
		lookup("Product2Id", "Product ID", ["Product2"], "Product2", {
			updateable: false,
			permissionable: false,
		}),
		text("ProductCode", "Product Code", 255, readOnly),
		text("Name", "Opportunity Product Name", 376, { ...readOnly, nameField: true }),
		decimal("double", "Quantity", "Quantity", 12, 2, required),
		currency("TotalPrice", "Total Price"),
		currency("UnitPrice", "Sales Price"),
		currency("ListPrice", "List Price", { createable: false, updateable: false }),
		date("ServiceDate", "Date"),
		text("Description", "Line Description", 255),
	],
	{
		kind: "part",
		bin: true,
		flags: { layoutable: true },
		listOnParent: { OpportunityId: "OpportunityLineItems", Product2Id: "OpportunityLineItems" },
		sharing: { controlledBy: "OpportunityId" },
		triggers: [{ name: "Prices", on: ["insert", "update"], sets: priced }],
	},
);

export const opportunityContactRole = plainObject(
	["OpportunityContactRole", "Opportunity Contact Role", "Opportunity Contact Role", "00K"],
	[
		fixedLookup("OpportunityId", "Opportunity ID", "Opportunity", "Opportunity"),
		lookup("ContactId", "Contact ID", ["Contact"], "Contact", { ...required, searchPrefilterable: false }),
		picklist(
			"Role",
			"Role",
			40,
			[
				"Business User",
				"Decision Maker",
				"Economic Buyer",
				"Economic Decision Maker",
				"Evaluator",
				"Executive Sponsor",
				"Influencer",
				"Technical Buyer",
				"Other",
			],
			{ permissionable: false },
		),
		boolean("IsPrimary", "Primary", { permissionable: false }),
	],
	{
		kind: "part",
		bin: true,
		listOnParent: { OpportunityId: "OpportunityContactRoles", ContactId: "OpportunityContactRoles" },
		sharing: { controlledBy: "OpportunityId" },
	},
);

export const opportunityStage = plainObject(
	["OpportunityStage", "Opportunity Stage", "Opportunity Stage", "01J"],
	[
		text("MasterLabel", "Master Label", 255, { ...readOnly, nameField: true }),
		text("ApiName", "API Name", 255, readOnly),
		boolean("IsActive", "Is Active", readOnly),
		integer("SortOrder", "Sort Order", readOnly),
		boolean("IsClosed", "Is Closed", readOnly),
		boolean("IsWon", "Is Won", readOnly),
		picklist(
			"ForecastCategory",
			"Forecast Category",
			40,
			["Omitted", "Pipeline", "BestCase", "Forecast", "Closed"],
			readOnly,
		),
		text("ForecastCategoryName", "Forecast Category Name", 255, readOnly),
		decimal("percent", "DefaultProbability", "Probability (%)", 3, 0, readOnly),
		text("Description", "Description", 255, readOnly),
	],
);

export const opportunityHistory = bareObject(
	["OpportunityHistory", "Opportunity History", "Opportunity History", "008"],
	[
		lookup("OpportunityId", "Opportunity ID", ["Opportunity"], "Opportunity", {
			...readOnly,
			nillable: false,
		}),
		lookup("CreatedById", "Created By ID", ["User"], "CreatedBy", readOnly),
		dateTime("CreatedDate", "Created Date", readOnly),
		text("StageName", "Stage", 255, readOnly),
		currency("Amount", "Amount", readOnly),
		date("CloseDate", "Close Date", readOnly),
		decimal("percent", "Probability", "Probability", 3, 0, readOnly),
		currency("ExpectedRevenue", "Expected Revenue", readOnly),
		dateTime("SystemModstamp", "System Modstamp", readOnly),
		boolean("IsDeleted", "Deleted", readOnly),
	],
	{ flags: { replicateable: true }, listOnParent: { OpportunityId: "OpportunityHistories" } },
);

export const order = dataObject(
	["Order", "Order", "Orders", "801"],
	[
		lookup("ContractId", "Contract ID", ["Contract"], "Contract"),
		lookup("AccountId", "Account ID", ["Account"], "Account"),
		lookup("Pricebook2Id", "Price Book ID", ["Pricebook2"], "Pricebook2"),
		lookup("OpportunityId", "Opportunity ID", ["Opportunity"], "Opportunity"),
		date("EffectiveDate", "Order Start Date", required),
		date("EndDate", "Order End Date"),
		picklist("Status", "Status", 255, ["Draft", "Activated"], { ...required, defaultValue: "Draft" }),
		textArea("Description", "Description", 32000),
		picklist("Type", "Order Type", 40, ["New", "Renewal"]),
		...addressFields("Billing"),
		...addressFields("Shipping"),
		currency("TotalAmount", "Order Amount", readOnly),
		text("OrderNumber", "Order Number", 30, autoNumbered),
		dateTime("ActivatedDate", "Activated Date", readOnly),
		lookup("ActivatedById", "Activated By ID", ["User"], "ActivatedBy", readOnly),
	],
	{
		owner: ["Group", "User"],
		autoNumbers: { OrderNumber: { format: "{00000000}", first: 1 } },
		listOnParent: { AccountId: "Orders", ContractId: "Orders", OpportunityId: "Orders" },
		computed: { TotalAmount: rollUp("OrderItem", "OrderId", "SUM", "TotalPrice") },
	},
);

export const orderItem = plainObject(
	["OrderItem", "Order Product", "Order Products", "802"],
	[
		text("OrderItemNumber", "Order Product Number", 30, autoNumbered),
		{ ...masterDetail("OrderId", "Order ID", "Order", "Order"), relationshipOrder: null },
		lookup("Product2Id", "Product ID", ["Product2"], "Product2", {
			updateable: false,
			permissionable: false,
		}),
		lookup("PricebookEntryId", "Price Book Entry ID", ["PricebookEntry"], "PricebookEntry", {
			updateable: false,
			permissionable: false,
		}),
		decimal("double", "Quantity", "Quantity", 18, 2, required),
		currency("UnitPrice", "Unit Price"),
		currency("ListPrice", "List Price", { createable: false, updateable: false }),
		currency("TotalPrice", "Total Price", readOnly),
		text("Description", "Line Description", 255),
	],
	{
		kind: "part",
		bin: true,
		autoNumbers: { OrderItemNumber: { format: "{0000000000}", first: 1 } },
		listOnParent: { OrderId: "OrderItems", Product2Id: "OrderItems" },
		sharing: { controlledBy: "OrderId" },
		triggers: [{ name: "Prices", on: ["insert", "update"], sets: priced }],
	},
);

export const contract = dataObject(
	["Contract", "Contract", "Contracts", "800"],
	[
		lookup("AccountId", "Account ID", ["Account"], "Account", required),
		date("StartDate", "Contract Start Date"),
		date("EndDate", "Contract End Date", { createable: false, updateable: false }),
		integer("ContractTerm", "Contract Term"),
		picklist("Status", "Status", 40, ["In Approval Process", "Activated", "Draft"], {
			...required,
			defaultedOnCreate: true,
			defaultValue: "Draft",
		}),
		lookup("CustomerSignedId", "Customer Signed By ID", ["Contact"], "CustomerSigned"),
		date("CustomerSignedDate", "Customer Signed Date"),
		textArea("SpecialTerms", "Special Terms", 4000),
		textArea("Description", "Description", 32000),
		text("ContractNumber", "Contract Number", 30, autoNumbered),
		...addressFields("Billing"),
	],
	{
		autoNumbers: { ContractNumber: { format: "{00000000}", first: 1 } },
		listOnParent: { AccountId: "Contracts", CustomerSignedId: "ContractsSigned" },
	},
);

export const asset = dataObject(
	["Asset", "Asset", "Assets", "02i"],
	[
		lookup("ContactId", "Contact ID", ["Contact"], "Contact"),
		lookup("AccountId", "Account ID", ["Account"], "Account"),
		lookup("ParentId", "Parent Asset ID", ["Asset"], "Parent"),
		lookup("Product2Id", "Product ID", ["Product2"], "Product2"),
		text("Name", "Asset Name", 255, nameField),
		text("SerialNumber", "Serial Number", 80),
		date("InstallDate", "Install Date"),
		date("PurchaseDate", "Purchase Date"),
		date("UsageEndDate", "Usage End Date"),
		picklist("Status", "Status", 40, ["Shipped", "Installed", "Registered", "Obsolete", "Purchased"]),
		currency("Price", "Price"),
		decimal("double", "Quantity", "Quantity", 12, 2),
		textArea("Description", "Description", 32000),
		boolean("IsCompetitorProduct", "Competitor Asset"),
	],
	{
		listOnParent: { ContactId: "Assets", AccountId: "Assets", Product2Id: "Assets", ParentId: "ChildAssets" },
	},
);
