import { describe, expect, it } from "vitest";
import { recordAddress } from "../../../src/results/recordAddress.ts";

const ID = "001Dn00000abcDEIAY";
const ORG = "https://acme.my.salesforce.com";

describe("recordAddress", () => {
	it.each<[string, string, string | undefined]>([
		["an Id", ID, undefined],
		["a short Id with blanks around it", "  001Dn00000abcDE \n", undefined],
		["Lightning", `https://acme.lightning.force.com/lightning/r/Account/${ID}/view`, ORG],
		["Lightning without the object", `https://acme.lightning.force.com/lightning/r/${ID}/view`, ORG],
		["a related list", `https://acme.lightning.force.com/lightning/r/${ID}/related/Contacts/view`, ORG],
		["older Lightning", `https://acme.lightning.force.com/one/one.app#/sObject/${ID}/view`, ORG],
		[
			"a console, whose workspace record it is",
			`https://acme.lightning.force.com/lightning/r/Case/500Dn00000abcDEIAY/view?ws=%2Flightning%2Fr%2FAccount%2F${ID}%2Fview`,
			ORG,
		],
		["Classic", `${ORG}/${ID}`, ORG],
		["Classic, editing", `${ORG}/${ID}/e?retURL=%2F500Dn00000abcDEIAY`, ORG],
		["a Visualforce page", `https://acme--c.vf.force.com/apex/Page?id=${ID}`, ORG],
		[
			"a sandbox",
			`https://acme--uat.sandbox.lightning.force.com/lightning/r/Account/${ID}/view`,
			"https://acme--uat.sandbox.my.salesforce.com",
		],
		["no scheme", `acme.my.salesforce.com/${ID}`, ORG],
		["the demo org", `http://127.0.0.1:4000/${ID}`, "http://127.0.0.1:4000"],
		["a host of nobody", `http://example.com/${ID}`, undefined],
	])("reads %s", (_, text, instance) => {
		const found = recordAddress(text);
		expect(found?.recordId.slice(0, 15)).toBe(ID.slice(0, 15));
		expect(found?.instance).toBe(instance);
	});

	it.each([
		["nothing", ""],
		["a word of fifteen letters", "interpretations"],
		["a page without a record", "https://acme.lightning.force.com/lightning/page/home"],
		["a new record", "https://acme.lightning.force.com/lightning/o/Account/new"],
		["all zeros", "000000000000000AAA"],
		["another scheme", `javascript:${ID}`],
		["an Id with a quote", `${ID}'`],
		["broken escapes", "https://acme.my.salesforce.com/%E0%A4%A"],
	])("finds none in %s", (_, text) => {
		expect(recordAddress(text)).toBeUndefined();
	});
});
