// How each recorded refusal is provoked here. The words are compared too, names aside.
import type { JsonReply } from "../../unit/demo-org/demoClient.ts";
import type { Asking } from "./asking.ts";
import { because } from "./knownDifferences.ts";
import type { Differences } from "./witness.ts";

export interface Refusal {
	/** Words of the recorded body that no other has. */
	readonly words: string;
	readonly ask: (at: Asking) => Promise<JsonReply>;
	/** Names in the recorded message and what stands for them here. */
	readonly names?: Readonly<Record<string, string>>;
	/** Which part of the message is compared, when what was asked differs: what comes before names and values, or the last line. */
	readonly part?: "beginning" | "last line";
	readonly differs?: Differences;
}

interface Rows {
	readonly records: readonly { readonly Id: string }[];
}

const created = async (at: Asking, type: string, fields: object): Promise<string> =>
	((await at.send("POST", `/sobjects/${type}`, fields)).body as { id: string }).id;
const create =
	(type: string, fields: object) =>
	(at: Asking): Promise<JsonReply> =>
		at.send("POST", `/sobjects/${type}`, fields);
const ask =
	(soql: string) =>
	(at: Asking): Promise<JsonReply> =>
		at.query(soql);
const sendText = (at: Asking, body: string | null): Promise<JsonReply> =>
	at.client.request("/services/data/v66.0/sobjects/Project__c", {
		method: "POST",
		headers: { authorization: `Bearer ${at.admin.accessToken}`, "content-type": "application/json" },
		...(body === null ? {} : { body }),
	});
const faulty = async (at: Asking, kind: string): Promise<JsonReply> => {
	await at.client.control("POST", "faults", { match: { path: "/limits" }, fault: { kind } });
	return at.get("/limits");
};
const withSetting = async (
	at: Asking,
	setting: object,
	then: () => Promise<JsonReply>,
): Promise<JsonReply> => {
	await at.client.control("POST", "settings", setting);
	return then();
};

const queries: readonly Refusal[] = [
	{
		words: "invalid ID field",
		ask: ask("SELECT Id FROM Contact WHERE (Id = 'somethingwonky') LIMIT 1"),
		part: "last line",
	},
	{ words: "XYZZY", ask: ask("select count() from XYZZY") },
	{ words: "duplicate field selected", ask: ask("SELECT Id, FIELDS(STANDARD) FROM Account") },
	{ words: "Maximum SOQL offset", ask: ask("SELECT Id FROM Account OFFSET 2001") },
	{ words: "FIELDS function must have a LIMIT", ask: ask("SELECT FIELDS(ALL) FROM Account") },
	{ words: "cannot be empty or null", ask: ask(" ") },
	{ words: "unexpected token: 'FROM'", ask: ask("SELECT Name,    FROM Account"), part: "last line" },
	{
		words: "ConvertedAccount",
		ask: ask("SELECT ConvertedAccount.Name FROM Account"),
		part: "last line",
	},
	{
		words: "TPI_Product__c",
		ask: ask("SELECT Id, TPI_Product__c, Name FROM Account"),
		part: "last line",
		names: { OCE__ActivityPlan__c: "Account" },
	},
	{ words: "running for too long", ask: (at) => faulty(at, "queryTimeout") },
	{ words: "invalid query locator", ask: (at) => at.get("/query/0r8nonsense-2000") },
	{ words: "No search term found", ask: (at) => at.search("FIND a RETURNING Contact") },
];

const records: readonly Refusal[] = [
	{
		words: "entity is deleted",
		ask: async (at) => {
			const id = await created(at, "Account", { Name: "Short-lived" });
			await at.send("DELETE", `/sobjects/Account/${id}`);
			return at.send("DELETE", `/sobjects/Account/${id}`);
		},
	},
	{ words: "The requested resource does not exist", ask: (at) => at.get("/nonsense") },
	{
		words: "invalid cross reference id",
		ask: (at) =>
			at.send("PATCH", "/composite/sobjects", {
				records: [{ attributes: { type: "Contact" }, id: "003000000000001AAA", LastName: "Nobody" }],
			}),
	},
	{
		words: "Nested object for polymorphic foreign key",
		ask: (at) =>
			at.send("PATCH", "/composite/sobjects/Lead/Id", {
				records: [{ attributes: { type: "Lead" }, Owner: { Username: "admin@demo.orgsmith.example" } }],
			}),
	},
	{ words: "Required fields are missing", ask: create("Account", {}) },
	{
		words: "duplicateResut",
		ask: async (at) => {
			await created(at, "Account", { Name: "Twice", BillingCity: "Here" });
			return at.send("POST", "/sobjects/Account", { Name: "Twice", BillingCity: "Here" }, "54.0");
		},
		names: {
			"You're creating a duplicate record. We recommend you use an existing record instead.":
				"Use one of these records?",
		},
	},
	{
		words: "DUPLICATE_VALUE",
		ask: async (at) => {
			await created(at, "Machine__c", { Name: "First", Number__c: "N-1" });
			return at.send("POST", "/sobjects/Machine__c", { Name: "Second", Number__c: "N-1" });
		},
		part: "beginning",
	},
	{
		words: "UNABLE_TO_LOCK_ROW",
		ask: (at) =>
			withSetting(at, { lockEvery: 1 }, async () => {
				const [id] = await at.ids("Contact", 1);
				return at.send("PATCH", `/sobjects/Contact/${id}`, { Title: "Lock" });
			}),
		part: "beginning",
	},
	{
		words: "bad value for restricted picklist",
		ask: create("Machine__c", { Name: "M", Number__c: "N-2", Category__c: "X" }),
		names: { "Job Category": "Category", Job_Category__c: "Category__c" },
	},
	{
		words: "Unable to create/update fields",
		ask: create("Milestone__c", { Name: "M-1" }),
	},
	{
		words: "insufficient access rights on cross-reference id",
		ask: async (at) => {
			const { accessToken, userId } = await at.client.signIn("german");
			const reply = await at.query(`SELECT Id FROM Expense__c WHERE OwnerId != '${userId}'`);
			const { records } = (await at.client.query("SELECT Id FROM Expense__c", accessToken)).body as Rows;
			const seen = new Set(records.map(({ Id }) => Id));
			const hidden = (reply.body as Rows).records.find(({ Id }) => !seen.has(Id));
			return at.client.send("POST", "/services/data/v66.0/sobjects/Expense__Share", accessToken, {
				ParentId: hidden?.Id,
				UserOrGroupId: at.admin.userId,
				AccessLevel: "Read",
			});
		},
		part: "beginning",
	},
	{
		words: "this ID value isn't valid for the user",
		ask: create("Machine__c", { Name: "M", Number__c: "N-3", RecordTypeId: "0128M0000004HVOQA2" }),
	},
	{
		words: "data value too large",
		ask: create("Project__c", { Name: "PUSH_TOPIC".repeat(9) }),
		names: {
			"Topic Name": "Project Name",
			NOWELLPOINT_OPPORTUNITY_PUSH_TOPIC: "PUSH_TOPIC".repeat(9),
			"length=25": "length=80",
		},
	},
	{
		words: "Cannot deserialize instance of datetime",
		ask: (at) => at.send("POST", "/sobjects/Event", { StartDateTime: "2013-08-12T15:20:00+0000" }),
		part: "beginning",
	},
	{ words: "was expecting a colon", ask: (at) => sendText(at, '{"FirstNameXXXXX"jj') },
	{ words: "HTTP entity body is required", ask: (at) => sendText(at, null) },
	{ words: "on sobject of type Bar", ask: create("Account", { foo: 1 }), names: { Bar: "Account" } },
	{
		words: "The Id field should not be specified",
		ask: create("Account", { Id: "001DEM000000001AAA", Name: "A" }),
	},
	{
		words: "id value of incorrect type",
		ask: (at) => at.get("/sobjects/Account/003DEM000000001YBA"),
		names: { "001900K0001pPuOAAU": "003DEM000000001YBA" },
	},
	{ words: "not accessible: rid", ask: (at) => at.send("DELETE", "/sobjects/Account/rid") },
	{
		words: "/Whizbang/foo",
		ask: (at) => at.send("PATCH", "/sobjects/Skill__c/Legacy_Key__c/OLD-1", { Name: "N" }),
	},
	{
		words: "entity type cannot be updated",
		ask: async (at) => {
			const [id] = await at.ids("Tax_Rate__mdt", 1);
			return at.send("PATCH", `/sobjects/Tax_Rate__mdt/${id}`, { MasterLabel: "A" });
		},
		names: { "VS Setting": "Tax Rate" },
	},
	{
		words: "invalid email address",
		ask: create("Contact", { LastName: "L", Email: "Not a real email address" }),
	},
];

const sessions: readonly Refusal[] = [
	{
		words: "Session expired or invalid",
		ask: (at) => at.client.get("/services/data/v66.0/limits", "nonsense"),
	},
	{
		words: "INVALID_HEADER_TYPE",
		ask: (at) => at.client.request("/services/data/v66.0/limits", { headers: { authorization: "Basic x" } }),
	},
	{
		words: "INVALID_JWT_FORMAT",
		ask: async (at) => {
			await at.client.control("POST", "settings", { jwtAccessTokens: true });
			const { accessToken } = await at.client.signIn();
			await at.client.control("POST", "expire", { accessToken });
			return at.client.get("/services/data/v66.0/limits", accessToken);
		},
	},
	{
		words: "This session is not valid",
		ask: async (at) => {
			await at.client.control("POST", "settings", { lockSessionsToIp: true, clientAddress: "192.0.2.1" });
			const { accessToken } = await at.client.signIn();
			await at.client.control("POST", "settings", { clientAddress: "192.0.2.2" });
			return at.client.get("/services/data/v66.0/limits", accessToken);
		},
	},
	{
		words: "API_DISABLED_FOR_ORG",
		ask: (at) => withSetting(at, { apiEnabled: false }, () => at.get("/limits")),
	},
	{ words: "TotalRequests", ask: (at) => withSetting(at, { dailyApiLimit: 0 }, () => at.get("/limits")) },
	{ words: "ConcurrentRequests (", ask: (at) => faulty(at, "concurrentLimit") },
];

/** Every recorded refusal that is provoked here. */
export const refusals: readonly Refusal[] = [...queries, ...records, ...sessions];

/** Those that are not, and why. */
export const notProvoked: Differences = {
	...because("one more text of a limit", "ConcurrentPerOrgLongTxn"),
	...because("an overloaded server, whose body the fault `status` can send", "SERVER_UNAVAILABLE"),
	...because("of Bulk API 2.0, which is not served", "INVALIDJOBSTATE"),
};
