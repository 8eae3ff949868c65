import type { ObjectSpec } from "../schema/objectType.ts";
import type { Row, Table } from "./table.ts";
import { type OrgUser, ROLES } from "./users.ts";

/** What deciding on access needs of an org. */
export interface AccessPlace {
	readonly users: readonly OrgUser[];
	readonly specOf: (objectName: string) => ObjectSpec | undefined;
	readonly table: (objectName: string) => Table;
}

/**
 * Whether sharing lets a user see or edit a record: by the org-wide default, as owner, as one above the owner in the
 * role hierarchy, as a member of the owning queue, by a share row, or by the record that controls this one.
 */
export function isAllowed(
	place: AccessPlace,
	user: OrgUser,
	what: "see" | "edit",
	objectName: string,
	row: Row,
): boolean {
	if (user.modifiesAll) return true;
	const sharing = place.specOf(objectName)?.sharing ?? "readWrite";
	if (typeof sharing === "object") {
		const field = place.specOf(objectName)?.fields.find(({ name }) => name === sharing.controlledBy);
		const id = row[sharing.controlledBy];
		for (const parent of field?.referenceTo ?? []) {
			const master = typeof id === "string" ? place.table(parent).get(id) : undefined;
			if (master !== undefined) return isAllowed(place, user, what, parent, master);
		}
		return true;
	}
	if (sharing === "readWrite" || (sharing === "read" && what === "see")) return true;
	const owner = row["OwnerId"];
	if (typeof owner !== "string" || owner === user.id || isAbove(place, user, owner)) return true;
	const members = place.table("GroupMember");
	const isMember = (groupId: string) =>
		members.where("GroupId", groupId).some((index) => members.at(index)?.["UserOrGroupId"] === user.id);
	if (isMember(owner)) return true;
	const isCustom = objectName.endsWith("__c");
	const shares = place.table(isCustom ? `${objectName.slice(0, -1)}Share` : `${objectName}Share`);
	const level = isCustom ? "AccessLevel" : `${objectName}AccessLevel`;
	return shares.where(isCustom ? "ParentId" : `${objectName}Id`, row["Id"] ?? null).some((index) => {
		const share = shares.at(index);
		if (share === undefined || (what === "edit" && share[level] === "Read")) return false;
		return share["UserOrGroupId"] === user.id || isMember(String(share["UserOrGroupId"]));
	});
}

function isAbove({ users }: AccessPlace, user: OrgUser, ownerId: string): boolean {
	const above = new Map(ROLES);
	let role = users.find(({ id }) => id === ownerId)?.role ?? null;
	if (user.role === null) return false;
	while (role !== null) {
		role = above.get(role) ?? null;
		if (role === user.role) return true;
	}
	return false;
}
