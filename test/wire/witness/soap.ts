// The Partner API's recorded envelopes: how the like of each is asked here.
import { type Element, parseXml } from "../../../demo-org/soap/element.ts";
import type { Asking } from "./asking.ts";
import { because } from "./knownDifferences.ts";
import type { Answer, Differences } from "./witness.ts";

export interface Envelope {
	readonly recording: string;
	readonly status: number;
	/** The operation's element; `sessionId` is the session's unless told. */
	readonly ask: (at: Asking) => Promise<{ readonly operation: string; readonly sessionId?: string }>;
	readonly differs?: Differences;
}

const PREFIX: Readonly<Record<string, string>> = {
	"http://schemas.xmlsoap.org/soap/envelope/": "env:",
	"urn:partner.soap.sforce.com": "",
	"urn:sobject.partner.soap.sforce.com": "sf:",
	"urn:fault.partner.soap.sforce.com": "fault:",
};

/** An element as JSON: lists of children by name, texts, null for nil. Namespaces are prefixes, `xsi:type` a child. */
function treeOf(element: Element): unknown {
	if (element.isNil) return null;
	const tree: Record<string, unknown[]> = {};
	for (const each of element.children) {
		const name = `${PREFIX[each.uri] ?? `{${each.uri}}`}${each.name}`;
		tree[name] = [...(tree[name] ?? []), treeOf(each)];
	}
	if (element.type !== "") tree[`type ${element.type}`] = [];
	return element.children.length > 0 ? tree : element.text.trim();
}

/** An envelope for comparison. */
export function envelopeTree(xml: string): unknown {
	return treeOf(parseXml(xml));
}

/** Sends an operation to the demo org's Partner API. */
export async function askSoap(at: Asking, operation: string, sessionId?: string): Promise<Required<Answer>> {
	const reply = await at.client.request("/services/Soap/u/66.0", {
		method: "POST",
		headers: { "content-type": "text/xml", soapaction: '""' },
		body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:s="urn:sobject.partner.soap.sforce.com"><e:Header><SessionHeader><sessionId>${sessionId ?? at.admin.accessToken}</sessionId></SessionHeader></e:Header><e:Body>${operation}</e:Body></e:Envelope>`,
	});
	return { status: reply.status, headers: reply.headers, body: envelopeTree(String(reply.body)) };
}

const sObject = (fields: string): string => `<sObjects><s:type>Opportunity</s:type>${fields}</sObjects>`;
const NEW = "<s:Name>New</s:Name><s:StageName>Prospecting</s:StageName><s:CloseDate>2026-06-01</s:CloseDate>";
const HIDDEN = "<s:AccountId>001000000000001AAA</s:AccountId>";
const queryOf = (name: string): string =>
	`<${name}><queryString>SELECT Id, Name, StageName FROM Opportunity LIMIT 2</queryString></${name}>`;
const operation = (text: string) => async () => ({ operation: text });
const onOpportunity = (text: (id: string) => string) => async (at: Asking) => ({
	operation: text((await at.ids("Opportunity", 1))[0] ?? ""),
});
const merge = (ids: readonly string[], loser: string): string =>
	`<merge><request><masterRecord><s:type>Account</s:type><s:Id>${ids[0]}</s:Id></masterRecord><recordToMergeIds>${loser}</recordToMergeIds></request></merge>`;

const SOAPFORCE = "soapforce/";
const NEWER = because("the recording is of an older version, which had fewer elements", "+");

/** Every recorded envelope that is asked here. */
export const envelopes: readonly Envelope[] = [
	{
		recording: `${SOAPFORCE}create_response.xml`,
		status: 200,
		ask: operation(`<create>${sObject(NEW)}</create>`),
	},
	{
		recording: `${SOAPFORCE}create_response_failure.xml`,
		status: 200,
		ask: operation(`<create>${sObject(NEW + HIDDEN)}</create>`),
	},
	{
		recording: `${SOAPFORCE}update_response.xml`,
		status: 200,
		ask: onOpportunity((id) => `<update>${sObject(`<s:Id>${id}</s:Id><s:NextStep>x</s:NextStep>`)}</update>`),
	},
	{
		recording: `${SOAPFORCE}update_response_failure.xml`,
		status: 200,
		ask: onOpportunity((id) => `<update>${sObject(`<s:Id>${id}</s:Id>${HIDDEN}`)}</update>`),
	},
	{
		recording: `${SOAPFORCE}upsert_response.xml`,
		status: 200,
		ask: onOpportunity(
			(id) =>
				`<upsert><externalIDFieldName>Id</externalIDFieldName>${sObject(NEW)}${sObject(`<s:Id>${id}</s:Id>`)}</upsert>`,
		),
	},
	{
		recording: `${SOAPFORCE}delete_response.xml`,
		status: 200,
		ask: onOpportunity((id) => `<delete><ids>${id}</ids></delete>`),
	},
	{
		recording: `${SOAPFORCE}delete_response_failure.xml`,
		status: 200,
		ask: operation("<delete><ids>006i000004DAKd</ids></delete>"),
	},
	{
		recording: `${SOAPFORCE}merge_response.xml`,
		status: 200,
		ask: async (at) => {
			const ids = await at.ids("Account", 2);
			return { operation: merge(ids, ids[1] ?? "") };
		},
		differs: because(
			"the merged account has contacts here",
			"body.env:Body[].mergeResponse[].result[].updatedRelatedIds",
		),
	},
	{
		recording: `${SOAPFORCE}merge_response_failure.xml`,
		status: 200,
		ask: async (at) => ({ operation: merge(await at.ids("Account", 1), "0011500000000") }),
		differs: because(
			"a failed merge has a nil id here, as the recorded failures of other calls have",
			"body.env:Body[].mergeResponse[].result[].id[]",
		),
	},
	{ recording: `${SOAPFORCE}query_response.xml`, status: 200, ask: operation(queryOf("query")) },
	{ recording: `${SOAPFORCE}query_all_response.xml`, status: 200, ask: operation(queryOf("queryAll")) },
	{
		recording: `${SOAPFORCE}org_id_response.xml`,
		status: 200,
		ask: operation("<query><queryString>SELECT Id FROM Organization</queryString></query>"),
	},
	{
		recording: `${SOAPFORCE}query_more_response.xml`,
		status: 200,
		ask: async (at) => {
			const { body } = await at.client.query(
				"SELECT Name, StageName, Id FROM Opportunity",
				at.admin.accessToken,
				{ "sforce-query-options": "batchSize=200" },
			);
			const locator = (body as { readonly nextRecordsUrl: string }).nextRecordsUrl.split("/").at(-1);
			return { operation: `<queryMore><queryLocator>${locator}</queryLocator></queryMore>` };
		},
	},
	{
		recording: `${SOAPFORCE}retrieve_response.xml`,
		status: 200,
		ask: onOpportunity(
			(id) =>
				`<retrieve><fieldList>Id,Name,Description,StageName</fieldList><sObjectType>Opportunity</sObjectType><ids>${id}</ids></retrieve>`,
		),
	},
	{
		recording: `${SOAPFORCE}search_response.xml`,
		status: 200,
		ask: operation("<search><searchString>FIND {quaggas} RETURNING Account</searchString></search>"),
		differs: because(
			"an older version; the WSDL of v66 has a queryId",
			"body.env:Body[].searchResponse[].result[]",
		),
	},
	{
		recording: `${SOAPFORCE}describe_global_response.xml`,
		status: 200,
		ask: operation("<describeGlobal/>"),
		differs: NEWER,
	},
	{
		recording: `${SOAPFORCE}get_user_info_response.xml`,
		status: 200,
		ask: operation("<getUserInfo/>"),
		differs: NEWER,
	},
	{
		recording: "metaforce/foo/invalid_session.xml",
		status: 500,
		ask: async () => ({ operation: "<getUserInfo/>", sessionId: "nonsense" }),
	},
];
