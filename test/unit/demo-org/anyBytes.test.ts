import { request as httpRequest } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient } from "./demoClient.ts";

const DATA = "/services/data/v66.0";
const failures: string[] = [];
let client: DemoClient;
let token: string;
beforeAll(async () => {
	client = await DemoClient.start({ log: (line) => line.startsWith("FAILED") && failures.push(line) });
	token = (await client.signIn()).accessToken;
});
afterAll(() => client.org.close());

const ROUTES = [
	"",
	"/sobjects",
	"/sobjects/Account",
	"/sobjects/Account/describe",
	"/sobjects/Account/describe/layouts",
	"/sobjects/Account/001DEM000000001",
	"/sobjects/Account/001DEM000000001/Contacts",
	"/sobjects/Attachment/00PDEM000000001/Body",
	"/sobjects/Project__c/External_Id__c/PRJ-1",
	"/sobjects/Account/updated",
	"/query",
	"/queryAll",
	"/query/0r8000000000001-200",
	"/search",
	"/parameterizedSearch",
	"/limits",
	"/limits/recordCount",
	"/recent",
	"/composite",
	"/composite/batch",
	"/composite/sobjects",
	"/composite/sobjects/Account",
	"/composite/sobjects/Project__c/External_Id__c",
	"/composite/tree/Account",
	"/composite/graph",
	"/ui-api/object-info/Account",
	"/ui-api/object-info/Account/picklist-values/012000000000000AAA",
	"/ui-api/records",
	"/ui-api/records/001DEM000000001",
	"/tooling/query",
	"/tooling/sobjects/ApexClass/describe",
].map((path) => DATA + path);
const OTHERS = [
	"/services/Soap/u/66.0",
	"/services/oauth2/token",
	"/services/oauth2/authorize",
	"/services/oauth2/revoke",
	"/services/oauth2/introspect",
	"/services/oauth2/userinfo",
	"/services/oauth2/singleaccess",
	"/id/x/y",
	"/.well-known/openid-configuration",
	"/secur/frontdoor.jsp",
	"/nowhere",
];

interface Raw {
	readonly status: number;
	readonly type: string;
	readonly text: string;
}

/** Sends whatever it is given: Node's own client, as fetch puts some requests right. */
function send(method: string, path: string, headers: Record<string, string>, body: Uint8Array): Promise<Raw> {
	return new Promise((resolve, reject) => {
		const request = httpRequest(
			{
				host: "127.0.0.1",
				port: client.org.port,
				method,
				path,
				headers: { ...headers, "content-length": String(body.length) },
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on("data", (chunk: Buffer) => chunks.push(chunk));
				response.on("end", () =>
					resolve({
						status: response.statusCode ?? 0,
						type: response.headers["content-type"] ?? "",
						text: Buffer.concat(chunks).toString("utf8"),
					}),
				);
				response.on("error", reject);
			},
		);
		request.on("error", reject);
		request.end(body);
	});
}

/** JSON that looks like what the routes take, with anything in its places. */
const plausible = fc.record(
	{
		attributes: fc.oneof(
			fc.record({ type: fc.constantFrom("Account", "Nope", ""), referenceId: fc.string() }),
			fc.json(),
		),
		records: fc.oneof(
			fc.array(fc.dictionary(fc.constantFrom("Id", "Name", "attributes", "Contacts"), fc.jsonValue())),
			fc.jsonValue(),
		),
		compositeRequest: fc.oneof(
			fc.array(
				fc.record({
					method: fc.constantFrom("GET", "POST", "PATCH", "DELETE", "X"),
					url: fc.oneof(fc.constantFrom(...ROUTES), fc.string()),
					referenceId: fc.oneof(fc.constantFrom("a", "b"), fc.string()),
					body: fc.jsonValue(),
				}),
			),
			fc.jsonValue(),
		),
		batchRequests: fc.array(
			fc.record({ method: fc.constantFrom("GET", "POST"), url: fc.string(), richInput: fc.jsonValue() }),
		),
		graphs: fc.array(fc.record({ graphId: fc.string(), compositeRequest: fc.jsonValue() })),
		ids: fc.jsonValue(),
		fields: fc.jsonValue(),
		apiName: fc.oneof(fc.constant("Account"), fc.string()),
		Name: fc.jsonValue(),
		AnnualRevenue: fc.jsonValue(),
		q: fc.string(),
		allOrNone: fc.boolean(),
	},
	{ requiredKeys: [] },
);
const body = fc.oneof(
	fc.uint8Array({ maxLength: 300 }),
	fc.json().map((text) => Buffer.from(text)),
	plausible.map((value) => Buffer.from(JSON.stringify(value))),
);
const tail = fc.oneof(
	fc.constant(""),
	fc.string({ maxLength: 40 }).map((text) => `?q=${encodeURIComponent(text)}`),
	fc.constantFrom(
		"?ids=1,2&fields=Name",
		"?sObjects=,",
		"?start=x&end=y",
		"?fields=",
		"?fields=a.b.c.d",
		"?explain=SELECT",
		"?_HttpMethod=PATCH",
		"?columns=true&q=SELECT+Id+FROM+Account",
	),
	fc.string({ maxLength: 20 }).map((text) => `/${encodeURIComponent(text)}`),
);
const headers = fc.record(
	{
		"content-type": fc.constantFrom(
			"application/json",
			"text/xml",
			"text/plain",
			"multipart/form-data; boundary=x",
			"application/x-www-form-urlencoded",
			";",
		),
		accept: fc.constantFrom("application/json", "application/xml", "*/*", ","),
		"sforce-query-options": fc.constantFrom("batchSize=0", "batchSize=-1", "batchSize=99999999999", "x"),
		"sforce-auto-assign": fc.string({ maxLength: 5 }).filter((text) => /^[\x20-\x7e]*$/.test(text)),
		"if-match": fc.constantFrom("*", '"x"', ","),
		"if-modified-since": fc.constantFrom("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"),
		"content-encoding": fc.constantFrom("gzip", "deflate", "br", "identity"),
		"x-prettyprint": fc.constant("1"),
		"idempotency-key": fc.constant("12cfe4e6-e477-4de8-aa4e-95d31aa2be24"),
	},
	{ requiredKeys: [] },
);
const method = fc.constantFrom("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS");

describe("whatever is sent to whatever route", () => {
	it("REST answers in the platform's form, and nothing fails inside", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...ROUTES),
				method,
				tail,
				headers,
				body,
				async (path, verb, more, extra, bytes) => {
					const reply = await send(verb, path + more, { ...extra, authorization: `Bearer ${token}` }, bytes);
					expect(failures).toEqual([]);
					if (reply.status < 400 || verb === "HEAD") return;
					if (reply.type.startsWith("application/xml")) {
						expect(reply.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><(?:Errors|Result)>/);
						return;
					}
					const value: unknown = JSON.parse(reply.text);
					if (!Array.isArray(value)) {
						// A tree says in its own way which of its records were refused.
						expect(value).toMatchObject({ hasErrors: true });
						return;
					}
					expect(value[0]).toMatchObject({
						errorCode: expect.any(String) as unknown,
						message: expect.any(String) as unknown,
					});
				},
			),
			{ numRuns: 1500 },
		);
	});
	it("so do the other doors, with a fault, an object, a page or plain words", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...OTHERS),
				method,
				tail,
				headers,
				body,
				async (path, verb, more, extra, bytes) => {
					const reply = await send(verb, path + more, { ...extra, authorization: `Bearer ${token}` }, bytes);
					expect(failures).toEqual([]);
					expect(reply.status).toBeGreaterThanOrEqual(200);
					if (path.startsWith("/services/Soap/u/66.0") && reply.status === 500 && verb !== "HEAD") {
						expect(reply.text).toContain("<soapenv:Fault>");
					}
				},
			),
			{ numRuns: 600 },
		);
	});
	it("tokens that are none are refused everywhere", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...ROUTES),
				fc.base64String({ maxLength: 60 }),
				async (path, bearer) => {
					const reply = await send("GET", path, { authorization: `Bearer ${bearer}` }, new Uint8Array());
					expect(reply.status).toBe(401);
				},
			),
			{ numRuns: 200 },
		);
	});
});
