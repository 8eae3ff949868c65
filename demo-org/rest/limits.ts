import { json, type Reply } from "../http.ts";
import { methodNotAllowed, notServed } from "../platformError.ts";
import { dailyLimitOf } from "./apiUsage.ts";
import type { Call } from "./call.ts";

/**
 * Limits of a Developer Edition org, as documented, recorded, and listed by somebody whose org answered v62: name to
 * maximum. Only DailyApiRequests is counted.
 */
const MAXIMA: Readonly<Record<string, number>> = {
	ActiveScratchOrgs: 3,
	AnalyticsExternalDataSizeMB: 40_960,
	BOZosCalloutHourlyLimit: 20_000,
	CdpAiInferenceApiMonthlyLimit: 500_000_000,
	ConcurrentAsyncGetReportInstances: 200,
	ConcurrentEinsteinDataInsightsStoryCreation: 5,
	ConcurrentEinsteinDiscoveryStoryCreation: 2,
	ConcurrentSyncReportRuns: 20,
	ContentDistBandwidthLimitMB: 10_240,
	ContentDistViewLimit: 10_000,
	ContentPublicationLimit: 2500,
	DailyAnalyticsDataflowJobExecutions: 60,
	DailyAnalyticsUploadedFilesSizeMB: 51_200,
	DailyApexCursorLimit: 10_000,
	DailyApexCursorRowsLimit: 100_000_000,
	DailyApexPCursorLimit: 200_000,
	DailyApiRequests: 15_000,
	DailyAsyncApexExecutions: 250_000,
	DailyAsyncApexTests: 500,
	DailyBulkApiBatches: 15_000,
	DailyBulkV2QueryFileStorageMB: 976_562,
	DailyBulkV2QueryJobs: 10_000,
	DailyDataCloudCursorLimit: 0,
	DailyDataCloudCursorRowsLimit: 0,
	DailyDataCloudFlexCredits: 0,
	DailyDeliveredPlatformEvents: 10_000,
	DailyDurableGenericStreamingApiEvents: 10_000,
	DailyDurableStreamingApiEvents: 10_000,
	DailyEinsteinDataInsightsStoryCreation: 1000,
	DailyEinsteinDiscoveryOptimizationJobRuns: 25,
	DailyEinsteinDiscoveryPredictAPICalls: 50_000,
	DailyEinsteinDiscoveryPredictionsByCDC: 500_000,
	DailyEinsteinDiscoveryStoryCreation: 100,
	DailyFunctionsApiCallLimit: 50_000,
	DailyGenericStreamingApiEvents: 10_000,
	DailyMetadataRetrievesWithDependencies: 200,
	DailyScratchOrgs: 6,
	DailyServiceEmailAgentforceCalls: 0,
	DailyStandardVolumePlatformEvents: 10_000,
	DailyStreamingApiEvents: 10_000,
	DailyWorkflowEmails: 195,
	DataStorageMB: 5,
	DurableStreamingApiConcurrentClients: 20,
	ExternalServicesActiveObjects: 2500,
	ExternalServicesActiveOperations: 2500,
	ExternalServicesObjectProperties: 400_000,
	ExternalServicesObjects: 10_000,
	ExternalServicesOperations: 10_000,
	ExternalServicesRegistrations: 150,
	FileStorageMB: 20,
	HourlyAsyncReportRuns: 1200,
	HourlyDashboardRefreshes: 200,
	HourlyDashboardResults: 5000,
	HourlyDashboardStatuses: 999_999_999,
	HourlyElevateAsyncReportRuns: 1200,
	HourlyElevateSyncReportRuns: 500,
	HourlyLongTermIdMapping: 100_000,
	HourlyManagedContentPublicRequests: 50_000,
	HourlyODataCallout: 1000,
	HourlyPublishedPlatformEvents: 50_000,
	HourlyPublishedStandardVolumePlatformEvents: 1000,
	HourlyShortTermIdMapping: 100_000,
	HourlySyncReportRuns: 500,
	HourlyTimeBasedWorkflow: 50,
	MassEmail: 10,
	MaxContentDocumentsLimit: 30_000_000,
	MonthlyEinsteinDiscoveryStoryCreation: 500,
	MonthlyPlatformEventsUsageEntitlement: 0,
	Package2VersionCreates: 6,
	Package2VersionCreatesWithoutValidation: 500,
	PermissionSets: 1500,
	PlatformEventTriggersWithParallelProcessing: 5,
	PrivateConnectOutboundCalloutHourlyLimitMB: 0,
	PublishCallbackUsageInApex: 5_242_880,
	ScheduledFlowRunLimit: 250_000,
	ScheduledPathRunLimit: 250_000,
	SingleEmail: 15,
	StreamingApiConcurrentClients: 20,
};

/** Limits that went by another name up to a version. */
const FORMER: readonly (readonly [name: string, former: string, until: number])[] = [
	["DailyBulkApiBatches", "DailyBulkApiRequests", 48],
	["MonthlyPlatformEventsUsageEntitlement", "MonthlyPlatformEvents", 47],
];

function nameIn(version: number, name: string): string {
	const [, former = name, until = 0] = FORMER.find(([now]) => now === name) ?? [];
	return version <= until ? former : name;
}

/** The limit within the limit of PermissionSets. */
const CUSTOM_PERMISSION_SETS = 1000;

/** `GET /limits` and `GET /limits/recordCount` (REST API Developer Guide, "Limits" and "Record Count"). */
export function limits(call: Call): Reply {
	const { request, resource, grant, world, version } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	if (resource[1] === "recordCount") return recordCount(call);
	if (resource.length > 1) throw notServed(resource.join("/"));
	const entries = Object.entries(MAXIMA).map(([current, maximum]) => {
		const name = nameIn(Number.parseInt(version.slice(1), 10), current);
		if (name === "PermissionSets") {
			const custom = { Max: CUSTOM_PERMISSION_SETS, Remaining: CUSTOM_PERMISSION_SETS };
			return [name, { Max: maximum, Remaining: maximum, CreateCustom: custom }] as const;
		}
		if (name !== "DailyApiRequests") return [name, { Max: maximum, Remaining: maximum }] as const;
		const daily = dailyLimitOf(world, grant.org);
		return [name, { Max: daily, Remaining: Math.max(0, daily - grant.org.apiUsed) }] as const;
	});
	return json(200, Object.fromEntries(entries));
}

function recordCount({ request, grant }: Call): Reply {
	const schema = grant.org.schemaFor(grant.user);
	const asked = request.query.get("sObjects");
	const names = asked === null ? schema.objects.map(({ name }) => name) : asked.split(",");
	const sObjects = names.flatMap((name) => {
		const object = schema.object(name.trim());
		return object === undefined ? [] : [{ count: grant.org.table(object.name).length, name: object.name }];
	});
	return json(200, { sObjects });
}
