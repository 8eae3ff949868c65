import { RowError } from "../dml/rowError.ts";
import { insertRecord } from "../dml/save.ts";
import { json, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, PlatformError } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Call } from "./call.ts";
import { schemaOf } from "./place.ts";
import { isObject, jsonObject } from "./requestBody.ts";
import { type ItemError, itemError, writerOf } from "./writes.ts";

const MAX_RECORDS = 200;
const MAX_TYPES = 5;
const MAX_DEPTH = 5;

interface TreeNode {
	readonly object: ObjectType;
	readonly referenceId: string;
	readonly fields: Record<string, unknown>;
	readonly children: readonly { readonly field: string; readonly nodes: readonly TreeNode[] }[];
}

/**
 * `POST /composite/tree/X` (sObject Tree): records with child records, up to 200 of 5 types and 5 levels. 201 with the
 * new ids, or 400 with what was wrong and nothing saved.
 */
export function tree(call: Call, [name = "", ...rest]: readonly string[]): Reply {
	const { request } = call;
	const object = schemaOf(call).object(name);
	if (object === undefined || rest.length > 0) throw notFound();
	if (request.method !== "POST") throw methodNotAllowed(request.method, "POST");
	const roots = readNodes(call, object, jsonObject(request)["records"], 1);
	const all = roots.flatMap(flat);
	const count = all.length;
	if (count > MAX_RECORDS) throw invalid(`The request has ${count} records, more than ${MAX_RECORDS}.`);
	const types = new Set(all.map((node) => node.object.name));
	if (types.size > MAX_TYPES) throw invalid(`The request has more than ${MAX_TYPES} types of records.`);
	const references = all.map(({ referenceId }) => referenceId);
	const repeated = references.find((id, index) => references.indexOf(id) !== index);
	if (repeated !== undefined) throw invalid(`Duplicate ReferenceId provided in the request: ${repeated}`);

	const writer = writerOf(call);
	const { mark } = writer.transaction;
	const results: { readonly referenceId: string; readonly id: string }[] = [];
	const failures: { readonly referenceId: string; readonly errors: ItemError[] }[] = [];
	const save = (
		{ object: type, referenceId, fields, children }: TreeNode,
		link: Record<string, unknown>,
	): void => {
		try {
			const id = insertRecord(writer, type, { ...fields, ...link });
			results.push({ referenceId, id });
			for (const { field, nodes } of children) for (const node of nodes) save(node, { [field]: id });
		} catch (thrown) {
			if (!(thrown instanceof RowError)) throw thrown;
			failures.push({ referenceId, errors: [itemError(thrown)] });
		}
	};
	for (const root of roots) save(root, {});
	if (failures.length === 0) return json(201, { hasErrors: false, results });
	writer.transaction.rollBack(mark);
	return json(400, { hasErrors: true, results: failures });
}

function invalid(message: string): PlatformError {
	return new PlatformError(400, "INVALID_INPUT", message);
}

function flat(node: TreeNode): TreeNode[] {
	return [node, ...node.children.flatMap(({ nodes }) => nodes.flatMap(flat))];
}

function readNodes(call: Call, object: ObjectType, list: unknown, depth: number): TreeNode[] {
	if (depth > MAX_DEPTH) throw invalid(`The request is deeper than ${MAX_DEPTH} levels.`);
	if (!Array.isArray(list) || list.length === 0) throw invalid("The request must have a list of records.");
	return list.map((each: unknown) => {
		if (!isObject(each)) throw invalid("Each record must be an object.");
		const { attributes, ...rest } = each;
		const { type, referenceId } = isObject(attributes) ? attributes : {};
		if (typeof type !== "string" || typeof referenceId !== "string") {
			throw invalid("Each record must have attributes with a type and a referenceId.");
		}
		if (type.toLowerCase() !== object.name.toLowerCase()) {
			throw invalid(`Type ${type} does not match ${object.name}.`);
		}
		const fields: Record<string, unknown> = {};
		const children: { field: string; nodes: TreeNode[] }[] = [];
		for (const [name, value] of Object.entries(rest)) {
			const relation = isObject(value) && "records" in value ? object.child(name) : undefined;
			if (relation === undefined || !isObject(value)) {
				fields[name] = value;
				continue;
			}
			const child = schemaOf(call).object(relation.childSObject);
			if (child === undefined) throw notFound();
			children.push({ field: relation.field, nodes: readNodes(call, child, value["records"], depth + 1) });
		}
		return { object, referenceId, fields, children };
	});
}
