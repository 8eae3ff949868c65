// Recordings of single answers: how the like of each is asked here, and what may differ.
import type { Asking } from "./asking.ts";
import type { Fixture } from "./fixture.ts";
import { queries, records } from "./fixturesOfRecords.ts";
import { apps, because, describeDiffers, OLD } from "./knownDifferences.ts";

const REST = "restforce/sobject/";
const SPRING = "spring-social-salesforce/";

const versions: readonly Fixture[] = [
	...["NetCoreForce/versions.json", "restforce/services_data_success_response.json"].map((recording) => ({
		recording,
		status: 200,
		ask: ({ client }: Asking) => client.request("/services/data"),
	})),
	{
		recording: `${SPRING}versions.json`,
		status: 200,
		ask: ({ client }) => client.request("/services/data"),
	},
];

const decoded = (name: string): string => `CumulusCI/decoded/GET_sobjects_${name}_describe.json`;

const describes: readonly Fixture[] = [
	...["Account", "Case", "Contact", "Event", "Lead", "Opportunity", "OpportunityContactRole"].map((name) => ({
		recording: decoded(name),
		status: 200,
		ask: (at: Asking) => at.get(`/sobjects/${name}/describe`),
		differs: describeDiffers(name),
	})),
	{
		recording: decoded("Account_PersonAccount"),
		status: 200,
		ask: async (at) => {
			await at.client.control("POST", "settings", { personAccounts: true });
			return at.get("/sobjects/Account/describe");
		},
	},
	{
		recording: decoded("Custom__c"),
		status: 200,
		ask: (at) => at.get("/sobjects/Project__c/describe"),
		differs: because("whoever kept the recording emptied the list", "body.urls.*"),
	},
	{ recording: decoded("Global"), status: 200, ask: (at) => at.get("/sobjects") },
	{
		recording: `${SPRING}sobjects.json`,
		status: 200,
		ask: (at) => at.get("/sobjects"),
		differs: OLD,
	},
	{
		recording: `${REST}describe_sobjects_success_response.json`,
		status: 200,
		ask: (at) => at.get("/sobjects"),
		differs: OLD,
	},
	{
		recording: `${REST}list_sobjects_success_response.json`,
		status: 200,
		ask: (at) => at.get("/sobjects"),
		differs: OLD,
	},
	{ recording: `${SPRING}account.json`, status: 200, ask: (at) => at.get("/sobjects/Account"), differs: OLD },
	{
		recording: `${SPRING}account2.json`,
		status: 200,
		ask: (at) => at.get("/sobjects/Account"),
		differs: OLD,
	},
	{
		recording: `${SPRING}account_desc.json`,
		status: 200,
		ask: (at) => at.get("/sobjects/Account/describe"),
		differs: OLD,
	},
	{
		recording: "SwiftlySalesforce/MockAccountMetadata.json",
		status: 200,
		ask: (at) => at.get("/sobjects/Account/describe"),
		differs: because("nothing overrides actions here", "body.actionOverrides[]"),
	},
	{
		recording: "Force.com-Toolkit-for-NET/UserObjectDescribeMetadata.v29.json",
		status: 200,
		ask: (at) => at.get("/sobjects/User/describe"),
		differs: {
			...OLD,
			...because("passwords are not served, so no address leads there", "body.urls.passwordUtilities"),
		},
	},
	{
		recording: `${REST}sobject_describe_success_response.json`,
		status: 200,
		ask: (at) => at.get("/sobjects/Project__c/describe"),
		differs: OLD,
	},
	{
		recording: `${REST}sobject_describe_error_response.json`,
		status: 404,
		ask: (at) => at.get("/sobjects/Whizbang/describe"),
	},
	{
		recording: `${REST}list_view_results_success_response.json`,
		status: 200,
		ask: async (at) => {
			const { body } = await at.get("/sobjects/Account/listviews");
			const [first] = (body as { listviews: { id: string }[] }).listviews;
			return at.get(`/sobjects/Account/listviews/${first?.id}/results?limit=1`);
		},
		differs: OLD,
	},
];

const rest: readonly Fixture[] = [
	{
		recording: "SwiftlySalesforce/MockLimits.json",
		status: 200,
		ask: (at) => at.get("/limits"),
		differs: {
			...OLD,
			...apps("DailyBulkApiBatches", "DailyGenericStreamingApiEvents", "DailyStreamingApiEvents"),
		},
	},
	{
		recording: `${SPRING}limits.json`,
		status: 200,
		ask: (at) => at.get("/limits", "37.0"),
		differs: {
			...OLD,
			...apps(
				"DailyApiRequests",
				"DailyBulkApiRequests",
				"DailyGenericStreamingApiEvents",
				"DailyStreamingApiEvents",
			),
		},
	},
	{
		recording: "SwiftlySalesforce/MockSearchResults.json",
		status: 200,
		ask: (at) =>
			at.search(
				"FIND {a* OR 0*} RETURNING Contact(FirstName, LastName, Department), Account(Name, BillingCity, NumberOfEmployees), Case(CaseNumber)",
			),
	},
	...[`${SPRING}search.json`, `${REST}search_success_response.json`].map((recording) => ({
		recording,
		status: 200,
		ask: async (at: Asking) => {
			await at.send("POST", "/sobjects/Account", { Name: "Quagga Herd" });
			return at.search("FIND {quagga*} RETURNING Contact(Id), Account(Id)", "36.0");
		},
	})),
	{
		recording: `${REST}search_error_response.json`,
		status: 400,
		ask: (at) => at.search("FIND a RETURNING Contact"),
	},
	...[`${SPRING}recent.json`, `${REST}recent_success_response.json`].map((recording) => ({
		recording,
		status: 200,
		ask: (at: Asking) => at.recent(),
	})),
	...["services", "services2"].map((name) => ({
		recording: `${SPRING}${name}.json`,
		status: 200,
		ask: (at: Asking) => at.get("/"),
		differs: OLD,
	})),
	{
		recording: "SwiftlySalesforce/MockIdentity.json",
		status: 200,
		ask: (at) => at.client.get(`/id/${at.admin.orgId}/${at.admin.userId}`, at.admin.accessToken),
	},
	{
		recording: `${SPRING}userDetails.json`,
		status: 200,
		ask: (at) => at.client.get("/services/oauth2/userinfo", at.admin.accessToken),
		differs: {
			...OLD,
			...because("who is signed in has no address", "body.address.country"),
			...because("of 2013; a recorded identity of 2022 writes times with Z", "body.updated_at"),
		},
	},
];

const oauth: readonly Fixture[] = [
	...[
		"restforce/auth_success_response.json",
		`${SPRING}client-token.json`,
		"restforce/refresh_success_response.json",
		"restforce/reauth_success_response.json",
	].map((recording) => ({
		recording,
		status: 200,
		ask: (at: Asking) => at.refresh(at.admin.refreshToken),
		differs: OLD,
	})),
	{ recording: "restforce/refresh_error_response.json", status: 400, ask: (at) => at.refresh("nonsense") },
	{ recording: "restforce/auth_error_response.json", status: 400, ask: (at) => at.refresh("nonsense") },
	{
		recording: "restforce/expired_session_response.json",
		status: 401,
		ask: (at) => at.client.get("/services/data/v66.0/limits", "nonsense"),
	},
	{
		recording: `${REST}query_error_response.json`,
		status: 400,
		ask: (at) => at.query("SELECT Foo FROM Account"),
	},
];

/** Every recording of a single answer that is held against an answer of ours. */
export const fixtures: readonly Fixture[] = [
	...versions,
	...describes,
	...queries,
	...records,
	...rest,
	...oauth,
];
