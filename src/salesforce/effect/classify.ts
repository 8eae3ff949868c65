import { queryWrites } from "../../soql/effects.ts";
import {
	batchEffect,
	bulkQueryEffect,
	collectionEffect,
	compositeEffect,
	graphqlEffect,
	isAbort,
	isDeployCancel,
	searchEffect,
} from "./bodies.ts";
import { type Effect, type EffectRequest, READ, write } from "./effect.ts";
import { soapEffect } from "./soap.ts";

interface Endpoint {
	readonly method: string;
	/** Below `/services/data/vNN.N/`, in lower case, without slashes at either end. */
	readonly path: string;
	readonly query: URLSearchParams;
	readonly body: string | undefined;
}

type Rule = readonly [methods: string, path: RegExp, effect: Effect | ((endpoint: Endpoint) => Effect)];

const soqlEffect = ({ query }: Endpoint): Effect => {
	const queries = query.getAll("q");
	return queries.some((soql) => queryWrites(soql)) ? write("tracking", "query that records a view") : READ;
};

// Parameters by which reading leaves a trace: recently viewed items, article statistics.
const TRACES = new Set(["updatemru", "updatetracking", "updateviewstat"]);
const traced: Effect = write("tracking", "read that records a view");

const viewEffect = ({ query }: Endpoint): Effect =>
	[...query].some(([name, value]) => TRACES.has(name.toLowerCase()) && value.toLowerCase() !== "false")
		? traced
		: READ;

/** An article counts as viewed unless the request says otherwise ("Support Knowledge Articles", REST API Guide). */
const articleEffect = ({ query }: Endpoint): Effect =>
	query.get("updateViewStat") === "false" ? READ : traced;

/** Every REST endpoint the product knows, first match wins. A GET that isn't here is a write, as anything else is. */
const RULES: readonly Rule[] = [
	["GET", /^$/, READ],
	["GET", /^(?:tooling\/)?query(?:all)?(?:\/.*)?$/, soqlEffect],
	["GET", /^tooling\/executeanonymous$/, write("apex", "anonymous Apex")],
	["GET", /^(?:tooling\/)?sobjects(?:\/.*)?$/, READ],
	["GET", /^(?:tooling\/)?search$/, soqlEffect],
	["GET", /^(?:tooling\/)?(?:search|recent|completions|limits)(?:\/.*)?$/, READ],
	["GET", /^tooling(?:\/(?:tests|apiruntime))?$/, READ],
	["GET", /^(?:parameterizedsearch|ui-api)(?:\/.*)?$/, viewEffect],
	["GET", /^support\/knowledgearticles\/.+$/, articleEffect],
	["GET", /^(?:identity|theme|tabs|appmenu|compactlayouts|quickactions|eventschema)(?:\/.*)?$/, READ],
	[
		"GET",
		/^(?:metadata|jobs|composite|event|eventlogfile|folders|support|knowledgemanagement)(?:\/.*)?$/,
		READ,
	],
	[
		"GET",
		/^(?:connect|chatter|analytics|wave|licensing|consent|dedupe|localizedvalue|scheduling)(?:\/.*)?$/,
		READ,
	],
	["POST", /^parameterizedsearch$/, ({ body }) => searchEffect(body)],
	["POST", /^graphql$/, ({ body }) => graphqlEffect(body)],
	["POST", /^(?:tooling\/)?composite(?:\/graph)?$/, ({ body }) => compositeEffect(body, effectOf)],
	["POST", /^(?:tooling\/)?composite\/batch$/, ({ body }) => batchEffect(body, effectOf)],
	["POST", /^(?:tooling\/)?composite\/sobjects\/[^/]+$/, ({ body }) => collectionEffect(body)],
	["POST", /^jobs\/query$/, ({ body }) => bulkQueryEffect(body)],
	[
		"PATCH",
		/^jobs\/(?:query|ingest)\/[^/]+$/,
		({ body }) => (isAbort(body) ? READ : write("bulk", "bulk job")),
	],
	["*", /^jobs(?:\/.*)?$/, write("bulk", "bulk job")],
	[
		"PATCH",
		/^metadata\/deployrequest\/[^/]+$/,
		({ body }) => (isDeployCancel(body) ? READ : write("deploy", "deployment")),
	],
	["*", /^metadata(?:\/.*)?$/, ({ body }) => deployEffect(body)],
	["POST", /^tooling\/runtests(?:a?synchronous)$/, write("tests", "test run")],
	["*", /^tooling\/executeanonymous$/, write("apex", "anonymous Apex")],
	["*", /^tooling(?:\/.*)?$/, write("metadata", "metadata change")],
	["*", /^(?:sobjects|composite|ui-api\/records)(?:\/.*)?$/, write("records", "record change")],
];

function deployEffect(body: string | undefined): Effect {
	// What comes before the zip; a file in it may say anything.
	const [options = ""] = (body ?? "").split("PK\u0003\u0004", 1);
	return /"checkOnly"\s*:\s*true/.test(options) && !/"checkOnly"\s*:\s*false/.test(options)
		? write("validate", "validation")
		: write("deploy", "deployment");
}

/** Outside `/services/data`: login services about our own grant, CometD, SOAP, Apex REST. */
const OTHER_RULES: readonly (readonly [string, RegExp, (body: string) => Effect])[] = [
	["GET", /^\/services\/data$/, () => READ],
	["GET", /^\/services\/oauth2\/userinfo$/, () => READ],
	["POST", /^\/services\/oauth2\/(?:revoke|token|introspect|singleaccess|userinfo)$/, () => READ],
	["GET", /^\/id\/00d[a-z0-9]{12,15}\/005[a-z0-9]{12,15}$/, () => READ],
	["GET", /^\/\.well-known\/openid-configuration$/, () => READ],
	["POST", /^\/cometd\/.*$/, () => READ],
	["POST", /^\/services\/soap\/(?:u|c|m|s|t)\/.*$/, soapEffect],
	["*", /^\/services\/apexrest(?:\/.*)?$/, () => write("apex", "Apex REST call")],
];

/**
 * What a request does to the org, by method (and `_HttpMethod`), path and, where these don't decide, body. Paths are
 * compared decoded, in lower case and without doubled slashes; one that can't be read so is a write. The table test
 * is `test/unit/salesforce/effect.test.ts`.
 */
export function effectOf({ method, path, body }: EffectRequest): Effect {
	const url = readPath(path);
	if (!url) return write("unknown", "request with an unreadable path");
	const effective = methodOf(method.toUpperCase(), url.query);
	if (effective === undefined) return write("unknown", "request with two methods");

	const data = /^\/services\/data\/v\d+(?:\.\d+)?(?:\/(.*))?$/.exec(url.path);
	if (data) {
		const endpoint = { method: effective, path: data[1] ?? "", query: url.query, body };
		const rule = RULES.find(([methods, pattern]) => fits(methods, effective) && pattern.test(endpoint.path));
		if (!rule) return write("unknown", `${effective} request`);
		return typeof rule[2] === "function" ? rule[2](endpoint) : rule[2];
	}
	const rule = OTHER_RULES.find(([methods, pattern]) => fits(methods, effective) && pattern.test(url.path));
	return rule ? rule[2](body ?? "") : write("unknown", `${effective} request`);
}

/**
 * The method the platform acts by. `_HttpMethod` is case-sensitive and turns a POST into another method; in any other
 * form we can't know which of the two counts.
 */
function methodOf(method: string, query: URLSearchParams): string | undefined {
	const overrides = [...query].filter(([name]) => name.toLowerCase() === "_httpmethod");
	const [first] = overrides;
	if (!first) return method;
	const [name, value] = first;
	const understood = overrides.length === 1 && method === "POST" && name === "_HttpMethod";
	return understood && /^[A-Z]+$/.test(value) ? value : undefined;
}

function fits(methods: string, method: string): boolean {
	return methods === "*" || methods === method || (methods === "GET" && method === "HEAD");
}

function readPath(path: string): { path: string; query: URLSearchParams } | undefined {
	// `fetch` drops control characters and whatever follows "#": what we'd look at isn't what would be sent.
	if (/[\p{Cc}#\\]/u.test(path)) return undefined;
	const [before = "", ...after] = path.split("?");
	let decoded: string;
	try {
		decoded = decodeURIComponent(before);
	} catch {
		return undefined;
	}
	// A second layer of encoding, dot segments, backslashes and path parameters have no place in what we send.
	if (/[%\\;#\p{Cc}]|(?:^|\/)\.{1,2}(?:\/|$)/u.test(decoded)) return undefined;
	const plain = decoded
		.toLowerCase()
		.replace(/\/{2,}/g, "/")
		.replace(/(.)\/$/, "$1")
		.replace(/\.(?:json|xml)$/, "");
	return plain.startsWith("/") ? { path: plain, query: new URLSearchParams(after.join("?")) } : undefined;
}
