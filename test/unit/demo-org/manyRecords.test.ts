import { describe, expect, it } from "vitest";
import { DATA, sender, useDemoOrg } from "./demoFixture.ts";
import { like, someText } from "./matchers.ts";

const demo = useDemoOrg();

const send = sender(demo);
const account = (fields: object) => ({ attributes: { type: "Account" }, ...fields });

/** The names of the accounts made here. */
async function made(): Promise<unknown[]> {
	const soql = "SELECT Name FROM Account WHERE Site = 'test' ORDER BY Name";
	const { body } = await demo.client.query(soql, demo.token);
	return (body as { records: { Name: string }[] }).records.map(({ Name }) => Name);
}

const ROLLED_BACK = {
	statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK",
	message: "Record rolled back because not all records were valid and the request was using AllOrNone header",
	fields: [],
};

describe("collections", () => {
	const records = [
		account({ Name: "A", Site: "test" }),
		account({ Site: "test" }),
		account({ Name: "C", Site: "test" }),
	];
	it("each record has a result of its own; the good ones are saved", async () => {
		const { status, body } = await send("POST", "composite/sobjects", { records });
		expect(status).toBe(200);
		expect(body).toMatchObject([
			{ id: like(/^001/), success: true, errors: [] },
			{ success: false, errors: [{ statusCode: "REQUIRED_FIELD_MISSING", fields: ["Name"] }] },
			{ success: true },
		]);
		expect(await made()).toEqual(["A", "C"]);
	});
	it("allOrNone: one failure takes all back, and each says so", async () => {
		const { status, body } = await send("POST", "composite/sobjects", { allOrNone: true, records });
		expect([status, body]).toMatchObject([
			200,
			[
				{ success: false, errors: [ROLLED_BACK] },
				{ success: false, errors: [{ statusCode: "REQUIRED_FIELD_MISSING" }] },
				{ success: false, errors: [ROLLED_BACK] },
			],
		]);
		expect(body).not.toMatchObject([{ id: someText }, {}, {}]);
		expect(await made()).toEqual([]);
	});
	it("updates, upserts and deletes, with ids that are there and ids that are not", async () => {
		const first = await send("POST", "composite/sobjects", { records: [records[0], records[2]] });
		const [a, c] = (first.body as { id: string }[]).map(({ id }) => id);
		const update = [
			account({ id: a, Name: "AA" }),
			account({ id: "00100000000000xAAA", Name: "x" }),
			account({ Name: "y" }),
		];
		expect((await send("PATCH", "composite/sobjects", { records: update })).body).toMatchObject([
			{ id: a, success: true },
			{
				success: false,
				errors: [
					{ statusCode: "INVALID_CROSS_REFERENCE_KEY", message: "invalid cross reference id", fields: [] },
				],
			},
			{ success: false, errors: [{ statusCode: "MISSING_ARGUMENT" }] },
		]);
		await send("POST", "sobjects/Project__c", { External_Id__c: "N2", Name: "There" });
		const projects = ["N1", "N2", "N3", "N3"].map((key, at) => ({
			attributes: { type: "Project__c" },
			External_Id__c: key,
			Name: `P${at}`,
		}));
		const upsert = await send("PATCH", "composite/sobjects/Project__c/External_Id__c", {
			records: projects,
		});
		expect(upsert.body).toMatchObject([
			{ success: true, created: true },
			{ success: true, created: false },
			// Which of the two should win, nobody says: neither does.
			{ success: false, errors: [{ statusCode: "DUPLICATE_VALUE" }] },
			{ success: false, errors: [{ statusCode: "DUPLICATE_VALUE" }] },
		]);
		expect((await send("DELETE", `composite/sobjects?ids=${a},${c},junk`)).body).toMatchObject([
			{ id: a, success: true },
			{ id: c, success: true },
			{ success: false, errors: [{ statusCode: "MALFORMED_ID" }] },
		]);
		expect(await made()).toEqual([]);
	});
	it("updates a record again twelve times in one call, and no more", async () => {
		const { body } = await send("POST", "sobjects/Account", { Name: "Again", Site: "test" });
		const { id } = body as { id: string };
		const again = Array.from({ length: 14 }, (_, at) => account({ Id: id, Name: `A${at}` }));
		const reply = await send("PATCH", "composite/sobjects", { records: again });
		const results = reply.body as { success: boolean }[];
		expect(results.filter(({ success }) => success).length).toBe(13);
		expect(results.at(-1)).toMatchObject({
			errors: [
				{
					statusCode: "DUPLICATE_VALUE",
					message: `Maximum number of duplicate updates in one batch (12 allowed). Attempt to update Id more than once in this Api call: ${id.slice(0, 15)}`,
				},
			],
		});
		expect(await made()).toEqual(["A12"]);
		const twice = [account({ Id: id, Name: "X" }), account({ Id: id.slice(0, 15), Name: "Y" })];
		const upsert = await send("PATCH", "composite/sobjects/Account/Id", { records: twice });
		const refused = { statusCode: "DUPLICATE_VALUE", message: `Duplicate id specified: ${id}` };
		expect(upsert.body).toMatchObject([{ errors: [refused] }, { errors: [refused] }]);
		expect((await send("DELETE", `composite/sobjects?ids=${id},${id}`)).body).toMatchObject([
			{ success: true },
			{ success: false, errors: [{ statusCode: "ENTITY_IS_DELETED" }] },
		]);
	});
	it("reads many at once, null for each that is missing, deleted or hidden", async () => {
		const first = await send("POST", "composite/sobjects", { records: [records[0], records[2]] });
		const [a, c] = (first.body as { id: string }[]).map(({ id }) => id);
		await send("DELETE", `sobjects/Account/${c}`);
		const ids = [a, c, "00100000000000xAAA"];
		const want = [{ attributes: { type: "Account" }, Id: a, Name: "A" }, null, null];
		expect(
			(await send("GET", `composite/sobjects/Account?ids=${ids.join(",")}&fields=Name`)).body,
		).toMatchObject(want);
		const posted = await send("POST", "composite/sobjects/Account", { ids, fields: ["Name"] });
		expect(posted.body).toMatchObject(want);
	});
	it.each([
		["201 records", { records: Array.from({ length: 201 }, () => account({ Name: "x" })) }],
		["no list", {}],
		[
			"types in 11 chunks",
			{
				records: Array.from({ length: 11 }, (_, at) => ({
					attributes: { type: at % 2 ? "Account" : "Contact" },
				})),
			},
		],
	])("refuses %s whole", async (_what, body) => {
		expect((await send("POST", "composite/sobjects", body)).status).toBe(400);
	});
});

describe("trees", () => {
	const tree = (lastName: string | null) => ({
		records: [
			{
				attributes: { type: "Account", referenceId: "a" },
				Name: "Root",
				Site: "test",
				Contacts: {
					records: [
						{ attributes: { type: "Contact", referenceId: "b" }, LastName: "One" },
						{ attributes: { type: "Contact", referenceId: "c" }, LastName: lastName },
					],
				},
			},
		],
	});
	it("saves parents with their children", async () => {
		const { status, body } = await send("POST", "composite/tree/Account", tree("Two"));
		expect([status, body]).toMatchObject([
			201,
			{ hasErrors: false, results: [{ referenceId: "a" }, { referenceId: "b" }, { referenceId: "c" }] },
		]);
		const { body: found } = await demo.client.query(
			"SELECT (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Site = 'test'",
			demo.token,
		);
		expect(found).toMatchObject({ records: [{ Contacts: { totalSize: 2 } }] });
	});
	it("saves nothing when one record is bad, and says which", async () => {
		const { status, body } = await send("POST", "composite/tree/Account", tree(null));
		expect([status, body]).toEqual([
			400,
			{
				hasErrors: true,
				results: [
					{
						referenceId: "c",
						errors: [
							{
								statusCode: "REQUIRED_FIELD_MISSING",
								message: "Required fields are missing: [LastName]",
								fields: ["LastName"],
							},
						],
					},
				],
			},
		]);
		expect(await made()).toEqual([]);
	});
});

describe("composite with writes", () => {
	const create = (referenceId: string, body: object) => ({
		method: "POST",
		url: `${DATA}/sobjects/Account`,
		referenceId,
		body,
	});
	const chain = (name: string | null) => [
		create("one", { Name: "One", Site: "test" }),
		{
			method: "PATCH",
			url: `${DATA}/sobjects/Account/@{one.id}`,
			referenceId: "two",
			body: { Name: name, Description: "child of @{one.id}" },
		},
		create("three", { Name: "Three", Site: "test", ParentId: "@{one.id}" }),
	];
	it("puts ids of earlier writes into addresses and bodies", async () => {
		const { body } = await send("POST", "composite", { compositeRequest: chain("Two") });
		expect(body).toMatchObject({
			compositeResponse: [
				{ httpStatusCode: 201, httpHeaders: { Location: like(/\/Account\/001/) } },
				{ httpStatusCode: 204, body: null },
				{ httpStatusCode: 201 },
			],
		});
		expect(await made()).toEqual(["Three", "Two"]);
	});
	it("allOrNone takes earlier writes back", async () => {
		const { status, body } = await send("POST", "composite", {
			allOrNone: true,
			compositeRequest: chain(null),
		});
		const codes = (body as { compositeResponse: { body: { errorCode: string }[] }[] }).compositeResponse;
		expect([status, codes.map(({ body: [error] }) => error?.errorCode)]).toEqual([
			200,
			["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING", "PROCESSING_HALTED"],
		]);
		expect(await made()).toEqual([]);
	});
	it("without allOrNone a failure stands alone, and what refers to it is halted", async () => {
		const requests = [
			create("bad", { Site: "test" }),
			create("good", { Name: "Good", Site: "test" }),
			create("after", { Name: "After", Site: "test", ParentId: "@{bad.id}" }),
		];
		const { body } = await send("POST", "composite", { compositeRequest: requests });
		expect(body).toMatchObject({
			compositeResponse: [
				{ httpStatusCode: 400 },
				{ httpStatusCode: 201 },
				{
					httpStatusCode: 400,
					body: [
						{
							errorCode: "PROCESSING_HALTED",
							message: "Invalid reference specified. No value for bad.id found in bad",
						},
					],
				},
			],
		});
		expect(await made()).toEqual(["Good"]);
	});
});

it("a batch: independent calls that each count, halted on request", async () => {
	const requests = [
		{ method: "POST", url: "v66.0/sobjects/Account", richInput: { Name: "B", Site: "test" } },
		{ method: "GET", url: "v66.0/sobjects/Nope" },
		{ method: "POST", url: "v66.0/sobjects/Account", richInput: { Name: "C", Site: "test" } },
	];
	const reply = await send("POST", "composite/batch", { batchRequests: requests, haltOnError: true });
	expect(reply.body).toMatchObject({
		hasErrors: true,
		results: [
			{ statusCode: 201, result: { success: true } },
			{ statusCode: 404, result: [{ errorCode: "NOT_FOUND" }] },
			{ statusCode: 412, result: [{ errorCode: "BATCH_PROCESSING_HALTED" }] },
		],
	});
	expect(await made()).toEqual(["B"]);
	const used = (await send("GET", "limits")).headers.get("sforce-limit-info");
	expect(used).toBe("api-usage=4/15000");
});

it("graphs: each is all or none for itself", async () => {
	const graph = (graphId: string, second: object) => ({
		graphId,
		compositeRequest: [
			{
				method: "POST",
				url: `${DATA}/sobjects/Account`,
				referenceId: "a",
				body: { Name: graphId, Site: "test" },
			},
			{ method: "POST", url: `${DATA}/sobjects/Contact`, referenceId: "b", body: second },
		],
	});
	const { status, body } = await send("POST", "composite/graph", {
		graphs: [graph("good", { LastName: "x", AccountId: "@{a.id}" }), graph("bad", { AccountId: "@{a.id}" })],
	});
	expect([status, body]).toMatchObject([
		200,
		{
			graphs: [
				{ graphId: "good", isSuccessful: true, graphResponse: { compositeResponse: [{}, {}] } },
				{ graphId: "bad", isSuccessful: false },
			],
		},
	]);
	expect(await made()).toEqual(["good"]);
});

it.each([
	"query?q=SELECT+Id+FROM+Account",
	"limits",
	"sobjects",
	"sobjects/Account/describe",
	"composite/sobjects",
])("graphs hold records and not %s", async (resource) => {
	const node = { method: "GET", url: `/services/data/v66.0/${resource}`, referenceId: "n" };
	expect(
		await send("POST", "composite/graph", { graphs: [{ graphId: "g", compositeRequest: [node] }] }),
	).toMatchObject({ status: 400, body: [{ message: like(/is not supported in a composite graph/) }] });
});

it("graphs of one payload share the 15 kinds of nodes; a version makes another kind", async () => {
	const kinds = (from: number, count: number) =>
		Array.from({ length: count }, (_, at) => ({
			method: "GET",
			url: `/services/data/v${from + at}.0/sobjects/Account/001000000000000AAA`,
			referenceId: `n${at}`,
		}));
	const sent = async (second: number) =>
		(
			await send("POST", "composite/graph", {
				graphs: [
					{ graphId: "a", compositeRequest: kinds(50, 8) },
					{ graphId: "b", compositeRequest: kinds(58, second) },
				],
			})
		).status;
	expect([await sent(7), await sent(8)]).toEqual([200, 400]);
});

it.each([
	["v99.0", 404, "NOT_FOUND"],
	["v25.0", 410, "GONE"],
])(
	"a call inside a batch or a composite knows no more versions than one outside: %s",
	async (version, status, code) => {
		const url = `/services/data/${version}/limits`;
		const batch = await send("POST", "composite/batch", { batchRequests: [{ method: "GET", url }] });
		expect(batch.body).toMatchObject({ results: [{ statusCode: status, result: [{ errorCode: code }] }] });
		const node = { method: "GET", url, referenceId: "n" };
		const composite = await send("POST", "composite", { compositeRequest: [node] });
		expect(composite.body).toMatchObject({
			compositeResponse: [{ httpStatusCode: status, body: [{ errorCode: code }] }],
		});
	},
);

it.each([
	"http://[",
	"//elsewhere/services/data/v66.0/limits",
	"https://elsewhere/services/data/v66.0/limits",
	"",
])("a call of a composite is a path and not %j", async (url) => {
	const node = { method: "GET", url, referenceId: "n" };
	const { body } = await send("POST", "composite", { compositeRequest: [node] });
	expect(body).toMatchObject({ compositeResponse: [{ httpStatusCode: 404 }] });
});
