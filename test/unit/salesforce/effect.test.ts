import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectOf } from "../../../src/salesforce/effect/classify.ts";
import type { ActionKind, Effect } from "../../../src/salesforce/effect/effect.ts";

const V = "/services/data/v66.0";
const ID = "0017g00000abcdEAAQ";

/** `read`, or the kind of write. */
const verdict = (effect: Effect): "read" | ActionKind => (effect.kind === "read" ? "read" : effect.action);
const ofCall = (call: string, body?: unknown): "read" | ActionKind => {
	const [method = "", ...path] = call.split(" ");
	const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
	return verdict(effectOf({ method, path: path.join(" "), body: text }));
};
const q = (soql: string) => encodeURIComponent(soql);

describe("REST without a body", () => {
	it.each<[string, "read" | ActionKind]>([
		// What a client asks first
		["GET /services/data", "read"],
		["GET /services/data/", "read"],
		[`GET ${V}`, "read"],
		[`GET ${V}/`, "read"],
		[`HEAD ${V}/limits`, "read"],
		[`GET ${V}/limits`, "read"],
		[`GET ${V}/limits/recordCount?sObjects=Account,Contact`, "read"],
		// sObjects
		[`GET ${V}/sobjects`, "read"],
		[`GET ${V}/sobjects/Account/describe`, "read"],
		[`GET ${V}/sobjects/Account/${ID}?fields=Name,Industry`, "read"],
		[`GET ${V}/sobjects/Account/${ID}/Contacts`, "read"],
		[`GET ${V}/sobjects/Account/updated?start=2026-01-01T00%3A00%3A00Z`, "read"],
		[`GET ${V}/sobjects/Account/Key__c/a%20b`, "read"],
		[`GET ${V}/sobjects/ContentVersion/${ID}/VersionData`, "read"],
		[`GET ${V}/sobjects/EventLogFile/${ID}/LogFile`, "read"],
		[`GET ${V}/sobjects/X__e/eventSchema?payloadFormat=COMPACT`, "read"],
		[`POST ${V}/sobjects/Account`, "records"],
		[`PATCH ${V}/sobjects/Account/${ID}`, "records"],
		[`PATCH ${V}/sobjects/Account/Key__c/1?updateOnly=true`, "records"],
		[`DELETE ${V}/sobjects/Account/${ID}`, "records"],
		[`PUT ${V}/sobjects/Account/${ID}`, "records"],
		[`POST ${V}/sobjects/X__e`, "records"],
		// Queries
		[`GET ${V}/query?q=${q("SELECT Id FROM Account")}`, "read"],
		[`GET ${V}/query/?q=SELECT+Id+FROM+Account`, "read"],
		[`GET ${V}/queryAll?q=${q("SELECT Id FROM Account")}`, "read"],
		[`GET ${V}/query/0r8xx0000000001AAA-2000`, "read"],
		[`GET ${V}/query?explain=${q("SELECT Id FROM Account")}`, "read"],
		[`GET ${V}/query?q=${q("SELECT Id FROM Account FOR VIEW")}`, "tracking"],
		[`GET ${V}/query?q=SELECT+Id+FROM+Account+FOR+VIEW`, "tracking"],
		[`GET ${V}/query?q=${q("SELECT Id FROM Account for\n\treference")}`, "tracking"],
		[`GET ${V}/queryAll?q=${q("SELECT Title FROM FAQ__kav UPDATE VIEWSTAT")}`, "tracking"],
		[`GET ${V}/query?q=${q("SELECT Title FROM FAQ__kav UPDATE TRACKING")}`, "tracking"],
		[`GET ${V}/query?q=SELECT+1&q=${q("SELECT Id FROM Account FOR VIEW")}`, "tracking"],
		[`GET ${V}/query?q=${q("SELECT Id FROM Account WHERE Name = 'FOR VIEW'")}`, "read"],
		[`GET ${V}/tooling/query?q=${q("SELECT Id FROM ApexClass")}`, "read"],
		[`GET ${V}/tooling/query?q=${q("SELECT Id FROM ApexClass FOR REFERENCE")}`, "tracking"],
		// Searches
		[`GET ${V}/search?q=${q("FIND {acme} RETURNING Account(Id)")}`, "read"],
		[`GET ${V}/search?q=${q("FIND {acme} RETURNING Account(Id FOR VIEW)")}`, "tracking"],
		[`GET ${V}/search?q=${q("FIND {acme} RETURNING FAQ__kav(Id) UPDATE VIEWSTAT")}`, "tracking"],
		[`GET ${V}/parameterizedSearch?q=acme&sobject=Account`, "read"],
		[`GET ${V}/parameterizedSearch?q=acme&updateTracking=true`, "tracking"],
		[`POST ${V}/parameterizedSearch`, "unknown"],
		[`GET ${V}/recent`, "read"],
		[`GET ${V}/quickActions`, "read"],
		[`POST ${V}/quickActions/Create`, "unknown"],
		[`GET ${V}/support/knowledgeArticles/${ID}`, "tracking"],
		[`GET ${V}/support/knowledgeArticles/${ID}?updateViewStat=false`, "read"],
		[`GET ${V}/support/knowledgeArticles`, "read"],
		// Collections
		[`GET ${V}/composite/sobjects/Account?ids=${ID}&fields=Name`, "read"],
		[`DELETE ${V}/composite/sobjects?ids=${ID}`, "records"],
		[`PATCH ${V}/composite/sobjects/Account/Key__c`, "records"],
		[`POST ${V}/composite/tree/Account`, "records"],
		// User interface
		[`GET ${V}/ui-api/object-info/Account`, "read"],
		[`GET ${V}/ui-api/records/${ID}?fields=Account.Name`, "read"],
		[`GET ${V}/ui-api/records/${ID}?fields=Account.Name&updateMru=true`, "tracking"],
		[`POST ${V}/ui-api/records`, "records"],
		[`DELETE ${V}/ui-api/records/${ID}`, "records"],
		[`POST ${V}/ui-api/favorites`, "unknown"],
		// Tooling
		[`GET ${V}/tooling`, "read"],
		[`GET ${V}/tooling/sobjects/ApexClass/describe`, "read"],
		[`GET ${V}/tooling/completions?type=apex`, "read"],
		[`GET ${V}/tooling/tests`, "read"],
		[`GET ${V}/tooling/executeAnonymous/?anonymousBody=System.debug(1)%3B`, "apex"],
		[`GET ${V}/tooling/executeAnonymous?anonymousBody=x`, "apex"],
		[`HEAD ${V}/tooling/executeAnonymous?anonymousBody=x`, "apex"],
		[`POST ${V}/tooling/executeAnonymous`, "apex"],
		[`POST ${V}/tooling/runTestsAsynchronous/`, "tests"],
		[`POST ${V}/tooling/runTestsSynchronous`, "tests"],
		[`GET ${V}/tooling/runTestsAsynchronous?classids=01p`, "metadata"],
		[`POST ${V}/tooling/sobjects/ApexClass`, "metadata"],
		[`PATCH ${V}/tooling/sobjects/ApexClass/${ID}`, "metadata"],
		[`DELETE ${V}/tooling/sobjects/TraceFlag/${ID}`, "metadata"],
		// Jobs
		[`GET ${V}/jobs/ingest`, "read"],
		[`GET ${V}/jobs/ingest/750xx0000000001AAA/failedResults`, "read"],
		[`GET ${V}/jobs/query/750xx0000000001AAA/results?maxRecords=50000`, "read"],
		[`POST ${V}/jobs/ingest`, "bulk"],
		[`PUT ${V}/jobs/ingest/750xx0000000001AAA/batches`, "bulk"],
		[`DELETE ${V}/jobs/query/750xx0000000001AAA`, "bulk"],
		// Metadata
		[`GET ${V}/metadata/deployRequest/0Afxx0000000001AAA?includeDetails=true`, "read"],
		// Others
		[`GET ${V}/connect/organization`, "read"],
		[`POST ${V}/connect/communities`, "unknown"],
		[`GET ${V}/chatter/users/me`, "read"],
		[`POST ${V}/chatter/feed-elements`, "unknown"],
		[`GET ${V}/analytics/reports/00O`, "read"],
		[`GET ${V}/event/eventSchema/abc`, "read"],
		[`POST ${V}/actions/standard/emailSimple`, "unknown"],
		[`GET ${V}/actions/standard`, "unknown"],
		[`POST ${V}/process/rules`, "unknown"],
		[`GET ${V}/graphql?query=%7Ba%7D`, "unknown"],
		[`GET ${V}/something-new`, "unknown"],
		// Apex REST: a GET runs code, too
		["GET /services/apexrest/orders/1", "apex"],
		["POST /services/apexrest/orders", "apex"],
		["GET /services/apexrest", "apex"],
		// Login services
		["GET /services/oauth2/userinfo", "read"],
		["POST /services/oauth2/token", "read"],
		["POST /services/oauth2/revoke", "read"],
		["POST /services/oauth2/introspect", "read"],
		["POST /services/oauth2/singleaccess", "read"],
		["POST /services/oauth2/register", "unknown"],
		["GET /.well-known/openid-configuration", "read"],
		["GET /id/00D7g0000001abcEAA/0057g0000002abcAAA", "read"],
		["POST /id/00D7g0000001abcEAA/0057g0000002abcAAA", "unknown"],
		// Streaming
		["POST /cometd/66.0/", "read"],
		["POST /cometd/66.0/handshake", "read"],
		// Older and other APIs
		["POST /services/async/66.0/job", "unknown"],
		["GET /secur/logout.jsp", "unknown"],
		["POST /services/Soap/class/MyService", "unknown"],
		["GET /", "unknown"],
	])("%s: %s", (call, expected) => {
		expect(ofCall(call)).toBe(expected);
	});
});

describe("one path in many spellings", () => {
	it.each<[string, "read" | ActionKind]>([
		[`GET ${V}/TOOLING/ExecuteAnonymous?anonymousBody=x`, "apex"],
		[`GET /SERVICES/DATA/V66.0/tooling/executeanonymous`, "apex"],
		[`GET /services/data/v66.0//tooling///executeAnonymous//`, "apex"],
		[`GET //services//data//v66.0//limits`, "read"],
		[`GET ${V}/tooling/%65xecuteAnonymous`, "apex"],
		[`GET ${V}%2Ftooling%2FexecuteAnonymous`, "apex"],
		[`GET ${V}/tooling/executeAnonymous.json`, "apex"],
		[`GET ${V}/limits.xml`, "read"],
		[`GET /services/%61pexrest/x`, "apex"],
		[`get ${V}/limits`, "read"],
		// What can't be read safely is never a read
		[`GET ${V}/sobjects/../tooling/executeAnonymous`, "unknown"],
		[`GET ${V}/sobjects/%2e%2e/tooling/executeAnonymous`, "unknown"],
		[`GET ${V}/sobjects/%252e%252e/tooling/executeAnonymous`, "unknown"],
		[`GET ${V}/sobjects/./x`, "unknown"],
		[`GET ${V}/sobjects/..`, "unknown"],
		[`GET ${V}/sobjects\\..\\tooling`, "unknown"],
		[`GET ${V}/sobjects;x=1/Account`, "unknown"],
		[`GET ${V}/limits#/tooling`, "unknown"],
		[`GET ${V}/sobjects/%`, "unknown"],
		[`GET ${V}/sobjects/.\t./tooling/executeAnonymous`, "unknown"],
		[`GET ${V}/sobjects/.\n./tooling/executeAnonymous`, "unknown"],
		[`GET ${V}/sobjects/%00`, "unknown"],
		["GET services/data", "unknown"],
		["GET https://acme.my.salesforce.com/services/data", "unknown"],
		["GET ", "unknown"],
	])("%j: %s", (call, expected) => {
		expect(ofCall(call)).toBe(expected);
	});
});

describe("_HttpMethod", () => {
	it.each<[string, "read" | ActionKind]>([
		[`POST ${V}/sobjects/Account/${ID}?_HttpMethod=PATCH`, "records"],
		[`POST ${V}/sobjects/Account/${ID}?_HttpMethod=DELETE`, "records"],
		[`POST ${V}/sobjects/Account/${ID}?_HttpMethod=GET`, "read"],
		[`POST ${V}/composite/sobjects/Account?_HttpMethod=PATCH`, "records"],
		// The platform's name is case-sensitive: this is a plain POST there.
		[`POST ${V}/sobjects/Account?_httpmethod=GET`, "unknown"],
		[`POST ${V}/sobjects/Account?_HttpMethod=get`, "unknown"],
		// Only a POST can be something else.
		[`DELETE ${V}/sobjects/Account/${ID}?_HttpMethod=GET`, "unknown"],
		[`GET ${V}/sobjects/Account/${ID}?_HttpMethod=DELETE`, "unknown"],
		[`GET ${V}/sobjects/Account/${ID}?%5FHttpMethod=DELETE`, "unknown"],
		[`POST ${V}/sobjects/Account/${ID}?_HttpMethod=GET&_HttpMethod=DELETE`, "unknown"],
		// Nothing behind "#" reaches the platform; a tab is dropped on the way.
		[`POST ${V}/sobjects/Account?x=1#&_HttpMethod=GET`, "unknown"],
		[`POST ${V}/composite/sobjects/Account?_Http\tMethod=PATCH`, "unknown"],
	])("%j: %s", (call, expected) => {
		expect(ofCall(call, { ids: [ID], fields: ["Name"] })).toBe(expected);
	});
});

describe("bodies that decide", () => {
	const get = (url: string) => ({ method: "GET", url, referenceId: "r" });
	const create = { method: "POST", url: `${V}/sobjects/Account`, referenceId: "w", body: { Name: "x" } };
	it.each<[string, string, unknown, "read" | ActionKind]>([
		// Composite
		[
			"queries only",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/query?q=SELECT+Id+FROM+A`)] },
			"read",
		],
		["nothing in it", `POST ${V}/composite`, { compositeRequest: [] }, "read"],
		[
			"a write among reads",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/limits`), create, get(`${V}/limits`)] },
			"records",
		],
		[
			"a query that records a view",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/query?q=${q("SELECT Id FROM A FOR VIEW")}`)] },
			"tracking",
		],
		[
			"a query made of an earlier answer",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/query?q=@{first.records[0].Description}`)] },
			"unknown",
		],
		[
			"the same, encoded",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/query?q=${q("@{first.x}")}`)] },
			"unknown",
		],
		[
			"a record named by an earlier answer",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/sobjects/Account/@{first.id}`)] },
			"read",
		],
		[
			"lower-case method",
			`POST ${V}/composite`,
			{ compositeRequest: [{ ...create, method: "post" }] },
			"records",
		],
		[
			"anonymous Apex",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/tooling/executeAnonymous?anonymousBody=x`)] },
			"apex",
		],
		[
			"composite in composite",
			`POST ${V}/composite`,
			{ compositeRequest: [{ method: "POST", url: `${V}/composite`, body: { compositeRequest: [create] } }] },
			"records",
		],
		[
			"a method override inside",
			`POST ${V}/composite`,
			{ compositeRequest: [get(`${V}/limits?_HttpMethod=POST`)] },
			"unknown",
		],
		["no body", `POST ${V}/composite`, undefined, "unknown"],
		["another shape", `POST ${V}/composite`, { requests: [] }, "unknown"],
		["truncated", `POST ${V}/composite`, '{"compositeRequest":[', "unknown"],
		["tooling composite", `POST ${V}/tooling/composite`, { compositeRequest: [create] }, "records"],
		// Graph
		[
			"graph of reads",
			`POST ${V}/composite/graph`,
			{ graphs: [{ graphId: "1", compositeRequest: [get(`${V}/limits`)] }] },
			"read",
		],
		[
			"a write in the second graph",
			`POST ${V}/composite/graph`,
			{
				graphs: [
					{ graphId: "1", compositeRequest: [get(`${V}/limits`)] },
					{ graphId: "2", compositeRequest: [create] },
				],
			},
			"records",
		],
		// Both keys: the platform takes one, we can't know which.
		[
			"composite and graph at once",
			`POST ${V}/composite`,
			{ graphs: [{ compositeRequest: [] }], compositeRequest: [create] },
			"records",
		],
		// Batch
		[
			"batch of reads",
			`POST ${V}/composite/batch`,
			{ batchRequests: [{ method: "GET", url: "v66.0/limits" }] },
			"read",
		],
		[
			"full addresses in a batch",
			`POST ${V}/composite/batch`,
			{ batchRequests: [{ method: "GET", url: `${V}/limits` }] },
			"read",
		],
		[
			"a write in a batch",
			`POST ${V}/composite/batch`,
			{ batchRequests: [{ method: "PATCH", url: `v66.0/sobjects/Account/${ID}`, richInput: { Name: "x" } }] },
			"records",
		],
		[
			"a batch that climbs",
			`POST ${V}/composite/batch`,
			{ batchRequests: [{ method: "GET", url: "v66.0/../../apexrest/x" }] },
			"unknown",
		],
		["another shape", `POST ${V}/composite/batch`, {}, "unknown"],
		// Collections
		["ids and fields", `POST ${V}/composite/sobjects/Account`, { ids: [ID], fields: ["Name"] }, "read"],
		["records", `POST ${V}/composite/sobjects`, { records: [{}] }, "records"],
		[
			"ids, fields and records",
			`POST ${V}/composite/sobjects/Account`,
			{ ids: [ID], fields: ["Name"], records: [{}] },
			"records",
		],
		// Search
		["a search", `POST ${V}/parameterizedSearch`, { q: "acme", sobjects: [{ name: "Account" }] }, "read"],
		[
			"a search that counts",
			`POST ${V}/parameterizedSearch`,
			{ q: "acme", updateViewStat: true },
			"tracking",
		],
		["the same as text", `POST ${V}/parameterizedSearch`, { q: "acme", updateTracking: "true" }, "tracking"],
		["one that says it doesn't", `POST ${V}/parameterizedSearch`, { q: "a", updateTracking: false }, "read"],
		// GraphQL
		[
			"a query",
			`POST ${V}/graphql`,
			{ query: "query { uiapi { query { Account { edges { node { Id } } } } } }" },
			"read",
		],
		[
			"the short form",
			`POST ${V}/graphql`,
			{ query: "{ uiapi { query { Account { edges { node { Id } } } } } }" },
			"read",
		],
		[
			"a mutation",
			`POST ${V}/graphql`,
			{ query: "mutation { uiapi { AccountCreate(input: {}) { Record { Id } } } }" },
			"records",
		],
		[
			"a second operation",
			`POST ${V}/graphql`,
			{ query: "query A { a } mutation B { b }", operationName: "A" },
			"records",
		],
		["the word in a string", `POST ${V}/graphql`, { query: '{ a(x: "mutation") }' }, "read"],
		["the word in a comment", `POST ${V}/graphql`, { query: "{ a } # mutation\n" }, "read"],
		["the word after a comment", `POST ${V}/graphql`, { query: '# it\'s "\nmutation { a } # "' }, "records"],
		["the word in a block string", `POST ${V}/graphql`, { query: '{ a(x: """a " mutation""") }' }, "read"],
		[
			"an escaped block string before a mutation",
			`POST ${V}/graphql`,
			{ query: '{ a(x:"""\\""" """) } mutation M { b(y:"z") }' },
			"records",
		],
		["no query", `POST ${V}/graphql`, { operationName: "A" }, "unknown"],
		// Jobs
		["a query job", `POST ${V}/jobs/query`, { operation: "query", query: "SELECT Id FROM Account" }, "read"],
		[
			"with deleted rows",
			`POST ${V}/jobs/query`,
			{ operation: "queryAll", query: "SELECT Id FROM Account" },
			"read",
		],
		[
			"one that records views",
			`POST ${V}/jobs/query`,
			{ operation: "query", query: "SELECT Id FROM A FOR VIEW" },
			"tracking",
		],
		["another operation", `POST ${V}/jobs/query`, { operation: "insert", query: "SELECT Id FROM A" }, "bulk"],
		["an upload", `POST ${V}/jobs/ingest`, { object: "Account", operation: "insert" }, "bulk"],
		["stopping ours", `PATCH ${V}/jobs/ingest/${ID}`, { state: "Aborted" }, "read"],
		["closing an upload", `PATCH ${V}/jobs/ingest/${ID}`, { state: "UploadComplete" }, "bulk"],
		["stopping and more", `PATCH ${V}/jobs/ingest/${ID}`, { state: "Aborted", object: "X" }, "bulk"],
		["stopping a query job", `PATCH ${V}/jobs/query/${ID}`, { state: "Aborted" }, "read"],
		// Deployments
		["a validation", `POST ${V}/metadata/deployRequest`, { deployOptions: { checkOnly: true } }, "validate"],
		["a deployment", `POST ${V}/metadata/deployRequest`, { deployOptions: { checkOnly: false } }, "deploy"],
		["a deployment by default", `POST ${V}/metadata/deployRequest`, { deployOptions: {} }, "deploy"],
		["both at once", `POST ${V}/metadata/deployRequest`, '{"checkOnly":true,"checkOnly":false}', "deploy"],
		[
			"a file in the zip that says checkOnly",
			`POST ${V}/metadata/deployRequest`,
			'--b\r\n\r\n{"deployOptions":{}}\r\n--b\r\n\r\nPK\u0003\u0004 {"checkOnly": true}\r\n--b--',
			"deploy",
		],
		["a quick deployment", `POST ${V}/metadata/deployRequest`, { validatedDeployRequestId: ID }, "deploy"],
		[
			"cancelling ours",
			`PATCH ${V}/metadata/deployRequest/${ID}`,
			{ deployResult: { status: "Canceling" } },
			"read",
		],
		[
			"another change",
			`PATCH ${V}/metadata/deployRequest/${ID}`,
			{ deployResult: { status: "Succeeded" } },
			"deploy",
		],
	])("%s: %s", (_, call, body, expected) => {
		expect(ofCall(call, body)).toBe(expected);
	});
});

describe("SOAP", () => {
	const envelope = (inside: string, header = "") =>
		`<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header>${header}</soapenv:Header><soapenv:Body>${inside}</soapenv:Body></soapenv:Envelope>`;
	const soap = (inside: string, api = "u", header = "") =>
		ofCall(`POST /services/Soap/${api}/66.0`, envelope(inside, header));

	it.each<[string, "read" | ActionKind]>([
		...[
			"query",
			"queryMore",
			"retrieve",
			"describeSObjects",
			"describeGlobal",
			"getUserInfo",
			"search",
			"describeMetadata",
			"listMetadata",
			"readMetadata",
			"checkDeployStatus",
			"checkRetrieveStatus",
			"getServerTimestamp",
			"getUpdated",
			"getDeleted",
			"describeLayout",
			"cancelDeploy",
		].map((name): [string, "read"] => [name, "read"]),
		...["create", "update", "upsert", "delete", "undelete", "merge", "convertLead", "process"].map(
			(name): [string, "records"] => [name, "records"],
		),
		...["createMetadata", "updateMetadata", "upsertMetadata", "deleteMetadata", "renameMetadata"].map(
			(name): [string, "metadata"] => [name, "metadata"],
		),
		["deploy", "deploy"],
		["deployRecentValidation", "deploy"],
		["executeAnonymous", "apex"],
		["compileClasses", "apex"],
		["runTests", "tests"],
		["sendEmail", "unknown"],
		["setPassword", "unknown"],
		["resetPassword", "unknown"],
		["login", "unknown"],
		["constructor", "unknown"],
		["toString", "unknown"],
		["Query", "unknown"],
	])("%s: %s", (operation, expected) => {
		const inside =
			operation === "query"
				? "<queryString>SELECT Id FROM A</queryString>"
				: operation === "search"
					? "<searchString>FIND {a} RETURNING Account(Id)</searchString>"
					: "";
		expect(soap(`<urn:${operation} xmlns:urn="urn:x">${inside}</urn:${operation}>`)).toBe(expected);
		expect(soap(`<${operation}>${inside}</${operation}>`, "m")).toBe(expected);
	});

	it.each<[string, string, "read" | ActionKind]>([
		["empty element", "<describeGlobal/>", "read"],
		[
			"a query that records a view",
			"<query><queryString>SELECT Id FROM A FOR VIEW</queryString></query>",
			"tracking",
		],
		[
			"the same with entities",
			"<query><queryString>SELECT Id FROM A F&#79;R &#x56;IEW</queryString></query>",
			"tracking",
		],
		["a query without its text", "<query/>", "unknown"],
		[
			"two texts, the second records",
			"<query><queryString>SELECT Id FROM A</queryString><queryString>SELECT Id FROM A FOR VIEW</queryString></query>",
			"tracking",
		],
		[
			"a search that counts",
			"<search><searchString>FIND {x} RETURNING F__kav(Id) UPDATE VIEWSTAT</searchString></search>",
			"tracking",
		],
		[
			"a validation",
			"<deploy><DeployOptions><checkOnly>true</checkOnly></DeployOptions></deploy>",
			"validate",
		],
		[
			"not a validation",
			"<deploy><DeployOptions><checkOnly>false</checkOnly></DeployOptions></deploy>",
			"deploy",
		],
		["both", "<deploy><checkOnly>true</checkOnly><checkOnly>false</checkOnly></deploy>", "deploy"],
		["two operations", "<describeGlobal/><delete><ids>1</ids></delete>", "unknown"],
		[
			"two operations, the first long",
			"<query><queryString>SELECT Id FROM A</queryString></query><delete/>",
			"unknown",
		],
		["the first hidden in a comment", "<!--<query>--><delete/><!--</query>-->", "records"],
		["CDATA", "<query><queryString><![CDATA[SELECT Id FROM A]]></queryString></query>", "unknown"],
		["nothing", "", "unknown"],
		["text", "query", "unknown"],
	])("%s: %s", (_, inside, expected) => {
		expect(soap(inside)).toBe(expected);
	});

	it("is not fooled by a second body, a header or a document type", () => {
		expect(soap("<delete/>", "u", "<soapenv:Body><query/></soapenv:Body>")).toBe("unknown");
		expect(
			soap(
				"<query><queryString>SELECT Id FROM A FOR VIEW</queryString></query>",
				"u",
				"<queryString>SELECT Id FROM A</queryString>",
			),
		).toBe("tracking");
		expect(
			ofCall("POST /services/Soap/u/66.0", `<!DOCTYPE x [<!ENTITY q "x">]>${envelope("<describeGlobal/>")}`),
		).toBe("unknown");
		expect(ofCall("POST /services/Soap/u/66.0")).toBe("unknown");
		expect(ofCall("GET /services/Soap/u/66.0", envelope("<describeGlobal/>"))).toBe("unknown");
	});
});

describe("what the table doesn't know", () => {
	const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "MERGE");
	const segment = fc.string({
		unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz-0123456789".split("")),
		minLength: 1,
	});

	it("is never a read: any other resource", () => {
		fc.assert(
			fc.property(method, fc.array(segment, { minLength: 1, maxLength: 5 }), (verb, path) => {
				expect(ofCall(`${verb} ${V}/zz-${path.join("/")}`)).not.toBe("read");
				expect(ofCall(`${verb} /zz-${path.join("/")}`)).not.toBe("read");
				expect(ofCall(`${verb} /services/zz-${path.join("/")}`)).not.toBe("read");
			}),
		);
	});

	it("is never a read: any method but GET and HEAD without a body, anywhere but at the login services", () => {
		const known = fc.constantFrom(
			"sobjects/Account",
			"query",
			"tooling/query",
			"limits",
			"jobs/ingest",
			"metadata",
			"connect/x",
			"ui-api/records",
			"composite",
			"composite/batch",
			"composite/tree/X",
			"search",
			"recent",
			"",
		);
		const verb = fc.constantFrom("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "MERGE", "BREW", "");
		fc.assert(
			fc.property(verb, known, fc.option(segment, { nil: "" }), (one, resource, rest) => {
				expect(ofCall(`${one} ${V}/${resource}/${rest}`)).not.toBe("read");
			}),
		);
	});

	it("is never a read: anonymous Apex and Apex REST in any spelling", () => {
		const spelt = (text: string) =>
			fc.array(fc.nat(3), { minLength: text.length, maxLength: text.length }).map((how) =>
				text
					.split("")
					.map((c, at) => {
						if (how[at] === 1) return c.toUpperCase();
						if (how[at] === 2 && c !== "/") return `%${c.charCodeAt(0).toString(16).padStart(2, "0")}`;
						return how[at] === 3 && c === "/" ? "//" : c;
					})
					.join(""),
			);
		const path = fc.oneof(
			spelt("/services/data/v66.0/tooling/executeanonymous/"),
			spelt("/services/apexrest/x"),
		);
		fc.assert(
			fc.property(fc.constantFrom("GET", "HEAD", "POST"), path, (verb, where) => {
				expect(ofCall(`${verb} ${where}?anonymousBody=x`)).toBe("apex");
			}),
		);
	});

	it("never fails, whatever path and body", () => {
		fc.assert(
			fc.property(method, fc.oneof(fc.string(), fc.webPath()), fc.string(), (verb, path, body) => {
				expect(["read", "write"]).toContain(effectOf({ method: verb, path, body }).kind);
			}),
		);
	});
});
