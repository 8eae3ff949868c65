import type { Random } from "../random.ts";
import { amountFacts, STAGES, stageFacts } from "../schema/opportunityStages.ts";
import { DAY_MS, dateText, dateTimeText } from "../times.ts";
import { type Crowd, currencyAt, maybe, type Population } from "./population.ts";
import { BOOKS, listPrice, PRODUCTS } from "./products.ts";
import type { RowDraft } from "./table.ts";
import { COMPANY_HEADS, SENTENCES } from "./words.ts";

/** Of each four opportunities the first has no line, the second one, the third two, the fourth three. */
const FIRST_LINE = [0, 0, 1, 3];
const OWNER_OF_LINE = [1, 2, 2, 3, 3, 3];
const firstLineOf = (opportunity: number): number =>
	6 * Math.floor(opportunity / 4) + (FIRST_LINE[opportunity % 4] ?? 0);
const opportunityOf = (line: number): number => 4 * Math.floor(line / 6) + (OWNER_OF_LINE[line % 6] ?? 0);

const opportunityCount = (scale: number): number => Math.ceil(scale / 2);

interface Line {
	readonly product: number;
	readonly quantity: number;
	readonly unitPrice: number;
	readonly total: number;
}

function lineAt(population: Population, index: number): Line {
	const random = population.random("OpportunityLineItem.price", index);
	const product = random.integer(0, PRODUCTS.length - 1);
	const quantity = random.integer(1, 40);
	const unitPrice = Math.round(listPrice(product, 0) * random.integer(80, 100)) / 100;
	return { product, quantity, unitPrice, total: Math.round(unitPrice * quantity * 100) / 100 };
}

/** The sum of an opportunity's lines; null when it has none. */
function amountOf(population: Population, opportunity: number): number | null {
	if (population.count("OpportunityLineItem") === 0) return null;
	const lines = opportunity % 4;
	if (lines === 0) return null;
	let sum = 0;
	for (let i = 0; i < lines; i += 1) sum += lineAt(population, firstLineOf(opportunity) + i).total;
	return Math.round(sum * 100) / 100;
}

function ownAmount(random: Random): number | null {
	return maybe(random, random.integer(100, 9_000_000) / 100, 0.7);
}

/** The account of the n-th opportunity. */
export function accountOfOpportunity(population: Population, index: number): string | null {
	return population.pick(population.random("Opportunity.AccountId", index), "Account");
}

/** Opportunities; the amount of one with lines is their sum. */
const opportunities: Crowd = {
	objectName: "Opportunity",
	count: opportunityCount,
	row: (i, random, population) => {
		const stage = random.pick(STAGES);
		const fromLines = amountOf(population, i);
		const own = ownAmount(random);
		const probability =
			stage === "Closed Won" ? 100 : stage === "Closed Lost" ? 0 : random.integer(1, 9) * 10;
		const row: RowDraft = {
			AccountId: accountOfOpportunity(population, i),
			IsPrivate: false,
			Name: `Deal ${i + 1}: ${random.pick(COMPANY_HEADS)}`,
			Description: maybe(random, random.pick(SENTENCES), 0.2),
			StageName: stage,
			Amount: fromLines ?? own,
			Probability: probability,
			TotalOpportunityQuantity: maybe(random, random.integer(1, 400), 0.3),
			CloseDate: dateText(population.today + random.integer(-500, 300) * DAY_MS),
			Type: maybe(random, random.pick(["Existing Customer - Upgrade", "New Customer"]), 0.7),
			NextStep: maybe(random, "Send offer", 0.2),
			LeadSource: maybe(random, random.pick(["Web", "Other"]), 0.5),
			CampaignId: maybe(random, population.pick(random, "Campaign"), 0.3),
			HasOpportunityLineItem: fromLines !== null,
			Pricebook2Id: fromLines === null ? null : population.id("Pricebook2", 0),
			LastStageChangeDate: dateTimeText(population.today - random.integer(1, 200) * DAY_MS),
		};
		return Object.assign(row, stageFacts(stage), amountFacts(row, probability));
	},
};

const lines: Crowd = {
	objectName: "OpportunityLineItem",
	count: (scale) => firstLineOf(opportunityCount(scale)),
	row: (i, random, population) => {
		const opportunity = opportunityOf(i);
		const { product, quantity, unitPrice, total } = lineAt(population, i);
		const { name, code } = PRODUCTS[product] ?? { name: "", code: "" };
		return {
			OpportunityId: population.id("Opportunity", opportunity),
			SortOrder: i - firstLineOf(opportunity) + 1,
			PricebookEntryId: population.id("PricebookEntry", product),
			Product2Id: population.id("Product2", product),
			ProductCode: code,
			Name: name,
			Quantity: quantity,
			UnitPrice: unitPrice,
			ListPrice: listPrice(product, 0),
			TotalPrice: total,
			ServiceDate: maybe(random, dateText(population.today + random.integer(-100, 100) * DAY_MS), 0.5),
			Description: maybe(random, "As offered", 0.2),
			CurrencyIsoCode: currencyAt(opportunity),
		};
	},
};

const roles: Crowd = {
	objectName: "OpportunityContactRole",
	count: (scale) => Math.ceil(opportunityCount(scale) / 2),
	row: (i, random, population) => ({
		OpportunityId: population.id("Opportunity", i * 2),
		ContactId: population.pick(random, "Contact"),
		Role: random.pick(["Decision Maker", "Influencer", "Evaluator"]),
		IsPrimary: random.chance(0.5),
	}),
};

const histories: Crowd = {
	objectName: "OpportunityHistory",
	count: opportunityCount,
	row: (i, random, population) => ({
		OpportunityId: population.id("Opportunity", i),
		StageName: random.pick(STAGES),
		Amount: maybe(random, random.integer(100, 9_000_000) / 100),
		CloseDate: dateText(population.today + random.integer(-500, 300) * DAY_MS),
		Probability: random.integer(0, 10) * 10,
		ExpectedRevenue: null,
	}),
};

const orders: Crowd = {
	objectName: "Order",
	count: (scale) => Math.ceil(scale / 12),
	row: (i, random, population) => ({
		OrderNumber: String(i + 1).padStart(8, "0"),
		AccountId: population.pick(random, "Account"),
		ContractId: maybe(random, population.pick(random, "Contract"), 0.5),
		OpportunityId: maybe(random, population.pick(random, "Opportunity"), 0.5),
		Pricebook2Id: population.id("Pricebook2", 0),
		EffectiveDate: dateText(population.today - random.integer(0, 300) * DAY_MS),
		Status: random.pick(["Draft", "Activated"]),
		Type: random.pick(["New", "Renewal"]),
	}),
};

const orderItems: Crowd = {
	objectName: "OrderItem",
	count: (scale) => 2 * Math.ceil(scale / 12),
	row: (i, random, population) => {
		const product = random.integer(0, PRODUCTS.length - 1);
		const quantity = random.integer(1, 9);
		const unitPrice = listPrice(product, 0);
		return {
			OrderItemNumber: String(i + 1).padStart(10, "0"),
			OrderId: population.id("Order", Math.floor(i / 2)),
			Product2Id: population.id("Product2", product),
			PricebookEntryId: population.id("PricebookEntry", product),
			Quantity: quantity,
			UnitPrice: unitPrice,
			ListPrice: unitPrice,
			TotalPrice: Math.round(unitPrice * quantity * 100) / 100,
			CurrencyIsoCode: currencyAt(Math.floor(i / 2)),
		};
	},
};

const contracts: Crowd = {
	objectName: "Contract",
	count: (scale) => Math.ceil(scale / 20),
	row: (i, random, population) => {
		const start = population.today - random.integer(0, 400) * DAY_MS;
		return {
			ContractNumber: String(i + 1).padStart(8, "0"),
			AccountId: population.pick(random, "Account"),
			StartDate: dateText(start),
			ContractTerm: 12,
			EndDate: dateText(start + 364 * DAY_MS),
			Status: random.pick(["Draft", "Activated"]),
			CustomerSignedId: maybe(random, population.pick(random, "Contact"), 0.5),
			Description: maybe(random, random.pick(SENTENCES), 0.3),
		};
	},
};

const assets: Crowd = {
	objectName: "Asset",
	count: (scale) => Math.ceil(scale / 6),
	row: (i, random, population) => {
		const product = random.integer(0, PRODUCTS.length - 1);
		return {
			Name: `${PRODUCTS[product]?.name ?? "Asset"} no. ${i + 1}`,
			AccountId: population.pick(random, "Account"),
			ContactId: maybe(random, population.pick(random, "Contact"), 0.5),
			ParentId: i > 5 && random.chance(0.1) ? population.id("Asset", random.integer(0, i - 1)) : null,
			Product2Id: population.id("Product2", product),
			SerialNumber: `SN-${String(i + 1).padStart(7, "0")}`,
			InstallDate: maybe(random, dateText(population.today - random.integer(0, 900) * DAY_MS)),
			Status: random.pick(["Shipped", "Installed", "Registered", "Obsolete"]),
			Price: listPrice(product, 0),
			Quantity: random.integer(1, 4),
			IsCompetitorProduct: random.chance(0.1),
		};
	},
};

export const salesCrowds: readonly Crowd[] = [
	opportunities,
	lines,
	roles,
	histories,
	orders,
	orderItems,
	contracts,
	assets,
	...BOOKS,
];
