import type { Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { FieldNode, RecordList, RecordTree } from "./recordTree.ts";

/** JSON text of a value as the REST API writes it: decimals always with a point (`605.0`). */
function jsonValue(field: FieldDescribe, value: Value): string {
	if (typeof value === "number") {
		if (!isDecimal(field)) return String(value);
		return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
	}
	if (value === null && field.type === "boolean") return "false";
	if (field.type === "complexvalue" && typeof value === "string") return value;
	return JSON.stringify(value);
}

function isDecimal({ type }: FieldDescribe): boolean {
	return type === "double" || type === "currency" || type === "percent";
}

/** Writes the value of a child list. */
type WriteList = (list: RecordList) => string;

/** JSON text of a record, `attributes` first. Child lists are written by `writeList`. */
export function jsonRecord(tree: RecordTree, version: string, writeList: WriteList): string {
	const url =
		tree.id === null ? "" : `,"url":"/services/data/${version}/sobjects/${tree.urlType}/${tree.id}"`;
	let json = `{"attributes":{"type":"${tree.type}"${url}}`;
	for (const [name, node] of tree.fields) json += `,"${name}":${jsonNode(node, version, writeList)}`;
	return `${json}}`;
}

function jsonNode(node: FieldNode, version: string, writeList: WriteList): string {
	switch (node.kind) {
		case "value":
			return jsonValue(node.field, node.value);
		case "compound":
			return JSON.stringify(Object.fromEntries(node.parts));
		case "record":
			return jsonRecord(node.record, version, writeList);
		case "children":
			return writeList(node.list);
		case "none":
			return "null";
	}
}

/** A child list as one page, however long. */
export function jsonWholeList(list: RecordList, version: string): string {
	const records: string[] = [];
	for (let index = 0; index < list.count; index += 1) {
		const tree = list.record(index);
		if (tree !== undefined) records.push(jsonRecord(tree, version, (each) => jsonWholeList(each, version)));
	}
	return `{"totalSize":${list.totalSize},"done":true,"records":[${records.join(",")}]}`;
}
