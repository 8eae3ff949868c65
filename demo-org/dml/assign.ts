import type { Row } from "../data/table.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Owner } from "../schema/rules.ts";
import { RowError } from "./rowError.ts";
import type { Writer } from "./writer.ts";

/** The owner that the active assignment rule gives a new record; null without a rule, a match, or the wish for one. */
export function assignOwner(writer: Writer, object: ObjectType, row: Row): string | null {
	const { assign } = writer.options;
	const rule = object.spec.assignmentRule;
	if (rule === undefined || assign === false) return null;
	if (
		typeof assign === "string" &&
		writer.org.assignmentRuleId(object.name)?.startsWith(assign.slice(0, 15)) !== true
	) {
		throw new RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
	}
	const entry = rule.entries.find(({ matches }) => matches(row));
	return entry === undefined ? null : ownerId(writer, entry.owner);
}

function ownerId({ org }: Writer, owner: Owner): string | null {
	if ("user" in owner) return org.users.find(({ key }) => key === owner.user)?.id ?? null;
	const [queue] = org
		.table("Group")
		.filter((row) => row["Type"] === "Queue" && row["DeveloperName"] === owner.queue);
	return queue === undefined ? null : String(queue["Id"]);
}
