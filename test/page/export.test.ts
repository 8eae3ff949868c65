import { afterEach, expect, test } from "vitest";
import { ACCOUNT_SOQL, accounts, parent } from "./harness/records.ts";
import { ResultsHost } from "./harness/resultsHost.ts";

let host: ResultsHost;

afterEach(async () => {
	await host.close();
	expect(host.problems).toEqual([]);
});

async function open(size?: { width: number; height: number }): Promise<void> {
	host = await ResultsHost.start(size);
	await host.open();
}

const item = (name: string) => host.page.getByRole("menuitem", { name, exact: true });
const labels = () => host.page.locator(".menu button").allInnerTexts();
const button = () => host.page.getByRole("button", { name: "Export", exact: true });

test("the export menu writes what is shown, in the order of columns, by keys alone; the footer says what was written", async () => {
	await open();
	host.run(ACCOUNT_SOQL, accounts(3));
	await host.page.locator(".grid .row").first().waitFor();
	await button().focus();
	await host.page.keyboard.press("Enter");
	await expect
		.poll(labels)
		.toEqual(["Export as CSV…", "Export as Excel…", "Export as JSON…", "Export as JSON Lines…"]);
	await host.page.keyboard.press("ArrowDown");
	await host.page.keyboard.press("Enter");
	await expect
		.poll(() => host.heard.exports)
		.toEqual([{ format: "xlsx", rows: "shown", columns: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], children: false }]);
	await host.page
		.locator(".footer", { hasText: "Exported 3 rows to accounts.csv (1.2 kB, 5 ms)." })
		.waitFor();
});

test("where rows or columns are hidden, all of them can be meant", async () => {
	await open();
	host.layout = { order: ["Name", "Id"], hidden: ["City"], widths: [], frozen: 0, labels: false };
	host.run(ACCOUNT_SOQL, accounts(3));
	await button().click();
	await item("Export as CSV…").click();
	await button().click();
	await item("Export All as JSON Lines…").click();
	await expect
		.poll(() => host.heard.exports)
		.toEqual([
			{ format: "csv", rows: "shown", columns: [1, 0, 2, 3, 4, 5, 6, 8, 9], children: false },
			{ format: "jsonl", rows: "all", children: false },
		]);
});

test("child rows may go to files of their own", async () => {
	await open();
	host.run("SELECT Name, (SELECT LastName, Age FROM Contacts) FROM Account", [parent(0, 2)]);
	await button().click();
	await item("Export as CSV, Child Rows in Files of Their Own…").click();
	await button().click();
	await item("Export as Excel…").click();
	await expect
		.poll(() => host.heard.exports.map(({ format, children }) => [format, children]))
		.toEqual([
			["csv", true],
			["xlsx", true],
		]);
});

test("in a narrow panel the menu is behind More", async () => {
	await open({ width: 220, height: 400 });
	host.run(ACCOUNT_SOQL, accounts(3));
	await host.page.getByRole("button", { name: "More" }).click();
	await host.page.getByRole("menuitem", { name: "Export…" }).click();
	await item("Export as JSON…").click();
	await expect.poll(() => host.heard.exports.map(({ format }) => format)).toEqual(["json"]);
});
