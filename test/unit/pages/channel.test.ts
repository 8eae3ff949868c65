import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { AppError, cancelled } from "../../../src/base/errors.ts";
import { connect } from "../../../src/pages/connect.ts";
import { type Contract, call, push, type ToHost, type ToPage } from "../../../src/pages/contract.ts";
import { type Handlers, serve } from "../../../src/pages/serve.ts";
import { errorFrom, failureFrom } from "../failures.ts";
import { pipe } from "./pipe.ts";

const contract = {
	calls: {
		double: call<number>()(v.number()),
		wait: call<string>()(v.null()),
		fail: call<void>()(v.picklist(["typed", "plain", "cancel"])),
		rows: call<readonly string[]>()(v.object({ from: v.pipe(v.number(), v.integer(), v.minValue(0)) })),
	},
	pushes: { changed: push<{ revision: number }>(), other: push<string>() },
} satisfies Contract;

interface Opened {
	readonly signal: AbortSignal;
	readonly finish: (text: string) => void;
}

/** A page and its host; `open` are the calls of `wait` under way at the host. */
function together(session = "page-1") {
	const wires = pipe<ToPage, ToHost>();
	const failures: string[] = [];
	const open: Opened[] = [];
	const handlers: Handlers<typeof contract> = {
		double: (value) => value * 2,
		wait: (_, signal) =>
			new Promise((resolve, reject) => {
				signal.addEventListener("abort", () => reject(cancelled()));
				open.push({ signal, finish: resolve });
			}),
		fail: (how) => {
			if (how === "typed") throw new AppError({ kind: "limit", reason: "daily" }, "used up");
			if (how === "cancel") throw cancelled();
			throw new TypeError("x is undefined");
		},
		rows: ({ from }) => [`row ${from}`],
	};
	const served = serve(
		contract,
		wires.host,
		handlers,
		(error, name) => void failures.push(`${name}: ${error.failure.kind} ${error.message}`),
	);
	const page = connect(contract, wires.page, session);
	return { ...wires, served, ...page, disposePage: () => page.dispose(), failures, open };
}

describe("a call", () => {
	it("is answered with what its handler gives", async () => {
		const { remote } = together();
		expect(await remote.double(21)).toBe(42);
		expect(await Promise.all([remote.double(1), remote.rows({ from: 7 })])).toEqual([2, ["row 7"]]);
	});

	it("rejects with the handler's failure: its kind's words, no stack, and the host is told", async () => {
		const { remote, failures } = together();
		const error = await errorFrom(remote.fail("typed"));
		expect(error.message).toBe("used up");
		expect(error.cause).toBeUndefined();
		await errorFrom(remote.fail("plain"));
		expect(failures).toEqual(["fail: limit used up", "fail: bug x is undefined"]);
	});

	it("sends an error's kind and message over the wire, nothing else", async () => {
		const { remote, page } = together();
		const seen: ToPage[] = [];
		page.listen((message) => void seen.push(message));
		await errorFrom(remote.fail("plain"));
		expect(seen).toEqual([
			{ kind: "failed", session: "page-1", id: 1, error: { kind: "bug", message: "x is undefined" } },
		]);
	});

	it("that the host cancels is cancelled at the page, and nobody is told", async () => {
		const { remote, failures } = together();
		expect(await failureFrom(remote.fail("cancel"))).toEqual({ kind: "cancelled" });
		expect(failures).toEqual([]);
	});

	it("is aborted across the wire: the handler's signal and the page's promise", async () => {
		const { remote, open, settled, failures } = together();
		const abort = new AbortController();
		const waiting = failureFrom(remote.wait(null, abort.signal));
		const other = remote.wait(null);
		await settled();
		abort.abort();
		expect(await waiting).toEqual({ kind: "cancelled" });
		await settled();
		expect(open.map(({ signal }) => signal.aborted)).toEqual([true, false]);
		open[1]?.finish("still here");
		expect(await other).toBe("still here");
		expect(failures).toEqual([]);
	});

	it("under a signal that is aborted already is never sent", async () => {
		const { remote, host, settled } = together();
		const seen: unknown[] = [];
		host.listen((message) => void seen.push(message));
		expect(await failureFrom(remote.wait(null, AbortSignal.abort()))).toEqual({ kind: "cancelled" });
		await settled();
		expect(seen).toEqual([]);
	});
});

describe("the end of one side", () => {
	it("of the page: open calls reject there", async () => {
		const { remote, disposePage, settled } = together();
		const waiting = failureFrom(remote.wait(null));
		await settled();
		disposePage();
		expect(await waiting).toEqual({ kind: "cancelled" });
	});

	it("of the host: open calls are aborted there and cancelled at the page", async () => {
		const { remote, served, open, settled } = together();
		const waiting = failureFrom(remote.wait(null));
		await settled();
		served.dispose();
		expect(open[0]?.signal.aborted).toBe(true);
		expect(await waiting).toEqual({ kind: "cancelled" });
	});

	it("of the host: it hears and says nothing any more", async () => {
		const { remote, served, on, open, settled } = together();
		const seen: unknown[] = [];
		on("changed", (value) => void seen.push(value));
		served.dispose();
		void remote.wait(null).catch(() => undefined);
		served.push("changed", { revision: 1 });
		await settled();
		expect([open, seen]).toEqual([[], []]);
	});
});

describe("a rebuilt page", () => {
	it("never gets its predecessor's answers, though it counts its calls anew", async () => {
		const { remote, open, page, settled } = together("before");
		void remote.wait(null).catch(() => undefined);
		await settled();
		const rebuilt = connect(contract, page, "after");
		let answer = "";
		const second = rebuilt.remote.wait(null).then((text) => {
			answer = text;
		});
		await settled();
		open[0]?.finish("for the old page");
		await settled();
		expect(answer).toBe("");
		open[1]?.finish("for the new page");
		await second;
		expect(answer).toBe("for the new page");
	});
});

describe("what a page may not say", () => {
	const ask = async (message: object): Promise<{ replies: ToPage[]; failures: string[] }> => {
		const { page, failures, settled } = together();
		const replies: ToPage[] = [];
		page.listen((reply) => void replies.push(reply));
		page.post(message as ToHost);
		await settled();
		return { replies, failures };
	};

	it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "nothing", ""])(
		"the call %j, which the contract doesn't have",
		async (name) => {
			const { replies, failures } = await ask({ kind: "call", session: "s", id: 1, name, parameter: null });
			expect(replies).toMatchObject([{ kind: "failed", session: "s", id: 1, error: { kind: "input" } }]);
			expect(failures).toHaveLength(1);
		},
	);

	it.each<[string, unknown]>([
		["double", "2"],
		["double", undefined],
		["rows", { from: -1 }],
		["rows", { from: 1.5 }],
		["rows", null],
		["fail", "other"],
	])("%s(%j): a parameter that doesn't fit", async (name, parameter) => {
		const { replies } = await ask({ kind: "call", session: "s", id: 1, name, parameter });
		expect(replies).toMatchObject([{ kind: "failed", error: { kind: "bug" } }]);
	});

	it.each<[string, object]>([
		["no kind", { session: "s", id: 1 }],
		["another kind", { kind: "reply", session: "s", id: 1, result: 1 }],
		["an id that is no number", { kind: "call", session: "s", id: "1", name: "double", parameter: 1 }],
		["a session without end", { kind: "call", session: "s".repeat(65), id: 1, name: "double", parameter: 1 }],
		["nothing", {}],
		["a list", []],
	])("is ignored: %s", async (_, message) => {
		expect(await ask(message)).toEqual({ replies: [], failures: [] });
	});

	it("an abort of somebody else's call does nothing", async () => {
		const { remote, page, open, settled } = together();
		const waiting = remote.wait(null);
		await settled();
		page.post({ kind: "abort", session: "other", id: 1 });
		page.post({ kind: "abort", session: "page-1", id: 99 });
		await settled();
		expect(open[0]?.signal.aborted).toBe(false);
		open[0]?.finish("done");
		expect(await waiting).toBe("done");
	});
});

describe("a push", () => {
	it("reaches every listener of its name", async () => {
		const { served, on, settled } = together();
		const seen: unknown[] = [];
		on("changed", ({ revision }) => void seen.push(`a${revision}`));
		on("changed", ({ revision }) => void seen.push(`b${revision}`));
		on("other", (text) => void seen.push(text));
		served.push("changed", { revision: 3 });
		served.push("other", "x");
		await settled();
		expect(seen).toEqual(["a3", "b3", "x"]);
	});

	it("without a listener is no failure", async () => {
		const { served, settled, failures } = together();
		served.push("other", "nobody");
		await settled();
		expect(failures).toEqual([]);
	});
});
