import { beforeAll, describe, expect, it } from "vitest";
import { type Hover, hoverAt } from "../../../src/soql/hover.ts";
import { parse } from "../../../src/soql/parse/parse.ts";
import type { SchemaPort } from "../../../src/soql/schema.ts";
import { Scopes } from "../../../src/soql/scope.ts";
import { useDemoOrg } from "../demo-org/demoFixture.ts";
import { demoSchema } from "./demoSchema.ts";

const demo = useDemoOrg();
const org = {} as { schema: SchemaPort };
beforeAll(async () => {
	const { accessToken } = await demo.client.signIn();
	org.schema = await demoSchema({ client: demo.client, token: accessToken });
});

/** Looks at the word behind `|`. */
function at(marked: string): Hover | undefined {
	const offset = marked.indexOf("|");
	const { statement } = parse(marked.replace("|", ""));
	const context = {
		today: { year: 2026, month: 11, day: 24 },
		calendar: { firstWeekday: 0, fiscalStart: undefined },
	};
	return statement && hoverAt(statement, offset, new Scopes(org.schema), context);
}

function said(hover: Hover | undefined): string {
	switch (hover?.kind) {
		case "object":
			return `${hover.object.label} ${hover.object.name}`;
		case "field":
			return `${hover.of.name}.${hover.field.name} ${hover.type} ${hover.flags.join(" ")}`.trim();
		case "relationship":
			return `${hover.of.name}.${hover.lookup.name} to ${hover.targets.join(", ")}`;
		case "children":
			return `${hover.object}.${hover.field} of ${hover.of.name}`;
		case "function":
			return hover.info.name;
		case "dateLiteral":
			return `${hover.first} to ${hover.last}`;
		case undefined:
			return "nothing";
	}
}

describe("a look at", () => {
	it.each<[what: string, marked: string, told: string]>([
		["an object", "SELECT Id FROM |account", "Account Account"],
		["a field", "SELECT |Name FROM Account", "Account.Name string(255) required"],
		["an amount", "SELECT |Amount FROM Opportunity", "Opportunity.Amount currency(16, 2) notGroupable"],
		["a lookup", "SELECT |AccountId FROM Contact", "Contact.AccountId reference(Account)"],
		[
			"long text",
			"SELECT |Description FROM Account",
			"Account.Description textarea(32000) notFilterable notSortable notGroupable",
		],
		["a parent", "SELECT |Account.Name FROM Contact", "Contact.AccountId to Account"],
		["the field of a parent", "SELECT Account.|Name FROM Contact", "Account.Name string(255) required"],
		["children", "SELECT (SELECT Id FROM |Contacts) FROM Account", "Contact.AccountId of Account"],
		["a function", "SELECT |count(Id) FROM Account", "COUNT"],
		["a date literal", "SELECT Id FROM Account WHERE CreatedDate = |last_month", "2026-10-01 to 2026-10-31"],
		[
			"a date literal with a number",
			"SELECT Id FROM Account WHERE CreatedDate = |LAST_N_DAYS:3",
			"2026-11-21 to 2026-11-24",
		],
		["what doesn't exist", "SELECT |Nope FROM Account", "nothing"],
		["a keyword", "SELECT Id |FROM Account", "nothing"],
	])("%s", (_what, marked, told) => {
		expect(said(at(marked))).toBe(told);
	});

	it("a picklist tells its values", () => {
		const hover = at("SELECT |StageName FROM Opportunity");
		expect(hover?.kind === "field" && hover.values.map(({ value }) => value)).toContain("Closed Won");
	});
});
