import type { Row } from "../data/table.ts";
import type { Scope } from "../soql/scope.ts";
import { addedFormula } from "../tooling/metadata.ts";
import { isUnserved } from "../tooling/unservedObjects.ts";
import type { Call } from "./call.ts";
import { schemaOf, tableOf } from "./place.ts";

/** What a query or a read of this call is evaluated against. */
export function scopeOf(call: Call, soql: string): Scope {
	const { grant, world, version } = call;
	const { org, user } = grant;
	const now = world.clock();
	const view = org.viewAt(now);
	return {
		soql,
		schema: schemaOf(call),
		table: (name) => tableOf(call, name),
		now,
		timeZone: user.timeZone,
		userId: user.id,
		includeDeleted: false,
		version,
		value: (objectName, row, fieldName) => {
			const added = call.isTooling === true ? addedFormula(objectName, fieldName) : undefined;
			return added === undefined ? org.value(objectName, row, fieldName, view) : added(row, view);
		},
		isUnserved: (name) => isUnserved(name, call.isTooling === true),
		masksEncrypted: !user.viewsEncrypted,
		...(user.modifiesAll
			? {}
			: { canSee: (objectName: string, row: Row) => org.canSee(user, objectName, row) }),
	};
}
