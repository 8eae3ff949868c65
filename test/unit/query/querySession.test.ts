import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { orgOf } from "../../../src/orgs/org.ts";
import { type QueryDoor, QuerySession } from "../../../src/query/querySession.ts";
import type { StoreThread } from "../../../src/results/storeThread.ts";
import type { Api } from "../../../src/soql/schema.ts";
import { failureFrom } from "../failures.ts";
import { IDENTITY } from "../orgs/memory.ts";
import { rowsThread } from "../results/rowsThread.ts";
import { answered, DAILY, refused } from "../salesforce/answers.ts";
import { gate, type Respond, silence, wire } from "../salesforce/gate.ts";
import { testOp } from "../testOp.ts";

const rows = rowsThread();
const mortal = rowsThread("test/unit/results/dyingWorker.ts");

const PAGES = 4;
const row = (n: number) => ({ attributes: { type: "A" }, N: n });
/** Page `at` (from 1) of eight rows, two a page. */
const page = (at: number) =>
	answered(200, {
		totalSize: PAGES * 2,
		done: at === PAGES,
		...(at === PAGES ? {} : { nextRecordsUrl: `/services/data/v66.0/query/cursor-${at + 1}` }),
		records: [row(at * 2 - 1), row(at * 2)],
	});
const ALL = Array.from({ length: PAGES * 2 }, (_, at) => [{ number: String(at + 1) }]);

const rowsOf = async ({ store }: QuerySession) => (await store.rows([], 0, 99)).rows;

const session = (...responses: readonly Respond[]) => sessionIn(rows, ...responses);

function sessionIn(thread: StoreThread, ...responses: readonly Respond[]) {
	const { send, sent } = wire(...responses);
	const subject = new QuerySession(
		orgOf(IDENTITY, gate(send).connection),
		"SELECT N FROM A",
		thread.create("SELECT N FROM A", 1),
	);
	const states: string[] = [];
	subject.onChange(() => void states.push(`${subject.state.kind} ${subject.store.info.loaded}`));
	return {
		subject,
		sent,
		states,
		paths: () => sent.map(({ url }) => new URL(url).pathname.split("/").at(-1)),
	};
}

describe("QuerySession", () => {
	it("loads page by page to the end, and tells of each", async () => {
		const { subject, states, paths } = session(page(1), page(2), page(3), page(4));
		expect([subject.state.kind, subject.total]).toEqual(["idle", null]);
		await subject.load(testOp());
		expect(await rowsOf(subject)).toEqual(ALL);
		expect([subject.state.kind, subject.total, subject.calls]).toEqual(["complete", 8, 4]);
		expect(states).toEqual(["loading 0", "loading 2", "loading 4", "loading 6", "complete 8"]);
		expect(paths()).toEqual(["query", "cursor-2", "cursor-3", "cursor-4"]);
	});

	it.each([1, 2, 3, 4])("goes on after a failure at page %i: every row once, in order", async (failing) => {
		const responses = [1, 2, 3, 4].flatMap((at) => (at === failing ? [DAILY, page(at)] : [page(at)]));
		const { subject } = session(...responses);
		await subject.load(testOp());
		expect(subject.state).toMatchObject({ kind: "stopped", error: { failure: { kind: "limit" } } });
		expect(await rowsOf(subject)).toEqual(ALL.slice(0, (failing - 1) * 2));
		await subject.load(testOp());
		expect(subject.state.kind).toBe("complete");
		expect(await rowsOf(subject)).toEqual(ALL);
		expect(subject.calls).toBe(5);
	});

	it("an aborted load that still unwinds neither speaks for the new one nor adds its rows twice", async () => {
		const second = Promise.withResolvers<void>();
		const hanging: Respond = (call) => {
			second.resolve();
			return silence(call);
		};
		const { subject } = session(page(1), hanging, page(2), page(3), page(4));
		const abort = new AbortController();
		const first = subject.load(testOp(abort.signal));
		await second.promise;
		abort.abort();
		const again = subject.load(testOp());
		await first;
		expect(subject.state.kind).toBe("loading");
		await again;
		expect(subject.state.kind).toBe("complete");
		expect(await rowsOf(subject)).toEqual(ALL);
	});

	it("asks for the connection at each load: a login that is gone is the reason it stops", async () => {
		const gone = new AppError({ kind: "auth", reason: "secretMissing" });
		const subject = new QuerySession(
			orgOf(IDENTITY, gate(wire().send).connection),
			"SELECT N FROM A",
			rows.create("SELECT N FROM A", 1),
			() => {
				throw gone;
			},
		);
		await subject.load(testOp());
		expect(subject.state).toEqual({ kind: "stopped", error: gone });
	});

	it("keeps its rows when cancelled, and goes on later", async () => {
		const second = Promise.withResolvers<void>();
		const hanging: Respond = (call) => {
			second.resolve();
			return silence(call);
		};
		const { subject, paths } = session(page(1), hanging, page(2), page(3), page(4));
		const abort = new AbortController();
		const loading = subject.load(testOp(abort.signal));
		await second.promise;
		abort.abort();
		await loading;
		expect(subject.state).toMatchObject({ kind: "stopped", error: { failure: { kind: "cancelled" } } });
		expect(subject.store.info.loaded).toBe(2);
		await subject.load(testOp());
		expect(await rowsOf(subject)).toEqual(ALL);
		expect(paths()).toEqual(["query", "cursor-2", "cursor-2", "cursor-3", "cursor-4"]);
	});

	it("does not throw: a refusal is how it stands", async () => {
		const { subject } = session(refused(400, "MALFORMED_QUERY", "unexpected token: 'FROM'"));
		await subject.load(testOp());
		expect(subject.state).toMatchObject({
			kind: "stopped",
			error: { message: "unexpected token: 'FROM'", failure: { kind: "query", code: "MALFORMED_QUERY" } },
		});
		expect(subject.total).toBeNull();
	});

	it("asks for a page while the one before is decoded", async () => {
		const { subject, sent } = session(page(1), page(2), page(3), page(4));
		const asked: number[] = [];
		subject.onChange(() => void asked.push(sent.length));
		await subject.load(testOp());
		expect(asked).toEqual([0, 2, 3, 4, 4]);
	});

	it("finds the next page also where its address comes after the rows", async () => {
		const late = (at: number) =>
			answered(200, {
				totalSize: 4,
				done: at === 2,
				records: [row(at * 2 - 1), row(at * 2)],
				...(at === 2 ? {} : { nextRecordsUrl: "/services/data/v66.0/query/cursor-2" }),
			});
		const { subject } = session(late(1), late(2));
		await subject.load(testOp());
		expect(await rowsOf(subject)).toEqual(ALL.slice(0, 4));
	});

	it("loads child rows that were cut, of all cells, to their end", async () => {
		const child = (N: number) => ({ attributes: { type: "B" }, N });
		const url = (of: string) => `/services/data/v66.0/query/${of}`;
		const cut = (at: number) => ({
			attributes: { type: "A" },
			Bs: { totalSize: 3, done: false, nextRecordsUrl: url(`bs-${at}`), records: [child(at * 10)] },
		});
		const rest = (at: number) => [
			answered(200, {
				totalSize: 3,
				done: false,
				nextRecordsUrl: url(`bs-${at}-2`),
				records: [child(at * 10 + 1)],
			}),
			answered(200, { totalSize: 3, done: true, records: [child(at * 10 + 2)] }),
		];
		const soql = "SELECT (SELECT N FROM Bs) FROM A";
		const { send, sent } = wire(
			answered(200, { totalSize: 2, done: true, records: [cut(1), cut(2)] }),
			...rest(1),
			...rest(2),
		);
		const subject = new QuerySession(orgOf(IDENTITY, gate(send).connection), soql, rows.create(soql, 1));
		await subject.load(testOp());
		expect(subject.store.info.cutChildren).toBe(2);
		const of = (id: number) => [{ id, column: 0 }];
		expect(await subject.store.children(of(1), 2)).toMatchObject({ loaded: 1, total: 3 });
		const op = testOp();
		await subject.loadChildren(op, []);
		expect(subject.store.info.cutChildren).toBe(0);
		expect(op.reports).toEqual([
			{ done: 0, total: 2 },
			{ done: 1, total: 2 },
		]);
		expect((await subject.store.children(of(1), 2))?.head.rows).toEqual(
			[20, 21, 22].map((n) => [{ number: String(n) }]),
		);
		expect(sent.map(({ url: each }) => each.split("/").at(-1)).slice(1)).toEqual([
			"bs-1",
			"bs-1-2",
			"bs-2",
			"bs-2-2",
		]);
	});

	it("a thread that dies in a call takes the rows with it: the call ends, the session says so, and another begins", async () => {
		const { subject } = sessionIn(mortal, page(1), page(2), page(3), page(4));
		const lost = Promise.withResolvers<void>();
		mortal.onLost(() => {
			subject.lose();
			lost.resolve();
		});
		await subject.load(testOp());
		expect(await failureFrom(subject.loadChildren(testOp(), []))).toEqual({ kind: "cancelled" });
		await lost.promise;
		expect(subject.state).toMatchObject({ error: { failure: { kind: "input", problem: "rowsLost" } } });
		const again = sessionIn(mortal, page(1), page(2), page(3), page(4));
		await again.subject.load(testOp());
		expect(await rowsOf(again.subject)).toEqual(ALL);
	});

	it("adds nothing when all is here and it is asked to go on", async () => {
		const { subject, sent } = session(page(1), page(2), page(3), page(4));
		await subject.load(testOp());
		await subject.load(testOp());
		expect([subject.state.kind, sent.length]).toEqual(["complete", 4]);
		expect(await rowsOf(subject)).toEqual(ALL);
	});

	it("counts tries, not pages", async () => {
		const reset = new AppError({ kind: "network", reason: "reset" });
		const { subject } = session(reset, page(1), answered(503), page(2), page(3), page(4));
		await subject.load(testOp());
		expect([subject.state.kind, subject.calls]).toEqual(["complete", 6]);
	});

	it("says nothing after its end", async () => {
		const { subject, states } = session(page(4));
		subject.dispose();
		await subject.load(testOp());
		expect(states).toEqual([]);
	});
});

describe("the API of a query", () => {
	const UNSUPPORTED = refused(400, "INVALID_TYPE", "sObject type 'TraceFlag' is not supported.");
	const throughDoor = (door: QueryDoor, ...responses: readonly Respond[]) => {
		const { send, sent } = wire(...responses);
		const org = orgOf(IDENTITY, gate(send).connection);
		const store = rows.create("SELECT N FROM A", 1);
		const subject = new QuerySession(org, "SELECT N FROM A", store, undefined, door);
		return {
			subject,
			doors: () => sent.map(({ url }) => new URL(url).pathname.replace("/services/data/v66.0/", "")),
		};
	};
	const found = (api: Api) => () => Promise.resolve(api);
	const offline = () => Promise.reject(new AppError({ kind: "network", reason: "offline" }));
	const ONE = answered(200, { totalSize: 1, done: true, records: [row(1)] });

	it.each<[string, QueryDoor, Respond[], string, string[]]>([
		["known to be REST", { api: "rest", find: offline }, [ONE], "complete", ["query"]],
		["known to be Tooling", { api: "tooling", find: offline }, [ONE], "complete", ["tooling/query"]],
		[
			"Tooling, which the refusal brings to light",
			{ api: "rest", find: found("tooling") },
			[UNSUPPORTED, ONE],
			"complete",
			["query", "tooling/query"],
		],
		["of no object at all", { api: "rest", find: found("rest") }, [UNSUPPORTED], "stopped", ["query"]],
		["not to be found out", { api: "rest", find: offline }, [UNSUPPORTED], "stopped", ["query"]],
		[
			"refused for another reason",
			{ api: "rest", find: found("tooling") },
			[refused(400, "INVALID_FIELD")],
			"stopped",
			["query"],
		],
		[
			"refused by Tooling, too",
			{ api: "rest", find: found("tooling") },
			[UNSUPPORTED, UNSUPPORTED],
			"stopped",
			["query", "tooling/query"],
		],
	])("%s", async (_, door, responses, end, paths) => {
		const { subject, doors } = throughDoor(door, ...responses);
		await subject.load(testOp());
		expect(subject.state.kind).toBe(end);
		expect(doors()).toEqual(paths);
		if (subject.state.kind === "stopped") expect(subject.state.error.failure.kind).toBe("query");
		subject.dispose();
	});

	it("is the same for all pages", async () => {
		const next = "/services/data/v66.0/tooling/query/cursor-2";
		const { subject, doors } = throughDoor(
			{ api: "rest", find: found("tooling") },
			UNSUPPORTED,
			answered(200, { totalSize: 2, done: false, nextRecordsUrl: next, records: [row(1)] }),
			answered(200, { totalSize: 2, done: true, records: [row(2)] }),
		);
		await subject.load(testOp());
		expect([subject.state.kind, subject.api]).toEqual(["complete", "tooling"]);
		expect(doors()).toEqual(["query", "tooling/query", "tooling/query/cursor-2"]);
		subject.dispose();
	});
});
