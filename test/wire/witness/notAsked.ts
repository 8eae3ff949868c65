// Recordings that nothing is asked for, and why.
import { because } from "./knownDifferences.ts";
import type { Differences } from "./witness.ts";

/** Reasons by the path of a recording, a `*` at the end for all below. */
export const notAsked: Differences = {
	...because(
		"Bulk API 1.0 is not served",
		"CumulusCI/tests_shared_cassettes/batchInfoList_xml.xml",
		"CumulusCI/tests_shared_cassettes/batchInfo_xml.xml",
		"CumulusCI/tests_shared_cassettes/jobInfo_insert_xml.xml",
		"CumulusCI/tests_shared_cassettes/jobInfo_upsert_xml.xml",
	),
	...because("made broken to try a client", "SwiftlySalesforce/MockAccountMissingURLAttribute.json"),
	...because("settings of a client", "SwiftlySalesforce/MockConfig.json"),
	...because("streaming is not served", "cometd/messages.json", "pub-sub-api/pubsub_api.proto"),
	...because(
		"the Metadata API is not served",
		"force-dev-tool/describe-metadata-result.json",
		"source-deploy-retrieve/metadataRegistry.json",
		"metaforce/check_*",
		"metaforce/create/*",
		"metaforce/delete/*",
		"metaforce/deploy/*",
		"metaforce/describe_*",
		"metaforce/list_metadata/*",
		"metaforce/retrieve/*",
		"metaforce/send_email/*",
		"metaforce/update/*",
	),
	...because("contracts; layouts are held to them by a test of their own", "forcedotcom-wsdl/*"),
	...because(
		"login() is refused, as it is since v65 and in new orgs",
		"metaforce/login/*",
		"soapforce/login_response.xml",
	),
	...because(
		"emptied by whoever kept it",
		"soapforce/describe_layout_response.xml",
		"soapforce/describe_s_object_response.xml",
		"soapforce/describe_s_objects_response.xml",
	),
	...because("approvals are not served", "soapforce/process_*"),
	...because(
		"Chatter and Connect are not served",
		"spring-social-salesforce/chatter-status.json",
		"spring-social-salesforce/communities.json",
		"spring-social-salesforce/community-users.json",
		"spring-social-salesforce/customApi1.json",
		"spring-social-salesforce/profile.json",
	),
};
