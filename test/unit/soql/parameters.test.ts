import { beforeAll, describe, expect, it } from "vitest";
import {
	filled,
	literalOf,
	type ParameterKind,
	parametersOf,
	typedValues,
} from "../../../src/soql/parameters.ts";
import { NO_SCHEMA, type SchemaPort } from "../../../src/soql/schema.ts";
import { useDemoOrg } from "../demo-org/demoFixture.ts";
import { demoSchema } from "./demoSchema.ts";

const demo = useDemoOrg();
const org = {} as { schema: SchemaPort };
beforeAll(async () => {
	const { accessToken } = await demo.client.signIn();
	org.schema = await demoSchema({ client: demo.client, token: accessToken });
});

describe("parameters of a query", () => {
	const said = (soql: string, schema = org.schema) =>
		parametersOf(soql, schema).map(({ name, kind, isList }) => `${name} ${kind}${isList ? " list" : ""}`);

	it.each<[soql: string, parameters: string[]]>([
		["SELECT Id FROM Account", []],
		["SELECT Id FROM Account WHERE Name = 'a:b'", []],
		["SELECT Id FROM Account WHERE CreatedDate > LAST_N_DAYS:30", []],
		["SELECT Id FROM Account WHERE Name = :name", ["name text"]],
		["SELECT Id FROM Account WHERE Name LIKE :name OR Site = :name", ["name text"]],
		["SELECT Id FROM Account WHERE AnnualRevenue > :least AND OwnerId = :who", ["least number", "who id"]],
		["SELECT Id FROM Contact WHERE Account.Industry IN :kinds", ["kinds text list"]],
		["SELECT Id FROM Contact WHERE Account.Industry IN (:one, :two)", ["one text", "two text"]],
		[
			"SELECT Id FROM Opportunity WHERE CloseDate = :day AND CreatedDate > :since",
			["day date", "since datetime"],
		],
		["SELECT Id FROM User WHERE IsActive = :active LIMIT :most", ["active boolean", "most count"]],
		[
			"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = :last)",
			["last text"],
		],
		[
			"SELECT (SELECT Id FROM Contacts WHERE LastName = :last) FROM Account WHERE Name = :name",
			["last text", "name text"],
		],
		["SELECT Industry FROM Account GROUP BY Industry HAVING COUNT(Id) > :least", ["least number"]],
		["SELECT Id FROM Account WHERE Id = :accounts[0].Id", ["accounts[0].Id id"]],
		["SELECT Id FROM Account WHERE Nope__c = :x", ["x any"]],
	])("%s", (soql, parameters) => {
		expect(said(soql)).toEqual(parameters);
	});

	it("of which nothing is known, without an org", () => {
		expect(said("SELECT Id FROM Account WHERE Name IN :names", NO_SCHEMA)).toEqual(["names any list"]);
	});
});

describe("typed values", () => {
	it.each<[kind: ParameterKind, typed: string, literal: string | undefined]>([
		["text", "Acme", "'Acme'"],
		["text", "O'Hara", String.raw`'O\'Hara'`],
		["text", "'Acme'", "'Acme'"],
		["text", "null", "NULL"],
		["id", "001000000000001AAA", "'001000000000001AAA'"],
		["number", "42.5", "42.5"],
		["number", "-1", "-1"],
		["number", "USD5000", "USD5000"],
		["number", "many", undefined],
		["boolean", "true", "TRUE"],
		["boolean", "yes", undefined],
		["date", "2026-01-31", "2026-01-31"],
		["date", "last_n_days:7", "LAST_N_DAYS:7"],
		["date", "last_n_days", undefined],
		["date", "31.1.2026", undefined],
		["datetime", "2026-01-31", "2026-01-31T00:00:00Z"],
		["datetime", "2026-01-31T10:00:00+01:00", "2026-01-31T10:00:00+01:00"],
		["time", "10:00:00Z", "10:00:00Z"],
		["count", "10", "10"],
		["count", "null", undefined],
		["any", "42", "42"],
		["any", "TODAY", "TODAY"],
		["any", "Acme", "'Acme'"],
	])("%s: %s", (kind, typed, literal) => {
		expect(literalOf(kind, typed)).toBe(literal);
	});

	it("of a list are between commas, and may have commas in quotes", () => {
		expect(typedValues("a, b ,'c, d'", true)).toEqual(["a", "b", "'c, d'"]);
		expect(typedValues("a\nb\n", true)).toEqual(["a", "b"]);
		expect(typedValues("a, b", false)).toEqual(["a, b"]);
	});
});

describe("a filled query", () => {
	const soql = "SELECT Id FROM Account WHERE Name IN :names AND Site = :site LIMIT 5";
	const { text, written } = filled(
		soql,
		parametersOf(soql, NO_SCHEMA),
		new Map([
			["names", ["'a'", "'b'"]],
			["site", ["'x'"]],
		]),
	);

	it("has the values in place", () => {
		expect(text).toBe("SELECT Id FROM Account WHERE Name IN ('a', 'b') AND Site = 'x' LIMIT 5");
	});

	it("knows where its words were written", () => {
		for (const word of ["Id", "Name IN", "AND", "Site", "LIMIT"]) {
			expect(written(text.indexOf(word))).toBe(soql.indexOf(word));
		}
		expect(written(text.indexOf("'b'"))).toBe(soql.indexOf(":names"));
	});
});
