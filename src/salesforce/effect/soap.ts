import { queryWrites } from "../../soql/effects.ts";
import { type ActionKind, type Effect, READ, write } from "./effect.ts";

// Operations of the partner, metadata, tooling and apex WSDLs (v66) that change nothing in the org.
const READS = new Set(
	`query queryAll queryMore retrieve search getUserInfo getServerTimestamp getUpdated getDeleted logout
	describeGlobal describeSObject describeSObjects describeLayout describeCompactLayouts describePrimaryCompactLayouts
	describePathAssistants describeApprovalLayout describeSoftphoneLayout describeQuickActions
	describeAvailableQuickActions describeQuickActionsForRecordType describeSearchScopeOrder describeSearchLayouts
	describeSearchableEntities describeSObjectListViews describeSoqlListViews describeTabs describeAllTabs
	describeAppMenu describeGlobalTheme describeTheme describeDataCategoryGroups
	describeDataCategoryGroupStructures describeDataCategoryMappings describeKnowledgeSettings describeNouns
	describeVisualForce describeWorkitemActions executeListView retrieveQuickActionTemplates
	retrieveMassQuickActionTemplates renderEmailTemplate renderStoredEmailTemplate describeMetadata listMetadata
	readMetadata checkStatus checkRetrieveStatus checkDeployStatus describeValueType cancelDeploy`.split(/\s+/),
);

const ACTIONS: Readonly<Record<string, ActionKind>> = {
	deployRecentValidation: "deploy",
	createMetadata: "metadata",
	updateMetadata: "metadata",
	upsertMetadata: "metadata",
	deleteMetadata: "metadata",
	renameMetadata: "metadata",
	executeAnonymous: "apex",
	compileAndTest: "apex",
	compileClasses: "apex",
	compileTriggers: "apex",
	runTests: "tests",
	runTestsAsynchronous: "tests",
	create: "records",
	update: "records",
	upsert: "records",
	delete: "records",
	undelete: "records",
	merge: "records",
	convertLead: "records",
	emptyRecycleBin: "records",
	process: "records",
};

/** The effect of a SOAP call, by the operation in its body. Two operations in one body count as unknown. */
export function soapEffect(body: string): Effect {
	const plain = body.replace(/<!--[\s\S]*?-->/g, "");
	const operations = [...plain.matchAll(/<(?:[\w.-]+:)?Body\b[^>]*>\s*<(?:[\w.-]+:)?([\w.-]+)/g)];
	const operation = operations.length === 1 ? operations[0]?.[1] : undefined;
	if (operation === undefined || /<!\[CDATA\[|<!DOCTYPE|<!ENTITY/.test(plain))
		return write("unknown", "SOAP call");
	if (operation === "query" || operation === "queryAll") {
		const soql = /<(?:[\w.-]+:)?queryString\b[^>]*>([\s\S]*?)<\//.exec(plain)?.[1];
		if (soql === undefined) return write("unknown", operation);
		return queryWrites(unescaped(soql)) ? write("tracking", "query that records a view") : READ;
	}
	if (operation === "deploy") {
		return /<(?:[\w.-]+:)?checkOnly\b[^>]*>\s*true\s*</.test(plain)
			? write("validate", "validation")
			: write("deploy", "deployment");
	}
	if (READS.has(operation)) return READ;
	const action = Object.hasOwn(ACTIONS, operation) ? ACTIONS[operation] : undefined;
	return write(action ?? "unknown", operation);
}

function unescaped(xml: string): string {
	return xml
		.replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
		.replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&apos;", "'")
		.replaceAll("&quot;", '"')
		.replaceAll("&amp;", "&");
}
