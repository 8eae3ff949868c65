import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import type { HttpCall } from "../../../src/salesforce/http.ts";
import { type ApiRequest, pathTemplate, type Session } from "../../../src/salesforce/transport.ts";
import { errorFrom, failureFrom } from "../failures.ts";
import { testOp } from "../testOp.ts";
import { answered, CONCURRENT, DAILY, EXPIRED, PAGE, refused } from "./answers.ts";
import {
	authorizations,
	CountingSessions,
	gate,
	INSTANCE,
	LOGIN,
	type Respond,
	session,
	silence,
	wire,
} from "./gate.ts";

const LIMITS: ApiRequest = { method: "GET", path: "/services/data/v66.0/limits" };
const CREATE: ApiRequest = { method: "POST", path: "/services/data/v66.0/sobjects/Account", body: "{}" };
const OK = answered(200, { ok: true });

describe("what goes out", () => {
	it("is the path on the instance, with the token, as JSON and without a trace in the recent items", async () => {
		const { send, sent } = wire(OK);
		const { connection } = gate(send);
		expect(await connection.json(testOp(), { ...LIMITS, headers: { "x-mine": "1" } })).toEqual({ ok: true });
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({ url: `${INSTANCE}/services/data/v66.0/limits`, method: "GET" });
		expect(sent[0]?.headers).toMatchObject({
			accept: "application/json",
			authorization: "Bearer token-1",
			"sforce-mru": "updateMru=false",
			"x-mine": "1",
		});
	});

	it.each(["https://evil.example/services/data", "services/data", "", "@evil.example/"])(
		"is never another host: %j is refused before anything is sent",
		async (path) => {
			const { send, sent } = wire(OK);
			expect(await failureFrom(gate(send).connection.send(testOp(), { method: "GET", path }))).toEqual({
				kind: "bug",
			});
			expect(sent).toEqual([]);
		},
	);

	it.each(["//evil.example/x", "/\\evil.example/x", "/@evil.example"])(
		"is never another host: %j stays on the instance",
		async (path) => {
			const { send, sent } = wire(OK);
			await gate(send).connection.send(testOp(), { method: "GET", path });
			expect(new URL(sent[0]?.url ?? "").origin).toBe(INSTANCE);
		},
	);

	it("goes to the session's instance only, even when a renewal names another", async () => {
		const { send, sent } = wire(EXPIRED, OK);
		const sessions = {
			current: () => Promise.resolve(session("old", "https://old.my.salesforce.com/path")),
			renew: () => Promise.resolve(session("new", "https://new.my.salesforce.com")),
		};
		await gate(send, { sessions }).connection.send(testOp(), LIMITS);
		expect(sent.map(({ url, headers }) => [new URL(url).host, headers["authorization"]])).toEqual([
			["old.my.salesforce.com", "Bearer old"],
			["new.my.salesforce.com", "Bearer new"],
		]);
	});

	it("never takes its authorization from the caller", async () => {
		const { send, sent } = wire(OK);
		await gate(send).connection.send(testOp(), { ...LIMITS, headers: { authorization: "Bearer mine" } });
		expect(authorizations(sent)).toEqual(["Bearer token-1"]);
	});
});

describe("a write that is not permitted", () => {
	it("sends nothing and asks for no token", async () => {
		const { send, sent } = wire(OK);
		let asked = 0;
		const seen: unknown[] = [];
		const { connection } = gate(send, {
			permit: (effect) => {
				seen.push(effect);
				if (effect.kind === "write")
					throw new AppError({ kind: "readOnly", loginId: LOGIN, orgLabel: "Acme", action: effect.action });
			},
			sessions: {
				current: () => {
					asked++;
					return Promise.resolve(session("t"));
				},
				renew: () => Promise.reject(new Error("no")),
			},
		});
		expect(await failureFrom(connection.send(testOp(), CREATE))).toMatchObject({
			kind: "readOnly",
			action: "records",
		});
		expect([sent.length, asked]).toEqual([0, 0]);
		await connection.send(testOp(), LIMITS);
		expect([sent.length, asked]).toEqual([1, 1]);
		expect(seen).toMatchObject([{ kind: "write" }, { kind: "read" }]);
	});
});

describe("a 401", () => {
	it("is replayed once with a new token", async () => {
		const { send, sent } = wire(EXPIRED, OK);
		const { status } = await gate(send).connection.send(testOp(), CREATE);
		expect(status).toBe(200);
		expect(authorizations(sent)).toEqual(["Bearer token-1", "Bearer token-2"]);
	});

	it("after that is final", async () => {
		const { send, sent } = wire(EXPIRED);
		const failure = await failureFrom(gate(send).connection.send(testOp(), LIMITS));
		expect(failure).toMatchObject({ kind: "auth", reason: "expired", loginId: LOGIN });
		expect(sent).toHaveLength(2);
	});

	it("of many requests at once is one renewal", async () => {
		const { send, sent } = wire((call) =>
			call.headers["authorization"] === "Bearer token-1" ? EXPIRED : OK,
		);
		const sessions = new CountingSessions();
		const release = Promise.withResolvers<void>();
		const slow = {
			current: () => sessions.current(),
			renew: async (): Promise<Session> => {
				await release.promise;
				return sessions.renew();
			},
		};
		const { connection } = gate(send, { sessions: slow });
		const all = Array.from({ length: 20 }, () => connection.send(testOp(), LIMITS));
		await new Promise((resolve) => setImmediate(resolve));
		release.resolve();
		expect((await Promise.all(all)).map(({ status }) => status)).toEqual(
			Array.from({ length: 20 }, () => 200),
		);
		expect([sessions.renewals, sent.length]).toEqual([1, 40]);
	});

	it("whose renewal one caller leaves is renewed for the others", async () => {
		const { send } = wire((call) => (call.headers["authorization"] === "Bearer token-1" ? EXPIRED : OK));
		const release = Promise.withResolvers<void>();
		const signals: AbortSignal[] = [];
		const sessions = new CountingSessions();
		const { connection } = gate(send, {
			sessions: {
				current: () => sessions.current(),
				renew: async (op) => {
					signals.push(op.signal);
					await release.promise;
					return sessions.renew();
				},
			},
		});
		const abort = new AbortController();
		const leaving = failureFrom(connection.send(testOp(abort.signal), LIMITS));
		const staying = connection.send(testOp(), LIMITS);
		await new Promise((resolve) => setImmediate(resolve));
		abort.abort();
		expect(await leaving).toEqual({ kind: "cancelled" });
		release.resolve();
		expect((await staying).status).toBe(200);
		expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
	});

	it("whose renewal fails gives that failure to all", async () => {
		const { send } = wire(EXPIRED);
		const revoked = new AppError({ kind: "auth", reason: "revoked" });
		const { connection } = gate(send, {
			sessions: { current: () => Promise.resolve(session("t")), renew: () => Promise.reject(revoked) },
		});
		const all = [connection.send(testOp(), LIMITS), connection.send(testOp(), LIMITS)];
		expect(await Promise.all(all.map(errorFrom))).toEqual([revoked, revoked]);
	});
});

describe("trying again", () => {
	it("waits with back-off for what passes, then succeeds", async () => {
		const { send, sent } = wire(PAGE, CONCURRENT, answered(429, "", { "retry-after": "3" }), OK);
		const { connection, waits } = gate(send);
		expect((await connection.send(testOp(), LIMITS)).status).toBe(200);
		expect([waits, sent.length]).toEqual([[250, 500, 3000], 4]);
	});

	it("gives up after five tries", async () => {
		const { send, sent } = wire(PAGE);
		expect(await failureFrom(gate(send).connection.send(testOp(), LIMITS))).toMatchObject({ status: 503 });
		expect(sent).toHaveLength(5);
	});

	it.each<[string, Respond, number]>([
		["503: it may have been done", PAGE, 1],
		["a cut connection: it may have been done", new AppError({ kind: "network", reason: "reset" }), 1],
		["429: it was refused", answered(429), 5],
		["a row lock: it was rolled back", refused(400, "UNABLE_TO_LOCK_ROW"), 5],
		["too many at once: it was refused", CONCURRENT, 5],
	])("a POST, %s", async (_, response, tries) => {
		const { send, sent } = wire(response);
		await errorFrom(gate(send).connection.send(testOp(), CREATE));
		expect(sent).toHaveLength(tries);
	});

	it("a POST that only reads is as good as a GET, and who knows better may say so", async () => {
		const composite = {
			method: "POST",
			path: "/services/data/v66.0/composite",
			body: '{"compositeRequest":[]}',
		} as const;
		const first = wire(PAGE, OK);
		await gate(first.send).connection.send(testOp(), composite);
		expect(first.sent).toHaveLength(2);
		const second = wire(PAGE, OK);
		await gate(second.send).connection.send(testOp(), { ...CREATE, idempotent: true });
		expect(second.sent).toHaveLength(2);
		const third = wire(PAGE, OK);
		await errorFrom(gate(third.send).connection.send(testOp(), { ...LIMITS, idempotent: false }));
		expect(third.sent).toHaveLength(1);
	});

	it("the daily limit is not tried again", async () => {
		const { send, sent } = wire(DAILY);
		const failure = await failureFrom(gate(send).connection.send(testOp(), LIMITS));
		expect(failure).toMatchObject({ kind: "limit", reason: "daily" });
		expect(sent).toHaveLength(1);
	});

	it("counts each try that goes out", async () => {
		let count = 0;
		const { send } = wire(PAGE, EXPIRED, OK);
		await gate(send).connection.send(testOp(), { ...LIMITS, onSent: () => void count++ });
		expect(count).toBe(3);
	});
});

describe("abort", () => {
	it("ends a request under way", async () => {
		const { send } = wire(silence);
		const abort = new AbortController();
		const sending = failureFrom(gate(send).connection.send(testOp(abort.signal), LIMITS));
		await new Promise((resolve) => setImmediate(resolve));
		abort.abort();
		expect(await sending).toEqual({ kind: "cancelled" });
	});

	it("ends a wait between tries", async () => {
		const { send, sent } = wire(answered(429, "", { "retry-after": "100" }));
		const abort = new AbortController();
		const waiting = Promise.withResolvers<AbortSignal>();
		const { connection } = gate(send, {
			wait: (_, signal) => {
				waiting.resolve(signal);
				return new Promise((__, reject) => {
					signal.addEventListener("abort", () => reject(signal.reason));
				});
			},
		});
		const sending = connection.send(testOp(abort.signal), LIMITS);
		await waiting.promise;
		abort.abort();
		await expect(sending).rejects.toBe(abort.signal.reason);
		expect(sent).toHaveLength(1);
	});

	it("of the connection ends everything in flight, and later requests", async () => {
		const { send } = wire(silence);
		const { connection } = gate(send);
		const all = [1, 2, 3].map(() => failureFrom(connection.send(testOp(), LIMITS)));
		await new Promise((resolve) => setImmediate(resolve));
		connection.dispose();
		expect(await Promise.all(all)).toEqual(Array.from({ length: 3 }, () => ({ kind: "cancelled" })));
		expect(await failureFrom(connection.send(testOp(), LIMITS))).toEqual({ kind: "cancelled" });
	});
});

describe("what is told", () => {
	it("usage: the latest answer's, failures included", async () => {
		const { send } = wire(
			answered(200, "", { "sforce-limit-info": "api-usage=18/5000" }),
			answered(200),
			refused(404, "NOT_FOUND", "", { "sforce-limit-info": "api-usage=20/5000" }),
		);
		const { connection } = gate(send);
		const seen: number[] = [];
		connection.onUsage(({ used }) => void seen.push(used));
		expect(connection.usage).toBeUndefined();
		await connection.send(testOp(), LIMITS);
		await connection.send(testOp(), LIMITS);
		expect(connection.usage).toEqual({ used: 18, max: 5000 });
		await errorFrom(connection.send(testOp(), LIMITS));
		expect([connection.usage, seen]).toEqual([{ used: 20, max: 5000 }, [18, 20]]);
	});

	it("one log line a try, without token, query, id or body", async () => {
		const { send } = wire(
			answered(200, { Name: "Customer" }, { "x-request-id": "req-7", "sforce-limit-info": "api-usage=1/2" }),
		);
		const op = testOp();
		const path = "/services/data/v66.0/sobjects/Contact/0037g00000abcdEAAQ?fields=Salary__c";
		await gate(send).connection.send(op, { method: "GET", path });
		expect(op.lines).toHaveLength(1);
		expect(op.lines[0]).toMatch(
			/^info \[http\] GET \/services\/data\/v66\.0\/sobjects\/Contact\/\{id\}\?… 200 \d+ ms 19 B request=req-7 api-usage=1\/2$/,
		);
	});

	it("a line for a broken connection, too", async () => {
		const { send } = wire(new AppError({ kind: "network", reason: "offline" }, "ENOTFOUND"));
		const op = testOp();
		await errorFrom(
			gate(send).connection.send(op, {
				method: "GET",
				path: "/services/data/v66.0/query?q=SELECT+Secret__c",
			}),
		);
		expect(op.lines).toEqual(["warn [http] GET /services/data/v66.0/query?… ENOTFOUND"]);
	});
});

describe("pathTemplate", () => {
	it.each([
		["/services/data/v66.0/query?q=SELECT", "/services/data/v66.0/query?…"],
		["/services/data/v66.0/query/0r8xx0000000001AAA-2000", "/services/data/v66.0/query/{id}"],
		["/services/data/v66.0/sobjects/Account/0017g00000abcde", "/services/data/v66.0/sobjects/Account/{id}"],
		["/services/data/v66.0/sobjects/OpportunityLine", "/services/data/v66.0/sobjects/OpportunityLine"],
		["/id/00D7g0000001abcEAA/0057g0000002abcAAA", "/id/{id}/{id}"],
	])("%s is logged as %s", (path, template) => {
		expect(pathTemplate(path)).toBe(template);
	});
});

it("an answer that isn't JSON is somebody else's", async () => {
	const { send } = wire(answered(200, "<html><title>Log in to the guest network</title></html>"));
	const error = await errorFrom(gate(send).connection.json(testOp(), LIMITS));
	expect(error.failure).toEqual({ kind: "network", reason: "notSalesforce" });
	expect(error.message).toBe("Log in to the guest network");
});

it("gives the session to who passes it on, without a request", async () => {
	const sent: HttpCall[] = [];
	const { connection } = gate((call) => {
		sent.push(call);
		return Promise.resolve(OK);
	});
	expect((await connection.session(testOp())).accessToken.reveal()).toBe("token-1");
	expect(sent).toEqual([]);
});
