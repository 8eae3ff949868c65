import { Emitter } from "../base/emitter.ts";
import { failureOf } from "../base/errors.ts";
import { type Disposable, Lifetime } from "../base/lifetime.ts";
import type { Log, Op } from "../base/op.ts";
import type { ObjectDescribe, ObjectSummary } from "../salesforce/rest/describeShapes.ts";
import type { Api, ObjectSchema, SchemaPort, ObjectSummary as SchemaSummary } from "../soql/schema.ts";
import { BackgroundLoads } from "./backgroundLoads.ts";
import type { DescribeCache } from "./describes.ts";
import { mergedObjects, objectSchema } from "./objectSchema.ts";
import type { Org } from "./org.ts";

/** Arrivals within this time are told as one. */
const TELL_MS = 30;

export interface OrgSchemaDeps {
	/** The org as it is now; undefined once its login is gone. */
	readonly org: () => Org | undefined;
	/** Whether the org may be asked: it is not when it waits for a sign-in. */
	readonly mayAsk: () => boolean;
	readonly describes: DescribeCache;
	readonly log: Log;
	readonly now?: () => number;
}

interface Door {
	readonly api: Api;
	readonly objectName: string;
}

interface Merged {
	readonly rest: readonly ObjectSummary[];
	readonly tooling: readonly ObjectSummary[] | undefined;
	readonly objects: readonly SchemaSummary[];
	readonly byName: ReadonlyMap<string, SchemaSummary>;
}

/**
 * What the language knows of one org. Reading never waits: what isn't in memory is looked for on disk, and then in the
 * org, behind; so is what is older than ten minutes, which serves meanwhile. Failures are logged and left alone for a
 * while, never shown: who types a query hasn't asked for anything.
 */
export class OrgSchema implements SchemaPort, Disposable {
	readonly #deps: OrgSchemaDeps;
	readonly #life = new Lifetime();
	readonly #changed = this.#life.own(new Emitter<void>());
	readonly #disk: BackgroundLoads;
	readonly #wire: BackgroundLoads;
	readonly #schemas = new WeakMap<ObjectDescribe, ObjectSchema>();
	/** Names that were asked for before it was known whose they are. */
	readonly #early = new Set<string>();
	#merged: Merged | undefined;
	#telling: NodeJS.Timeout | undefined;
	/** Something arrived: what was unknown may be known, what was known may be otherwise. */
	readonly onChange = this.#changed.event;

	constructor(deps: OrgSchemaDeps) {
		this.#deps = deps;
		const now = deps.now ?? Date.now;
		this.#disk = this.#life.own(new BackgroundLoads(deps.log, now));
		this.#wire = this.#life.own(new BackgroundLoads(deps.log, now));
		this.#life.onEnd(() => clearTimeout(this.#telling));
	}

	get objects(): readonly SchemaSummary[] | undefined {
		const org = this.#deps.org();
		return org && this.#lists(org)?.objects;
	}

	object(name: string): ObjectSchema | "absent" | "unknown" {
		const org = this.#deps.org();
		if (!org) return "unknown";
		const door = this.#doorOf(org, name);
		if (typeof door === "string") return door;
		const { api, objectName } = door;
		const known = this.#deps.describes.knownObject(org, objectName, api);
		if (!known?.isFresh) this.#load(org, api, objectName);
		if (known) return this.#schemaOf(known.value, api);
		const failure = this.#wire.failure(keyOf(org, api, objectName));
		// Without the lists it may be behind the other door.
		return this.#merged && failureOf(failure, "api")?.status === 404 ? "absent" : "unknown";
	}

	/** A sign-in, say: what failed before may be asked again at once. */
	retry(): void {
		this.#wire.retry();
	}

	dispose(): void {
		this.#life.dispose();
	}

	#schemaOf(describe: ObjectDescribe, api: Api): ObjectSchema {
		const known = this.#schemas.get(describe);
		if (known) return known;
		const made = objectSchema(describe, api);
		this.#schemas.set(describe, made);
		return made;
	}

	/** Through which API an object is asked for, and how it spells the name; as far as that is known. */
	#doorOf(org: Org, name: string): Door | "absent" | "unknown" {
		const lists = this.#lists(org);
		if (lists) {
			const listed = lists.byName.get(name.toLowerCase());
			if (listed) return { api: listed.api, objectName: listed.name };
			return lists.tooling || this.#isShut(org, "tooling") ? "absent" : "unknown";
		}
		// An org whose list can't be had may still answer for one object.
		if (this.#wire.failure(keyOf(org, "rest"))) return { api: "rest", objectName: name };
		this.#early.add(name);
		return "unknown";
	}

	/** Whether the org said that this user has nothing behind that door. */
	#isShut(org: Org, api: Api): boolean {
		const status = failureOf(this.#wire.failure(keyOf(org, api)), "api")?.status;
		return status === 403 || status === 404;
	}

	#lists(org: Org): Merged | undefined {
		const [rest, tooling] = (["rest", "tooling"] as const).map((api) => {
			const known = this.#deps.describes.knownObjects(org, api);
			if (!known?.isFresh) this.#load(org, api);
			return known?.value;
		});
		if (!rest) return undefined;
		if (this.#merged?.rest !== rest || this.#merged.tooling !== tooling) {
			const byName = mergedObjects(rest, tooling ?? []);
			this.#merged = { rest, tooling, byName, objects: [...byName.values()] };
		}
		return this.#merged;
	}

	/** From disk, where another window may have put it by now, then from the org. */
	#load(org: Org, api: Api, objectName?: string): void {
		const key = keyOf(org, api, objectName);
		this.#disk.want(key, async () => {
			const before = this.#known(org, api, objectName);
			await this.#deps.describes.recall(org, api, objectName);
			const found = this.#known(org, api, objectName);
			if (found && found.value !== before?.value) this.#arrived(objectName);
			if (!found?.isFresh) this.#ask(org, key, api, objectName);
		});
	}

	#ask(org: Org, key: string, api: Api, objectName: string | undefined): void {
		if (!this.#deps.mayAsk()) return;
		const load = async (op: Op) => {
			const { describes } = this.#deps;
			const before = this.#known(org, api, objectName);
			if (objectName === undefined) await describes.objects(op, org, { api, confirmed: true });
			else await describes.object(op, org, objectName, { api, confirmed: true });
			if (this.#known(org, api, objectName)?.value !== before?.value) this.#arrived(objectName);
		};
		this.#wire.want(key, load, (error) => {
			// That an object or a door is not there is an answer, too.
			if (error.failure.kind === "api") this.#arrived(objectName);
		});
	}

	#known(org: Org, api: Api, objectName: string | undefined) {
		const { describes } = this.#deps;
		return objectName === undefined
			? describes.knownObjects(org, api)
			: describes.knownObject(org, objectName, api);
	}

	/** An object, or (undefined) a list: with that, what was asked for early can be asked of the org. */
	#arrived(objectName: string | undefined): void {
		if (this.#life.ended) return;
		if (objectName === undefined) {
			const early = [...this.#early];
			this.#early.clear();
			for (const name of early) this.object(name);
		}
		this.#telling ??= setTimeout(() => {
			this.#telling = undefined;
			this.#changed.fire();
		}, TELL_MS);
	}
}

function keyOf({ apiVersion }: Org, api: Api, objectName?: string): string {
	return `v${apiVersion} ${api} ${objectName?.toLowerCase() ?? "(all objects)"}`;
}
