import type { Transaction } from "../dml/transaction.ts";
import type { Request } from "../http.ts";
import type { Grant } from "../oauth/grants.ts";
import type { World } from "../world.ts";

/** An authenticated REST call. `resource` is the path after the version, without slashes at its ends. */
export interface Call {
	readonly world: World;
	readonly grant: Grant;
	readonly request: Request;
	/** `v66.0` */
	readonly version: string;
	readonly resource: readonly string[];
	/** A call of the Tooling API, which has object types of its own. */
	readonly isTooling?: boolean;
	/** The writes that this call shares with others, of which all or none shall be. */
	readonly transaction?: Transaction;
}
