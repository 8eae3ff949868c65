// Recordings of single calls with the headers of their answers (2015): how the like of each is asked here.
import type { Asking } from "./asking.ts";
import type { Fixture } from "./fixture.ts";
import { because, customFields, OLD } from "./knownDifferences.ts";
import { recordedJson } from "./recordings.ts";
import type { Answer } from "./witness.ts";

const FOLDER = "restforce-db/";
/** The version of those days. */
const THEN = "33.0";

/** The status, headers and body of a recorded call. */
export function recordedAnswer(recording: string): Answer {
	const { response } = recordedJson(recording) as {
		readonly response: {
			readonly status: { readonly code: number };
			readonly headers: Readonly<Record<string, readonly string[]>>;
			readonly body: unknown;
		};
	};
	const headers = new Headers();
	for (const [name, values] of Object.entries(response.headers)) headers.set(name, values[0] ?? "");
	return { status: response.status.code, headers, body: response.body };
}

/** The id of a record made for the occasion. */
async function made(at: Asking, type: string, fields: object): Promise<string> {
	const { body } = await at.send("POST", `/sobjects/${type}`, fields, THEN);
	return (body as { id: string }).id;
}

const SOMEBODY = { Email: "somebody@example.com", LastName: "Somebody" };
const PROJECT = { Name: "Custom object" };
const fields = because("fields of the objects asked here", "+");
const theirs = customFields(
	"records[].SynchronizationId__c",
	"records[].Example_Field__c",
	"records[].Friend__c",
);

/** Calls with recorded headers. The custom objects of that org are `Project__c` and its `Milestone__c` here. */
export const exchanges: readonly Omit<Fixture, "status">[] = [
	{
		recording: `${FOLDER}01_post_services_oauth_token_200.json`,
		ask: (at) => at.refresh(at.admin.refreshToken),
		differs: OLD,
	},
	{
		recording: `${FOLDER}02_post_rvices_data_api_version_sobjects_Contact_201.json`,
		ask: (at) => at.send("POST", "/sobjects/Contact", SOMEBODY, THEN),
	},
	{
		recording: `${FOLDER}03_post_data_api_version_sobjects_CustomObject_c_201.json`,
		ask: (at) => at.send("POST", "/sobjects/Project__c", PROJECT, THEN),
	},
	{
		recording: `${FOLDER}04_get_version_sobjects_CustomObject_c_describe_200.json`,
		ask: (at) => at.get("/sobjects/Project__c/describe", THEN),
		differs: OLD,
	},
	{
		recording: `${FOLDER}05_get_services_data_api_version_query_200.json`,
		ask: async (at) => {
			const id = await made(at, "Project__c", PROJECT);
			return at.query(
				`select Id, SystemModstamp, LastModifiedById, Name from Project__c where Id = '${id}'`,
				THEN,
			);
		},
		differs: theirs,
	},
	{
		recording: `${FOLDER}06_get_ta_api_version_sobjects_Contact_describe_200.json`,
		ask: (at) => at.get("/sobjects/Contact/describe", THEN),
		differs: OLD,
	},
	{
		recording: `${FOLDER}07_delete_ces_data_api_version_sobjects_Contact_ID_204.json`,
		ask: async (at) =>
			at.send("DELETE", `/sobjects/Contact/${await made(at, "Contact", SOMEBODY)}`, undefined, THEN),
	},
	{
		recording: `${FOLDER}08_delete_a_api_version_sobjects_CustomObject_c_ID_204.json`,
		ask: async (at) =>
			at.send("DELETE", `/sobjects/Project__c/${await made(at, "Project__c", PROJECT)}`, undefined, THEN),
	},
	{
		recording: `${FOLDER}09_post_services_data_api_version_sobjects_ID_c_201.json`,
		ask: async (at) => {
			const Project__c = await made(at, "Project__c", PROJECT);
			return at.send("POST", "/sobjects/Milestone__c", { Title__c: "First", Project__c }, THEN);
		},
	},
	{
		recording: `${FOLDER}10_get_data_api_version_sobjects_ID_c_describe_200.json`,
		ask: (at) => at.get("/sobjects/Milestone__c/describe", THEN),
		differs: {
			...OLD,
			...because("milestones have no details, files or history here", "body.childRelationships[]"),
		},
	},
	{
		recording: `${FOLDER}11_delete_rvices_data_api_version_sobjects_ID_c_ID_404.json`,
		ask: async (at) => {
			const path = `/sobjects/Project__c/${await made(at, "Project__c", PROJECT)}`;
			await at.send("DELETE", path, undefined, THEN);
			return at.send("DELETE", path, undefined, THEN);
		},
	},
	{
		recording: `${FOLDER}12_get_services_data_api_version_query_200.json`,
		ask: (at) => at.query("select Id, SystemModstamp, LastModifiedById, Name from Project__c limit 2", THEN),
		differs: theirs,
	},
	{
		recording: `${FOLDER}13_get_services_data_api_version_200.json`,
		ask: (at) => at.get("/", THEN),
		differs: fields,
	},
	{
		recording: `${FOLDER}14_get_id_ID_ID_200.json`,
		ask: (at) => at.client.get(`/id/${at.admin.orgId}/${at.admin.userId}`, at.admin.accessToken),
		differs: {
			...OLD,
			...because("a recorded identity of 2022 writes times with Z", "body.last_modified_date"),
		},
	},
	{
		recording: `${FOLDER}15_patch_a_api_version_sobjects_CustomObject_c_ID_204.json`,
		ask: async (at) =>
			at.send("PATCH", `/sobjects/Project__c/${await made(at, "Project__c", PROJECT)}`, PROJECT, THEN),
	},
	{
		recording: `${FOLDER}16_patch_bjects_CustomObject_c_ID_c_CustomObject_201.json`,
		ask: (at) => at.send("PATCH", "/sobjects/Skill__c/Code__c/NEW-1", PROJECT, THEN),
	},
	{
		recording: `${FOLDER}17_patch_bjects_CustomObject_c_ID_c_CustomObject_204.json`,
		ask: async (at) => {
			await at.send("PATCH", "/sobjects/Skill__c/Code__c/NEW-1", PROJECT, THEN);
			return at.send("PATCH", "/sobjects/Skill__c/Code__c/NEW-1", PROJECT, THEN);
		},
	},
];
