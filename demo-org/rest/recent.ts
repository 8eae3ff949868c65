import { json, type Reply } from "../http.ts";
import { methodNotAllowed } from "../platformError.ts";
import type { Call } from "./call.ts";

const MOST = 200;

/** `GET /recent[?limit=n]`: the records that were looked at last, over all objects ("Recent Items"). */
export function recent({ request, grant, version }: Call): Reply {
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	const { org, user } = grant;
	const schema = org.schemaFor(user);
	const limit = Number(request.query.get("limit") ?? MOST);
	const seen = org
		.table("RecentlyViewed")
		.filter((entry) => {
			const type = String(entry["Type"]);
			const row = org.table(type).get(String(entry["Id"]));
			const isThere = row !== undefined && row["IsDeleted"] !== true && org.canSee(user, type, row);
			return isThere && schema.object(type) !== undefined && typeof entry["LastViewedDate"] === "string";
		})
		.sort((a, b) => (String(a["LastViewedDate"]) < String(b["LastViewedDate"]) ? 1 : -1));
	const items = seen
		.slice(0, Number.isFinite(limit) ? Math.min(MOST, Math.max(0, limit)) : MOST)
		.map((entry) => {
			const type = String(entry["Type"]);
			const id = String(entry["Id"]);
			const attributes = { type, url: `/services/data/${version}/sobjects/${type}/${id}` };
			return { attributes, Id: id, Name: entry["Name"] ?? null };
		});
	return json(200, items);
}
