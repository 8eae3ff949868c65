import { json, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, notServed } from "../platformError.ts";
import type { Call } from "./call.ts";
import { compositeResource } from "./composite.ts";
import { sobjects } from "./describe.ts";
import { limits } from "./limits.ts";
import { query } from "./query.ts";
import { recent } from "./recent.ts";
import { parameterizedSearch, search } from "./search.ts";
import { tooling } from "./tooling.ts";
import { objectInfo } from "./uiApiObjectInfo.ts";
import { uiRecords } from "./uiRecords.ts";

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

/** Answers an authenticated and counted call: everything below `/services/data/vXX.X`. Throws the platform's refusals. */
export function dispatch(call: Call): Reply {
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
