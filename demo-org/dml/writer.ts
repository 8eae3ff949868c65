import type { Row, Value } from "../data/table.ts";
import type { OrgUser } from "../data/users.ts";
import type { Org } from "../org.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { RecordView } from "../schema/rules.ts";
import type { Schema } from "../schema/schema.ts";
import { dateTimeText } from "../times.ts";
import { RowError } from "./rowError.ts";
import { Transaction } from "./transaction.ts";

/** What headers say of a write (REST: Sforce-Auto-Assign, Sforce-Duplicate-Rule-Header; SOAP: headers of those names). */
export interface WriteOptions {
	/** Whether assignment rules run, or the id of the one that shall. */
	readonly assign: boolean | string;
	/** Saves records that a duplicate rule found, where the rule allows it. */
	readonly allowDuplicates: boolean;
	/** Whether found duplicates are shown with all their fields. */
	readonly duplicateDetails: boolean;
}

const DEFAULT_OPTIONS: WriteOptions = {
	assign: true,
	allowDuplicates: false,
	duplicateDetails: false,
};

/** Who writes to which org at which instant; all writes of one call share it and its transaction. */
export interface Writer {
	readonly org: Org;
	readonly user: OrgUser;
	/** What the user sees: what it lacks does not exist for them. */
	readonly schema: Schema;
	readonly view: RecordView;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly options: WriteOptions;
	readonly transaction: Transaction;
	/** Asked once for each record that is written: whether somebody else holds it just now. */
	readonly isLocked: () => boolean;
}

export function writerFor(
	org: Org,
	user: OrgUser,
	now: number,
	options: WriteOptions = DEFAULT_OPTIONS,
	isLocked: () => boolean = () => false,
): Writer {
	return {
		org,
		user,
		schema: org.schemaFor(user),
		view: org.viewAt(now),
		now,
		options,
		transaction: new Transaction(),
		isLocked,
	};
}

/** Runs the write of one record (`id` null for a new one): all of it, or nothing and its RowError. */
export function atomically<T>({ transaction, isLocked }: Writer, id: string | null, write: () => T): T {
	if (isLocked()) {
		const which = id === null ? "" : `: ${id}`;
		const message = `unable to obtain exclusive access to this record or 1 records${which}`;
		throw new RowError("UNABLE_TO_LOCK_ROW", message);
	}
	const { mark } = transaction;
	try {
		return write();
	} catch (thrown) {
		transaction.rollBack(mark);
		throw thrown;
	}
}

/** Who changed a record and when. */
export function stamp({ user, now }: Writer): Row {
	const at = dateTimeText(Math.floor(now / 1000) * 1000);
	return { LastModifiedDate: at, LastModifiedById: user.id, SystemModstamp: at };
}

/** The living or deleted record of an object with that id, and where it is. */
export function locate(
	{ org }: Writer,
	object: ObjectType,
	id: string,
): { readonly index: number; readonly row: Row } | undefined {
	const table = org.table(object.name);
	const index = table.indexOf(id);
	const row = index < 0 ? undefined : table.at(index);
	return row === undefined ? undefined : { index, row };
}

/** The object type that an id's key prefix stands for, among those the user sees. */
export function objectOfId({ schema }: Writer, id: string): ObjectType | undefined {
	return schema.objects.find(({ spec }) => spec.keyPrefix === id.slice(0, 3));
}

/** The record that a lookup's id points to: its type and row, deleted ones included. */
export function target(
	{ org }: Writer,
	field: FieldDescribe,
	id: string,
): { readonly type: string; readonly row: Row } | undefined {
	for (const type of field.referenceTo) {
		const row = org.table(type).get(id);
		if (row !== undefined) return { type, row };
	}
	return undefined;
}

/** Throws unless the user may write this record: INSUFFICIENT_ACCESS_OR_READONLY. */
export function mustEdit({ org, user }: Writer, object: ObjectType, row: Row): void {
	if (org.canEdit(user, object.name, row)) return;
	throw new RowError("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
}

export function isNothing(value: Value | undefined): value is null | undefined {
	return value === null || value === undefined;
}
