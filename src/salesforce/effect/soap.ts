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

// The operations whose text decides, with the element it is in.
const TEXTS: Readonly<Record<string, string>> = {
	query: "queryString",
	queryAll: "queryString",
	search: "searchString",
};

/** The effect of a SOAP call, by the operation in its body. Two operations in one body count as unknown. */
export function soapEffect(body: string): Effect {
	const plain = body.replace(/<!--[\s\S]*?-->/g, "");
	const operation = onlyOperation(plain);
	if (operation === undefined || /<!\[CDATA\[|<!DOCTYPE|<!ENTITY/.test(plain))
		return write("unknown", "SOAP call");
	const textElement = Object.hasOwn(TEXTS, operation) ? TEXTS[operation] : undefined;
	if (textElement !== undefined) {
		const texts = values(plain, textElement);
		if (texts.length === 0) return write("unknown", operation);
		return texts.some((text) => queryWrites(unescaped(text)))
			? write("tracking", "query that records a view")
			: READ;
	}
	if (operation === "deploy") {
		const flags = values(plain, "checkOnly");
		return flags.length > 0 && flags.every((flag) => flag.trim() === "true")
			? write("validate", "validation")
			: write("deploy", "deployment");
	}
	if (READS.has(operation)) return READ;
	const action = Object.hasOwn(ACTIONS, operation) ? ACTIONS[operation] : undefined;
	return write(action ?? "unknown", operation);
}

/** The name of the operation when there is one body with exactly one element in it. */
function onlyOperation(xml: string): string | undefined {
	const bodies = [...xml.matchAll(/<(?:[\w.-]+:)?Body\b[^>]*>\s*<((?:[\w.-]+:)?([\w.-]+))\b[^>]*?(\/?)>/g)];
	const [only] = bodies;
	if (!only || bodies.length > 1) return undefined;
	const [all, qualified = "", name, selfClosing] = only;
	let end = only.index + all.length;
	if (selfClosing !== "/") {
		const close = new RegExp(`</${qualified.replaceAll(".", "\\.")}\\s*>`, "g");
		close.lastIndex = end;
		if (!close.test(xml)) return undefined;
		end = close.lastIndex;
	}
	return /^\s*<\/(?:[\w.-]+:)?Body\s*>/.test(xml.slice(end, end + 1000)) ? name : undefined;
}

function values(xml: string, element: string): string[] {
	const each = new RegExp(`<(?:[\\w.-]+:)?${element}\\b[^>]*>([\\s\\S]*?)</`, "g");
	return [...xml.matchAll(each)].map((match) => match[1] ?? "");
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
