import * as v from "valibot";
import { decode, decodeOr } from "../../base/decode.ts";
import { AppError, failureOf } from "../../base/errors.ts";
import type { Op } from "../../base/op.ts";
import { isLoopback } from "../address.ts";
import { failureOfReply, notJson } from "../failure.ts";
import type { HttpSend } from "../http.ts";
import type { Connection } from "../transport.ts";
import { firstPage } from "./query.ts";

/** The newest API version the product was tested with. */
const TESTED_VERSION = 66;

const versions = v.array(v.object({ version: v.pipe(v.string(), v.regex(/^\d+\.\d+$/)) }));

/** The API version to speak with an org: its newest, but none we haven't tested. The list needs no token. */
export async function apiVersionOf(
	send: HttpSend,
	instanceUrl: string,
	signal: AbortSignal,
): Promise<string> {
	const answer = await send({
		url: new URL("/services/data", instanceUrl).toString(),
		method: "GET",
		headers: { accept: "application/json" },
		signal,
	});
	if (answer.status >= 300) throw failureOfReply(answer);
	let json: unknown;
	try {
		json = JSON.parse(answer.text) as unknown;
	} catch {
		throw notJson(answer);
	}
	const offered = decodeOr(versions, json);
	if (!offered || offered.length === 0) throw notJson(answer);
	const newest = Math.max(...offered.map(({ version }) => Number.parseInt(version, 10)));
	return `${Math.min(newest, TESTED_VERSION)}.0`;
}

const user = v.object({
	user_id: v.string(),
	organization_id: v.string(),
	preferred_username: v.string(),
	name: v.optional(v.string(), ""),
});

export interface UserInfo {
	readonly username: string;
	readonly orgId: string;
	readonly userId: string;
}

/** Who a token belongs to (`/services/oauth2/userinfo`, OpenID Connect). */
export async function userInfo(op: Op, connection: Connection): Promise<UserInfo> {
	const json = await connection.json(op, { method: "GET", path: "/services/oauth2/userinfo" });
	const info = decode(user, json, "userinfo");
	return { username: info.preferred_username, orgId: info.organization_id, userId: info.user_id };
}

export interface Organization {
	readonly name: string;
	readonly organizationType: string;
	readonly isSandbox: boolean;
	readonly trialExpirationDate: string | null;
}

const organization = v.object({
	Name: v.nullish(v.string(), ""),
	OrganizationType: v.nullish(v.string(), ""),
	IsSandbox: v.boolean(),
	TrialExpirationDate: v.nullish(v.string()),
});

/** The Organization row, undefined when the user may not read it: then the org counts as production. */
export async function readOrganization(
	op: Op,
	connection: Connection,
	apiVersion: string,
): Promise<Organization | undefined> {
	const soql = "SELECT Name, OrganizationType, IsSandbox, TrialExpirationDate FROM Organization LIMIT 1";
	try {
		const { records } = await firstPage(op, connection, { soql, apiVersion });
		const row = decodeOr(organization, records[0]);
		if (!row) return undefined;
		return {
			name: row.Name,
			organizationType: row.OrganizationType,
			isSandbox: row.IsSandbox,
			trialExpirationDate: row.TrialExpirationDate ?? null,
		};
	} catch (thrown) {
		if (failureOf(thrown, "query") || failureOf(thrown, "api")) return undefined;
		throw thrown;
	}
}

const frontdoor = v.object({ frontdoor_uri: v.pipe(v.string(), v.url()) });

/**
 * A one-time address that opens the org in a browser at `path`, signed in, without a session id in it
 * (`/services/oauth2/singleaccess`, needs the `web` scope).
 */
export async function singleAccessUrl(
	op: Op,
	connection: Connection,
	apiVersion: string,
	path: string,
): Promise<string> {
	// How this endpoint refuses an ended session is not documented: the REST API says it, and the session is renewed.
	await connection.json(op, { method: "GET", path: `/services/data/v${apiVersion}/` });
	const json = await connection.json(op, {
		method: "POST",
		path: "/services/oauth2/singleaccess",
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({ redirect_uri: path }).toString(),
		idempotent: true,
	});
	const url = new URL(decode(frontdoor, json, "single access").frontdoor_uri);
	// It goes to the system's opener: nothing but a web address may.
	if (url.protocol !== "https:" && !isLoopback(url.hostname))
		throw new AppError({ kind: "network", reason: "notSalesforce" }, url.protocol);
	return url.toString();
}
