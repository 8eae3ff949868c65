import { afterEach, expect, test } from "vitest";
import { PlanHost } from "./harness/planHost.ts";

let host: PlanHost;

afterEach(async () => {
	await host.close();
	expect(host.problems).toEqual([]);
});

const SELECTIVE =
	"SELECT Id, Name\nFROM Contact\nWHERE Email = 'person5@example.com' AND Title = 'x' AND CreatedDate > 2001-01-01T00:00:00Z";
const SCAN = "SELECT Id FROM Contact WHERE CreatedDate > 2001-01-01T00:00:00Z";

async function open(...given: Parameters<typeof PlanHost.start>): Promise<void> {
	host = await PlanHost.start(...given);
	await host.load();
	await host.page.locator(".plan").first().waitFor();
}

const plans = () => host.page.locator(".plan");
const focusedPlan = () =>
	host.page.evaluate(() => document.activeElement?.closest("[data-at]")?.getAttribute("data-at") ?? "none");

test("the best plan comes first and is marked; each says operation, cost, records and notes", async () => {
	await open(SELECTIVE);
	expect(await host.page.locator("h1").innerText()).toBe("Selective: Index on Email");
	expect(await host.page.locator(".soql").innerText()).toBe(SELECTIVE);
	expect(await plans().locator("h2").allInnerTexts()).toEqual([
		"Index on Email",
		"Table scan",
		"Index on CreatedDate",
	]);
	expect(await host.page.locator(".plan.best .badge").allInnerTexts()).toEqual(["Best"]);
	const best = plans().first();
	expect(await best.locator(".figure").allInnerTexts()).toEqual(["0.056", "1 of 60"]);
	expect(await best.locator(".api").innerText()).toBe("Contact · 1.7 %");
	expect(await best.locator(".notes li").allInnerTexts()).toEqual(
		["IsDeleted", "Title"].map(
			(field) => `Contact.${field} Not considering filter for optimization because unindexed`,
		),
	);
	expect(await plans().last().locator("span.bad").innerText()).toMatch(/not selective$/);
	expect(await host.page.locator(".live").innerText()).toBe("Selective: Index on Email. 3 plans.");
	expect(host.state).toEqual({ restore: "kept" });
});

test("bars are as long as their numbers, with the threshold where it belongs", async () => {
	await open(SCAN);
	const width = (at: number, chart: number) =>
		plans().nth(at).locator("svg").nth(chart).locator(".value").getAttribute("width");
	const [scan, index] = host.info.plans ?? [];
	expect(host.info.costTop).toBeGreaterThan(3);
	expect(Number(await width(0, 0))).toBeCloseTo((100 * (scan?.cost ?? 0)) / host.info.costTop);
	expect(Number(await width(1, 0))).toBeCloseTo((100 * (index?.cost ?? 0)) / host.info.costTop);
	expect(await width(1, 1)).toBe("100");
	const mark = plans().first().locator(".threshold");
	expect(Number(await mark.getAttribute("x1"))).toBeCloseTo(100 / host.info.costTop);
});

test("a cost beyond the end of the line is drawn as such", async () => {
	await open(SCAN);
	const [first] = host.info.plans ?? [];
	if (!first) throw new Error("no plan");
	host.over = { plans: [{ ...first, cost: 93.5, cardinality: 0, objectCardinality: 0 }], costTop: 4 };
	host.push();
	await host.page.locator(".gap").waitFor();
	expect(await plans().locator(".figure").allInnerTexts()).toEqual(["93.5", "0 of 0"]);
	expect(await plans().locator(".value").last().getAttribute("width")).toBe("0");
	host.over = { plans: [] };
	host.push();
	await host.page.getByText("The org named no plan for this query.").waitFor();
});

test("keys go through the plans, copy them, and ask again", async () => {
	await open(SELECTIVE);
	await host.page.keyboard.press("F6");
	await host.page.keyboard.press("F6");
	await host.page.keyboard.press("F6");
	expect(await focusedPlan()).toBe("0");
	await host.page.keyboard.press("ArrowDown");
	expect(await focusedPlan()).toBe("1");
	await host.page.keyboard.press("ControlOrMeta+C");
	await expect.poll(() => host.clipboard).toMatch(/^TableScan\nRelative cost: 0\.65 \(selective\)\n/);
	await host.page.keyboard.press("End");
	expect(await focusedPlan()).toBe("2");
	await host.page.keyboard.press("Home");
	expect(await focusedPlan()).toBe("0");
	await host.page.getByRole("button", { name: "Copy All Plans" }).click();
	await expect.poll(() => host.clipboard.split("\n\n").length).toBe(3);
	await host.page.keyboard.press("ControlOrMeta+Enter");
	await expect.poll(() => host.acts).toEqual(["refresh"]);
	await host.page.getByRole("button", { name: "Show Query" }).click();
	await expect.poll(() => host.acts).toEqual(["refresh", "showQuery"]);
});

test("loading can be cancelled; a refusal shows code, words and what to do; plans from before stay", async () => {
	host = await PlanHost.start(SCAN);
	await host.page.locator(".skeleton .block").first().waitFor();
	await host.page.keyboard.press("Escape");
	await expect.poll(() => host.cancels).toBe(1);
	const phase = {
		kind: "failed",
		problem: {
			code: "INVALID_TYPE",
			message: "INVALID_TYPE: sObject type '<b>Foo</b>' is not supported.",
			actions: ["showQuery", "refresh"],
		},
	} as const;
	host.over = { phase };
	host.push();
	await host.page.getByRole("heading", { name: "INVALID_TYPE" }).waitFor();
	await host.page.getByText("sObject type '<b>Foo</b>' is not supported.").first().waitFor();
	await host.page.getByText(/has no plan for some objects/).waitFor();
	await host.shot("failed");
	host.over = { phase: { kind: "cancelled" } };
	host.push();
	await host.page.getByText("Cancelled before the plan came.").waitFor();
	host.over = {};
	await host.page.getByRole("button", { name: "Refresh" }).last().click();
	await plans().first().waitFor();
	host.over = { phase };
	host.push();
	await host.page.getByRole("alert").getByText("What is shown was read before.").waitFor();
	expect(await plans().count()).toBe(2);
});

for (const theme of ["dark", "light", "hcDark", "hcLight"] as const) {
	test(`${theme}: what has the focus is seen, and nothing is cut when it is narrow`, async () => {
		await open(SELECTIVE, { width: 760, height: 640 }, theme);
		await host.page.keyboard.press("ArrowDown");
		expect(await focusedPlan()).toBe("0");
		const outline = await host.page.evaluate(
			() => document.activeElement && getComputedStyle(document.activeElement).outlineStyle,
		);
		expect(outline).toBe("solid");
		await host.page.locator(".codicon-list-tree").first().waitFor();
		const inside = await plans().evaluateAll((cards) =>
			cards.map((card) => {
				const around = card.getBoundingClientRect();
				const { top, bottom } = card.querySelector(".title")?.getBoundingClientRect() ?? around;
				return top > around.top && bottom < around.bottom;
			}),
		);
		expect(inside).toEqual([true, true, true]);
		await host.shot(theme);
		await host.page.setViewportSize({ width: 300, height: 640 });
		const wide = await host.page.evaluate(() => {
			const scroll = document.querySelector(".scroll");
			return scroll && scroll.scrollWidth > scroll.clientWidth;
		});
		expect(wide).toBe(false);
		await host.shot(`${theme}-narrow`);
	});
}
