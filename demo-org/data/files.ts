import { DAY_MS, dateTimeText } from "../times.ts";
import { seededLength } from "./blobs.ts";
import { type Crowd, maybe, type Population } from "./population.ts";
import { SENTENCES } from "./words.ts";

/** Files of all three generations, histories and shares. */

const fileCount = (scale: number): number => Math.max(6, Math.ceil(scale / 30));
const length = (population: Population, objectName: string, index: number): number =>
	seededLength(objectName, population.id(objectName, index));

const documents: Crowd = {
	objectName: "ContentDocument",
	count: fileCount,
	row: (i, random, population) => ({
		Title: `Offer ${i + 1}`,
		FileType: "TEXT",
		FileExtension: "txt",
		ContentSize: length(population, "ContentVersion", i),
		IsArchived: false,
		LatestPublishedVersionId: population.id("ContentVersion", i),
		Description: maybe(random, random.pick(SENTENCES), 0.3),
		ContentModifiedDate: dateTimeText(population.today - random.integer(0, 90) * DAY_MS),
	}),
};

const versions: Crowd = {
	objectName: "ContentVersion",
	count: fileCount,
	row: (i, _random, population) => ({
		ContentDocumentId: population.id("ContentDocument", i),
		IsLatest: true,
		Title: `Offer ${i + 1}`,
		PathOnClient: `offer-${i + 1}.txt`,
		VersionNumber: "1",
		FileType: "TEXT",
		FileExtension: "txt",
		ContentSize: length(population, "ContentVersion", i),
		Origin: "C",
	}),
};

const links: Crowd = {
	objectName: "ContentDocumentLink",
	count: fileCount,
	row: (i, random, population) => ({
		LinkedEntityId: population.pick(random, i % 2 === 0 ? "Account" : "Opportunity"),
		ContentDocumentId: population.id("ContentDocument", i),
		ShareType: random.pick(["V", "C"]),
		Visibility: "AllUsers",
	}),
};

const attachments: Crowd = {
	objectName: "Attachment",
	count: fileCount,
	row: (i, random, population) => ({
		ParentId: population.pick(random, i % 2 === 0 ? "Case" : "Account"),
		Name: `log ${i + 1}.txt`,
		IsPrivate: false,
		ContentType: "text/plain",
		BodyLength: length(population, "Attachment", i),
		Description: maybe(random, random.pick(SENTENCES), 0.3),
	}),
};

const notes: Crowd = {
	objectName: "Note",
	count: fileCount,
	row: (i, random, population) => ({
		ParentId: population.pick(random, i % 2 === 0 ? "Contact" : "Account"),
		Title: `Note ${i + 1}`,
		IsPrivate: false,
		Body: random.pick(SENTENCES),
	}),
};

const folders: Crowd = {
	objectName: "Folder",
	count: () => 2,
	row: (i) => ({
		Name: i === 0 ? "Pictures" : "Price Lists",
		DeveloperName: i === 0 ? "Pictures" : "Price_Lists",
		AccessType: "Public",
		IsReadonly: false,
		Type: "Document",
	}),
};

const oldDocuments: Crowd = {
	objectName: "Document",
	count: () => 4,
	row: (i, _random, population) => ({
		FolderId: population.id("Folder", i % 2),
		Name: `Document ${i + 1}`,
		DeveloperName: `Document_${i + 1}`,
		ContentType: "text/plain",
		Type: "txt",
		IsPublic: i === 0,
		BodyLength: length(population, "Document", i),
		AuthorId: population.owners[0] ?? null,
	}),
};

const logFiles: Crowd = {
	objectName: "EventLogFile",
	count: () => 4,
	row: (i, _random, population) => ({
		EventType: i % 2 === 0 ? "API" : "Login",
		LogDate: dateTimeText(population.today - (i + 1) * DAY_MS),
		LogFileLength: length(population, "EventLogFile", i),
		LogFileContentType: "text/csv",
		ApiVersion: 66,
		Sequence: 0,
		Interval: "Daily",
		LogFileFieldNames: '"EVENT_TYPE","TIMESTAMP","REQUEST_ID","METHOD_NAME","ROWS_PROCESSED"',
		LogFileFieldTypes: '"String","DateTime","Id","String","Number"',
	}),
};

/** A history of every record of an object: that it was made, and for each second one a change of name. */
function historyCrowd(objectName: string, parentField: string, parent: string): Crowd {
	return {
		objectName,
		count: (scale) => Math.ceil(scale / 10),
		row: (i, _random, population) => {
			const isName = i % 2 === 1;
			return {
				[parentField]: population.id(parent, i % population.count(parent)),
				Field: isName ? "Name" : "created",
				DataType: isName ? "Text" : null,
				OldValue: isName ? "Old name" : null,
				NewValue: isName ? `Name ${i + 1}` : null,
			};
		},
	};
}

const accountShares: Crowd = {
	objectName: "AccountShare",
	count: (scale) => Math.max(12, Math.ceil(scale / 5)),
	row: (i, _random, population) => ({
		AccountId: population.id("Account", i),
		UserOrGroupId: population.owners[i % population.owners.length] ?? null,
		AccountAccessLevel: i % 3 === 0 ? "Edit" : "Read",
		RowCause: "Manual",
	}),
};

const expenseShares: Crowd = {
	objectName: "Expense__Share",
	count: () => 8,
	row: (i, _random, population) => ({
		ParentId: population.id("Expense__c", i),
		UserOrGroupId: population.owners[1 + (i % 2) * 2] ?? null,
		AccessLevel: i % 2 === 0 ? "Read" : "Edit",
		RowCause: "Manual",
	}),
};

export const fileCrowds: readonly Crowd[] = [
	documents,
	versions,
	links,
	attachments,
	notes,
	folders,
	oldDocuments,
	logFiles,
	historyCrowd("AccountHistory", "AccountId", "Account"),
	historyCrowd("Project__History", "ParentId", "Project__c"),
	accountShares,
	expenseShares,
];
