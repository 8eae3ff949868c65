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
}
