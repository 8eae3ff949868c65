import { type Row, Table, type Value } from "../../../demo-org/data/table.ts";
import { idFor } from "../../../demo-org/ids.ts";
import { account, contact } from "../../../demo-org/schema/accountObjects.ts";
import { caseObject } from "../../../demo-org/schema/caseObject.ts";
import { project } from "../../../demo-org/schema/customObjects.ts";
import { opportunity } from "../../../demo-org/schema/opportunityObject.ts";
import { Schema } from "../../../demo-org/schema/schema.ts";
import { group, user } from "../../../demo-org/schema/setupObjects.ts";
import { jsonRecord, jsonWholeList } from "../../../demo-org/soql/jsonValue.ts";
import { runQuery } from "../../../demo-org/soql/run.ts";
import type { Scope } from "../../../demo-org/soql/scope.ts";
import { NOW } from "./demoClient.ts";

const SPECS = [account, contact, opportunity, caseObject, project, user, group];

/** Hand-made records of a few objects, and queries over them. Records name themselves by their last id characters. */
export class SoqlPlace {
	readonly #tables = new Map(SPECS.map((spec) => [spec.name, new Table()]));
	readonly #schema = new Schema(SPECS);

	add(objectName: string, ...rows: Row[]): this {
		for (const row of rows) this.table(objectName).add(row);
		return this;
	}

	table(name: string): Table {
		return this.#tables.get(name) ?? new Table();
	}

	/** What a query of these records is evaluated against. */
	scope(
		soql: string,
		{ timeZone = "UTC", now = NOW, includeDeleted = false, version = "v66.0" } = {},
	): Scope {
		return {
			soql,
			schema: this.#schema,
			table: (name) => this.table(name),
			now,
			timeZone,
			userId: idFor("005", 1),
			includeDeleted,
			version,
		};
	}

	/** The result as the platform would send it in one page. */
	run(
		soql: string,
		options: { timeZone?: string; now?: number; includeDeleted?: boolean; version?: string } = {},
	): { totalSize: number; records: Record<string, unknown>[] } {
		const scope = this.scope(soql, options);
		const { evaluation } = runQuery(scope);
		const records: Record<string, unknown>[] = [];
		for (let i = 0; i < evaluation.count; i += 1) {
			const tree = evaluation.record(i);
			if (tree === undefined) continue;
			const json = jsonRecord(tree, scope.version, (list) => jsonWholeList(list, scope.version));
			records.push(JSON.parse(json) as Record<string, unknown>);
		}
		return { totalSize: evaluation.totalSize, records };
	}

	/** The values of one selected field, in order. */
	column(soql: string, options: { timeZone?: string; now?: number } = {}): unknown[] {
		return this.run(soql, options).records.map((record) => Object.values(record)[1]);
	}

	/** The refusal of a query. */
	refusal(
		soql: string,
		options: { version?: string } = {},
	): { status: number; errorCode: string; message: string } {
		try {
			this.run(soql, options);
		} catch (thrown) {
			return thrown as { status: number; errorCode: string; message: string };
		}
		throw new Error(`the query was accepted: ${soql}`);
	}
}

/** An account by number with the fields of interest. */
export function accountRow(sequence: number, fields: Record<string, Value>): Row {
	return { Id: idFor("001", sequence), IsDeleted: false, ...fields };
}

export function contactRow(sequence: number, fields: Record<string, Value>): Row {
	return { Id: idFor("003", sequence), IsDeleted: false, ...fields };
}
