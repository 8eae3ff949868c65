import { notServed, PlatformError } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { resolvePath } from "../soql/resolve.ts";
import type { Call } from "./call.ts";
import { compactFields } from "./layouts.ts";
import { fieldNames } from "./readRecord.ts";
import { scopeOf } from "./scope.ts";

/**
 * The paths that a read of `/ui-api/records/<id>` asks for, without the object before them: those of `fields` or
 * `layoutTypes` and of `optionalFields`, one of which it must have (User Interface API Developer Guide, "Get a
 * Record"). Throws 400 for none of them, for names that don't begin with the object's and for unknown ones in `fields`;
 * unknown ones in `optionalFields` are left out.
 */
export function askedFields(call: Call, object: ObjectType): readonly string[] {
	const { query } = call.request;
	const required = fieldNames(query.get("fields"));
	const optional = fieldNames(query.get("optionalFields"));
	const layoutTypes = fieldNames(query.get("layoutTypes"));
	if (required === null && optional === null && layoutTypes === null) {
		throw new PlatformError(
			400,
			"INVALID_INPUT_COMBINATION",
			"Must provide either 'fields' or 'layoutTypes'.",
		);
	}
	if (query.get("childRelationships") !== null) throw notServed("childRelationships of ui-api records");
	if (required !== null && layoutTypes !== null) {
		const message = "To specify both 'fields' and 'layoutTypes', specify 'childRelationships'.";
		throw new PlatformError(400, "INVALID_INPUT_COMBINATION", message);
	}
	const own = (paths: readonly string[] | null) => (paths ?? []).map((path) => withoutObject(object, path));
	const wanted = own(required);
	const wished = own(optional).filter((path) => isKnown(object, path));
	const asked = [...wanted, ...(layoutTypes ?? []).flatMap((type) => layoutFields(object, type)), ...wished];
	// Checks every path, those below empty lookups too.
	for (const path of asked) resolvePath(scopeOf(call, ""), object, null, { parts: path.split("."), at: 0 });
	return [...new Set(asked)];
}

function withoutObject({ name }: ObjectType, path: string): string {
	const start = `${name}.`.toLowerCase();
	if (path.toLowerCase().startsWith(start) && path.length > start.length) return path.slice(start.length);
	const message = `Value '${path}' must be in the format ${name}.FieldName`;
	throw new PlatformError(400, "ILLEGAL_QUERY_PARAMETER_VALUE", message);
}

function layoutFields(object: ObjectType, type: string): readonly string[] {
	switch (type.toLowerCase()) {
		case "full":
			return object.fields.map(({ name }) => name).filter((name) => name !== "Id");
		case "compact":
			return compactFields(object).map(({ name }) => name);
		default:
			throw new PlatformError(
				400,
				"ILLEGAL_QUERY_PARAMETER_VALUE",
				`Value '${type}' of 'layoutTypes' is none of Compact, Full`,
			);
	}
}

/** Whether the user sees what a path begins with. */
export function isKnown(object: ObjectType, path: string): boolean {
	const [first = ""] = path.split(".");
	return path.includes(".") ? object.lookup(first) !== undefined : object.field(path) !== undefined;
}
