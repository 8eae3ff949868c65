import type { Value } from "../data/table.ts";
import type { RowError } from "../dml/rowError.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { FieldNode, RecordList, RecordTree } from "../soql/recordTree.ts";

/** Text of XML elements as the Partner API writes them. */

const ENTITIES: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&apos;",
};

/** Text as it stands in an element; characters that XML cannot hold are left out. */
export function escaped(text: string): string {
	let shown = "";
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if ((code < 32 && ![9, 10, 13].includes(code)) || (code >= 0xd800 && code <= 0xdfff)) continue;
		// A bare line feed after a carriage return would be read as one line break.
		shown += code === 13 ? "&#xd;" : (ENTITIES[character] ?? character);
	}
	return shown;
}

/** `<name>text</name>`, or the element that says nil. */
export function leaf(name: string, value: Value | undefined): string {
	if (value === null || value === undefined) return `<${name} xsi:nil="true"/>`;
	return `<${name}>${escaped(String(value))}</${name}>`;
}

export function element(name: string, ...inside: readonly string[]): string {
	return `<${name}>${inside.join("")}</${name}>`;
}

/** The `errors` elements of a result. */
export function errorsOf({ code, message, fields }: RowError): string {
	const names = fields.map((field) => leaf("fields", field)).join("");
	return element("errors", names, leaf("message", message), leaf("statusCode", code));
}

/** Pages a child list that is longer than one page: gives its locator, or null. */
export type OpenList = (list: RecordList) => {
	readonly records: readonly RecordTree[];
	readonly next: string | null;
};

/** A record as `name` of type sObject: type, Id twice, then its fields in select order. */
export function sObject(name: string, tree: RecordTree, open: OpenList): string {
	const id = tree.id === null ? "" : leaf("sf:Id", tree.id).repeat(2);
	const fields = tree.fields
		.filter(([field]) => field !== "Id")
		.map(([field, node]) => fieldNode(`sf:${field}`, node, open))
		.join("");
	const noId = tree.id === null ? leaf("sf:Id", null) : "";
	return `<${name} xsi:type="sf:sObject">${leaf("sf:type", tree.type)}${id}${noId}${fields}</${name}>`;
}

function fieldNode(name: string, node: FieldNode, open: OpenList): string {
	switch (node.kind) {
		case "value":
			return leaf(name, wireValue(node.field, node.value));
		case "compound": {
			const type = node.field.type === "location" ? "location" : "address";
			const parts = node.parts.map(([part, value]) => leaf(part, value)).join("");
			return `<${name} xsi:type="${type}">${parts}</${name}>`;
		}
		case "record":
			return sObject(name, node.record, open);
		case "children":
			return `<${name} xsi:type="QueryResult">${queryResult(node.list, open)}</${name}>`;
		case "none":
			return leaf(name, null);
	}
}

/** Datetimes with `Z`, decimals with a point. */
function wireValue({ type }: FieldDescribe, value: Value): Value {
	if (type === "datetime" && typeof value === "string") return value.replace(/\+0000$/, "Z");
	const isDecimal = type === "double" || type === "currency" || type === "percent";
	if (isDecimal && typeof value === "number" && Number.isInteger(value)) return `${value}.0`;
	return type === "boolean" && value === null ? false : value;
}

/** The inside of a QueryResult for a list. */
function queryResult(list: RecordList, open: OpenList): string {
	const { records, next } = open(list);
	return queryPage(records, next, list.totalSize, open);
}

export function queryPage(
	records: readonly RecordTree[],
	next: string | null,
	size: number,
	open: OpenList,
): string {
	const rows = records.map((record) => sObject("records", record, open)).join("");
	return `${leaf("done", next === null)}${leaf("queryLocator", next)}${rows}${leaf("size", size)}`;
}
