import { beforeAll, describe, expect, it } from "vitest";
import { check } from "../../../../src/soql/check/check.ts";
import { type SemanticProblem, severityOf } from "../../../../src/soql/check/problem.ts";
import { parse } from "../../../../src/soql/parse/parse.ts";
import { NO_SCHEMA, type ObjectSchema, type SchemaPort } from "../../../../src/soql/schema.ts";
import { DATA, useDemoOrg } from "../../demo-org/demoFixture.ts";
import { demoSchema } from "../demoSchema.ts";
import { WRONG } from "./wrong.ts";

const demo = useDemoOrg();
const org = {} as { schema: SchemaPort };
beforeAll(async () => {
	const { accessToken } = await demo.client.signIn();
	org.schema = await demoSchema({ client: demo.client, token: accessToken });
});

function problemsOf(soql: string, schema = org.schema): SemanticProblem[] {
	const parsed = parse(soql);
	expect(parsed.problems).toEqual([]);
	return check(soql, parsed, { schema, dialect: "rest" });
}

function said(soql: string, { code, start, end }: SemanticProblem): string {
	return `${code} ${soql.slice(start, end)}`;
}

/** The text once the first fix of each problem is made; the same text where there is none. */
function mended(soql: string, problems: readonly SemanticProblem[]): string {
	const edits = problems.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
	const unique = [...new Map(edits.map((each) => [`${each.start} ${each.text}`, each])).values()];
	let text = soql;
	for (const { start, end, text: to } of unique.sort((a, b) => b.start - a.start)) {
		text = text.slice(0, start) + to + text.slice(end);
	}
	return text;
}

/** What the org says of a query: "" when it runs. */
async function refusal(soql: string): Promise<string> {
	const { status, body } = await demo.client.get(`${DATA}/query?q=${encodeURIComponent(soql)}`, demo.token);
	return status === 200 ? "" : JSON.stringify(body);
}

describe("what a query says that the org would refuse", () => {
	it.each(WRONG)("$why: $soql", async ({ soql, problems, fixed, orgTakesIt }) => {
		const found = problemsOf(soql);
		expect(found.map((problem) => said(soql, problem))).toEqual(problems);
		if (fixed !== undefined) {
			expect(mended(soql, found)).toBe(fixed);
			expect(problemsOf(fixed)).toEqual([]);
			expect(await refusal(fixed)).toBe("");
		} else expect(found.flatMap(({ fixes }) => fixes)).toEqual([]);
		const isError = found.some(({ code }) => severityOf(code) === "error");
		const isRefused = (await refusal(soql)) !== "";
		expect(isRefused).toBe(isError && orgTakesIt === undefined);
	});
});

/** An object with the fields that a rule needs; the org has none of the kind. */
function objectOf(name: string, more: Partial<ObjectSchema>): ObjectSchema {
	const account = org.schema.object("Account");
	if (typeof account === "string") throw new Error("no Account");
	return { ...account, name, fields: [], childRelationships: [], ...more };
}

describe("what the demo org has no example of", () => {
	const withObjects = (...objects: readonly ObjectSchema[]): SchemaPort => ({
		objects: [...(org.schema.objects ?? []), ...objects],
		object: (name) => objects.find((each) => each.name === name) ?? org.schema.object(name),
	});
	const codes = (soql: string, schema: SchemaPort) =>
		problemsOf(soql, schema).map((each) => said(soql, each));

	it("objects that can't be queried", () => {
		const schema = withObjects(objectOf("Name", { queryable: false }));
		expect(codes("SELECT Id FROM Name", schema)).toContain("notQueryable Name");
	});

	it("fields that only one of several targets has", () => {
		const account = org.schema.object("Account");
		const fields = typeof account === "string" ? [] : account.fields.filter(({ name }) => name === "Name");
		const schema = withObjects(objectOf("Name", { fields }));
		expect(codes("SELECT What.Name, What.Industry FROM Task", schema)).toEqual([
			"unknownSharedField Industry",
		]);
	});

	it("more than 55 parents", () => {
		const contact = org.schema.object("Contact");
		const field =
			typeof contact === "string" ? undefined : contact.fields.find(({ name }) => name === "AccountId");
		if (!field) throw new Error("no AccountId");
		const lookups = Array.from({ length: 56 }, (_, index) => ({
			...field,
			referenceTo: field.referenceTo,
			name: `L${index}__c`,
			relationshipName: `L${index}__r`,
		}));
		const schema = withObjects(objectOf("Wide__c", { fields: lookups }));
		const soql = (count: number) =>
			`SELECT ${lookups
				.slice(0, count)
				.map(({ relationshipName }) => `${relationshipName}.Name`)
				.join()} FROM Wide__c`;
		expect(codes(soql(55), schema)).toEqual([]);
		expect(codes(soql(56), schema)).toEqual(["tooManyParents SELECT"]);
	});

	it("names that may be of the org's own namespace", () => {
		const schema = withObjects(objectOf("acme__Thing__c", {}));
		expect(codes("SELECT Id FROM Thing__c", schema)).toEqual([]);
		expect(codes("SELECT Id FROM Thin__c", schema)).toEqual(["unknownObject Thin__c"]);
	});
});

describe("nothing is said", () => {
	it.each<[why: string, soql: string]>([
		[
			"names of aggregates in HAVING and ORDER BY",
			"SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)",
		],
		["an alias of the object", "SELECT a.Name FROM Account a WHERE a.Industry = 'Energy' ORDER BY a.Name"],
		["the object's own name", "SELECT Account.Name FROM Account"],
		[
			"groups of a parent's field",
			"SELECT Account.Industry, COUNT(Id) FROM Contact GROUP BY Account.Industry",
		],
		[
			"groups of parts of dates",
			"SELECT CALENDAR_YEAR(CloseDate), SUM(Amount) FROM Opportunity GROUP BY calendar_year(CloseDate)",
		],
		["Ids compared for paging", "SELECT Id FROM Account WHERE Id > '001000000000000'"],
		["no value at all", "SELECT Id FROM Account WHERE AnnualRevenue = null AND OwnerId != null"],
		["parentheses around NOT", "SELECT Id FROM Account WHERE (NOT Name LIKE 'a%') AND Type = 'b'"],
		["one NOT", "SELECT Id FROM Account WHERE NOT (Name = 'a' AND Type = 'b')"],
		["all fields of few records", "SELECT FIELDS(ALL) FROM Account LIMIT 200"],
		["the standard fields of all", "SELECT FIELDS(STANDARD) FROM Account"],
		["a pattern that begins with text", "SELECT Id FROM Account WHERE Name LIKE 'a%'"],
		["a value that the list had once", "SELECT Id FROM Opportunity WHERE StageName = 'Long gone'"],
		[
			"a location far away",
			"SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(37.7, -122.4), 'km') < 20",
		],
		["names for functions", "SELECT toLabel(Industry) i, FORMAT(AnnualRevenue) r FROM Account"],
		[
			"joins of Ids",
			"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND OwnerId IN (SELECT Id FROM User)",
		],
		[
			"branches of a TYPEOF",
			"SELECT TYPEOF What WHEN Account THEN Industry WHEN Opportunity THEN Amount ELSE Name END FROM Task",
		],
	])("%s: %s", async (_why, soql) => {
		expect(problemsOf(soql).map((each) => said(soql, each))).toEqual([]);
		expect(await refusal(soql)).toBe("");
	});

	it("where nothing is known", () => {
		expect(problemsOf("SELECT Nmae FROM Acount WHERE X = 1", NO_SCHEMA)).toEqual([]);
	});
});

describe("a text that is no query yet", () => {
	it("is checked without a throw, whatever is cut off or left out", () => {
		for (const { soql } of WRONG.filter((each) => each.soql.length < 200)) {
			for (let at = 0; at <= soql.length; at++) {
				for (const text of [soql.slice(0, at), soql.slice(at), soql.slice(0, at) + soql.slice(at + 7)]) {
					const found = check(text, parse(text), { schema: org.schema, dialect: "rest" });
					expect(found.every(({ start, end }) => start <= end && end <= text.length)).toBe(true);
				}
			}
		}
	});

	it("is told of names and syntax at once", () => {
		const soql = "SELECT Nmae FROM Account ORDER Nmae LIMIT";
		const found = check(soql, parse(soql), { schema: org.schema, dialect: "rest" });
		expect(found.map((each) => said(soql, each))).toEqual(["unknownField Nmae", "unknownField Nmae"]);
	});
});
