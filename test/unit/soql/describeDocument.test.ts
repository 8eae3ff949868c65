import { beforeAll, describe, expect, it } from "vitest";
import { describeDocument } from "../../../src/soql/describeDocument.ts";
import type { ObjectSchema } from "../../../src/soql/schema.ts";
import { useDemoOrg } from "../demo-org/demoFixture.ts";
import { demoSchema } from "./demoSchema.ts";

const demo = useDemoOrg();
const org = {} as { account: ObjectSchema };
beforeAll(async () => {
	const { accessToken } = await demo.client.signIn();
	const account = (await demoSchema({ client: demo.client, token: accessToken })).object("Account");
	if (typeof account === "string") throw new Error("no Account");
	org.account = account;
});

describe("the document of an object", () => {
	it("has a line for each field and each kind of children", () => {
		const { text, lineOf } = describeDocument(org.account);
		const lines = text.split("\n");
		expect(lines[0]).toBe("Account");
		expect(lines[1]).toBe("REST API, 001");
		expect(lines[lineOf("industry")]).toMatch(/^Industry +picklist +Industry$/);
		expect(lines[lineOf("OwnerId")]).toMatch(/^OwnerId +reference\(User\) +Owner ID$/);
		expect(lines).toContain("Contacts: Contact.AccountId");
		expect(lineOf("Nope")).toBe(0);
		expect(lines.filter((line) => line !== "")).toHaveLength(
			2 + org.account.fields.length + org.account.childRelationships.length,
		);
	});
});
