import type { Reply, Request } from "../http.ts";
import { soapSession } from "../oauth/session.ts";
import { notServed, PlatformError } from "../platformError.ts";
import { countCall } from "../rest/apiUsage.ts";
import { versionState } from "../rest/versions.ts";
import type { World } from "../world.ts";
import { child, type Element, parseXml, textOf } from "./element.ts";
import { faultEnvelope, faultOf, SoapFault } from "./fault.ts";
import { OPERATIONS, type SoapCall } from "./operations.ts";

const NAMESPACE = "urn:partner.soap.sforce.com";
const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
const LOGIN_GONE_SINCE = 65;

/** Operations of the WSDL that the demo org does not serve. */
const NOT_SERVED = new Set(
	"ackSnapshot ackSyncOfflineData activate addCampaignMember changeOwnPassword createSnapshot deleteByExample describeAllTabs describeAppMenu describeApprovalLayout describeAvailableQuickActions describeCompactLayouts describeDataCategoryGroupStructures describeDataCategoryGroups describeDataCategoryMappings describeFlexiPages describeGlobalTheme describeKnowledgeSettings describeLayout describeListViews describeNouns describePathAssistants describePrimaryCompactLayouts describeQuickActions describeQuickActionsForRecordType describeSObjectListViews describeSearchLayouts describeSearchScopeOrder describeSearchableEntities describeSoftphoneLayout describeSoqlListViews describeTabs describeTheme describeVisualForce emailMerge executeListView findDuplicates findDuplicatesByIds generateJwtToken getAccessInfo impersonateUser invalidateSessions performQuickActions process renderEmailTemplate renderStoredEmailTemplate resetPassword retrieveDefaultValues sendEmail sendEmailMessage setPassword syncOfflineData updateSettings".split(
		" ",
	),
);

/**
 * `/services/Soap/u/<version>[/<orgId>]`: the Partner API (partner WSDL v66). Replies are envelopes, 500 with a fault
 * for a refused call. login() is gone since v65 and switched off before.
 */
export function partnerRoute(world: World, request: Request): Reply {
	try {
		const [, , , , version = ""] = request.path.split("/");
		if (request.method !== "POST") throw new SoapFault("soapenv:Client", "The HTTP method is not POST");
		if (versionState(`v${version}`) !== "alive") {
			throw new SoapFault(
				"UNSUPPORTED_API_VERSION",
				`Invalid Api version specified on URL: ${version}`,
				"ApiFault",
			);
		}
		const { header, operation } = envelope(request.body.toString("utf8"));
		if (operation.name === "login") throw loginRefused(version);
		const run = OPERATIONS[operation.name];
		if (run === undefined || operation.uri !== NAMESPACE) throw unknownOperation(operation);
		const call = { ...sessionOf(world, request, header), version: `v${version}`, header };
		const result = run(call, operation);
		return reply(
			200,
			`<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}" xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sf="urn:sobject.partner.soap.sforce.com"><soapenv:Body><${operation.name}Response>${result}</${operation.name}Response></soapenv:Body></soapenv:Envelope>`,
		);
	} catch (thrown) {
		if (thrown instanceof SoapFault) return reply(500, faultEnvelope(thrown));
		if (thrown instanceof PlatformError && thrown.status !== 501) {
			return reply(500, faultEnvelope(faultOf(thrown)));
		}
		throw thrown;
	}
}

function reply(status: number, body: string): Reply {
	return { status, body, headers: { "Content-Type": "text/xml;charset=UTF-8" } };
}

function envelope(text: string): { header: Element | undefined; operation: Element } {
	let root: Element;
	try {
		root = parseXml(text);
	} catch (cause) {
		if (!(cause instanceof SyntaxError)) throw cause;
		throw new SoapFault("soapenv:Client", `The markup in the document is not well-formed: ${cause.message}`);
	}
	const operation = child(root, "Body")?.children[0];
	if (root.name !== "Envelope" || root.uri !== ENVELOPE || operation === undefined) {
		throw new SoapFault(
			"soapenv:Client",
			"The document is no SOAP 1.1 envelope with an operation in its body",
		);
	}
	return { header: child(root, "Header"), operation };
}

function unknownOperation({ name, uri }: Element): Error {
	if (uri === NAMESPACE && NOT_SERVED.has(name)) {
		return notServed(`${name}()`);
	}
	return new SoapFault("soapenv:Client", `No operation available for request {${uri}}${name}`);
}

function loginRefused(version: string): SoapFault {
	if (Number.parseInt(version, 10) >= LOGIN_GONE_SINCE) {
		return new SoapFault("soapenv:Client", `No operation available for request {${NAMESPACE}}login`);
	}
	return new SoapFault(
		"INVALID_OPERATION",
		"SOAP API login() is disabled by default in this org.",
		"LoginFault",
	);
}

/** The session of the SessionHeader; the call counts to the org's daily limit. */
function sessionOf(
	world: World,
	request: Request,
	header: Element | undefined,
): Omit<SoapCall, "version" | "header"> {
	const session = header && child(header, "SessionHeader");
	const token = (session && textOf(session, "sessionId")) ?? "";
	const grant = soapSession(world, token);
	if ("code" in grant) throw new SoapFault(grant.code, grant.message);
	const orgId = request.path.split("/")[5];
	if (orgId !== undefined && orgId !== "" && !grant.org.id.startsWith(orgId.slice(0, 15))) {
		throw new SoapFault(
			"INVALID_ORGANIZATION_ID",
			"The organization id of the URL is not that of the session",
		);
	}
	countCall(world, grant.org);
	return { world, grant };
}
