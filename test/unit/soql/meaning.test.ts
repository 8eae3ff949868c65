import { beforeAll, describe, expect, it } from "vitest";
import { type Meaning, meaningsOf } from "../../../src/soql/meaning.ts";
import { parse } from "../../../src/soql/parse/parse.ts";
import { NO_SCHEMA, type SchemaPort } from "../../../src/soql/schema.ts";
import { Scopes } from "../../../src/soql/scope.ts";
import { useDemoOrg } from "../demo-org/demoFixture.ts";
import { demoSchema } from "./demoSchema.ts";

const demo = useDemoOrg();
const org = {} as { schema: SchemaPort };
beforeAll(async () => {
	const { accessToken } = await demo.client.signIn();
	org.schema = await demoSchema({ client: demo.client, token: accessToken });
});

function said(soql: string, schema = org.schema): string[] {
	const { statement } = parse(soql);
	if (!statement) return [];
	return meaningsOf(statement, new Scopes(schema)).map(
		(meaning) => `${soql.slice(meaning.start, meaning.end)}: ${wordsOf(meaning)}`,
	);
}

function wordsOf(meaning: Meaning): string {
	switch (meaning.kind) {
		case "object":
			return meaning.object.name;
		case "field":
			return `${meaning.of.name}.${meaning.field.name}`;
		case "relationship":
			return `parent through ${meaning.of.name}.${meaning.lookup.name}`;
		case "children":
			return `${meaning.children.childObject} of ${meaning.of.name}`;
		case "function":
			return `function ${meaning.info.name}`;
		default:
			return meaning.kind;
	}
}

describe("the words of a query stand for", () => {
	it.each<[soql: string, said: string[]]>([
		[
			"SELECT id, account.OWNER.Name FROM contact",
			[
				"id: Contact.Id",
				"account: parent through Contact.AccountId",
				"OWNER: parent through Account.OwnerId",
				"Name: User.Name",
				"contact: Contact",
			],
		],
		[
			"SELECT c.Name FROM Contact c, c.Account a WHERE a.Industry = 'x'",
			[
				"c: alias",
				"Name: Contact.Name",
				"Contact: Contact",
				"c: alias",
				"c: alias",
				"Account: parent through Contact.AccountId",
				"a: alias",
				"a: alias",
				"Industry: Account.Industry",
			],
		],
		[
			"SELECT (SELECT LastName FROM Contacts) FROM Account",
			["LastName: Contact.LastName", "Contacts: Contact of Account", "Account: Account"],
		],
		[
			"SELECT TYPEOF What WHEN Account THEN Industry END FROM Task",
			["What: parent through Task.WhatId", "Account: Account", "Industry: Account.Industry", "Task: Task"],
		],
		[
			"SELECT Industry, count(Id) n FROM Account GROUP BY Industry ORDER BY n",
			[
				"Industry: Account.Industry",
				"count: function COUNT",
				"Id: Account.Id",
				"n: alias",
				"Account: Account",
				"Industry: Account.Industry",
				"n: alias",
			],
		],
		[
			"SELECT Nope FROM Account WHERE CreatedDate = TODAY AND Id = :id",
			[
				"Account: Account",
				"CreatedDate: Account.CreatedDate",
				"TODAY: dateLiteral",
				"Id: Account.Id",
				":id: parameter",
			],
		],
	])("%s", (soql, meanings) => {
		expect(said(soql)).toEqual(meanings);
	});

	it("nothing that isn't known", () => {
		expect(said("SELECT Name, COUNT(Id) FROM Account", NO_SCHEMA)).toEqual(["COUNT: function COUNT"]);
	});
});
