import type { Api } from "../../soql/schema.ts";

/** The path that everything of an API lies below ("Tooling API REST Resources"). */
export function doorPath(apiVersion: string, api: Api): string {
	return `/services/data/v${apiVersion}${api === "tooling" ? "/tooling" : ""}`;
}
