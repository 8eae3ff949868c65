import type { Row } from "../data/table.ts";
import type { Scope } from "../soql/scope.ts";
import type { Call } from "./call.ts";

/** What a query or a read of this call is evaluated against. */
export function scopeOf({ grant, world, version }: Call, soql: string): Scope {
	const { org, user } = grant;
	const now = world.clock();
	const view = org.viewAt(now);
	return {
		soql,
		schema: org.schemaFor(user),
		table: (name) => org.table(name),
		now,
		timeZone: user.timeZone,
		userId: user.id,
		includeDeleted: false,
		version,
		value: (objectName, row, fieldName) => org.value(objectName, row, fieldName, view),
		masksEncrypted: !user.viewsEncrypted,
		...(user.modifiesAll
			? {}
			: { canSee: (objectName: string, row: Row) => org.canSee(user, objectName, row) }),
	};
}
