import { createHmac, timingSafeEqual } from "node:crypto";
import { json, type Reply, type Request } from "../http.ts";
import { id18 } from "../ids.ts";
import type { World } from "../world.ts";
import { type Fields, refuse } from "./answer.ts";
import { changeApp, registerJwtKey } from "./apps.ts";
import type { Fault, Match } from "./faults.ts";
import { changeSettings } from "./settings.ts";
import { endTokens, issueToken } from "./tokens.ts";
import { changeUser } from "./users.ts";

/** The control plane under `/__demo/`: JSON, guarded by the `x-demo-key` header except for the challenge. */
export function controlRoute(world: World, request: Request): Reply {
	const name = request.path.slice("/__demo/".length);
	const fields = bodyOf(request);
	if (fields === null) return refuse(400, "the body must be a JSON object");
	if (name === "challenge") {
		return request.method === "POST" ? challenge(world, fields) : refuse(405, "use POST");
	}
	if (!sameText(String(request.headers["x-demo-key"] ?? ""), world.key))
		return refuse(401, "x-demo-key is missing or wrong");
	const handler = ROUTES[`${request.method} ${name}`];
	return handler === undefined
		? refuse(404, `no control path ${request.method} /__demo/${name}`)
		: handler(world, fields);
}

function sameText(left: string, right: string): boolean {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function bodyOf({ body }: Request): Fields | null {
	if (body.length === 0) return {};
	try {
		const value: unknown = JSON.parse(body.toString("utf8"));
		return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
	} catch (thrown) {
		if (thrown instanceof SyntaxError) return null;
		throw thrown;
	}
}

/** Proves that this process holds the key of its state file, for the demo org only. */
function challenge(world: World, fields: Fields): Reply {
	const { nonce, orgId } = { nonce: fields["nonce"], orgId: fields["orgId"] };
	if (typeof nonce !== "string" || nonce === "" || typeof orgId !== "string") {
		return refuse(400, "nonce and orgId are needed");
	}
	const org18 = id18(orgId);
	if (!world.orgs.some((org) => org.kind === "demo" && org.id === org18))
		return refuse(404, "not a demo org");
	return json(200, { mac: createHmac("sha256", world.key).update(`${nonce}:${org18}`).digest("hex") });
}

type Handler = (world: World, fields: Fields) => Reply;

const ROUTES: Readonly<Record<string, Handler>> = {
	"POST faults": (world, fields) => {
		const { match, fault, skip, count } = readFault(fields);
		if (fault === null) return refuse(400, "fault.kind is needed");
		try {
			return json(201, { id: world.faults.plan(match, fault, skip, count) });
		} catch (thrown) {
			if (thrown instanceof TypeError || thrown instanceof SyntaxError) return refuse(400, thrown.message);
			throw thrown;
		}
	},
	"GET faults": (world) => json(200, { faults: world.faults.list }),
	"DELETE faults": (world) => {
		world.faults.clear();
		return json(200, {});
	},
	"POST settings": (world, fields) => {
		const wrong = changeSettings(world.settings, fields);
		if (wrong === null) applyFeatures(world);
		return wrong === null
			? json(200, world.settings)
			: refuse(400, `unknown setting or wrong value: ${wrong}`);
	},
	"GET settings": (world) => json(200, world.settings),
	"POST token": issueToken,
	"POST jwtKeys": registerJwtKey,
	"POST apps": changeApp,
	"POST users": changeUser,
	"POST expire": (world, fields) => endTokens(world, fields, "expire"),
	"POST revoke": (world, fields) => endTokens(world, fields, "revoke"),
	"GET log": (world) => json(200, { requests: world.requests.lines }),
	"GET stats": (world) =>
		json(200, {
			families: world.grants.living,
			accessTokens: world.grants.livingAccessTokens,
			...world.grants.counts,
			...world.marks,
			requests: world.requests.byPath,
			apiUsage: Object.fromEntries(world.orgs.map((org) => [org.id, org.apiUsed])),
		}),
	"GET orgs": (world) =>
		json(200, {
			orgs: world.orgs.map(({ id, kind, name, users }) => ({
				id,
				kind,
				name,
				users: users.map((user) => ({ key: user.key, id: user.id, username: user.username })),
			})),
		}),
	"POST reset": (world) => {
		world.reset();
		return json(200, {});
	},
};

/** Brings the demo org's schema in line with the settings. */
function applyFeatures({ orgs, settings }: World): void {
	const { personAccounts, multiCurrency } = settings;
	const org = orgs.find(({ kind }) => kind === "demo");
	if (org === undefined) return;
	const { features } = org;
	const isSame = features.personAccounts === personAccounts && features.multiCurrency === multiCurrency;
	if (!isSame) org.setFeatures({ personAccounts, multiCurrency });
}

function readFault(fields: Fields): {
	match: Match;
	fault: Fault | null;
	skip: number;
	count: number | null;
} {
	const { match, fault, skip, count } = fields as {
		match?: Match;
		fault?: Fault;
		skip?: unknown;
		count?: unknown;
	};
	return {
		match: match ?? {},
		fault: typeof fault?.kind === "string" ? fault : null,
		skip: typeof skip === "number" ? skip : 0,
		count: typeof count === "number" ? count : null,
	};
}
