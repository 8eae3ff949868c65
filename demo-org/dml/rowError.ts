import { PlatformError } from "../platformError.ts";

/** What a duplicate rule found, as the REST API shows it beside DUPLICATES_DETECTED. */
export interface DuplicateResult {
	readonly allowSave: boolean;
	readonly duplicateRule: string;
	readonly duplicateRuleEntityType: string;
	readonly errorMessage: string;
	readonly matchResults: readonly object[];
}

/**
 * Why one record could not be written: a StatusCode of the SOAP API with its message and the fields it is about. REST
 * answers it for a single record as its error array, collections and SOAP as an item of their results.
 */
export class RowError extends Error {
	readonly code: string;
	readonly fields: readonly string[];
	readonly duplicates: DuplicateResult | undefined;

	constructor(code: string, message: string, fields: readonly string[] = [], duplicates?: DuplicateResult) {
		super(message);
		this.name = "RowError";
		this.code = code;
		this.fields = fields;
		this.duplicates = duplicates;
	}
}

const STATUS: Readonly<Record<string, number>> = {
	ENTITY_IS_DELETED: 404,
	NOT_FOUND: 404,
	INSUFFICIENT_ACCESS_OR_READONLY: 403,
};

/** Codes whose REST bodies have no `fields`. */
const WITHOUT_FIELDS = new Set([
	"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
	"DUPLICATES_DETECTED",
	"INVALID_FIELD",
	"JSON_PARSER_ERROR",
	"NOT_FOUND",
]);

/** The refusal of a call for a single record. */
export function refusalOf({ code, message, fields, duplicates }: RowError): PlatformError {
	// The key is spelled so on the wire (seen at v54).
	const more = duplicates === undefined ? {} : { duplicateResut: duplicates };
	return new PlatformError(
		STATUS[code] ?? 400,
		code,
		message,
		WITHOUT_FIELDS.has(code) ? undefined : fields,
		more,
	);
}
