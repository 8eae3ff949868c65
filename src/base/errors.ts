export type AuthReason =
	| "expired"
	| "revoked"
	| "denied"
	| "stateMismatch"
	| "timedOut"
	| "secretMissing"
	| "appBlocked"
	| "notRefreshable"
	| "rejected";

export type InputProblem =
	| "addressMalformed"
	| "addressNotHttps"
	| "addressNotSalesforce"
	| "redirectMalformed"
	| "tokenMalformed"
	| "queryEmpty"
	| "queryTooLong"
	| "querySeveral"
	/** A search (FIND) has no plan. */
	| "searchHasNoPlan"
	| "noOrg"
	| "clientIdNeeded"
	| "portTaken"
	| "messageMalformed"
	| "recordIdMalformed"
	/** Memory and disk have no room for more rows. */
	| "diskFull"
	/** The thread that held the rows has ended. */
	| "rowsLost"
	| "recordPrefixUnknown"
	/** No results panel has the focus. */
	| "noResult"
	/** The system refused to write a file; `detail` has its words. */
	| "fileNotWritten"
	/** A workbook of more than 4 GB, which nothing opens. */
	| "workbookTooLarge"
	| "otherOrgSignedIn";

/** What went wrong, named by what the person can do about it. The union is closed: `workbench/report.ts` words each. */
export type Failure =
	| { readonly kind: "cancelled" }
	| { readonly kind: "auth"; readonly reason: AuthReason; readonly code?: string; readonly loginId?: string }
	| { readonly kind: "network"; readonly reason: "offline" | "timeout" | "tls" | "reset" | "notSalesforce" }
	| {
			readonly kind: "limit";
			readonly reason: "daily" | "concurrent" | "busy";
			readonly code?: string;
			readonly retryAfterMs?: number;
	  }
	| { readonly kind: "query"; readonly code: string; readonly line?: number; readonly column?: number }
	| { readonly kind: "api"; readonly status: number; readonly code: string; readonly requestId?: string }
	| {
			readonly kind: "readOnly";
			readonly loginId: string;
			readonly orgLabel: string;
			readonly action: string;
	  }
	| { readonly kind: "input"; readonly problem: InputProblem; readonly detail?: string }
	| { readonly kind: "bug" };

export type FailureOf<K extends Failure["kind"]> = Extract<Failure, { kind: K }>;

/** The product's one error class. `message` is the platform's own text where there is one, never our wording. */
export class AppError extends Error {
	readonly failure: Failure;

	constructor(failure: Failure, message = describe(failure), options?: ErrorOptions) {
		super(message, options);
		this.name = "AppError";
		this.failure = failure;
	}
}

/** Narrows an unknown throw to one kind of failure. */
export function failureOf<K extends Failure["kind"]>(thrown: unknown, kind: K): FailureOf<K> | undefined {
	if (!(thrown instanceof AppError)) return undefined;
	return thrown.failure.kind === kind ? (thrown.failure as FailureOf<K>) : undefined;
}

export function cancelled(cause?: unknown): AppError {
	return new AppError({ kind: "cancelled" }, "cancelled", { cause });
}

/**
 * Turns anything thrown into an `AppError`. Called at the four edges only: command, message, event, poller. An abort
 * in any dialect (the web's `AbortError`, VS Code's `Canceled`) becomes `cancelled`; the unknown becomes `bug`.
 */
export function toAppError(thrown: unknown): AppError {
	if (thrown instanceof AppError) return thrown;
	if (thrown instanceof Error) {
		if (thrown.name === "AbortError" || thrown.name === "Canceled") return cancelled(thrown);
		return new AppError({ kind: "bug" }, thrown.message, { cause: thrown });
	}
	return new AppError({ kind: "bug" }, String(thrown), { cause: thrown });
}

function describe(failure: Failure): string {
	switch (failure.kind) {
		case "auth":
		case "network":
		case "limit":
			return `${failure.kind}: ${failure.reason}`;
		case "input":
			return `input: ${failure.problem}`;
		case "query":
		case "api":
			return failure.code;
		case "readOnly":
			return `${failure.orgLabel} is read-only`;
		case "cancelled":
		case "bug":
			return failure.kind;
	}
}
