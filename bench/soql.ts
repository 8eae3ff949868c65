// What the language costs beside the parsers that others use: reading queries, and answering a cursor.
import { createRequire } from "node:module";
import { parseQuery } from "../demo-org/soql/parse.ts";
import { inRoot } from "../scripts/tools/paths.ts";
import { check } from "../src/soql/check/check.ts";
import { complete } from "../src/soql/complete/complete.ts";
import { parse } from "../src/soql/parse/parse.ts";
import type { FieldSchema, ObjectSchema, SchemaPort } from "../src/soql/schema.ts";
import { RandomQueries } from "../test/unit/demo-org/soqlRandomQuery.ts";
import { VALID, type Valid } from "../test/unit/soql/corpus/valid.ts";

const QUERIES = 1_000;
const RUNS = 5;
const OBJECTS = 1_300;
const FIELDS = 500;

/** What three parsers make of the same queries. */
export interface ParserFigures {
	readonly queries: number;
	/** Milliseconds for all queries, a run each. */
	readonly oursMs: number[];
	readonly jetstreamMs: number[];
	readonly commonMs: number[];
	/** Of the queries, all of which are right, those that each refuses. */
	readonly refused: { readonly ours: number; readonly jetstream: number; readonly common: number };
}

export interface SoqlFigures {
	/** Queries made at random that the demo org's parser takes. */
	readonly seeded: ParserFigures;
	/** Those of the corpus that every API takes. */
	readonly corpus: ParserFigures;
	/** The 95th percentile over all cursors. */
	readonly completionMs: number;
	/** Reading 2,000 characters and telling all that is wrong with them, from a schema of 500 fields. */
	readonly problemsMs: number[];
}

export function measureSoql(): SoqlFigures {
	return {
		seeded: measureParsers(seeded()),
		corpus: measureParsers(VALID.filter(isForAll).map(({ soql }) => soql)),
		completionMs: completionP95(),
		problemsMs: problemTimes(),
	};
}

/** Not what Apex alone takes: the peers read that with other settings. */
function isForAll({ dialect }: Valid): boolean {
	return dialect === "any" || dialect === "tooling";
}

function measureParsers(queries: readonly string[]): ParserFigures {
	const { jetstream, common } = peers();
	const grammar = common.SOQLParser({ isApex: false, isMultiCurrencyEnabled: true, apiVersion: 66 });
	const takes = {
		ours: (soql: string) => parse(soql).problems.length === 0,
		jetstream: (soql: string) => {
			try {
				return jetstream.parseQuery(soql) !== undefined;
			} catch {
				return false;
			}
		},
		common: (soql: string) => {
			try {
				return grammar.parseQuery(soql).getParserErrors().length === 0;
			} catch {
				return false;
			}
		},
	};
	const refused = (one: (soql: string) => boolean) => queries.filter((soql) => !one(soql)).length;
	return {
		queries: queries.length,
		refused: {
			ours: refused(takes.ours),
			jetstream: refused(takes.jetstream),
			common: refused(takes.common),
		},
		oursMs: timed(() => queries.forEach(takes.ours)),
		jetstreamMs: timed(() => queries.forEach(takes.jetstream)),
		commonMs: timed(() => queries.forEach(takes.common)),
	};
}

/** A text with mistakes of all kinds: each is looked for, and what it may have meant. */
function problemTimes(): number[] {
	const schema = bigSchema();
	const text = longQuery();
	const context = { schema, dialect: "rest" } as const;
	const problems = check(text, parse(text), context);
	if (problems.length < 10) throw new Error("nothing is found in the text");
	return timed(() => check(text, parse(text), context));
}

interface Peers {
	readonly jetstream: { readonly parseQuery: (soql: string) => unknown };
	readonly common: {
		readonly SOQLParser: (options: object) => {
			readonly parseQuery: (soql: string) => { readonly getParserErrors: () => readonly unknown[] };
		};
	};
}

/** They are in this folder's own packages, which are there only once somebody measures. */
function peers(): Peers {
	const load = createRequire(inRoot("bench/package.json"));
	const peer = (name: string): unknown => load(name);
	return {
		jetstream: peer("@jetstreamapp/soql-parser-js") as Peers["jetstream"],
		common: peer("@salesforce/soql-common/lib/soql-parser/soql-parser.js") as Peers["common"],
	};
}

/** Random queries that the demo org's own parser takes. */
function seeded(): string[] {
	const random = new RandomQueries(5);
	const out: string[] = [];
	while (out.length < QUERIES) {
		const soql = random.next();
		try {
			parseQuery(soql);
			out.push(soql);
		} catch {
			// One of its broken ones.
		}
	}
	return out;
}

function timed(work: () => unknown): number[] {
	return Array.from({ length: RUNS + 2 }, () => {
		const start = performance.now();
		work();
		return performance.now() - start;
	}).slice(2);
}

function longQuery(): string {
	const names = (at: number) => (at % 3 === 0 ? `Feild_${at}__c` : `Parent_1__r.Field_${at}__c`);
	const filters = Array.from(
		{ length: 46 },
		(_, at) => `${names(at)} ${at % 5 === 0 ? "> 5" : "= 'a value'"}`,
	);
	return `SELECT Id FROM Object_1__c WHERE ${filters.join(" AND ")} ORDER BY Nmae`
		.padEnd(2_000)
		.slice(0, 2_000);
}

const MARKED = [
	"SELECT | FROM Object_1__c",
	"SELECT Id, Field_1__c, Parent_1__r.| FROM Object_1__c",
	"SELECT Parent_1__r.Parent_1__r.Field_2| FROM Object_1__c",
	"SELECT Id FROM |",
	"SELECT Id FROM Obj|",
	"SELECT |",
	"SELECT Id FROM Object_1__c WHERE |",
	"SELECT Id FROM Object_1__c WHERE Field_1__c |",
	"SELECT Id FROM Object_1__c WHERE Field_1__c = |",
	"SELECT Id FROM Object_1__c WHERE Field_1__c = 'a' ORDER BY |",
	"SELECT COUNT(Id), Field_1__c FROM Object_1__c GROUP BY Field_1__c HAVING |",
];

function completionP95(): number {
	const schema = bigSchema();
	const times: number[] = [];
	for (let run = 0; run < 40; run++) {
		for (const marked of MARKED) {
			const offset = marked.indexOf("|");
			const start = performance.now();
			complete(marked.replace("|", ""), offset, {
				schema,
				dialect: "rest",
				today: { year: 2026, month: 11, day: 23 },
				calendar: { firstWeekday: 0, fiscalStart: 1 },
				uses: () => 0,
			});
			times.push(performance.now() - start);
		}
	}
	times.sort((a, b) => a - b);
	return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

function bigSchema(): SchemaPort {
	const objects = Array.from({ length: OBJECTS }, (_, at) => {
		const name = `Object_${at}__c`;
		return {
			name,
			label: `Object ${at}`,
			api: "rest" as const,
			custom: true,
			queryable: true,
			keyPrefix: null,
		};
	});
	const fields = Array.from({ length: FIELDS }, (_, at) => field(at));
	const described: ObjectSchema = {
		...objects[1],
		name: "Object_1__c",
		label: "Object 1",
		api: "rest",
		custom: true,
		queryable: true,
		keyPrefix: null,
		labelPlural: "Objects",
		fields,
		childRelationships: [],
		recordTypes: [],
		scopes: [],
	};
	return { objects, object: () => described };
}

function field(at: number): FieldSchema {
	const isLookup = at % 20 === 1;
	return {
		name: `Field_${at}__c`,
		label: `A Field of Number ${at}`,
		type: isLookup ? "reference" : "picklist",
		length: 80,
		precision: 0,
		scale: 0,
		custom: true,
		filterable: true,
		sortable: true,
		groupable: true,
		aggregatable: true,
		nillable: true,
		calculated: false,
		formula: null,
		helpText: null,
		referenceTo: isLookup ? ["Object_1__c"] : [],
		relationshipName: isLookup ? `Parent_${at}__r` : null,
		picklistValues: Array.from({ length: 20 }, (_, value) => ({
			value: `Value ${value}`,
			label: null,
			active: true,
		})),
		compoundFieldName: null,
		nameField: false,
		externalId: false,
		unique: false,
		encrypted: false,
	};
}
