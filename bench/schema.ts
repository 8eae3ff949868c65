// What the schema cache costs: the heap that 300 described objects hold, and how long decoding holds the host.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type DemoOrg, startDemoOrg } from "../demo-org/server.ts";
import type { Log, Op } from "../src/base/op.ts";
import { Secret } from "../src/base/secret.ts";
import { DescribeCache } from "../src/orgs/describes.ts";
import { objectSchema } from "../src/orgs/objectSchema.ts";
import type { Org } from "../src/orgs/org.ts";
import { effectOf } from "../src/salesforce/effect/classify.ts";
import type { HttpSend } from "../src/salesforce/http.ts";
import { id18, loginIdOf } from "../src/salesforce/ids.ts";
import { Connection } from "../src/salesforce/transport.ts";
import type { ObjectSchema } from "../src/soql/schema.ts";

const OBJECTS = 300;
const FIELDS = 200;
/** Objects of a Developer Edition org of 2026, whose list is of 1.2 MB. */
const LISTED = 1_294;
const RUNS = 9;

export interface SchemaFigures {
	readonly describesMb: number;
	/** What `JSON.parse` of the same describes holds. */
	readonly plainMb: number;
	/** What the cache holds of them, with what the language reads. */
	readonly cacheMb: number;
	readonly listMs: number[];
	readonly plainListMs: number[];
	readonly objectMs: number[];
	readonly plainObjectMs: number[];
}

type Json = Record<string, unknown>;

export async function measureSchema(): Promise<SchemaFigures> {
	const demo = await startDemoOrg({ rows: 10, key: "bench" });
	try {
		const from = await describesOf(demo);
		const { objects } = from;
		const text = (at: number) => JSON.stringify(inflated(objects[at % objects.length] ?? {}, at));
		const listed = JSON.stringify({ sobjects: longList(from.list) });
		const plain = await heapOf(() =>
			Promise.resolve(Array.from({ length: OBJECTS }, (_, at) => JSON.parse(text(at)) as unknown)),
		);
		const cached = await heapOf(async () => {
			const cache = emptyCache();
			const read: ObjectSchema[] = [];
			for (let at = 0; at < OBJECTS; at++) {
				const describe = await cache.object(op(), orgWith(text(at)), `Object_${at}__c`);
				read.push(objectSchema(describe, "rest"));
			}
			return { cache, read };
		});
		const bytes = Array.from({ length: OBJECTS }, (_, at) => text(at).length).reduce(
			(sum, one) => sum + one,
			0,
		);
		return {
			describesMb: bytes / 1e6,
			plainMb: plain,
			cacheMb: cached,
			listMs: await timed(() => emptyCache().objects(op(), orgWith(listed))),
			plainListMs: await timed(() => Promise.resolve(JSON.parse(listed) as unknown)),
			objectMs: await timed((run) => emptyCache().object(op(), orgWith(text(run)), "Account")),
			plainObjectMs: await timed((run) => Promise.resolve(JSON.parse(text(run)) as unknown)),
		};
	} finally {
		await demo.close();
	}
}

/** The demo org's own describes, as they come. */
async function describesOf({ url, key }: DemoOrg): Promise<{ list: Json[]; objects: Json[] }> {
	const signIn = await fetch(`${url}/__demo/token`, {
		method: "POST",
		headers: { "x-demo-key": key },
		body: JSON.stringify({ user: "admin" }),
	});
	const { accessToken } = (await signIn.json()) as { accessToken: string };
	const get = async (path: string): Promise<Json> => {
		const headers = { authorization: `Bearer ${accessToken}` };
		const answer = await fetch(`${url}/services/data/v66.0/sobjects${path}`, { headers });
		return (await answer.json()) as Json;
	};
	const list = (await get(""))["sobjects"] as Json[];
	const objects: Json[] = [];
	for (const { name } of list) objects.push(await get(`/${String(name)}/describe`));
	return { list, objects };
}

/** As many custom fields as large orgs have, of all types that the object's own fields are of. */
function inflated(describe: Json, object: number): Json {
	const own = describe["fields"] as Json[];
	const more = Array.from({ length: Math.max(0, FIELDS - own.length) }, (_, at) => ({
		...own[at % own.length],
		name: `Field_${object}_${at}__c`,
		label: `Field ${at} of ${object}`,
		custom: true,
		inlineHelpText: at % 5 === 0 ? `What people should know of field ${at} of object ${object}.` : null,
		calculatedFormula:
			at % 11 === 0 ? `IF(ISBLANK(Field_${object}_${at + 1}__c), 0, Amount__c * ${at})` : null,
	}));
	return { ...describe, name: `Object_${object}__c`, fields: [...own, ...more] };
}

function longList(list: readonly Json[]): Json[] {
	return Array.from({ length: LISTED }, (_, at) => ({ ...list[at % list.length], name: `Object_${at}__c` }));
}

function emptyCache(): DescribeCache {
	return new DescribeCache({ identity: () => undefined, onChange: () => ({ dispose: () => undefined }) });
}

function op(): Op {
	const nothing = () => undefined;
	const log: Log = { trace: nothing, info: nothing, warn: nothing, error: nothing };
	return { signal: new AbortController().signal, log, report: nothing };
}

/** An org that answers every request with one text. */
function orgWith(text: string): Org {
	const orgId = id18("00D000000000001");
	const userId = id18("005000000000001");
	if (!orgId || !userId) throw new Error("not ids");
	const id = loginIdOf(orgId, userId);
	const instanceUrl = "https://bench.my.salesforce.com";
	const send: HttpSend = () =>
		Promise.resolve({ status: 200, text, headers: new Headers({ "content-type": "application/json" }) });
	const session = { accessToken: new Secret("no token at all"), instanceUrl };
	const sessions = { current: () => Promise.resolve(session), renew: () => Promise.resolve(session) };
	const connection = new Connection({ loginId: id, send, effectOf, permit: () => undefined, sessions });
	const username = "bench@example.com";
	return {
		id,
		orgId,
		userId,
		username,
		label: "Bench",
		instanceUrl,
		apiVersion: "66.0",
		kind: "demo",
		connection,
	};
}

/** MB of heap that what `make` gives holds. */
async function heapOf(make: () => Promise<unknown>): Promise<number> {
	setFlagsFromString("--expose-gc");
	const collect = runInNewContext("gc") as () => void;
	collect();
	const before = process.memoryUsage().heapUsed;
	const held = await make();
	collect();
	const after = process.memoryUsage().heapUsed;
	// Held to here.
	if (held === undefined) throw new Error("nothing was made");
	return (after - before) / 1e6;
}

async function timed(work: (run: number) => Promise<unknown>): Promise<number[]> {
	const times: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		const begin = performance.now();
		await work(run);
		times.push(performance.now() - begin);
	}
	return times;
}
