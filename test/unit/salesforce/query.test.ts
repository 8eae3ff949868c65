import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf } from "../../../src/results/copyFormats.ts";
import {
	ExactNumber,
	firstPage,
	MAX_SOQL,
	nextPageText,
	nextUrlIn,
	pageOf,
	parseExact,
} from "../../../src/salesforce/rest/query.ts";
import { errorFrom, failureFrom } from "../failures.ts";
import { testOp } from "../testOp.ts";
import { answered, DAILY, EXPIRED, refused } from "./answers.ts";
import { gate, type Respond, wire } from "./gate.ts";

const PAGE = { totalSize: 1, done: true, records: [{ attributes: { type: "Account" }, Name: "Acme" }] };
const ask = (soql: string, ...responses: readonly Respond[]) => {
	const { send, sent } = wire(...responses);
	return { sent, page: firstPage(testOp(), gate(send).connection, { soql, apiVersion: "66.0" }) };
};
/** A query of exactly that many characters, whose encoding is as long as itself. */
const long = (length: number) => "SELECT+Id+FROM+".replaceAll("+", "_").padEnd(length, "x");

describe("the first page", () => {
	it("is a GET with the query encoded", async () => {
		const soql = "SELECT Id FROM Account WHERE Name = 'a&b=c+d#e%'\nLIMIT 1";
		const { sent, page } = ask(soql, answered(200, PAGE));
		expect(await page).toEqual(PAGE);
		expect(sent).toHaveLength(1);
		expect(sent[0]?.method).toBe("GET");
		const url = new URL(sent[0]?.url ?? "");
		expect([url.pathname, url.searchParams.get("q")]).toEqual(["/services/data/v66.0/query", soql]);
	});

	it("of a query too long for an address goes inside a composite request", async () => {
		const soql = long(13_000);
		const reply = { compositeResponse: [{ httpStatusCode: 200, body: PAGE, referenceId: "query" }] };
		const { sent, page } = ask(soql, answered(200, reply));
		expect(await page).toEqual(PAGE);
		expect(sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
			"POST /services/data/v66.0/composite",
		]);
		expect(JSON.parse(String(sent[0]?.body))).toEqual({
			compositeRequest: [
				{ method: "GET", url: `/services/data/v66.0/query?q=${soql}`, referenceId: "query" },
			],
		});
	});

	it.each([
		["in its address", "SELECT Id FROM TraceFlag", ["GET", "/services/data/v66.0/tooling/query"]],
		["in a body", long(13_000), ["POST", "/services/data/v66.0/tooling/composite"]],
	])("of an object of the Tooling API goes through that one, %s", async (_, soql, expected) => {
		const { send, sent } = wire(
			answered(200, { ...PAGE, compositeResponse: [{ httpStatusCode: 200, body: PAGE }] }),
		);
		await firstPage(testOp(), gate(send).connection, { soql, apiVersion: "66.0", api: "tooling" });
		expect(sent.map(({ method, url }) => [method, new URL(url).pathname])).toEqual([expected]);
		const inner = /"url":"([^?]*)/.exec(String(sent[0]?.body))?.[1];
		expect(inner).toBe(expected[0] === "POST" ? "/services/data/v66.0/tooling/query" : undefined);
	});

	it.each([
		[11_900, "GET"],
		[12_000, "POST"],
	])("the address decides, not the text: %i characters go by %s", async (length, method) => {
		const reply = { ...PAGE, compositeResponse: [{ httpStatusCode: 200, body: PAGE }] };
		const { sent, page } = ask(long(length), answered(200, reply));
		await page;
		expect(sent[0]?.method).toBe(method);
		const encoded = ask("ü".repeat(length / 6), answered(200, reply));
		await encoded.page;
		expect(encoded.sent[0]?.method).toBe(method);
	});

	it("may have 100,000 characters; one more is refused here", async () => {
		const reply = { compositeResponse: [{ httpStatusCode: 200, body: PAGE }] };
		expect(await ask(long(MAX_SOQL), answered(200, reply)).page).toEqual(PAGE);
		const { sent, page } = ask(long(MAX_SOQL + 1), answered(200, reply));
		expect(await failureFrom(page)).toEqual({ kind: "input", problem: "queryTooLong", detail: "100001" });
		expect(sent).toEqual([]);
	});

	it("is the same failure by either way", async () => {
		const text = "\nSELECT Foo\n       ^\nERROR at Row:1:Column:8\nNo such column 'Foo' on entity 'Account'.";
		const body = [{ errorCode: "INVALID_FIELD", message: text }];
		const failure = { kind: "query", code: "INVALID_FIELD", line: 1, column: 8 };
		expect(await failureFrom(ask("SELECT Foo FROM Account", answered(400, body)).page)).toEqual(failure);
		const reply = { compositeResponse: [{ httpStatusCode: 400, body }] };
		const error = await errorFrom(ask(long(13_000), answered(200, reply)).page);
		expect([error.failure, error.message]).toEqual([failure, text]);
	});

	it("of a refused query is a query failure also without a position", async () => {
		const answer = refused(400, "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
		expect(await failureFrom(ask("SELECT Id FROM A OFFSET 9999", answer).page)).toEqual({
			kind: "query",
			code: "NUMBER_OUTSIDE_VALID_RANGE",
		});
	});

	it("leaves other failures what they are", async () => {
		expect(await failureFrom(ask("x", DAILY).page)).toMatchObject({ kind: "limit", reason: "daily" });
		expect(await failureFrom(ask("x", EXPIRED).page)).toMatchObject({ kind: "auth", reason: "expired" });
		expect(await failureFrom(ask("x", refused(404, "NOT_FOUND")).page)).toMatchObject({
			kind: "api",
			status: 404,
		});
	});
});

describe("an answer that is no page", () => {
	it.each<[string, unknown, object]>([
		["truncated", '{"totalSize":1,"done":true,"records":[{"Na', { kind: "network", reason: "notSalesforce" }],
		["HTML", "<html><title>x</title></html>", { kind: "network", reason: "notSalesforce" }],
		["empty", "", { kind: "network", reason: "notSalesforce" }],
		["another shape", { records: "no" }, { kind: "bug" }],
		["a next page elsewhere", { ...PAGE, nextRecordsUrl: "https://evil.example/x" }, { kind: "bug" }],
		["a next page outside the API", { ...PAGE, nextRecordsUrl: "/secur/logout.jsp" }, { kind: "bug" }],
	])("%s", async (_, body, failure) => {
		expect(await failureFrom(ask("SELECT Id FROM A", answered(200, body)).page)).toEqual(failure);
		const { send } = wire(answered(200, body));
		const next = nextPageText(testOp(), gate(send).connection, "/services/data/v66.0/query/01g-2000");
		expect(await failureFrom(next.then(pageOf))).toEqual(failure);
	});

	it.each<[string, unknown]>([
		["empty", { compositeResponse: [] }],
		["missing", {}],
	])("composite: %s", async (_, body) => {
		expect(await failureFrom(ask(long(13_000), answered(200, body)).page)).toEqual({ kind: "bug" });
	});

	it("composite: refused without a code", async () => {
		const reply = { compositeResponse: [{ httpStatusCode: 500, body: null }] };
		expect(await failureFrom(ask(long(13_000), answered(200, reply)).page)).toMatchObject({
			kind: "api",
			status: 500,
			code: "UNKNOWN",
		});
	});
});

describe("the next page", () => {
	it("is asked where the last one said, as often as needed", async () => {
		const { send, sent } = wire(answered(503), answered(200, PAGE));
		let count = 0;
		const path = "/services/data/v66.0/query/0r8xx0000000001AAA-2000";
		const next = await nextPageText(testOp(), gate(send).connection, path, () => void count++);
		expect(pageOf(next)).toEqual(PAGE);
		expect([sent.map(({ url }) => new URL(url).pathname), count]).toEqual([[path, path], 2]);
	});
});

describe("the next page's address, before a page is decoded", () => {
	const url = "/services/data/v66.0/query/01gxx-2000";
	const inPage = (text: string, inComposite = false) =>
		nextUrlIn({ text, contentType: "application/json", inComposite });
	it.each<[string, string | undefined]>([
		[`{"totalSize":9,"done":false,"nextRecordsUrl":"${url}","records":[]}`, url],
		[`{ "done" : false, "nextRecordsUrl" : "${url}", "records" : [] }`, url],
		[`{"totalSize":9,"done":false,"records":[],"nextRecordsUrl":"${url}"}`, undefined],
		[`{"totalSize":1,"done":true,"records":[{"Cs":{"totalSize":9,"nextRecordsUrl":"${url}"}}]}`, undefined],
		['{"nextRecordsUrl":"https://elsewhere/services/data/x"}', undefined],
		["<html>", undefined],
	])("%s", (text, found) => {
		expect([inPage(text), inPage(text, true)]).toEqual([found, undefined]);
	});
});

describe("parseExact", () => {
	const shown = (json: string) => textOf((parseExact(json) as { n: unknown }).n);

	it.each([
		["9007199254740993", "9007199254740993"],
		["-9007199254740993", "-9007199254740993"],
		["123456789012345678", "123456789012345678"],
		["12345678.1234567891", "12345678.1234567891"],
		["123456789.123456789", "123456789.123456789"],
		["0.1234567890123456789", "0.1234567890123456789"],
		["0.0000001", "0.0000001"],
		["605.0", "605"],
		["1.5", "1.5"],
		["0", "0"],
		["42", "42"],
	])("%s is shown as %s", (number, text) => {
		expect(shown(`{"n":${number}}`)).toBe(text);
		expect(textOf((parseExact(`{"a": [ ${number}]}`) as { a: unknown[] }).a[0])).toBe(text);
	});

	it("keeps the digits of every number that a Salesforce field can hold: 18 of them, the point anywhere", () => {
		const digits = fc.string({
			unit: fc.constantFrom(..."0123456789".split("")),
			minLength: 1,
			maxLength: 18,
		});
		fc.assert(
			fc.property(digits, fc.nat(17), fc.boolean(), (all, point, negative) => {
				const at = Math.min(point, all.length);
				const whole = all.slice(0, at).replace(/^0+(?=\d)/, "") || "0";
				const fraction = all.slice(at).replace(/0+$/, "");
				const number = `${whole}${fraction === "" ? "" : `.${fraction}`}`;
				fc.pre(number !== "0");
				const source = `${negative ? "-" : ""}${number}`;
				expect(shown(`{"x":"y","n":${source}}`)).toBe(source);
			}),
			{ numRuns: 2000 },
		);
	});

	it("gives a plain number where that is exact, whatever else is in the page", () => {
		expect(parseExact('{"a":1,"b":9007199254740993,"c":2.5,"d":"9007199254740993"}')).toEqual({
			a: 1,
			b: new ExactNumber("9007199254740993"),
			c: 2.5,
			d: "9007199254740993",
		});
	});

	it("is JSON.parse for everything else", () => {
		fc.assert(
			fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
				fc.pre(!/[eE.]|\d{16}/.test(JSON.stringify(value).replaceAll(/"(?:\\.|[^"\\])*"/g, "")));
				expect(parseExact(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});

	it.each(["", "{", '{"n":9007199254740993', "<html>1234567890123456789</html>"])(
		"%j is undefined",
		(text) => {
			expect(parseExact(text)).toBeUndefined();
		},
	);
});
