import type { Table } from "../data/table.ts";
import type { Schema } from "../schema/schema.ts";
import { toolingView } from "../tooling/toolingView.ts";
import type { Call } from "./call.ts";

/** The object types that a call is about: the org's as its user sees them, or those of the Tooling API. */
export function schemaOf({ grant, isTooling }: Call): Schema {
	const { org, user } = grant;
	return isTooling === true ? toolingView(org, user).schema : org.schemaFor(user);
}

/** The records of an object type in the API of a call. */
export function tableOf({ grant, isTooling }: Call, name: string): Table {
	const { org, user } = grant;
	return isTooling === true ? toolingView(org, user).table(name) : org.table(name);
}
