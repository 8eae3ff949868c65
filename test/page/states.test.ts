import { afterEach, expect, test } from "vitest";
import type { ProblemAction } from "../../src/pages/results.ts";
import type { ThemeName } from "./harness/builtPage.ts";
import { ACCOUNT_SOQL, accounts, parent } from "./harness/records.ts";
import { ResultsHost } from "./harness/resultsHost.ts";

let host: ResultsHost;

afterEach(async () => {
	await host.close();
	expect(host.problems).toEqual([]);
});

async function open(size?: { width: number; height: number }, theme?: ThemeName): Promise<void> {
	host = await ResultsHost.start(size, theme);
	await host.open();
}

const counts = (text: string) => host.page.locator(".bar .count").getByText(text, { exact: true }).waitFor();
const visible = (selector: string) => host.page.locator(selector).first().isVisible();

test("idle says that rows are not kept, and runs again", async () => {
	await open();
	await host.page.getByText("Rows are not kept over a reload.").waitFor();
	await counts("not loaded");
	await host.page.locator(".state").getByRole("button", { name: "Run Again" }).click();
	await expect.poll(() => host.heard.acts).toEqual(["rerun"]);
});

test("loading shows the promised header over rows to come, and an unknown progress", async () => {
	await open();
	host.run(ACCOUNT_SOQL, [], { phase: { kind: "loading" }, total: null, calls: 0 });
	await host.page.locator(".cell.pending").first().waitFor();
	expect(await host.page.locator(".head span").allInnerTexts()).toContain("Industry");
	expect(await host.page.locator(".grid").getAttribute("aria-busy")).toBe("true");
	expect(await host.page.locator(".progress.busy.unknown").count()).toBe(1);
	expect(host.heard.pulls).toEqual([]);
	await host.page.getByRole("button", { name: /^Cancel/ }).click();
	await expect.poll(() => host.heard.cancels).toBe(1);
});

test("loading with unknown columns shows a skeleton", async () => {
	await open();
	host.run("SELECT FIELDS(ALL) FROM Account LIMIT 200", [], { phase: { kind: "loading" }, total: null });
	await host.page.locator(".skeleton .block").first().waitFor();
	const [block, page] = await host.page
		.locator(".skeleton .block")
		.first()
		.evaluate((element) => [
			getComputedStyle(element).backgroundColor,
			getComputedStyle(document.body).backgroundColor,
		]);
	expect(block).not.toBe(page);
});

test("no rows, a count alone, and a cancel before the first row each say so", async () => {
	await open();
	host.run(ACCOUNT_SOQL);
	await host.page.getByRole("heading", { name: "No rows." }).waitFor();
	host.run("SELECT COUNT() FROM Account", [], { total: 4321 });
	await host.page.getByRole("heading", { name: "4,321" }).waitFor();
	await counts("total 4,321");
	host.run(ACCOUNT_SOQL, [], { total: null, phase: { kind: "partial", cause: "cancelled", problem: null } });
	await host.page.getByText("Cancelled before the first rows came.").waitFor();
	await host.page.locator(".state").getByRole("button", { name: "Resume" }).click();
	await expect.poll(() => host.heard.acts).toEqual(["resume"]);
});

test("rows that end early stay, with a band that says how many are missing", async () => {
	await open();
	const problem = {
		code: null,
		message: "The connection broke off.",
		actions: ["resume", "showLog"] as const,
	};
	host.run(ACCOUNT_SOQL, accounts(20), { total: 1020, phase: { kind: "partial", cause: "failed", problem } });
	await host.page.getByText("The connection broke off. 1,000 rows are missing.").waitFor();
	await counts("20 of 1,020");
	expect(await visible(".grid .row")).toBe(true);
	await host.page.getByRole("button", { name: "Show Log" }).click();
	await expect.poll(() => host.heard.acts).toEqual(["showLog"]);
});

test("a failure shows the platform's code and words as text, and posts each action", async () => {
	await open();
	const actions: ProblemAction[] = [
		"rerun",
		"resume",
		"signIn",
		"unlock",
		"showQuery",
		"showLog",
		"chooseOrg",
	];
	const problem = { code: "INVALID_FIELD", message: "No such column '<b>Nmae</b>'", actions };
	host.run(ACCOUNT_SOQL, [], { total: null, phase: { kind: "failed", problem } });
	await host.page.getByRole("heading", { name: "INVALID_FIELD" }).waitFor();
	expect(await host.page.locator(".state p").textContent()).toBe(problem.message);
	expect(await host.page.locator(".state b").count()).toBe(0);
	const buttons = host.page.locator(".state button");
	for (let index = 0; index < actions.length; index++) await buttons.nth(index).click();
	await expect.poll(() => host.heard.acts).toEqual(actions);
});

test("rows of an older run are never drawn after a rerun", async () => {
	await open();
	const first = Promise.withResolvers<void>();
	const second = Promise.withResolvers<void>();
	// More rows than come with the snapshot: the page asks for them, and the answers wait.
	const rows = (Name: string) => Array.from({ length: 60 }, () => ({ Name }));
	host.gate = first.promise;
	host.run("SELECT Name FROM Account", rows("old"));
	await expect.poll(() => host.heard.pulls.length).toBe(1);
	host.gate = second.promise;
	host.run("SELECT Name FROM Account", rows("new"));
	await expect.poll(() => host.heard.pulls.length).toBe(2);
	// The older answer comes now, and a row that only an answer can fill comes into view.
	first.resolve();
	await host.page.locator(".grid").press("Control+End");
	const last = host.page.locator("#cell-59-0");
	await last.waitFor();
	expect(await host.page.evaluate(seenUntilNextMessage, "#cell-59-0")).toBe("");
	second.resolve();
	await last.getByText("new").waitFor();
});

/** What the cell shows once all that was posted so far has been handled and drawn. */
function seenUntilNextMessage(selector: string): Promise<string> {
	return new Promise((resolve) => {
		requestAnimationFrame(() =>
			requestAnimationFrame(() => resolve(document.querySelector(selector)?.textContent ?? "")),
		);
	});
}

test("a page that is built anew starts from info and rows alone", async () => {
	await open();
	host.run(ACCOUNT_SOQL, accounts(300));
	await host.page.locator("#cell-0-1").getByText("Account 1").waitFor();
	await host.open();
	await counts("300 rows");
	await host.page.locator("#cell-0-1").getByText("Account 1", { exact: true }).waitFor();
});

for (const [name, size] of [
	["200 px wide", { width: 200, height: 500 }],
	["at 200 % zoom", { width: 320, height: 300 }],
] as const) {
	test(`${name}: counts and Cancel in view, the rest behind the dots`, async () => {
		await open(size);
		host.run(ACCOUNT_SOQL, accounts(60), { total: 48_210, calls: 3, phase: { kind: "loading" } });
		await counts("60 of 48,210");
		for (const part of [".bar .count", ".bar button[aria-label^=Cancel]", ".bar button[aria-label=More]"]) {
			const box = await host.page.locator(part).boundingBox();
			expect(box?.x).toBeGreaterThanOrEqual(0);
			expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size.width);
		}
		await host.page.getByRole("button", { name: "More" }).click();
		await host.page
			.locator(".menu")
			.getByText("Acme UAT · Account · 60 of 48,210", { exact: false })
			.waitFor();
		await host.page.getByRole("menuitem", { name: "Copy…" }).click();
		await host.page.getByRole("menuitem", { name: "Copy with Headers" }).click();
		await expect.poll(() => host.heard.clipboard).toContain("Id\n");
	});
}

for (const theme of ["dark", "light", "hcDark", "hcLight"] as const) {
	test(`${theme}: what is chosen and what has the focus is seen`, async () => {
		await open(undefined, theme);
		host.run(ACCOUNT_SOQL, accounts(400), { total: 48_210, phase: { kind: "loading" }, calls: 2 });
		await host.page.locator("#cell-3-2").click();
		await host.page.keyboard.press("Shift+ArrowDown");
		await host.page.keyboard.press("Shift+ArrowRight");
		await host.page.locator('#cell-4-3.active[aria-selected="true"]').waitFor();
		const look = (id: string) =>
			host.page.locator(id).evaluate((cell) => {
				const { backgroundColor, outlineStyle } = getComputedStyle(cell);
				return `${backgroundColor} ${outlineStyle}`;
			});
		expect(await look("#cell-3-2")).not.toBe(await look("#cell-3-1"));
		expect(await look("#cell-4-3")).not.toBe(await look("#cell-3-2"));
		expect(await look("#cell-4-3")).toContain("solid");
		await host.shot(`${theme}-rows`);
		host.run(ACCOUNT_SOQL, [], { phase: { kind: "loading" }, total: null });
		await host.page.locator(".cell.pending").first().waitFor();
		await host.shot(`${theme}-loading`);
		host.run(
			"SELECT Name, (SELECT LastName, Age FROM Contacts) FROM Account",
			[parent(0, 12), parent(1, 3)],
			{
				total: 900,
				phase: {
					kind: "partial",
					cause: "failed",
					problem: { code: null, message: "The connection broke off.", actions: ["resume", "showLog"] },
				},
			},
		);
		await host.page.locator("#cell-0-1").click();
		await host.page.locator(".child .cell").first().waitFor();
		await host.shot(`${theme}-children`);
		host.run(ACCOUNT_SOQL, accounts(60), { earlier: 1 });
		await host.page.locator("#cell-0-0").click();
		await host.page.keyboard.press("Control+Shift+L");
		await host.page.getByRole("textbox", { name: "Filter Industry" }).fill("=energy");
		await host.page.getByRole("textbox", { name: "Filter AnnualRevenue" }).fill("much");
		await host.page.keyboard.press("Control+f");
		await host.page.locator(".find input").fill("account 1");
		await host.page.locator(".hits", { hasText: "1 of" }).waitFor();
		await host.shot(`${theme}-filters`);
		await host.page.keyboard.press("Escape");
		await host.page.keyboard.press("Shift+F10");
		await host.shot(`${theme}-menu`);
		await host.page.keyboard.press("Escape");
		const problem = {
			code: "INVALID_FIELD",
			message: "No such column 'Nmae'",
			actions: ["showQuery"] as const,
		};
		host.run(ACCOUNT_SOQL, [], { total: null, phase: { kind: "failed", problem } });
		await host.page.locator(".state h2").waitFor();
		await host.shot(`${theme}-failed`);
		await host.page.setViewportSize({ width: 200, height: 500 });
		host.run(ACCOUNT_SOQL, accounts(400), { total: 48_210, phase: { kind: "loading" } });
		await host.page.locator("#cell-0-0").waitFor();
		await host.shot(`${theme}-narrow`);
	});
}

test("the icons' style sheet, which comes late, leaves the last word to the page's own styles", async () => {
	await open();
	host.run(ACCOUNT_SOQL, accounts(3));
	await host.page.locator('link[href="/codicon.css"]').waitFor({ state: "attached" });
	const order = await host.page.evaluate(() =>
		[...document.querySelectorAll("link[rel=stylesheet], style")].map(({ localName }) => localName),
	);
	expect(order).toEqual(["link", "style"]);
});
