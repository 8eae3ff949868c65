import type { Reply } from "../http.ts";
import { bodyText } from "../http.ts";
import { isObject } from "./requestBody.ts";

/** Element names of lists, where the plural would be wrong. */
const ITEM: Readonly<Record<string, string>> = { sobjects: "sobjects", records: "records", fields: "fields" };

/**
 * A JSON reply as the XML that the platform gives for `Accept: application/xml`: the same names as elements, lists as
 * repeated elements, records with their type and address as attributes, errors as `<Errors><Error>`. `resource` is the
 * path after the version and decides the root element.
 */
export function asXml(reply: Reply, resource: readonly string[]): Reply {
	const type = reply.headers["Content-Type"] ?? "";
	const text = bodyText(reply);
	if (!type.startsWith("application/json") || text === "") return reply;
	// Numbers keep their text: 605.0 is not 605.
	const value: unknown = JSON.parse(text, (_key, each: unknown, context?: { readonly source?: string }) =>
		typeof each === "number" ? (context?.source ?? each) : each,
	);
	const body = reply.status >= 400 ? errors(value) : element(rootOf(value, resource), value);
	return {
		...reply,
		body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
		headers: { ...reply.headers, "Content-Type": "application/xml;charset=UTF-8" },
	};
}

function rootOf(value: unknown, [name, ...rest]: readonly string[]): string {
	if (isObject(value) && isObject(value["attributes"])) return String(value["attributes"]["type"]);
	if (name === undefined) return "urls";
	if (name === "query" || name === "queryAll") return "QueryResult";
	if (name === "limits") return "LimitsSnapshot";
	if (name === "search") return "SearchResults";
	if (name === "sobjects" && rest.length === 0) return "DescribeGlobal";
	if (name === "sobjects" && rest[1] === "describe") return rest[0] ?? "DescribeSObject";
	return "Result";
}

function errors(value: unknown): string {
	const list = Array.isArray(value) ? value : [value];
	return `<Errors>${list.map((each: unknown) => element("Error", each)).join("")}</Errors>`;
}

function element(name: string, value: unknown): string {
	if (Array.isArray(value)) return value.map((each: unknown) => element(ITEM[name] ?? name, each)).join("");
	if (value === null || value === undefined) return `<${name} xsi:nil="true"${XSI}/>`;
	if (!isObject(value)) return `<${name}>${escaped(String(value as string | number | boolean))}</${name}>`;
	const { attributes, ...fields } = value;
	const shown = isObject(attributes)
		? Object.entries(attributes)
				.map(([key, text]) => ` ${key}="${escaped(String(text))}"`)
				.join("")
		: "";
	const inside = Object.entries(fields)
		.map(([key, each]) => element(key, each))
		.join("");
	return `<${name}${shown}>${inside}</${name}>`;
}

const XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** Characters that XML cannot hold are left out. */
function escaped(text: string): string {
	let shown = "";
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (code < 32 && ![9, 10, 13].includes(code)) continue;
		if ((code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff) continue;
		shown += '&<>"'.includes(character) ? `&#${code};` : character;
	}
	return shown;
}
