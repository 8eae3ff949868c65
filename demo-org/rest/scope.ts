import type { Scope } from "../soql/scope.ts";
import type { Call } from "./call.ts";

/** What a query or a read of this call is evaluated against. */
export function scopeOf({ grant, world, version }: Call, soql: string): Scope {
	const { org, user } = grant;
	return {
		soql,
		schema: org.schemaFor(user),
		table: (name) => org.table(name),
		now: world.clock(),
		timeZone: user.timeZone,
		userId: user.id,
		includeDeleted: false,
		version,
	};
}
