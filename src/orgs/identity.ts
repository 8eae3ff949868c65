import * as v from "valibot";
import type { LoginId, OrgId, UserId } from "../salesforce/ids.ts";
import type { Organization } from "../salesforce/rest/org.ts";

export const ORG_KINDS = ["production", "sandbox", "scratch", "developer", "demo", "unknown"] as const;
export type OrgKind = (typeof ORG_KINDS)[number];

/** The mark and theme colour that tell a kind. The mark is text, so that colour never stands alone. */
export const KIND_MARKS: Readonly<Record<OrgKind, { mark: string; color: string }>> = {
	production: { mark: "PROD", color: "charts.red" },
	unknown: { mark: "?", color: "charts.red" },
	sandbox: { mark: "SBX", color: "charts.orange" },
	scratch: { mark: "SCR", color: "charts.green" },
	developer: { mark: "DEV", color: "charts.blue" },
	demo: { mark: "DEMO", color: "charts.purple" },
};

/** How a login came: by our own OAuth grant, or by a token that someone else made (which we never revoke). */
export type LoginSource = "web" | "token";

export type NeedsLoginReason = "expired" | "revoked" | "secretMissing";

/** What we know of a login without any secret. Kept in global state; the lists and badges draw from it. */
export interface LoginIdentity {
	readonly id: LoginId;
	readonly orgId: OrgId;
	readonly userId: UserId;
	readonly username: string;
	readonly label: string;
	readonly instanceUrl: string;
	readonly loginHost: string;
	readonly clientId: string;
	readonly source: LoginSource;
	readonly kind: OrgKind;
	readonly apiVersion: string;
	readonly scopes: readonly string[];
	/** A person's own choice; by default production and unknown orgs are read-only. */
	readonly readOnly?: boolean | undefined;
	readonly color?: string | undefined;
	/** Epoch milliseconds. */
	readonly lastUsed: number;
	readonly needsLogin?: NeedsLoginReason | undefined;
}

const branded = <T extends string>() => v.custom<T>((value) => typeof value === "string");

export const loginIdentity: v.GenericSchema<unknown, LoginIdentity> = v.object({
	id: branded<LoginId>(),
	orgId: branded<OrgId>(),
	userId: branded<UserId>(),
	username: v.string(),
	label: v.string(),
	instanceUrl: v.string(),
	loginHost: v.string(),
	clientId: v.string(),
	source: v.picklist(["web", "token"]),
	kind: v.picklist(ORG_KINDS),
	apiVersion: v.string(),
	scopes: v.array(v.string()),
	readOnly: v.optional(v.boolean()),
	color: v.optional(v.string()),
	lastUsed: v.number(),
	needsLogin: v.optional(v.picklist(["expired", "revoked", "secretMissing"])),
});

/**
 * The kind of an org. Scratch orgs are sandboxes that expire ("Organization", Object Reference). What can't be read
 * is unknown and counts as production; `demo` is never told by a row but by the challenge (`demoOrg.ts`).
 */
export function orgKind(row: Organization | undefined, instanceUrl: string, provenDemo: boolean): OrgKind {
	if (provenDemo) return "demo";
	if (!row) return "unknown";
	const scratchHost = new URL(instanceUrl).hostname.endsWith(".scratch.my.salesforce.com");
	if (row.isSandbox) return scratchHost || row.trialExpirationDate !== null ? "scratch" : "sandbox";
	return row.organizationType === "Developer Edition" ? "developer" : "production";
}

export function startsReadOnly(kind: OrgKind): boolean {
	return kind === "production" || kind === "unknown";
}

export function isReadOnly(identity: LoginIdentity): boolean {
	return identity.readOnly ?? startsReadOnly(identity.kind);
}
