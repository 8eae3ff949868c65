import type { Org } from "../org.ts";
import type { ObjectSpec } from "../schema/objectType.ts";

/** Adds the RecordType rows of declared record types that are not there yet. */
export function addRecordTypeRows(org: Org, specs: Iterable<ObjectSpec>): void {
	const table = org.table("RecordType");
	const { CreatedDate, CreatedById } = org.table("Organization").at(0) ?? {};
	for (const { name } of specs) {
		for (const type of org.recordTypes(name)) {
			if (table.get(type.id) !== undefined) continue;
			table.add({
				Id: type.id,
				Name: type.label,
				DeveloperName: type.developerName,
				NamespacePrefix: null,
				Description: type.description,
				SobjectType: name,
				IsActive: true,
				IsPersonType: type.isPersonType === true,
				CreatedDate: CreatedDate ?? null,
				CreatedById: CreatedById ?? null,
				LastModifiedDate: CreatedDate ?? null,
				LastModifiedById: CreatedById ?? null,
				SystemModstamp: CreatedDate ?? null,
			});
		}
	}
}
