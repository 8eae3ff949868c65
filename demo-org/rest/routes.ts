import { json, jsonText, pathParts, type Reply, type Request } from "../http.ts";
import { sessionOf } from "../oauth/session.ts";
import { methodNotAllowed, notFound, notServed, PlatformError } from "../platformError.ts";
import type { World } from "../world.ts";
import { countCall, limitInfo } from "./apiUsage.ts";
import type { Call } from "./call.ts";
import { compositeResource } from "./composite.ts";
import { sobjects } from "./describe.ts";
import { formatted, wantedForm } from "./format.ts";
import { limits } from "./limits.ts";
import { query } from "./query.ts";
import { recent } from "./recent.ts";
import { parameterizedSearch, search } from "./search.ts";
import { tooling } from "./tooling.ts";
import { objectInfo } from "./uiApiObjectInfo.ts";
import { uiRecords } from "./uiRecords.ts";
import { VERSIONS, versionState } from "./versions.ts";

/** Resources that the platform lists at the version root. */
const RESOURCES = [
	"tooling",
	"metadata",
	"eclair",
	"flexiPage",
	"folders",
	"prechatForms",
	"contact-tracing",
	"chatter",
	"tabs",
	"appMenu",
	"quickActions",
	"queryAll",
	"commerce",
	"wave",
	"iot",
	"analytics",
	"search",
	"composite",
	"parameterizedSearch",
	"theme",
	"nouns",
	"event",
	"serviceTemplates",
	"recent",
	"connect",
	"licensing",
	"limits",
	"process",
	"asyncQueries",
	"query",
	"jobs",
	"localizedvalue",
	"match",
	"emailConnect",
	"compactLayouts",
	"sobjects",
	"actions",
	"support",
	"ui-api",
];

/** `/services/data` and everything below. Gives the platform's reply; counts the call to the org's daily limit. */
export function restRoute(world: World, request: Request): Reply {
	const [, , , version, ...rest] = request.path.split("/");
	if (version === undefined || version === "") {
		if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
		return json(200, VERSIONS);
	}
	const state = versionState(version);
	if (state === "retired") throw new PlatformError(410, "GONE", `The API version ${version} is retired`);
	const grant = sessionOf(world, request);
	if (state === null) throw notFound();
	const { resource, xml } = wantedForm(request, version, pathParts(rest.join("/")));
	countCall(world, grant.org);
	const call: Call = { world, grant, request, version, resource };
	const counted = limitInfo(world, grant.org);
	try {
		const reply = dispatch(call);
		return formatted({ ...reply, headers: { ...counted, ...reply.headers } }, request, resource, xml);
	} catch (thrown) {
		if (!(thrown instanceof PlatformError)) throw thrown;
		return formatted(jsonText(thrown.status, thrown.toBody(), counted), request, resource, xml);
	}
}

function dispatch(call: Call): Reply {
	const { resource, version, grant, world, request } = call;
	const [name] = resource;
	switch (name) {
		case undefined: {
			if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
			const paths = RESOURCES.map((each) => [each, `/services/data/${version}/${each}`]);
			const identity = `${world.url}/id/${grant.org.id}/${grant.user.id}`;
			return json(200, { ...Object.fromEntries(paths), identity });
		}
		case "sobjects":
			return sobjects(call);
		case "query":
		case "queryAll":
			return query(call);
		case "limits":
			return limits(call);
		case "ui-api":
			if (resource[1] === "object-info") return objectInfo(call, resource.slice(2));
			if (resource[1] === "records") return uiRecords(call, resource.slice(2));
			throw notServed(resource.join("/"));
		case "search":
			return search(call);
		case "parameterizedSearch":
			return parameterizedSearch(call);
		case "recent":
			return recent(call);
		case "tooling":
			return tooling(call);
		case "composite":
			return compositeResource(call, dispatch);
		default:
			throw RESOURCES.includes(name) ? notServed(resource.join("/")) : notFound();
	}
}
