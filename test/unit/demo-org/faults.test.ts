import { connect } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DATA, startAnew, useDemoOrg } from "./demoFixture.ts";

const demo = useDemoOrg();

const plan = (fault: object, path = "/limits") =>
	demo.client.control("POST", "faults", { match: { path }, fault, count: 1 });
const limits = () => demo.client.get(`${DATA}/limits`, demo.token);
const accounts = async () => {
	const { body } = await demo.client.query("SELECT COUNT() FROM Account", demo.token);
	return (body as { totalSize: number }).totalSize;
};

describe("planned faults that the platform has names for", () => {
	it.each([
		[
			"concurrentLimit",
			403,
			"REQUEST_LIMIT_EXCEEDED",
			"ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
		],
		["dailyLimit", 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."],
		["queryTimeout", 400, "QUERY_TIMEOUT", "Your query request was running for too long."],
	])("%s answers once, then all is as before", async (kind, status, errorCode, message) => {
		await plan({ kind });
		expect(await limits()).toMatchObject({ status, body: [{ errorCode, message }] });
		expect((await limits()).status).toBe(200);
	});
	it.each([
		["edge", 420],
		["maintenance", 503],
	])("%s answers with a page", async (kind, status) => {
		await plan({ kind });
		const reply = await limits();
		expect([reply.status, reply.headers.get("content-type")]).toEqual([status, "text/html"]);
		expect(reply.body).toContain("<html>");
	});
	it("an unknown kind is refused by the control plane", async () => {
		expect((await plan({ kind: "flood" })).status).toBe(400);
	});
});

it("drop after: the connection is cut, and the write is there", async () => {
	const before = await accounts();
	await plan({ kind: "drop", when: "after" }, "/sobjects/Account");
	await expect(
		demo.client.send("POST", `${DATA}/sobjects/Account`, demo.token, { Name: "x" }),
	).rejects.toThrow();
	expect(await accounts()).toBe(before + 1);
	await plan({ kind: "drop" }, "/sobjects/Account");
	await expect(
		demo.client.send("POST", `${DATA}/sobjects/Account`, demo.token, { Name: "y" }),
	).rejects.toThrow();
	expect(await accounts()).toBe(before + 1);
});

it("lockEvery: each n-th record that is written is locked by somebody else", async () => {
	await demo.client.control("POST", "settings", { lockEvery: 3 });
	const records = Array.from({ length: 6 }, (_, at) => ({ attributes: { type: "Account" }, Name: `L${at}` }));
	const { body } = await demo.client.send("POST", `${DATA}/composite/sobjects`, demo.token, { records });
	const codes = (body as { errors: { statusCode: string }[] }[]).map(({ errors }) => errors[0]?.statusCode);
	expect(codes).toEqual([
		undefined,
		undefined,
		"UNABLE_TO_LOCK_ROW",
		undefined,
		undefined,
		"UNABLE_TO_LOCK_ROW",
	]);
});

it("slow and bytesPerSecond bring the whole body, in pieces", async () => {
	const describe = async () =>
		JSON.stringify((await demo.client.get(`${DATA}/sobjects/Task/describe`, demo.token)).body);
	const whole = await describe();
	await plan({ kind: "slow", bytesPerSecond: 100_000 }, "/describe");
	expect(await describe()).toBe(whole);
	await demo.client.control("POST", "settings", { bytesPerSecond: 200_000, latencyMs: 5 });
	expect(await describe()).toBe(whole);
	expect((await demo.client.control("POST", "settings", { bytesPerSecond: 0 })).status).toBe(400);
});

it("person accounts and several currencies change the schema at once, and back", async () => {
	const fields = async (name: string) => {
		const { body } = await demo.client.get(`${DATA}/sobjects/${name}/describe`, demo.token);
		return (body as { fields: { name: string }[] }).fields.map((field) => field.name);
	};
	expect(await fields("Account")).not.toContain("IsPersonAccount");
	await demo.client.control("POST", "settings", { personAccounts: true, multiCurrency: true });
	expect(await fields("Account")).toEqual(expect.arrayContaining(["IsPersonAccount", "CurrencyIsoCode"]));
	await startAnew(demo);
	expect(await fields("Account")).not.toContain("CurrencyIsoCode");
});

describe("bodies", () => {
	const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
		demo.client.request(`${DATA}/sobjects/Account`, {
			method: "POST",
			headers: { authorization: `Bearer ${demo.token}`, "content-type": "application/json", ...headers },
			body,
		});
	it.each([
		["gzip", gzipSync('{"Name":"packed"}')],
		["deflate", deflateSync('{"Name":"packed"}')],
	])("packed with %s are unpacked", async (encoding, body) => {
		expect((await post(new Uint8Array(body), { "content-encoding": encoding })).status).toBe(201);
	});
	it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number, string]>([
		["nothing", "", {}, 400, "JSON_PARSER_ERROR"],
		["text that is no JSON", '{"Name": j}', {}, 400, "JSON_PARSER_ERROR"],
		["a list", "[]", {}, 400, "JSON_PARSER_ERROR"],
		["another type", "<Account/>", { "content-type": "text/plain" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
		["bad gzip", "not packed", { "content-encoding": "gzip" }, 400, "INVALID_CONTENT_ENCODING"],
		["too much", new Uint8Array(60_000_001), {}, 413, "REQUEST_TOO_LARGE"],
	])("%s is refused in the platform's form", async (_what, body, headers, status, errorCode) => {
		expect(await post(body, headers)).toMatchObject({ status, body: [{ errorCode }] });
	});
	it("half a request leaves the server as it was", async () => {
		await new Promise<void>((resolve) => {
			const socket = connect(demo.client.org.port, "127.0.0.1", () => {
				socket.write(
					`POST ${DATA}/sobjects/Account HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"Na`,
					() => socket.destroy(),
				);
			});
			socket.on("close", () => resolve());
		});
		expect((await limits()).status).toBe(200);
	});
});
