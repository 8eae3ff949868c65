/**
 * A refusal in the platform's own words. REST answers it as `[{message, errorCode, fields?}]`
 * (REST API Developer Guide, "Status Codes and Error Responses").
 */
export class PlatformError extends Error {
	readonly status: number;
	readonly errorCode: string;
	readonly fields: readonly string[] | undefined;
	readonly more: Readonly<Record<string, unknown>>;

	/** `more` goes into the body before the message, as what a duplicate rule found does. */
	constructor(
		status: number,
		errorCode: string,
		message: string,
		fields?: readonly string[],
		more: Readonly<Record<string, unknown>> = {},
	) {
		super(message);
		this.name = "PlatformError";
		this.status = status;
		this.errorCode = errorCode;
		this.fields = fields;
		this.more = more;
	}

	/** The JSON array that the REST API sends. */
	toBody(): string {
		const { more, message, errorCode, fields } = this;
		return JSON.stringify([{ ...more, message, errorCode, ...(fields === undefined ? {} : { fields }) }]);
	}
}

/** What the platform has and the demo org does not: never an answer that the platform could give. */
export function notServed(what: string): PlatformError {
	return new PlatformError(
		501,
		"DEMO_ORG_NOT_IMPLEMENTED",
		`The demo org does not serve ${what}. Salesforce does.`,
	);
}

export function notFound(): PlatformError {
	return new PlatformError(404, "NOT_FOUND", "The requested resource does not exist");
}

export function methodNotAllowed(method: string, allowed: string): PlatformError {
	return new PlatformError(
		405,
		"METHOD_NOT_ALLOWED",
		`HTTP Method '${method}' not allowed. Allowed are ${allowed}`,
	);
}
