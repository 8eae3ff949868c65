import { bareObject, dataObject, plainObject } from "./declare.ts";
import {
	auditFields,
	boolean,
	dateTime,
	deletedField,
	integer,
	lookup,
	ownerField,
	picklist,
	readOnly,
	required,
	text,
	textArea,
} from "./fields.ts";
import { base64 } from "./specialFields.ts";

/** Files in their three generations: documents, attachments and notes, and content. */

const size = (name: string, label: string) => integer(name, label, readOnly);
const PARENTS = ["Account", "Asset", "Campaign", "Case", "Contact", "Contract", "Lead", "Machine__c"];
const MORE_PARENTS = ["Opportunity", "Order", "Product2", "Project__c", "Solution", "Task", "Event"];
const parent = lookup("ParentId", "Parent ID", [...PARENTS, ...MORE_PARENTS], "Parent", {
	...required,
	updateable: false,
});

export const attachment = plainObject(
	["Attachment", "Attachment", "Attachments", "00P"],
	[
		deletedField(),
		parent,
		text("Name", "File Name", 255, { ...required, nameField: true }),
		boolean("IsPrivate", "Private", { permissionable: false }),
		text("ContentType", "Content Type", 120, { permissionable: false }),
		size("BodyLength", "Body Length"),
		base64("Body", "Body", { nillable: false, permissionable: false }),
		ownerField(["Calendar", "User"]),
		text("Description", "Description", 500, { permissionable: false }),
	],
	{
		kind: "part",
		flags: { layoutable: false, undeletable: true },
		listOnParent: { ParentId: "Attachments" },
	},
);

export const note = plainObject(
	["Note", "Note", "Notes", "002"],
	[
		deletedField(),
		parent,
		text("Title", "Title", 80, { ...required, nameField: true }),
		boolean("IsPrivate", "Private", { permissionable: false }),
		textArea("Body", "Body", 32000, { permissionable: false }),
		ownerField(),
	],
	{
		kind: "part",
		flags: { layoutable: true, searchable: true, undeletable: true },
		listOnParent: { ParentId: "Notes" },
	},
);

export const folder = plainObject(
	["Folder", "Folder", "Folders", "00l"],
	[
		text("Name", "Name", 40, { permissionable: false, nameField: true }),
		text("DeveloperName", "Folder Unique Name", 80, { permissionable: false }),
		picklist("AccessType", "Access Type", 40, ["Public", "Hidden", "Shared"], required),
		boolean("IsReadonly", "Read Only"),
		picklist("Type", "Type", 40, ["Dashboard", "Document", "Email", "Report"], required),
	],
	{ flags: { createable: true, updateable: true, deletable: true } },
);

export const document = plainObject(
	["Document", "Document", "Documents", "015"],
	[
		lookup("FolderId", "Folder ID", ["Folder", "User"], "Folder", required),
		deletedField(),
		text("Name", "Document Name", 255, { ...required, nameField: true }),
		text("DeveloperName", "Document Unique Name", 80, { ...required, defaultedOnCreate: true }),
		text("ContentType", "MIME Type", 120, { permissionable: false }),
		text("Type", "File Extension", 40, { permissionable: false }),
		boolean("IsPublic", "Externally Available"),
		size("BodyLength", "Body Length"),
		base64("Body", "Body", { permissionable: false }),
		text("Description", "Description", 255),
		lookup("AuthorId", "Author ID", ["User"], "Author", { ...required, defaultedOnCreate: true }),
	],
	{ kind: "part", flags: { layoutable: false, searchable: true, triggerable: false } },
);

export const contentDocument = dataObject(
	["ContentDocument", "Content Document", "Content Documents", "069"],
	[
		text("Title", "Title", 255, { ...required, createable: false, nameField: true }),
		text("FileType", "File Type", 20, readOnly),
		text("FileExtension", "File Extension", 40, readOnly),
		size("ContentSize", "Size"),
		boolean("IsArchived", "Is Archived", { createable: false }),
		lookup(
			"LatestPublishedVersionId",
			"Latest Published Version ID",
			["ContentVersion"],
			"LatestPublishedVersion",
			readOnly,
		),
		textArea("Description", "Description", 1000),
		dateTime("ContentModifiedDate", "Content Modified Date", readOnly),
	],
	{ flags: { createable: false, layoutable: true } },
);

export const contentVersion = plainObject(
	["ContentVersion", "Content Version", "Content Versions", "068"],
	[
		lookup("ContentDocumentId", "ContentDocument ID", ["ContentDocument"], "ContentDocument", {
			...required,
			updateable: false,
			defaultedOnCreate: true,
		}),
		boolean("IsLatest", "Is Latest", readOnly),
		text("Title", "Title", 255, { ...required, nameField: true }),
		textArea("Description", "Description", 1000),
		text("PathOnClient", "Path On Client", 500, { updateable: false, permissionable: false }),
		text("VersionNumber", "Version Number", 20, readOnly),
		text("FileType", "File Type", 20, { ...readOnly, nillable: false }),
		text("FileExtension", "File Extension", 40, readOnly),
		size("ContentSize", "Size"),
		base64("VersionData", "Version Data", { permissionable: false }),
		lookup(
			"FirstPublishLocationId",
			"First Publish Location ID",
			[...PARENTS, "Opportunity", "User"],
			"FirstPublishLocation",
			{
				updateable: false,
				permissionable: false,
			},
		),
		picklist("Origin", "Content Origin", 40, ["C", "H"], {
			...required,
			updateable: false,
			defaultValue: "C",
		}),
		ownerField(),
	],
	{
		kind: "part",
		bin: true,
		flags: { deletable: false, searchable: true, layoutable: true },
		listOnParent: { ContentDocumentId: "ContentVersions" },
	},
);

export const contentDocumentLink = bareObject(
	["ContentDocumentLink", "Content Document Link", "Content Document Links", "06A"],
	[
		lookup("LinkedEntityId", "Linked Entity ID", [...PARENTS, ...MORE_PARENTS, "User"], "LinkedEntity", {
			...required,
			updateable: false,
		}),
		lookup("ContentDocumentId", "ContentDocument ID", ["ContentDocument"], "ContentDocument", {
			...required,
			updateable: false,
		}),
		deletedField(),
		...auditFields().filter(({ name }) => name === "SystemModstamp"),
		picklist("ShareType", "Share Type", 40, ["V", "C", "I"], {
			permissionable: false,
			restrictedPicklist: true,
		}),
		picklist("Visibility", "Visibility", 40, ["AllUsers", "InternalUsers", "SharedUsers"], {
			permissionable: false,
			restrictedPicklist: true,
		}),
	],
	{
		kind: "part",
		listOnParent: { LinkedEntityId: "ContentDocumentLinks", ContentDocumentId: "ContentDocumentLinks" },
		flags: { layoutable: false, replicateable: false },
	},
);
