import { headerOf, type Reply, type Request } from "../http.ts";
import { asXml } from "./xml.ts";

const LAST_WITH_SUFFIX = 57;

/** The resource without a `.json` or `.xml` at its end (up to v57), and the form that it or the Accept header asks for. */
export function wantedForm(
	request: Request,
	version: string,
	resource: readonly string[],
): { readonly resource: readonly string[]; readonly xml: boolean } {
	const last = resource.at(-1) ?? "";
	const suffix = /\.(json|xml)$/.exec(last)?.[1];
	const accept = headerOf(request, "accept");
	const byHeader = /^application\/xml\b/i.test(accept.trim());
	if (suffix === undefined || Number.parseInt(version.slice(1), 10) > LAST_WITH_SUFFIX) {
		return { resource, xml: byHeader };
	}
	return { resource: [...resource.slice(0, -1), last.slice(0, -suffix.length - 1)], xml: suffix === "xml" };
}

/** The reply in the form that was asked for; `X-PrettyPrint: 1` breaks JSON into lines. */
export function formatted(reply: Reply, request: Request, resource: readonly string[], xml: boolean): Reply {
	if (xml) return asXml(reply, resource);
	const isJson = reply.headers["Content-Type"]?.startsWith("application/json") === true;
	if (headerOf(request, "x-prettyprint") !== "1" || !isJson || typeof reply.body !== "string") return reply;
	return { ...reply, body: pretty(reply.body) };
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON text with a line for each member, two blanks a level and ` : ` after names, as recorded; numbers stay as they are. */
function pretty(json: string): string {
	const parts: string[] = [];
	const line = () => `\n${"  ".repeat(depth)}`;
	let depth = 0;
	let previous = "";
	for (const [token] of json.matchAll(TOKEN)) {
		if (token === "}" || token === "]") {
			depth -= 1;
			if (previous !== "{") parts.push(token === "]" ? " " : line());
			parts.push(token);
		} else {
			// Members of an object begin a line; items of a list stand side by side.
			if (previous === "{") parts.push(line());
			else if (previous === "[") parts.push(" ");
			else if (previous === ",") parts.push(token === "{" ? " " : line());
			parts.push(token === ":" ? " : " : token);
			if (token === "{" || token === "[") depth += 1;
		}
		previous = token;
	}
	return parts.join("");
}
