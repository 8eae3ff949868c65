import type { LoginId, OrgId, UserId } from "../salesforce/ids.ts";
import type { Connection } from "../salesforce/transport.ts";
import type { LoginIdentity, OrgKind } from "./identity.ts";

/** An org as commands, panels and jobs hold it: immutable. A change (a rename, say) makes another object. */
export interface Org {
	readonly id: LoginId;
	readonly orgId: OrgId;
	readonly userId: UserId;
	readonly username: string;
	readonly label: string;
	readonly instanceUrl: string;
	readonly apiVersion: string;
	readonly kind: OrgKind;
	readonly connection: Connection;
}

export function orgOf(identity: LoginIdentity, connection: Connection): Org {
	const { id, orgId, userId, username, label, instanceUrl, apiVersion, kind } = identity;
	return Object.freeze({ id, orgId, userId, username, label, instanceUrl, apiVersion, kind, connection });
}
