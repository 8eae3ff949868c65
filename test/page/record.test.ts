import { afterEach, expect, test } from "vitest";
import { RecordHost } from "./harness/recordHost.ts";

let host: RecordHost;

afterEach(async () => {
	await host.close();
	expect(host.problems).toEqual([]);
});

const ACCOUNT = "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) ORDER BY Name LIMIT 1";
const MACHINE = "SELECT Id FROM Machine__c WHERE Account__c != null LIMIT 1";

async function open(...given: Parameters<typeof RecordHost.start>): Promise<void> {
	host = await RecordHost.start(...given);
	await host.load();
	await host.page.locator(".field").first().waitFor();
}

const field = (name: string) => host.page.locator(`.field[data-field="${name}"]`);
const h1 = () => host.page.locator("h1").innerText();
const focused = () =>
	host.page.evaluate(() => {
		const { activeElement } = document;
		return activeElement?.getAttribute("data-field") ?? activeElement?.localName ?? "";
	});

test("a record has its groups, labels, API names, types and values, and says them to a screen reader", async () => {
	await open(MACHINE);
	const headings = await host.page.getByRole("heading", { level: 2 }).allInnerTexts();
	expect(headings).toEqual(["Information", "System Information", "Not on the Layout", "Related Lists"]);
	expect(await host.page.getByRole("heading", { level: 1 }).innerText()).toBe(host.info.content?.name);
	expect(await host.page.locator(".bar .mark").innerText()).toBe("SBX");
	expect(await field("Account__c").locator("dt").innerText()).toMatch(/Account__c\s+Lookup\(Account\)/);
	expect(await field("Position__c").locator(".value").innerText()).toMatch(/^-?\d+.*, -?\d/);
	expect(await field("Manual__c").locator(".value").innerText()).not.toContain("<p>");
	expect(await field("Remark__c").locator("dd.v-null").innerText()).toBe("null");
	expect(await field("CreatedDate").locator(".value").getAttribute("title")).toMatch(/\+0000$/);
	expect(await host.page.locator(".live").innerText()).toMatch(/^Machine .+, \d+ fields$/);
	expect(await host.page.locator("dl > .field > dt").count()).toBe(await host.page.locator(".field").count());
});

test("all fields stand in the describe's order when asked for, and so they do after the page is rebuilt", async () => {
	await open(ACCOUNT);
	await host.page.getByRole("radio", { name: "All Fields" }).click();
	expect(await host.page.getByRole("heading", { level: 2 }).first().innerText()).toBe("All Fields");
	const names = () =>
		host.page.locator(".field").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-field")));
	expect(await names()).toEqual(host.info.content?.fields.map(({ name }) => name));
	expect(await field("BillingAddress").locator(".value").innerText()).toContain("\n");
	await host.reload();
	await host.page.getByRole("radio", { name: "All Fields", checked: true }).waitFor();
	expect(host.state).toMatchObject({ restore: "kept", grouping: "all" });
});

test("the filter finds by label, API name and value; its keys lead in and out", async () => {
	await open(ACCOUNT);
	await host.page.keyboard.press("/");
	for (const [text, name] of [
		["owner id", "OwnerId"],
		["annualrev", "AnnualRevenue"],
		[host.session.raw("AccountNumber"), "AccountNumber"],
	] as const) {
		await host.page.keyboard.press("ControlOrMeta+F");
		await host.page.keyboard.type(text);
		await field(name).waitFor();
		expect(await host.page.locator(".tools .count").innerText()).toMatch(/^\d of \d+ fields$/);
	}
	await host.page.keyboard.press("ArrowDown");
	expect(await focused()).toBe("AccountNumber");
	await host.page.keyboard.press("ArrowUp");
	expect(await focused()).toBe("input");
	await host.page.keyboard.press("Escape");
	expect(await host.page.locator(".tools .count").innerText()).toMatch(/^\d+ fields$/);
	await host.page.keyboard.type("no such thing");
	await host.page.getByText("No field matches “no such thing”.").waitFor();
});

test("Enter follows a lookup, Alt+Left and Alt+Right go back and forward, the name has the focus", async () => {
	await open(MACHINE);
	const machine = await h1();
	const account = await field("Account__c").locator(".link").innerText();
	await field("Account__c").focus();
	await host.page.keyboard.press("Enter");
	await expect.poll(h1).toBe(account);
	await host.page.locator(".heading .object", { hasText: "Account" }).waitFor();
	expect(await focused()).toBe("h1");
	await host.page.keyboard.press("Alt+ArrowLeft");
	await expect.poll(h1).toBe(machine);
	expect(await host.page.getByRole("button", { name: /^Forward to / }).isEnabled()).toBe(true);
	expect(await host.page.getByRole("button", { name: /^Back / }).isDisabled()).toBe(true);
	await host.page.keyboard.press("Alt+ArrowRight");
	await expect.poll(h1).toBe(account);
});

test("keys go through all rows, copy what the API gave, and refresh", async () => {
	await open(ACCOUNT);
	await host.page.keyboard.press("F6");
	await host.page.keyboard.press("F6");
	expect(await focused()).toBe("input");
	await host.page.keyboard.press("F6");
	const first = await focused();
	await host.page.keyboard.press("End");
	expect(await focused()).toBe("button");
	await host.page.keyboard.press("Home");
	expect(await focused()).toBe(first);
	await field("AnnualRevenue").focus();
	await host.page.keyboard.press("ControlOrMeta+C");
	await expect.poll(() => host.heard.clipboard).toBe(host.session.raw("AnnualRevenue"));
	await host.page.getByRole("button", { name: "Copy Id" }).click();
	await expect.poll(() => host.heard.clipboard).toBe(host.info.recordId);
	await host.page.keyboard.press("ControlOrMeta+Enter");
	await expect.poll(() => host.heard.acts).toEqual(["refresh"]);
	await host.page.getByRole("button", { name: "Open in Org" }).click();
	await expect.poll(() => host.heard.opened).toBe(1);
});

test("a related list is read when it is opened, leads to its records, and keeps its place", async () => {
	await open(ACCOUNT);
	const list = host.page.getByRole("button", { name: /^Contacts/ });
	expect(await list.getAttribute("aria-expanded")).toBe("false");
	expect(host.info.content?.related.every(({ state }) => state.kind === "closed")).toBe(true);
	await list.click();
	const row = host.page.locator(".related li .link").first();
	await row.waitFor();
	expect(await list.getAttribute("aria-expanded")).toBe("true");
	expect(await list.locator(".badge").innerText()).toMatch(/^\d+\+?$/);
	const name = await row.innerText();
	await row.click();
	await expect.poll(h1).toBe(name);
	await host.page.locator(".heading .object", { hasText: "Contact" }).waitFor();
});

test("a related list that is refused says so in its place and can be tried again", async () => {
	await open(ACCOUNT);
	await host.demo.control("POST", "faults", {
		match: { path: "/query" },
		fault: {
			kind: "body",
			status: 400,
			body: '[{"errorCode":"INVALID_FIELD","message":"No <b>such</b> column"}]',
		},
		count: 1,
	});
	await host.page.getByRole("button", { name: /^Contacts/ }).click();
	await host.page.getByRole("alert").getByText("No <b>such</b> column").waitFor();
	await host.page.getByRole("button", { name: "Try Again" }).click();
	await host.page.locator(".related li .link").first().waitFor();
});

test("loading shows what comes and can be cancelled; failures show code, words and what to do", async () => {
	host = await RecordHost.start(ACCOUNT);
	await host.page.locator(".skeleton .block").first().waitFor();
	expect(await h1()).toBe(host.info.recordId);
	await host.page.keyboard.press("Escape");
	await expect.poll(() => host.heard.cancels).toBe(1);
	host.over = { phase: { kind: "cancelled" } };
	host.push();
	await host.page.getByText("Cancelled before the record came.").waitFor();
	const problem = {
		code: "NOT_FOUND",
		message: "<i>gone</i>",
		actions: ["refresh", "signIn", "startDemo", "showLog"] as const,
	};
	host.over = { phase: { kind: "failed", problem } };
	host.push();
	await host.page.getByRole("heading", { name: "NOT_FOUND" }).waitFor();
	expect(await host.page.locator(".state p").innerText()).toBe("<i>gone</i>");
	await host.shot("failed");
	for (const label of ["Sign In Again", "Start Demo Org", "Show Log"]) {
		await host.page.getByRole("button", { name: label }).click();
	}
	await expect.poll(() => host.heard.acts).toEqual(["signIn", "startDemo", "showLog"]);
	host.over = {};
	await host.load();
	await host.page.locator(".field").first().waitFor();
	host.over = { phase: { kind: "failed", problem } };
	host.push();
	await host.page.locator(".band").getByText("What is shown was read before.").waitFor();
	expect(await host.page.locator(".field").first().isVisible()).toBe(true);
	await host.shot("stale");
});

test("a very long text is there whole, and markup in names is text", async () => {
	await open("SELECT Id FROM Project__c LIMIT 1");
	expect((await field("Notes__c").locator(".value").innerText()).length).toBeGreaterThan(100_000);
	expect(await host.page.locator(".record script, .record b, .record img").count()).toBe(0);
});

for (const [name, size] of [
	["200 px wide", { width: 200, height: 600 }],
	["at 200 % zoom", { width: 320, height: 300 }],
] as const) {
	test(`${name}: nothing is wider than the page`, async () => {
		await open(MACHINE, size);
		const wide = await host.page
			.locator("body *")
			.evaluateAll(
				(all, width) => all.filter((one) => one.getBoundingClientRect().right > width + 1).length,
				size.width,
			);
		expect(wide).toBe(0);
		for (const label of [/^Back/, /^Refresh/, "Open in Org", "Copy Id"]) {
			expect(await host.page.getByRole("button", { name: label }).first().isVisible()).toBe(true);
		}
	});
}

for (const theme of ["dark", "light", "hcDark", "hcLight"] as const) {
	test(`${theme}: what has the focus is seen`, async () => {
		await open(ACCOUNT, { width: 760, height: 900 }, theme);
		await host.page.locator('link[href="/codicon.css"]').waitFor({ state: "attached" });
		await field("ParentId").focus();
		await host.page.keyboard.press("ArrowDown");
		const row = host.page.locator(".field:focus");
		expect(await row.evaluate((one) => getComputedStyle(one).outlineStyle)).toBe("solid");
		await host.shot(theme);
		await host.page.getByRole("button", { name: /^Contacts/ }).click();
		await host.page.locator(".related li .link").first().waitFor();
		await host.page.locator(".scroll").evaluate((one) => one.scrollTo(0, one.scrollHeight));
		await host.shot(`${theme}-end`);
		await host.page.setViewportSize({ width: 200, height: 700 });
		await host.page.locator(".scroll").evaluate((one) => one.scrollTo(0, 0));
		await host.shot(`${theme}-narrow`);
	});
}
