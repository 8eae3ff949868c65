import type { Op } from "../base/op.ts";
import type { DescribeCache } from "../orgs/describes.ts";
import type { Org } from "../orgs/org.ts";
import type { Api } from "../soql/schema.ts";
import type { QueryDoor } from "./querySession.ts";

/**
 * Which API objects are queried through. A query doesn't wait for that: it goes to the REST API unless the lists are in
 * memory, and they are read when that API has no such object.
 */
export class QueryDoors {
	readonly #load: () => Promise<DescribeCache>;
	#describes: DescribeCache | undefined;

	constructor(describes: () => Promise<DescribeCache>) {
		this.#load = describes;
	}

	of(org: Org, objectName: string): QueryDoor {
		// For the next query: this one doesn't wait.
		if (!this.#describes) void this.#loaded();
		return { api: this.#known(org, objectName), find: (op) => this.#find(op, org, objectName) };
	}

	#known(org: Org, objectName: string): Api {
		const lower = objectName.toLowerCase();
		const lists = (api: Api) =>
			this.#describes?.knownObjects(org, api)?.value.some(({ name }) => name.toLowerCase() === lower);
		// The Tooling API's only for what nothing else has.
		return lists("rest") === false && lists("tooling") === true ? "tooling" : "rest";
	}

	/** Throws what the gate throws. */
	async #find(op: Op, org: Org, objectName: string): Promise<Api> {
		const describes = await this.#loaded();
		await Promise.all([
			describes.objects(op, org, { api: "rest" }),
			describes.objects(op, org, { api: "tooling" }),
		]);
		return this.#known(org, objectName);
	}

	async #loaded(): Promise<DescribeCache> {
		this.#describes = await this.#load();
		return this.#describes;
	}
}
