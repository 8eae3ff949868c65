import type { Table } from "../data/table.ts";
import { headerOf } from "../http.ts";
import type { Schema } from "../schema/schema.ts";
import { toolingView } from "../tooling/toolingView.ts";
import type { Call } from "./call.ts";

/** Schemas with a default namespace, by the schema that they extend. */
const shortened = new WeakMap<Schema, Map<string, Schema>>();

/**
 * The object types that a call is about: the org's as its user sees them and the definitions, or those of the Tooling
 * API. The header
 * `Sforce-Call-Options: defaultNamespace=ns` lets names go without that prefix.
 */
export function schemaOf({ grant, isTooling, request }: Call): Schema {
	const { org, user } = grant;
	const view = toolingView(org, user);
	const schema = isTooling === true ? view.schema : view.restSchema;
	const options = headerOf(request, "sforce-call-options");
	const namespace = /defaultNamespace\s*=\s*(\w+)/i.exec(options)?.[1];
	if (namespace === undefined) return schema;
	const known = shortened.get(schema) ?? new Map<string, Schema>();
	shortened.set(schema, known);
	let found = known.get(namespace);
	if (found === undefined) {
		found = schema.withDefaultNamespace(namespace);
		known.set(namespace, found);
	}
	return found;
}

/** The records of an object type in the API of a call. */
export function tableOf({ grant }: Call, name: string): Table {
	return toolingView(grant.org, grant.user).table(name);
}
