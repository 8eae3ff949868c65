import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { Asking } from "./witness/asking.ts";
import { interactionsOf } from "./witness/cassette.ts";
import { because, describeDiffers } from "./witness/knownDifferences.ts";
import { allRecordings, recordingsArePresent } from "./witness/recordings.ts";
import { replay } from "./witness/replay.ts";
import { attest, type Differences } from "./witness/witness.ts";

/** By the name of a cassette. */
const DIFFERS: Readonly<Record<string, Differences>> = {
	"ManualEditTestApexIntegrationTests.test_run_tests__integration_test.yaml": {
		...because(
			"the demo org lacks the objects of Apex tests, their coverage and packages",
			"GET tooling/query ApexTest*",
			"GET tooling/query ApexCodeCoverageAggregate*",
			"GET tooling/query ApexOrgWideCoverage*",
			"GET tooling/query InstalledSubscriberPackage*",
			"GET tooling/query SubscriberPackageVersion*",
		),
		...because(
			"a field of single sign-on, which that org lacks",
			"GET sobjects/Organization: body.DelegatedAuthenticationServiceUrl",
		),
	},
	"GET_sobjects_Custom__c_describe.yaml": because(
		"an object of that org; its describe is compared with that of Project__c",
		"GET sobjects/Custom__c: *",
	),
	"ManualEditTestDescribeOrg.test_minimal_schema.yaml": because(
		"whoever kept the recording trimmed the describes in it",
		"+",
	),
	"ManualEdit_test_describe_to_sql.yaml": {
		...because("whoever kept the recording trimmed the describes in it", "+"),
		...because(
			"whoever kept the recording edited the request, which is no JSON any more",
			"POST composite: body",
			"POST composite: status",
		),
	},
	"ManualEdit_TestCountSObjects.test_count_sobjects__network_errors.yaml": because(
		"a failure that was put there to try the client",
		"POST composite: *",
	),
};

/** The cassette of a describe differs as the describe does. */
function differencesOf(cassette: string): Differences {
	const object = /^GET_sobjects_(\w+?)_describe\.yaml$/.exec(cassette)?.[1] ?? "";
	return DIFFERS[cassette] ?? describeDiffers(object, `GET sobjects/${object}: `);
}

/** Cassettes of orgs whose accounts have record types. */
const RECORD_TYPES = new Set([
	"TestDatasetsE2E.test_datasets_e2e.yaml",
	"TestDatasetsE2E.test_datasets_extract_standard_objects.yaml",
	"GET_sobjects_Account_PersonAccount_describe.yaml",
]);

const cassettes = recordingsArePresent ? allRecordings().filter((name) => name.endsWith(".yaml")) : [];

describe.skipIf(!recordingsArePresent)("the demo org answers as recorded in whole conversations", () => {
	let asking: Asking;
	beforeAll(async () => {
		asking = await Asking.start();
	});
	beforeEach(() => asking.reset());
	afterAll(() => asking.close());

	it.for(cassettes.map((name) => [name] as const))("%s", async ([recording], { task }) => {
		const name = recording.split("/").at(-1) ?? "";
		if (RECORD_TYPES.has(name)) await asking.client.control("POST", "settings", { personAccounts: true });
		attest(task.meta, recording, await replay(asking, interactionsOf(recording)), differencesOf(name));
	});
});
