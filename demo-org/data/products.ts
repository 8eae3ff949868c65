import { DAY_MS, dateText } from "../times.ts";
import type { Crowd } from "./population.ts";

const KINDS = [
	["Robot Arm", "RA", "Hardware", 18_500],
	["Controller", "CT", "Hardware", 2400.5],
	["Sensor Kit", "SK", "Hardware", 399.99],
	["Fleet Suite", "FS", "Software", 1200],
	["Analytics Größe XL", "AX", "Software", 89.9],
	["Training Day", "TD", "Services", 950],
] as const;
const SIZES = ["S", "M", "L", "XL"];

/** The products that are sold, each kind in four sizes. */
export const PRODUCTS: readonly { readonly name: string; readonly code: string; readonly family: string }[] =
	KINDS.flatMap(([name, code, family]) =>
		SIZES.map((size) => ({ name: `${name} ${size}`, code: `${code}-${size}`, family })),
	);

/** The price of a product in a price book: the second one is ten percent below the standard. */
export function listPrice(product: number, book: number): number {
	const kind = KINDS[Math.floor(product / SIZES.length)];
	const price = (kind?.[3] ?? 0) * (1 + (product % SIZES.length) / 2);
	return Math.round(price * (book === 0 ? 100 : 90)) / 100;
}

const products: Crowd = {
	objectName: "Product2",
	count: () => PRODUCTS.length,
	row: (i, random) => {
		const { name, code, family } = PRODUCTS[i] ?? { name: "", code: "", family: null };
		return {
			Name: name,
			ProductCode: code,
			Family: family,
			IsActive: i % 9 !== 8,
			Description: `${name}, delivered in ${random.integer(1, 12)} weeks`,
			StockKeepingUnit: `SKU-${1000 + i}`,
			QuantityUnitOfMeasure: family === "Services" ? "Hour" : "Each",
			IsArchived: false,
		};
	},
};

const books: Crowd = {
	objectName: "Pricebook2",
	count: () => 2,
	row: (i) => ({
		Name: i === 0 ? "Standard Price Book" : "Partner Price Book",
		IsActive: true,
		IsStandard: i === 0,
		IsArchived: false,
		Description: i === 0 ? null : "Ten percent below the standard",
	}),
};

const entries: Crowd = {
	objectName: "PricebookEntry",
	count: () => 2 * PRODUCTS.length,
	row: (i, _random, population) => {
		const [product, book] = [i % PRODUCTS.length, Math.floor(i / PRODUCTS.length)];
		const { name, code } = PRODUCTS[product] ?? { name: "", code: "" };
		return {
			Name: name,
			Pricebook2Id: population.id("Pricebook2", book),
			Product2Id: population.id("Product2", product),
			UnitPrice: listPrice(product, book),
			IsActive: true,
			UseStandardPrice: false,
			ProductCode: code,
			CurrencyIsoCode: "USD",
		};
	},
};

const campaigns: Crowd = {
	objectName: "Campaign",
	count: (scale) => Math.max(6, Math.ceil(scale / 60)),
	row: (i, random, population) => ({
		Name: `${random.pick(["Fair", "Webinar", "Newsletter", "Messe Köln"])} ${i + 1}`,
		ParentId: i > 2 && random.chance(0.3) ? population.id("Campaign", random.integer(0, i - 1)) : null,
		Type: random.pick(["Conference", "Webinar", "Email"]),
		Status: random.pick(["Planned", "In Progress", "Completed"]),
		StartDate: dateText(population.today - random.integer(0, 300) * DAY_MS),
		EndDate: dateText(population.today + random.integer(0, 100) * DAY_MS),
		ExpectedRevenue: random.integer(1, 90) * 1000,
		BudgetedCost: random.integer(1, 20) * 1000,
		ActualCost: random.integer(1, 20) * 900,
		IsActive: random.chance(0.6),
		NumberSent: random.integer(0, 5000),
	}),
};

/** Products, their prices, and campaigns. */
export const BOOKS: readonly Crowd[] = [products, books, entries, campaigns];
