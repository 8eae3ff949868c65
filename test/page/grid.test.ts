import { afterEach, beforeEach, expect, test } from "vitest";
import { ACCOUNT_SOQL, accounts, parent } from "./harness/records.ts";
import { ResultsHost } from "./harness/resultsHost.ts";

let host: ResultsHost;

beforeEach(async () => {
	host = await ResultsHost.start();
	await host.open();
});

afterEach(async () => {
	await host.close();
	expect(host.problems).toEqual([]);
});

const active = () => host.page.locator(".grid").getAttribute("aria-activedescendant");
const press = (key: string) => host.page.keyboard.press(key);
const cell = (row: number, column: number) => host.page.locator(`#cell-${row}-${column}`);

async function show(count: number): Promise<void> {
	host.run(ACCOUNT_SOQL, accounts(count));
	await cell(0, 1).getByText("Account 1", { exact: true }).waitFor();
	await host.page.locator(".grid").focus();
}

async function expectActive(row: number, column: number): Promise<void> {
	await expect.poll(active).toBe(`cell-${row}-${column}`);
}

test("the first rows are painted from the snapshot alone, and the host hears of it", async () => {
	await show(3);
	host.heard.painted.length = 0;
	// No pulled row arrives: what is painted came with the push.
	const never = Promise.withResolvers<void>();
	host.gate = never.promise;
	host.run(ACCOUNT_SOQL, accounts(2000));
	const { revision } = host.info;
	await expect.poll(() => host.heard.painted.at(-1)).toMatchObject({ revision, rows: 2000 });
	expect(await cell(0, 1).innerText()).toBe("Account 1");
});

test("rows that stream in keep scroll and selection", async () => {
	host.run(ACCOUNT_SOQL, accounts(150), { phase: { kind: "loading" }, total: 3000 });
	await cell(0, 1).waitFor();
	await host.page.locator(".grid").focus();
	await press("Control+End");
	await expectActive(149, 9);
	await press("Shift+ArrowUp");
	const before = await host.page.locator(".grid").evaluate((grid) => grid.scrollTop);
	host.grow(accounts(2850, 150), { phase: { kind: "complete" } });
	await host.page.locator(".count", { hasText: "3,000 rows" }).waitFor();
	await expectActive(148, 9);
	expect(await host.page.locator(".grid").evaluate((grid) => grid.scrollTop)).toBe(before);
	expect(await cell(149, 9).getAttribute("aria-selected")).toBe("true");
	await press("ArrowDown");
	await press("ArrowDown");
	await expectActive(150, 9);
	await cell(150, 9).waitFor();
	expect(await host.page.locator(".live").textContent()).toBe("3,000 rows");
});

test("a million rows: to the end by key and by wheel, numbers and values right, few nodes, rows by range", async () => {
	await show(1_000_000);
	await press("Control+End");
	await expectActive(999_999, 9);
	await press("Home");
	await cell(999_999, 1).getByText("Account 1000000", { exact: true }).waitFor();
	const row = host.page.locator('.row[aria-rowindex="1000001"]');
	expect(await row.locator(".number").first().innerText()).toBe("1,000,000");
	expect(await host.page.locator(".grid *").count()).toBeLessThan(1500);
	expect(host.heard.pulls.length).toBeLessThan(12);
	expect(Math.max(...host.heard.pulls.map(({ count }) => count))).toBeLessThanOrEqual(500);

	await press("Control+Home");
	await cell(0, 1).waitFor();
	await host.page.mouse.move(400, 300);
	for (let turn = 0; turn < 40; turn++) await host.page.mouse.wheel(0, 1200);
	await host.page.mouse.wheel(0, 40_000_000);
	await cell(999_999, 1).getByText("Account 1000000", { exact: true }).waitFor();
});

test("five hundred columns: only those in view are drawn, and the last is reached", async () => {
	const names = Array.from({ length: 500 }, (_, index) => `Field${index}__c`);
	const record = Object.fromEntries(names.map((name) => [name, `${name} value`]));
	host.run(`SELECT ${names.join(", ")} FROM Wide__c`, [record, record]);
	await cell(0, 0).waitFor();
	await host.page.locator(".grid").focus();
	expect(await host.page.locator(".grid").getAttribute("aria-colcount")).toBe("501");
	expect(await host.page.locator(".cell").count()).toBeLessThan(30);
	await press("End");
	await expectActive(0, 499);
	await cell(0, 499).getByText("Field499__c value").waitFor();
	expect(await cell(0, 499).getAttribute("aria-colindex")).toBe("501");
});

test("columns are resized by drag, by double click and by keys", async () => {
	await show(5);
	const width = async () => (await cell(0, 1).boundingBox())?.width ?? 0;
	const before = await width();
	const edge = host.page.locator(".head").nth(1).locator(".edge");
	const box = await edge.boundingBox();
	if (!box) throw new Error("no edge");
	await host.page.mouse.move(box.x + 3, box.y + 10);
	await host.page.mouse.down();
	await host.page.mouse.move(box.x + 63, box.y + 10);
	await host.page.mouse.up();
	await expect.poll(width).toBe(before + 60);
	await host.page.mouse.move(box.x, box.y + 200);
	expect(await width()).toBe(before + 60);
	await edge.dblclick();
	await expect.poll(width).toBeLessThan(before);
	const fitted = await width();
	await press("ArrowRight");
	await press("Alt+Shift+Equal");
	await expect.poll(width).toBe(fitted + 20);
	await press("Alt+Shift+Minus");
	await expect.poll(width).toBe(fitted);
});

test("keys move, extend and select as documented", async () => {
	await show(500);
	const steps: readonly (readonly [string, number, number])[] = [
		["ArrowDown", 1, 0],
		["ArrowRight", 1, 1],
		["ArrowLeft", 1, 0],
		["End", 1, 9],
		["Home", 1, 0],
		["Control+ArrowDown", 499, 0],
		["Control+ArrowRight", 499, 9],
		["Control+ArrowUp", 0, 9],
		["Control+ArrowLeft", 0, 0],
		["Control+End", 499, 9],
		["Control+Home", 0, 0],
		["ArrowUp", 0, 0],
	];
	for (const [key, row, column] of steps) {
		await press(key);
		await expectActive(row, column);
	}
	await press("PageDown");
	const paged = Number((await active())?.split("-")[1]);
	await expect.poll(async () => Number((await active())?.split("-")[1])).toBeGreaterThan(10);
	expect(paged).toBeLessThan(40);
	await press("PageUp");
	await expectActive(0, 0);
	const footer = host.page.locator(".footer");
	await press("Shift+ArrowDown");
	await press("Shift+ArrowRight");
	await footer.getByText("4 cells selected").waitFor();
	await press("Control+a");
	await footer.getByText("5,000 cells selected").waitFor();
	await press("Control+Home");
	await press("Space");
	await footer.getByText("10 cells selected").waitFor();
	await press("Control+Home");
	await press("Control+Space");
	await footer.getByText("500 cells selected").waitFor();
});

test("copy takes the block, with headers and without", async () => {
	await show(5);
	await press("ArrowRight");
	await press("Shift+ArrowDown");
	await press("Control+c");
	await host.page.locator(".footer", { hasText: "Copied 2 cells." }).waitFor();
	expect(host.heard.clipboard).toBe("Account 1\nAccount 2");
	await press("Control+Shift+C");
	await host.page.locator(".footer", { hasText: "with headers" }).waitFor();
	expect(host.heard.clipboard).toBe("Name\nAccount 1\nAccount 2");
});

test("Ctrl+Enter reruns, Esc cancels while loading, Enter on an Id opens it, ? lists keys, F6 goes round", async () => {
	await show(5);
	await press("Control+Enter");
	await expect.poll(() => host.heard.acts).toEqual(["rerun"]);
	await press("Enter");
	await expect.poll(() => host.heard.opened).toEqual(["001000000000000AAA"]);
	await press("?");
	await host.page.locator("dialog dl").waitFor();
	await press("Escape");
	await host.page.locator("dialog").waitFor({ state: "hidden" });
	const focused = () => host.page.evaluate(() => document.activeElement?.className ?? "");
	await expect.poll(focused).toBe("grid");
	await press("F6");
	await expect.poll(focused).toContain("icon");
	await press("F6");
	await expect.poll(focused).toBe("grid");
	host.grow([], { phase: { kind: "loading" } });
	await host.page.locator(".progress.busy").waitFor();
	await press("Escape");
	await expect.poll(() => host.heard.cancels).toBe(1);
});

test("values are text: markup, right-to-left, emoji, line breaks; 130 kB is cut in the cell and whole in the dialog", async () => {
	const long = "x".repeat(130_000);
	const texts = ["<img src=x onerror=alert(1)>", "שלום עולם", "👩‍👩‍👧 Inc.", "one\ntwo", long];
	host.run(
		"SELECT Name FROM Account",
		texts.map((Name) => ({ Name })),
	);
	await cell(4, 0).waitFor();
	await host.page.locator(".grid").focus();
	expect(await cell(0, 0).textContent()).toBe(texts[0]);
	expect(await host.page.locator("img").count()).toBe(0);
	expect(await cell(1, 0).textContent()).toBe(texts[1]);
	expect(await cell(2, 0).textContent()).toBe(texts[2]);
	expect(await cell(3, 0).textContent()).toBe("one ↵ two");
	expect((await cell(4, 0).textContent())?.length).toBeLessThan(500);
	await press("Control+End");
	await press("F2");
	await expect.poll(async () => (await host.page.locator("dialog pre").textContent())?.length).toBe(130_000);
	await press("Escape");
	await press("Control+Home");
	await press("Enter");
	await expect.poll(() => host.page.locator("dialog pre").textContent()).toBe(texts[0]);
	expect(await host.page.locator("img").count()).toBe(0);
});

test("child rows open by key and by click, scroll on their own, and give the focus back", async () => {
	host.run("SELECT Name, (SELECT LastName, Age FROM Contacts) FROM Account", [
		parent(0, 700),
		parent(1, 2),
		parent(2, 3),
	]);
	await cell(0, 1).waitFor();
	await host.page.locator(".grid").focus();
	await press("ArrowRight");
	expect(await cell(0, 1).getAttribute("aria-expanded")).toBe("false");
	await press("Alt+ArrowRight");
	const child = host.page.locator(".child");
	await child.locator(".cell", { hasText: "Contact 1" }).first().waitFor();
	const expanded = () => cell(0, 1).getAttribute("aria-expanded");
	await expect.poll(expanded).toBe("true");
	expect(await child.locator(".head span").allInnerTexts()).toEqual(["LastName", "Age"]);
	const second = child.locator('.row[aria-rowindex="3"] .cell');
	const [name, age] = [await second.first().boundingBox(), await second.nth(1).boundingBox()];
	expect(age?.y).toBe(name?.y);
	expect(age?.x).toBeGreaterThan(name?.x ?? 0);
	const focused = () =>
		host.page.evaluate(() =>
			document.activeElement?.closest(".child") ? "child" : document.activeElement?.className,
		);
	await expect.poll(focused).toBe("child");
	await press("Control+End");
	await child.locator(".cell", { hasText: "Contact 700" }).waitFor();
	await press("Home");
	await press("s");
	await child.locator(".cell", { hasText: "Contact 10" }).first().waitFor();
	await press("s");
	await child.locator(".cell", { hasText: "Contact 99" }).first().waitFor();
	expect(await cell(0, 0).innerText()).toBe("Account 1");
	await press("Shift+ArrowDown");
	await press("Control+c");
	await expect.poll(() => host.heard.clipboard).toBe("Contact 99\nContact 98");
	await press("Alt+ArrowLeft");
	await expect.poll(focused).toBe("grid");
	await press("Enter");
	await expect.poll(() => host.page.locator(".child").count()).toBe(0);
	await expect.poll(expanded).toBe("false");
	await cell(1, 1).dblclick();
	await expect.poll(() => host.page.locator(".child").count()).toBe(1);
	const below = await cell(2, 1).boundingBox();
	const box = await child.boundingBox();
	expect(below?.y).toBeGreaterThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) - 1);
});

test("roles are valid where they stand, and the grid says how large it is", async () => {
	host.run("SELECT Name, (SELECT LastName FROM Contacts) FROM Account", [parent(0, 3), parent(1, 2)]);
	await cell(0, 1).click();
	await host.page.locator(".child .cell").first().waitFor();
	const grid = host.page.locator(".grid").first();
	expect(await grid.getAttribute("aria-rowcount")).toBe("3");
	expect(await grid.getAttribute("aria-busy")).toBe("false");
	const misplaced = await grid.evaluate((root) => {
		const parents: Readonly<Record<string, readonly string[]>> = {
			row: ["grid", "rowgroup"],
			gridcell: ["row"],
			columnheader: ["row"],
			rowheader: ["row"],
			rowgroup: ["grid"],
		};
		const roleOf = (element: Element) => element.getAttribute("role") ?? "";
		return [...root.querySelectorAll("*")]
			.filter((element) => {
				const allowed = parents[roleOf(element)];
				let above = element.parentElement;
				while (above && ["", "presentation"].includes(roleOf(above))) above = above.parentElement;
				return allowed !== undefined && !allowed.includes(above ? roleOf(above) : "");
			})
			.map((element) => element.outerHTML.slice(0, 80));
	});
	expect(misplaced).toEqual([]);
});

test("S sorts by the column of the focus: up, down, as it came; Shift+S by another one too; copies follow", async () => {
	await show(12);
	const names = async () => {
		const texts: string[] = [];
		for (let row = 0; row < 4; row++) texts.push(await cell(row, 1).innerText());
		return texts;
	};
	const came = await names();
	await press("ArrowRight");
	await press("s");
	await expect.poll(names).toEqual(["Account 1", "Account 10", "Account 11", "Account 12"]);
	await expectActive(0, 1);
	const head = host.page.getByRole("columnheader", { name: "Name" }).first();
	expect(await head.getAttribute("aria-sort")).toBe("ascending");
	await press("s");
	await expect.poll(names).toEqual(["Account 9", "Account 8", "Account 7", "Account 6"]);
	await press("Shift+ArrowDown");
	await press("Control+c");
	await expect.poll(() => host.heard.clipboard).toBe("Account 9\nAccount 8");
	await press("ArrowRight");
	await press("Shift+S");
	await expect
		.poll(() => host.info.sort)
		.toEqual([
			{ column: 1, descending: true },
			{ column: 2, descending: false },
		]);
	await press("ArrowLeft");
	await press("s");
	await expect.poll(names).toEqual(came);
	expect(await head.getAttribute("aria-sort")).toBe("none");
});

test("the arrow in a header sorts by mouse, and shows when it does", async () => {
	await show(12);
	const head = host.page.getByRole("columnheader", { name: "Name" }).first();
	await head.hover();
	await head.getByRole("button", { name: "Sort by Name" }).click();
	await expect.poll(() => head.getAttribute("aria-sort")).toBe("ascending");
	expect(await cell(1, 1).innerText()).toBe("Account 10");
});

test("sorting by a column far to the right keeps it in view", async () => {
	const names = Array.from({ length: 40 }, (_, index) => `Field${index}__c`);
	const record = (value: string) => Object.fromEntries(names.map((name) => [name, value]));
	host.run(`SELECT ${names.join(", ")} FROM Wide__c`, [record("b"), record("a")]);
	await cell(0, 0).waitFor();
	await host.page.locator(".grid").focus();
	await press("End");
	await cell(0, 39).getByText("b").waitFor();
	const scroll = () => host.page.locator(".grid").evaluate((grid) => grid.scrollLeft);
	const before = await scroll();
	expect(before).toBeGreaterThan(1000);
	await press("s");
	await cell(0, 39).getByText("a").waitFor();
	expect(await scroll()).toBe(before);
	await expectActive(0, 39);
});

test("the copy menu copies the selection in other forms, by keys alone", async () => {
	await show(3);
	await press("ArrowRight");
	await press("Shift+ArrowDown");
	await host.page.getByRole("button", { name: "Copy", exact: true }).focus();
	await press("Enter");
	const item = (name: string) => host.page.getByRole("menuitem", { name });
	await expect.poll(() => item("Copy Ctrl+C").evaluate((node) => node === document.activeElement)).toBe(true);
	for (let down = 0; down < 3; down++) await press("ArrowDown");
	await press("Enter");
	await expect
		.poll(() => host.heard.clipboard)
		.toBe('[\n  {"Name": "Account 1"},\n  {"Name": "Account 2"}\n]');
	await host.page.locator(".footer", { hasText: "Copied 2 cells as JSON." }).waitFor();
	await host.page.getByRole("button", { name: "Copy", exact: true }).click();
	await item("Copy as IN List").click();
	await expect.poll(() => host.heard.clipboard).toBe("('Account 1', 'Account 2')");
});

const menuItem = (name: string) => host.page.getByRole("menuitem", { name });
const headers = () => host.page.locator(".head span").allInnerTexts();

test("the line of filters: by each kind's own operators, invalid ones marked, cleared by a button", async () => {
	await show(60);
	await press("ArrowRight");
	await press("Control+Shift+L");
	const field = (name: string) => host.page.getByRole("textbox", { name: `Filter ${name}`, exact: true });
	await expect.poll(() => field("Name").evaluate((node) => node === document.activeElement)).toBe(true);
	await host.page.keyboard.type("account 1");
	await host.page.locator(".count", { hasText: "11 of 60 rows shown" }).waitFor();
	await field("AnnualRevenue").fill(">100");
	await host.page.locator(".count", { hasText: "8 of 60 rows shown" }).waitFor();
	expect(await cell(0, 1).innerText()).toBe("Account 12");
	await field("AnnualRevenue").fill("much");
	await expect.poll(() => field("AnnualRevenue").getAttribute("aria-invalid")).toBe("true");
	await host.page.locator(".count", { hasText: "11 of 60 rows shown" }).waitFor();
	await field("Industry").fill("=nothing like it");
	await host.page.getByText("None of 60 rows passes the filters.").waitFor();
	await host.page.getByRole("button", { name: "Clear Filters" }).click();
	await host.page.locator(".count", { hasText: "60 rows" }).waitFor();
	expect(await field("Name").inputValue()).toBe("");
	await field("Name").fill("account 2");
	await host.page.locator(".count", { hasText: "11 of 60 rows shown" }).waitFor();
	await press("Escape");
	await press("Control+a");
	await press("Control+c");
	await expect.poll(() => host.heard.clipboard.split("\n").length).toBe(11);
	await press("Control+Shift+L");
	await host.page.locator(".count", { hasText: "60 rows" }).waitFor();
	expect(await host.page.locator(".filter").count()).toBe(0);
});

test("find goes from match to match, says which of how many, and shows only matching rows", async () => {
	await show(120);
	await press("Control+f");
	await host.page.keyboard.type("Account 11");
	const hits = host.page.locator(".hits");
	await expect.poll(() => hits.innerText()).toBe("1 of 11");
	await expectActive(10, 1);
	await press("Enter");
	await expect.poll(() => hits.innerText()).toBe("2 of 11");
	await expectActive(109, 1);
	await cell(109, 1).waitFor();
	await press("Shift+Enter");
	await expectActive(10, 1);
	await press("Shift+Enter");
	await expect.poll(() => hits.innerText()).toBe("11 of 11");
	await host.page.getByRole("button", { name: "Show Only Matching Rows" }).click();
	await host.page.locator(".count", { hasText: "11 of 120 rows shown" }).waitFor();
	await host.page.locator(".find input").fill("nowhere");
	await expect.poll(() => hits.innerText()).toBe("No results");
	await press("Escape");
	await host.page.locator(".count", { hasText: "120 rows" }).waitFor();
	expect(await host.page.locator(".find").isVisible()).toBe(false);
	await expect.poll(() => host.page.evaluate(() => document.activeElement?.className)).toBe("grid");
});

test("the footer adds up what is selected", async () => {
	await show(5);
	for (let right = 0; right < 3; right++) await press("ArrowRight");
	await press("Control+Space");
	await host.page
		.locator(".footer", { hasText: "5 cells selected · sum 100 · avg 20 · min 0 · max 40" })
		.waitFor();
	await press("Control+Home");
	await press("Control+a");
	await host.page.locator(".footer", { hasText: "50 cells selected · 48 filled" }).waitFor();
});

test("columns are hidden, moved, frozen and remembered, by keys, menu and drag", async () => {
	await show(5);
	const all = await headers();
	await press("ArrowRight");
	await press("h");
	await expect.poll(headers).toEqual(all.filter((name) => name !== "Name"));
	await expectActive(0, 1);
	expect(await cell(0, 1).innerText()).toBe("null");
	await press("Alt+Shift+ArrowLeft");
	await expect.poll(async () => (await headers()).slice(0, 3)).toEqual(["Industry", "Id", "AnnualRevenue"]);
	await press("Shift+F10");
	await menuItem("Freeze up to Here").click();
	await host.page.locator(".row .frozen").first().waitFor();
	const left = async () => (await cell(0, 0).boundingBox())?.x;
	const before = await left();
	await press("End");
	await expect
		.poll(() => host.page.locator(".grid").evaluate((grid) => grid.scrollLeft))
		.toBeGreaterThan(100);
	await expect.poll(left).toBe(before);
	await press("Home");
	await press("Shift+ArrowRight");
	await press("Control+c");
	await expect.poll(() => host.heard.clipboard).toMatch(/^\t001/);
	await expect.poll(() => host.layout?.frozen).toBe(1);
	await host.page.getByRole("button", { name: "Columns" }).click();
	await host.page.getByRole("menuitemcheckbox", { name: "Name", exact: true }).click();
	await expect.poll(headers).toContain("Name");
	const from = await host.page.locator(".head", { hasText: "AnnualRevenue" }).boundingBox();
	const to = await host.page.locator(".head", { hasText: /^Id$/ }).boundingBox();
	if (!from || !to) throw new Error("no header");
	await host.page.mouse.move(from.x + 40, from.y + 10);
	await host.page.mouse.down();
	await host.page.mouse.move(to.x + 30, to.y + 10, { steps: 5 });
	await host.page.mouse.up();
	await expect.poll(async () => (await headers()).slice(0, 3)).toEqual(["Industry", "AnnualRevenue", "Id"]);
	await expect.poll(() => host.layout?.order[1]).toBe("AnnualRevenue");
	// Another run of the same shape, in a page built anew.
	const kept = await headers();
	await host.open();
	host.run(ACCOUNT_SOQL, accounts(2));
	await expect.poll(headers).toEqual(kept);
	await host.page.getByRole("button", { name: "Columns" }).click();
	await menuItem("As the Query Has Them").click();
	await expect.poll(headers).toEqual(all);
});

test("child rows to five levels open in place, each sorted and filtered by itself", async () => {
	const nested = (level: number): Record<string, unknown> => ({
		attributes: { type: "Node" },
		Name: `level ${level}`,
		...(level === 5
			? {}
			: {
					Nodes: {
						totalSize: 2,
						done: true,
						records: [nested(level + 1), { ...nested(level + 1), Name: `another ${level + 1}` }],
					},
				}),
	});
	const query = (level: number): string =>
		level === 5
			? "SELECT Name FROM Nodes"
			: `SELECT Name, (${query(level + 1)}) FROM ${level === 0 ? "Node" : "Nodes"}`;
	host.run(query(0), [nested(0)]);
	await cell(0, 1).waitFor();
	await host.page.locator(".grid").first().focus();
	for (let level = 1; level <= 5; level++) {
		await press("ArrowRight");
		await press("Alt+ArrowRight");
		await host.page.locator(".cell", { hasText: `another ${level}` }).waitFor();
	}
	expect(await host.page.locator(".grid").count()).toBe(6);
	await press("Control+c");
	await expect.poll(() => host.heard.clipboard).toBe("level 5");
	await press("s");
	const innermost = host.page.locator(".grid").last().locator(".row .cell");
	await expect.poll(() => innermost.allInnerTexts()).toEqual(["another 5", "level 5"]);
	await press("Control+Shift+L");
	await host.page.keyboard.type("lev");
	await expect.poll(() => innermost.allInnerTexts()).toEqual(["level 5"]);
	await press("Escape");
	for (let level = 5; level >= 1; level--) await press("Alt+ArrowLeft");
	await press("Control+Home");
	await press("Control+c");
	await expect.poll(() => host.heard.clipboard).toBe("level 0");
});

test("child rows that the platform cut are marked and loaded, one cell's or all", async () => {
	const soql = "SELECT Name, (SELECT LastName FROM Contacts) FROM Account";
	const names = (from: number, count: number) =>
		Array.from({ length: count }, (_, at) => ({ attributes: {}, LastName: `Contact ${from + at}` }));
	const cut = (Name: string) => ({
		attributes: {},
		Name,
		Contacts: { totalSize: 4, done: false, nextRecordsUrl: "/services/data/x", records: names(1, 2) },
	});
	host.loadRest = (path) => {
		for (const each of host.store.cut(path))
			host.store.appendChildren(each.path, { totalSize: 4, done: true, records: names(3, 2) });
		host.grow([]);
	};
	host.run(soql, [cut("A"), cut("B"), cut("C")]);
	const band = host.page.locator(".band");
	await band.getByText("3 cells have more child rows than the platform sent.").waitFor();
	expect(await cell(0, 1).innerText()).toBe("4 (cut)");
	await cell(0, 1).click();
	await host.page.locator(".note", { hasText: "2 of 4 rows: the platform cut the others." }).waitFor();
	await host.page.getByRole("button", { name: "Load the rest" }).click();
	await host.page.locator(".child .cell", { hasText: "Contact 4" }).waitFor();
	expect(await host.page.locator(".note").isVisible()).toBe(false);
	await expect.poll(() => cell(0, 1).innerText()).toBe("4");
	await band.getByText("2 cells have more child rows").waitFor();
	await band.getByRole("button", { name: "Load All" }).click();
	await expect.poll(() => cell(2, 1).innerText()).toBe("4");
	expect(await band.isVisible()).toBe(false);
});

test("a panel goes back and forward among its results, and is pinned", async () => {
	await show(2);
	expect(await host.page.getByRole("button", { name: "Earlier Result" }).count()).toBe(0);
	host.grow([], { earlier: 1, later: 0 });
	const back = host.page.getByRole("button", { name: "Earlier Result" });
	await back.click();
	expect(await host.page.getByRole("button", { name: "Later Result" }).isDisabled()).toBe(true);
	await host.page.locator(".grid").focus();
	await press("]");
	await press("[");
	await expect.poll(() => host.heard.went).toEqual([-1, 1, -1]);
	const pin = host.page.getByRole("button", { name: "Pin", exact: true });
	await pin.click();
	await expect.poll(() => pin.getAttribute("aria-pressed")).toBe("true");
	await host.page.locator(".grid").focus();
	await press("p");
	await expect.poll(() => pin.getAttribute("aria-pressed")).toBe("false");
});

test("headers tell what the org says of their field, and show labels on request; nobody is asked before", async () => {
	await show(2);
	host.describes = [
		{ label: "Account ID", object: "Account", type: "id", help: null },
		{ label: "Account Name", object: "Account", type: "string(255), required", help: "As on the contract." },
	];
	expect(host.heard.described).toBe(0);
	const head = host.page.locator(".head").nth(1);
	await head.hover();
	await expect
		.poll(() => head.getAttribute("title"))
		.toBe("Account Name (Account)\nName\nstring(255), required\nAs on the contract.");
	await head.click({ button: "right" });
	await menuItem("About This Column").click();
	await host.page.locator("dialog dd", { hasText: "string(255), required" }).waitFor();
	await press("Escape");
	await host.page.getByRole("button", { name: "Columns" }).click();
	await host.page.getByRole("menuitemcheckbox", { name: "Labels in Place of Names" }).click();
	await expect
		.poll(async () => (await headers()).slice(0, 3))
		.toEqual(["Account ID", "Account Name", "Industry"]);
	expect(host.heard.described).toBe(1);
	await expect.poll(() => host.layout?.labels).toBe(true);
});

test("times are shown in the user's zone once it is known, with what the API sent on hover; filters mean that too", async () => {
	await show(2);
	await cell(0, 5).scrollIntoViewIfNeeded();
	expect(await cell(0, 5).innerText()).toBe("2026-01-02T03:04:05.000+0000");
	host.store.timeZone = "America/New_York";
	host.grow([], { timeZone: "America/New_York" });
	await expect.poll(() => cell(0, 5).innerText()).toBe("2026-01-01 22:04:05");
	expect(await cell(0, 5).getAttribute("title")).toBe(
		"2026-01-02T03:04:05.000+0000, shown in America/New_York",
	);
	await cell(0, 5).click();
	await press("Control+c");
	await expect.poll(() => host.heard.clipboard).toBe("2026-01-01 22:04:05");
	await host.page.getByRole("button", { name: "Copy", exact: true }).click();
	await menuItem("Copy as CSV").click();
	await expect.poll(() => host.heard.clipboard).toBe("CreatedDate\n2026-01-02T03:04:05.000+0000");
	await press("Control+Shift+L");
	await host.page.keyboard.type("2026-01-02");
	await host.page.getByText("None of 2 rows passes the filters.").waitFor();
});

test("another query of the panel has its own columns, filters and labels; the same one keeps them", async () => {
	await show(20);
	await press("ArrowRight");
	await press("h");
	await press("Control+Shift+L");
	await host.page.getByRole("textbox", { name: "Filter Industry" }).fill("energy");
	await host.page.locator(".count", { hasText: "13 of 20 rows shown" }).waitFor();
	host.layout = null;
	host.run("SELECT Id, Name, Email, Phone FROM Contact", [
		{ Id: "003000000000001AAA", Name: "Ann", Email: "ann@example.com", Phone: "5" },
		{ Id: "003000000000002AAA", Name: "Bob", Email: "bob@example.com", Phone: "6" },
	]);
	await expect.poll(headers).toEqual(["Id", "Name", "Email", "Phone"]);
	await host.page.getByRole("textbox", { name: "Filter Phone" }).fill("5");
	await host.page.locator(".count", { hasText: "1 of 2 rows shown" }).waitFor();
	expect(await cell(0, 1).innerText()).toBe("Ann");
});

test("filters that hold are in sight in a page built anew", async () => {
	await show(20);
	await press("Control+Shift+L");
	await host.page.getByRole("textbox", { name: "Filter Name" }).fill("account 1");
	await host.page.locator(".count", { hasText: "11 of 20 rows shown" }).waitFor();
	await host.open();
	const name = host.page.getByRole("textbox", { name: "Filter Name" });
	await expect.poll(() => name.inputValue()).toBe("account 1");
	await host.page.getByRole("textbox", { name: "Filter AnnualRevenue" }).fill(">100");
	await host.page.locator(".count", { hasText: "8 of 20 rows shown" }).waitFor();
});

test("find passes over columns that are hidden, in the order that is shown", async () => {
	await show(3);
	await press("h");
	await press("Control+f");
	await host.page.keyboard.type("001");
	await expect.poll(() => host.page.locator(".hits").innerText()).toBe("No results");
	await host.page.locator(".find input").fill("account");
	await expect.poll(() => host.page.locator(".hits").innerText()).toBe("1 of 3");
	await host.page.keyboard.press("Enter");
	await expectActive(1, 0);
});

test("the focus stays in the panel when the child grid that has it goes", async () => {
	host.run("SELECT Name, (SELECT LastName FROM Contacts) FROM Account", [
		parent(0, 3),
		...Array.from({ length: 200 }, (_, at) => parent(at + 1, 1)),
	]);
	await cell(0, 1).click();
	await host.page.locator(".child .cell").first().waitFor();
	await press("Alt+ArrowRight");
	await host.page
		.locator(".grid")
		.first()
		.evaluate((grid) => grid.scrollTo(0, 3000));
	const focused = () => host.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
	await expect.poll(focused).toContain("Account");
});
