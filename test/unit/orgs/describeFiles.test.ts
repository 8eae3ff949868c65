import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { DescribeFiles, type DescribePlace } from "../../../src/orgs/describeFiles.ts";
import { DescribeCache, FRESH_MS } from "../../../src/orgs/describes.ts";
import { orgOf } from "../../../src/orgs/org.ts";
import { id18, loginIdOf } from "../../../src/salesforce/ids.ts";
import { failureFrom } from "../failures.ts";
import { answered, refused } from "../salesforce/answers.ts";
import { gate, LOGIN, ORG_ID, type Respond, wire } from "../salesforce/gate.ts";
import { testOp } from "../testOp.ts";
import { IDENTITY, registry, tokens } from "./memory.ts";

let folder = "";
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "orgsmith-describes-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const OFFLINE = new AppError({ kind: "network", reason: "offline" });
const SAME = answered(304);
const account = (label = "Account") =>
	answered(
		200,
		{ name: "Account", label, labelPlural: "Accounts", keyPrefix: "001", fields: [] },
		{ etag: `"${label}"`, "last-modified": "Wed, 28 Feb 2024 00:00:00 GMT" },
	);
const fileOf = (name = "rest.account") => path.join(folder, LOGIN, "66.0", `${name}.json`);
/** The files that are complete. */
const onDisk = async () =>
	(await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".json"));
const written = (name?: string) =>
	expect.poll(() => readFile(fileOf(name), "utf8").catch(() => "")).not.toBe("");

const START = Date.parse("2026-03-01T10:00:00Z");

/** One window over the folder: a cache of its own, and what it sends. */
async function window(time: { now: number }, ...responses: readonly Respond[]) {
	const { send, sent } = wire(...responses);
	const logins = registry();
	await logins.registry.add(IDENTITY, tokens());
	const files = new DescribeFiles(folder, testOp().log);
	const subject = new DescribeCache(logins.registry, files, () => time.now);
	return { subject, sent, org: orgOf(IDENTITY, gate(send).connection), logins };
}

describe("describes on disk", () => {
	it("serve another window unasked while they are fresh, and are confirmed by the org after that", async () => {
		const time = { now: START };
		const first = await window(time, account());
		await first.subject.object(testOp(), first.org, "Account");
		await written();
		time.now += FRESH_MS - 1;
		const second = await window(time, SAME);
		expect((await second.subject.object(testOp(), second.org, "account")).label).toBe("Account");
		expect(second.sent).toEqual([]);
		time.now += 1;
		const third = await window(time, SAME);
		expect((await third.subject.object(testOp(), third.org, "Account")).label).toBe("Account");
		expect(third.sent.map(({ headers }) => headers["if-none-match"])).toEqual(['"Account"']);
		// What one window heard, the others know: the first two ask nobody now.
		await expect.poll(async () => (await stat(fileOf())).mtimeMs).toBe(time.now);
		await first.subject.object(testOp(), first.org, "Account");
		await second.subject.object(testOp(), second.org, "Account");
		expect([first.sent.length, second.sent.length]).toEqual([1, 0]);
	});

	it.each<[string, Respond]>([
		["without a network", OFFLINE],
		["when the host is gone", new AppError({ kind: "network", reason: "notSalesforce" })],
	])("serve %s, however old they are", async (_, failure) => {
		const time = { now: START };
		const first = await window(time, account());
		await first.subject.object(testOp(), first.org, "Account");
		await written();
		time.now += 1_000 * FRESH_MS;
		const { subject, org } = await window(time, failure);
		expect((await subject.object(testOp(), org, "Account")).label).toBe("Account");
		// A person's Refresh says that it failed; what isn't there fails in any case.
		expect(await failureFrom(subject.object(testOp(), org, "Account", { now: true }))).toMatchObject({
			kind: "network",
		});
		expect(await failureFrom(subject.object(testOp(), org, "Contact"))).toMatchObject({ kind: "network" });
	});

	it.each<[string, (text: string) => string]>([
		["is empty", () => ""],
		["ends in the middle", (text) => text.slice(0, text.length / 2)],
		["is no JSON", () => "\0\0\0\0"],
		["is of an older format", (text) => text.replace('"format":1', '"format":0')],
		["is JSON of something else", () => "[]"],
		["lacks what a describe has", (text) => text.replace('"fields"', '"campi"')],
		["has a field that is none", (text) => text.replace('"fields":[]', '"fields":[{}]')],
	])("a file that %s counts as absent, and is replaced", async (_, spoil) => {
		const time = { now: START };
		const first = await window(time, account());
		await first.subject.object(testOp(), first.org, "Account");
		await written();
		const good = await readFile(fileOf(), "utf8");
		await writeFile(fileOf(), spoil(good));
		await utimes(fileOf(), START / 1000, START / 1000);
		const { subject, org, sent } = await window(time, account());
		expect((await subject.object(testOp(), org, "Account")).label).toBe("Account");
		expect(sent.map(({ headers }) => headers["if-none-match"])).toEqual([undefined]);
		await expect.poll(() => readFile(fileOf(), "utf8")).toBe(good);
	});

	it("of a clock that was set back are asked for again", async () => {
		const time = { now: START };
		const first = await window(time, account());
		await first.subject.object(testOp(), first.org, "Account");
		await written();
		time.now -= 1_000 * FRESH_MS;
		const { subject, org, sent } = await window(time, SAME);
		await subject.object(testOp(), org, "Account");
		expect(sent).toHaveLength(1);
	});

	it("hold describes only: no layouts, and no place outside the folder by whatever name", async () => {
		const time = { now: START };
		const layout = answered(200, { detailLayoutSections: [], relatedLists: [] });
		const { subject, org, sent } = await window(time, account(), layout, account(), account());
		await subject.object(testOp(), org, "Account");
		await subject.layout(testOp(), org, "Account", "012000000000000AAA");
		for (const name of ["../../../escaped", "a/b", "Account "]) await subject.object(testOp(), org, name);
		expect(sent).toHaveLength(5);
		await written();
		expect(await onDisk()).toEqual([path.join(LOGIN, "66.0", "rest.account.json")]);
		// Readable for its owner only.
		if (process.platform !== "win32") expect((await stat(fileOf())).mode & 0o077).toBe(0);
	});

	it("keep doors and API versions apart", async () => {
		const time = { now: START };
		const { subject, org } = await window(time, account("of REST"), account("of Tooling"), account("older"));
		await subject.object(testOp(), org, "Account");
		await subject.object(testOp(), org, "Account", { api: "tooling" });
		await subject.object(testOp(), { ...org, apiVersion: "65.0" }, "Account");
		await expect.poll(async () => (await onDisk()).length).toBe(3);
		const again = await window(time, OFFLINE);
		const labels = [
			await again.subject.object(testOp(), again.org, "Account"),
			await again.subject.object(testOp(), again.org, "Account", { api: "tooling" }),
			await again.subject.object(testOp(), { ...again.org, apiVersion: "65.0" }, "Account"),
		].map(({ label }) => label);
		expect(labels).toEqual(["of REST", "of Tooling", "older"]);
	});

	it("of an object that is gone are deleted", async () => {
		const time = { now: START };
		const { subject, org } = await window(time, account(), refused(404, "NOT_FOUND"));
		await subject.object(testOp(), org, "Account");
		await written();
		time.now += FRESH_MS;
		expect(await failureFrom(subject.object(testOp(), org, "Account"))).toMatchObject({ status: 404 });
		expect(await onDisk()).toEqual([]);
		expect(subject.knownObject(org, "Account")).toBeUndefined();
	});

	it("that can't be written are not missed", async () => {
		await rm(folder, { recursive: true });
		await writeFile(folder, "a file where the folder should be");
		const { subject, org } = await window({ now: START }, account());
		expect((await subject.object(testOp(), org, "Account")).label).toBe("Account");
		expect((await subject.object(testOp(), org, "Account")).label).toBe("Account");
	});
});

describe("a sign-out", () => {
	it("deletes what is of the login, with what was still being written, and nothing of another", async () => {
		const time = { now: START };
		const other = loginIdOf(ORG_ID, id18("0057g0000009xyz") ?? ORG_ID);
		const { subject, org, logins } = await window(time, account());
		await logins.registry.add({ ...IDENTITY, id: other }, tokens());
		await subject.object(testOp(), { ...org, id: other }, "Account");
		const theirs = path.join(other, "66.0", "rest.account.json");
		await expect.poll(onDisk).toEqual([theirs]);
		await subject.object(testOp(), org, "Account");
		// The file is being written now.
		await logins.registry.remove(LOGIN);
		await expect.poll(() => readdir(folder)).toEqual([other]);
		expect(await onDisk()).toEqual([theirs]);
	});

	it("waits for what is being written, to delete that too", async () => {
		const files = new DescribeFiles(folder, testOp().log);
		const place: DescribePlace = { loginId: LOGIN, apiVersion: "66.0", name: "rest" };
		const validators = { etag: null, lastModified: null };
		const writing = files.write(place, { value: "x", validators, at: START });
		await Promise.all([writing, files.keepOnly(() => false)]);
		expect(await readdir(folder)).toEqual([]);
	});

	it("while no window was open is caught up on", async () => {
		const time = { now: START };
		const { subject, org } = await window(time, account());
		await subject.object(testOp(), org, "Account");
		await written();
		new DescribeCache(registry().registry, new DescribeFiles(folder, testOp().log));
		await expect.poll(() => readdir(folder)).toEqual([]);
	});
});

describe("two windows in one folder", () => {
	it("find whole files only, whoever writes when", async () => {
		const place: DescribePlace = { loginId: LOGIN, apiVersion: "66.0", name: "rest.account" };
		const windows = [new DescribeFiles(folder, testOp().log), new DescribeFiles(folder, testOp().log)];
		const validators = { etag: null, lastModified: null };
		const value = (at: number) => ({ text: String(at % 10).repeat(100_000) });
		const found: unknown[] = [];
		await windows[0]?.write(place, { value: value(0), validators, at: START });
		await Promise.all(
			Array.from({ length: 40 }, async (_, at) => {
				const files = windows[at % 2];
				await files?.write(place, { value: value(at), validators, at: START });
				found.push((await files?.read(place, START))?.value);
			}),
		);
		const whole = Array.from({ length: 10 }, (_, at) => value(at));
		expect(
			found.filter((one) => whole.some(({ text }) => text === (one as { text?: string })?.text)),
		).toHaveLength(40);
		expect(await readdir(path.dirname(fileOf()))).toEqual([path.basename(fileOf())]);
	});

	it("stay below the bound: what was confirmed longest ago goes, and what writers left behind", async () => {
		const files = new DescribeFiles(folder, testOp().log, 10_000);
		const validators = { etag: null, lastModified: null };
		for (let at = 0; at < 12; at++) {
			const place: DescribePlace = { loginId: LOGIN, apiVersion: "66.0", name: `rest.object${at}` };
			await files.write(place, { value: "x".repeat(1_000), validators, at: START + at });
		}
		await mkdir(path.dirname(fileOf()), { recursive: true });
		const left = `${fileOf()}.dead.tmp`;
		await writeFile(left, "half");
		await utimes(left, START / 1000, START / 1000);
		await files.trim();
		await expect(stat(left)).rejects.toMatchObject({ code: "ENOENT" });
		const names = (await onDisk()).map((name) => path.basename(name, ".json"));
		expect(names.sort()).toEqual([
			"rest.object10",
			"rest.object11",
			"rest.object5",
			"rest.object6",
			"rest.object7",
			"rest.object8",
			"rest.object9",
		]);
	});
});
