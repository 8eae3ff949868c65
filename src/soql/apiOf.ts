import type { Api, SchemaPort } from "./schema.ts";

/** The door that a query of an object goes through: the Tooling API's only for what nothing else has. */
export function apiOf(objectName: string, { objects }: Pick<SchemaPort, "objects">): Api {
	const lower = objectName.toLowerCase();
	return objects?.find(({ name }) => name.toLowerCase() === lower)?.api ?? "rest";
}
