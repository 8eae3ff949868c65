import { idOf, type Row } from "../data/table.ts";
import { PlatformError } from "../platformError.ts";
import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import type { RecordTree } from "../soql/recordTree.ts";
import { runQuery } from "../soql/run.ts";
import type { Scope } from "../soql/scope.ts";
import { compileTerm, wordsOf } from "./match.ts";
import type { Returning, Search, SearchGroup } from "./parse.ts";

const SEARCHED: Readonly<Record<SearchGroup, readonly string[]>> = {
	ALL: ["string", "textarea", "email", "phone", "url", "picklist"],
	NAME: ["string"],
	EMAIL: ["email"],
	PHONE: ["phone"],
	SIDEBAR: ["string", "email", "phone"],
};

/**
 * Runs a search as one user sees the org: for each object its records in the order its clauses ask for, fields hidden
 * from the user neither searched nor shown. `scope.soql` is the SOSL text. Throws the platform's refusals.
 */
export function runSearch(scope: Scope, search: Search): RecordTree[] {
	const match = compileTerm(search.term);
	const found: RecordTree[] = [];
	for (const returning of targets(scope, search)) {
		const object = scope.schema.object(returning.name);
		if (object === undefined) {
			const message = `sObject type '${returning.name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
			throw new PlatformError(400, "INVALID_TYPE", message);
		}
		const ids = matching(scope, object, search.group, match);
		found.push(...shown(scope, object, returning, ids));
		if (found.length >= search.limit) break;
	}
	return found.slice(0, search.limit);
}

function targets(scope: Scope, { returning }: Search): readonly Returning[] {
	if (returning.length > 0) return returning;
	return scope.schema.objects
		.filter(({ spec }) => flagsOf(spec).searchable)
		.map(({ name }) => ({ name, fields: [], clauses: "" }));
}

/** As many records as one query may name. */
const MOST_IDS = 2000;

function matching(
	scope: Scope,
	object: ObjectType,
	group: SearchGroup,
	match: ReturnType<typeof compileTerm>,
): string[] {
	const fields = object.fields.filter(
		(field) =>
			SEARCHED[group].includes(field.type) &&
			!field.calculated &&
			(group !== "NAME" || field.nameField || field.compoundFieldName === "Name"),
	);
	const ids: string[] = [];
	const test = (row: Row): boolean => {
		const texts = fields.map(({ name }) => row[name]).filter((text) => typeof text === "string");
		return (
			texts.some((text) => {
				const words = wordsOf(text);
				return match(new Set(words), words.join(" "));
			}) || match(new Set(texts.flatMap(wordsOf)), "")
		);
	};
	scope.table(object.name).each((row) => {
		if (ids.length >= MOST_IDS || row["IsDeleted"] === true) return;
		if (test(row)) ids.push(idOf(row));
	});
	return ids;
}

function shown(
	scope: Scope,
	{ name }: ObjectType,
	{ fields, clauses }: Returning,
	ids: readonly string[],
): RecordTree[] {
	const list = ids.length === 0 ? "''" : ids.map((id) => `'${id}'`).join(",");
	const condition = /^WHERE\b/i.test(clauses);
	const end = /\b(?:ORDER\s+BY|LIMIT|OFFSET)\b/i.exec(clauses);
	const where = condition ? clauses.slice("WHERE".length, end?.index ?? clauses.length) : "";
	const rest = condition ? clauses.slice(end?.index ?? clauses.length) : clauses;
	const and = where.trim() === "" ? "" : ` AND (${where})`;
	const soql = `SELECT ${fields.length === 0 ? "Id" : fields.join(", ")} FROM ${name} WHERE Id IN (${list})${and} ${rest}`;
	const { evaluation } = runQuery({ ...scope, soql: soql.trim() });
	const records: RecordTree[] = [];
	for (let index = 0; index < evaluation.count; index += 1) {
		const record = evaluation.record(index);
		if (record !== undefined) records.push(record);
	}
	return records;
}
