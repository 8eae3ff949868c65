import { id18 } from "../ids.ts";
import { changedRecords } from "../rest/changes.ts";
import { recordList } from "../rest/readRecord.ts";
import { markSeen } from "../soql/marks.ts";
import { runQuery } from "../soql/run.ts";
import { parseSearch } from "../sosl/parse.ts";
import { runSearch } from "../sosl/run.ts";
import { dateTimeText } from "../times.ts";
import { openList, queryScope, restCall, type SoapCall } from "./call.ts";
import { describeGlobal, describeSObjects } from "./describe.ts";
import { type Element, textOf, textsOf } from "./element.ts";
import { SoapFault } from "./fault.ts";
import { getUserInfo } from "./userInfo.ts";
import { element, leaf, queryPage, sObject } from "./write.ts";
import {
	convertLeads,
	create,
	emptyRecycleBin,
	merge,
	remove,
	undelete,
	update,
	upsert,
} from "./writeOperations.ts";

export type { SoapCall } from "./call.ts";

/** Answers an operation with the inside of its response element. */
type Operation = (call: SoapCall, operation: Element) => string;

const opener = (call: SoapCall) => (list: Parameters<typeof openList>[1]) => openList(call, list);

const query =
	(includeDeleted: boolean): Operation =>
	(call, operation) => {
		const soql = textOf(operation, "queryString") ?? "";
		const { world, grant } = call;
		const { query: parsed, evaluation } = runQuery({ ...queryScope(call, soql), includeDeleted });
		const { object, indexes } = evaluation;
		markSeen((name) => grant.org.table(name), object, indexes, parsed.marks, world.clock());
		const largest = evaluation.singlePage ? Number.POSITIVE_INFINITY : evaluation.maxPage;
		const page = evaluation.singlePage
			? world.locators.open(evaluation, grant.user.id, largest)
			: openList(call, evaluation, largest);
		return result("QueryResult", queryPage(page.records, page.next, page.totalSize, opener(call)));
	};

const queryMore: Operation = (call, operation) => {
	const { world, grant } = call;
	const locator = (textOf(operation, "queryLocator") ?? "").replace(/^.*\//, "");
	const page = world.locators.page(locator, grant.user.id);
	return result("QueryResult", queryPage(page.records, page.next, page.totalSize, opener(call)));
};

function result(type: string, inside: string): string {
	return `<result xsi:type="${type}">${inside}</result>`;
}

const MOST_RETRIEVED = 2000;

const retrieve: Operation = (call, operation) => {
	const { grant } = call;
	const name = textOf(operation, "sObjectType") ?? "";
	const object = grant.org.schemaFor(grant.user).object(name);
	if (object === undefined) {
		throw new SoapFault("INVALID_TYPE", `sObject type '${name}' is not supported.`, "InvalidSObjectFault");
	}
	const fields = (textOf(operation, "fieldList") ?? "").split(",").map((field) => field.trim());
	const ids = textsOf(operation, "ids");
	if (ids.length > MOST_RETRIEVED) {
		throw new SoapFault(
			"EXCEEDED_ID_LIMIT",
			`record limit reached. cannot retrieve more than ${MOST_RETRIEVED} records`,
		);
	}
	const records = ids.map((given) => {
		const id = id18(given);
		const row = id === null ? undefined : grant.org.table(object.name).get(id);
		const isShown =
			row !== undefined && row["IsDeleted"] !== true && grant.org.canSee(grant.user, object.name, row);
		return isShown ? row : undefined;
	});
	const trees = recordList(restCall(call), object, fields);
	return records
		.map((row) => {
			const tree = row && trees(row);
			return tree === undefined ? leaf("result", null) : sObject("result", tree, opener(call));
		})
		.join("");
};

const search: Operation = (call, operation) => {
	const text = textOf(operation, "searchString") ?? "";
	const records = runSearch(queryScope(call, text), parseSearch(text))
		.map((record) => element("searchRecords", sObject("record", record, opener(call))))
		.join("");
	return element("result", leaf("queryId", ""), records);
};

const changes =
	(which: "updated" | "deleted"): Operation =>
	(call, operation) => {
		const start = textOf(operation, "startDate");
		const end = textOf(operation, "endDate");
		const { grant } = call;
		const name = textOf(operation, "sObjectType") ?? "";
		const object = grant.org.schemaFor(grant.user).object(name);
		if (object === undefined) {
			throw new SoapFault("INVALID_TYPE", `sObject type '${name}' is not supported.`, "InvalidSObjectFault");
		}
		const found = changedRecords(restCall(call), object, which, start, end);
		const zulu = (text: string) => text.replace(/\+0000$/, "Z");
		const covered = leaf("latestDateCovered", zulu(found.latestDateCovered));
		if (which === "updated") {
			return element("result", ...found.records.map(({ id }) => leaf("ids", id)), covered);
		}
		return element(
			"result",
			...found.records.map(({ id, at }) =>
				element("deletedRecords", leaf("deletedDate", zulu(at)), leaf("id", id)),
			),
			leaf("earliestDateAvailable", zulu(found.earliestDateAvailable)),
			covered,
		);
	};

/** What the demo org serves of the Partner API, by the names of the WSDL. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
	query: query(false),
	queryAll: query(true),
	queryMore,
	retrieve,
	search,
	create,
	update,
	upsert,
	delete: remove,
	undelete,
	emptyRecycleBin,
	merge,
	convertLead: convertLeads,
	getUpdated: changes("updated"),
	getDeleted: changes("deleted"),
	getUserInfo,
	getServerTimestamp: ({ world }) =>
		element("result", leaf("timestamp", dateTimeText(world.clock()).replace("+0000", "Z"))),
	describeGlobal,
	describeSObject: (call, operation) => describeSObjects(call, [textOf(operation, "sObjectType") ?? ""]),
	describeSObjects: (call, operation) => describeSObjects(call, textsOf(operation, "sObjectType")),
	logout: ({ world, header }) => {
		const session = header?.children.find(({ name }) => name === "SessionHeader");
		world.grants.revoke((session && textOf(session, "sessionId")) ?? "");
		return "";
	},
};
