// Which cassettes there are, and how the demo org's answers differ from theirs.
import { because, describeDiffers } from "./knownDifferences.ts";
import { allRecordings, recordingsArePresent } from "./recordings.ts";
import type { Differences } from "./witness.ts";

/** Paths of the recorded conversations. */
export const cassettes = recordingsArePresent ? allRecordings().filter((name) => name.endsWith(".yaml")) : [];

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
		...because("no class here is a test by name", "GET tooling/query ApexClass: body.records[]"),
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
export function differencesOf(cassette: string): Differences {
	const object = /^GET_sobjects_(\w+?)_describe\.yaml$/.exec(cassette)?.[1] ?? "";
	return DIFFERS[cassette] ?? describeDiffers(object, `GET sobjects/${object}: `);
}
