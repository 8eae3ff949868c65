import { beforeEach, describe, expect, it } from "vitest";
import { DATA, idOf, rowsOf, sender, useDemoOrg } from "./demoFixture.ts";
import { like } from "./matchers.ts";

const demo = useDemoOrg();
const send = sender(demo, `${DATA}/sobjects`);
const rows = (soql: string, all = false) => rowsOf(demo, soql, all);

describe("person accounts", () => {
	const typeId = async (developerName: string) => {
		const [row] = await rows(
			`SELECT Id, IsPersonType FROM RecordType WHERE SobjectType = 'Account' AND DeveloperName = '${developerName}'`,
		);
		return String(row?.["Id"]);
	};
	const contactsOf = (account: string) =>
		rows(`SELECT Id, Name, Email, MailingCity, IsPersonAccount FROM Contact WHERE AccountId = '${account}'`);

	beforeEach(() => demo.client.control("POST", "settings", { personAccounts: true }));

	it("are made with their contact, follow changes, and go with it", async () => {
		const RecordTypeId = await typeId("PersonAccount");
		const person = { RecordTypeId, FirstName: "Ada", LastName: "Byron", PersonEmail: "ada@example.com" };
		const id = await idOf(send("POST", "Account", person));
		const [contact] = await contactsOf(id);
		expect(contact).toMatchObject({ Name: "Ada Byron", Email: "ada@example.com", IsPersonAccount: true });
		expect((await send("GET", `Account/${id}`)).body).toMatchObject({
			Name: "Ada Byron",
			IsPersonAccount: true,
			PersonContactId: contact?.["Id"],
		});
		const change = { LastName: "Lovelace", PersonMailingCity: "London" };
		expect((await send("PATCH", `Account/${id}`, change)).status).toBe(204);
		expect(await contactsOf(id)).toMatchObject([{ Name: "Ada Lovelace", MailingCity: "London" }]);
		expect((await send("DELETE", `Account/${id}`)).status).toBe(204);
		expect(await contactsOf(id)).toEqual([]);
	});

	it("a company stays a company, without a contact", async () => {
		const id = await idOf(send("POST", "Account", { Name: "Delta" }));
		expect((await send("GET", `Account/${id}`)).body).toMatchObject({
			IsPersonAccount: false,
			RecordTypeId: await typeId("Business_Account"),
			PersonContactId: null,
		});
		expect(await contactsOf(id)).toEqual([]);
	});

	it.each([
		["a person with a whole name", "PersonAccount", { Name: "Ada Byron", LastName: "Byron" }, /call: Name$/],
		["a person without a last name", "PersonAccount", { FirstName: "Ada" }, /missing: \[LastName\]$/],
		[
			"a company with a last name",
			"Business_Account",
			{ Name: "Delta", LastName: "Byron" },
			/call: LastName$/,
		],
	])("%s is refused, and nothing is made", async (_what, type, values, words) => {
		const all = () => rows("SELECT COUNT(Id) accounts FROM Account");
		const before = await all();
		const reply = await send("POST", "Account", { RecordTypeId: await typeId(type), ...values });
		expect(reply).toMatchObject({ status: 400, body: [{ message: like(words) }] });
		expect(await all()).toEqual(before);
	});
});
