import type { Row, Value } from "../data/table.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { stamp, type Writer } from "./writer.ts";

const UNTRACKED = new Set(["LastModifiedDate", "LastModifiedById", "SystemModstamp", "LastViewedDate"]);

/** Field history: one record in `XHistory` (`X__History` for custom objects) for each field that changed. */
export function noteHistory(writer: Writer, { name, spec }: ObjectType, before: Row, after: Row): void {
	const isCustom = name.endsWith("__c");
	const history = writer.org.specOf(isCustom ? name.replace(/__c$/, "__History") : `${name}History`);
	if (history === undefined) return;
	const at = stamp(writer)["LastModifiedDate"] ?? null;
	for (const field of spec.fields) {
		const was = before[field.name] ?? null;
		const is = after[field.name] ?? null;
		if (was === is || UNTRACKED.has(field.name) || field.calculated) continue;
		const long = field.type === "textarea" && field.length > 255;
		writer.transaction.add(writer.org.table(history.name), {
			Id: writer.org.newId(history.name),
			IsDeleted: false,
			[isCustom ? "ParentId" : `${name}Id`]: after["Id"] ?? null,
			CreatedById: writer.user.id,
			CreatedDate: at,
			Field: field.name,
			DataType: field.type === "reference" ? "EntityId" : "Text",
			OldValue: long ? null : textOf(was),
			NewValue: long ? null : textOf(is),
		});
	}
}

function textOf(value: Value): Value {
	return value === null ? null : String(value);
}
