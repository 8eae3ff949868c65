import type { RowDraft } from "../data/table.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { stamp, type Writer } from "./writer.ts";

/** What follows from the content of a file: its size, and for a content version its type and document. */
export function fileFacts(writer: Writer, { name, spec }: ObjectType, draft: RowDraft): void {
	const content = spec.fields.find(({ type }) => type === "base64");
	const value = content === undefined ? undefined : draft[content.name];
	if (content === undefined || typeof value !== "string") return;
	const size = spec.fields.find((field) => field.name === "BodyLength" || field.name === "ContentSize");
	if (size !== undefined) draft[size.name] = Buffer.byteLength(value, "base64");
	if (name !== "ContentVersion") return;
	const extension = /\.([^./\\]+)$/.exec(String(draft["PathOnClient"] ?? ""))?.[1] ?? null;
	draft["FileExtension"] = extension;
	draft["FileType"] = extension?.toUpperCase() ?? "UNKNOWN";
	draft["IsLatest"] = true;
	draft["Title"] ??= String(draft["PathOnClient"] ?? "").replace(/\.[^.]*$/, "");
	const versions = writer.org.table("ContentVersion");
	const documentId = draft["ContentDocumentId"] ?? null;
	const earlier = documentId === null ? [] : versions.where("ContentDocumentId", documentId);
	draft["VersionNumber"] = String(earlier.length + 1);
	for (const index of earlier) writer.transaction.change(versions, index, { IsLatest: false });
	draft["ContentDocumentId"] ??= newDocument(writer, draft);
}

function newDocument(writer: Writer, version: RowDraft): string {
	const { org, transaction, user } = writer;
	const id = org.newId("ContentDocument");
	const at = stamp(writer);
	const audit = { CreatedDate: at["LastModifiedDate"] ?? null, CreatedById: user.id, ...at };
	transaction.add(org.table("ContentDocument"), {
		Id: id,
		IsDeleted: false,
		Title: version["Title"] ?? null,
		FileType: version["FileType"] ?? null,
		FileExtension: version["FileExtension"] ?? null,
		ContentSize: version["ContentSize"] ?? null,
		ContentModifiedDate: at["LastModifiedDate"] ?? null,
		LatestPublishedVersionId: org.newId("ContentVersion"),
		OwnerId: version["OwnerId"] ?? user.id,
		IsArchived: false,
		...audit,
	});
	const place = version["FirstPublishLocationId"] ?? user.id;
	transaction.add(org.table("ContentDocumentLink"), {
		Id: org.newId("ContentDocumentLink"),
		IsDeleted: false,
		ContentDocumentId: id,
		LinkedEntityId: place,
		ShareType: place === user.id ? "I" : "V",
		Visibility: "AllUsers",
		SystemModstamp: at["SystemModstamp"] ?? null,
	});
	return id;
}
