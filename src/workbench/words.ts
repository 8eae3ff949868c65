import { l10n } from "vscode";
import type { AppError, AuthReason, FailureOf, InputProblem } from "../base/errors.ts";
import { duration, grouped } from "../base/text.ts";

/** What a failure says to a person: what happened, with the platform's own code and words, and what to do. */
export function wordsFor(error: AppError): string {
	const { failure, message } = error;
	switch (failure.kind) {
		case "cancelled":
			return l10n.t("Cancelled.");
		case "auth":
			return authWords(failure.reason, quoted(failure.code, message));
		case "network":
			return networkWords(failure, message);
		case "limit":
			return limitWords(failure, message);
		case "query":
			return failure.line === undefined
				? quoted(failure.code, platformDetail(message))
				: l10n.t(
						"{0} at {1}:{2}: {3}",
						failure.code,
						failure.line,
						failure.column ?? 1,
						platformDetail(message),
					);
		case "api":
			return failure.code.startsWith("HTTP_")
				? l10n.t(
						"The org answered with a web page or nothing instead of data (HTTP {0}: {1}). It may be down for maintenance: try again in a while.",
						failure.status,
						message,
					)
				: quoted(failure.code, message);
		case "readOnly":
			return l10n.t("{0} is read-only, and this would write to it ({1}).", failure.orgLabel, message);
		case "input":
			return inputWords(failure.problem, failure.detail ?? "");
		case "bug":
			return l10n.t("Something went wrong in Orgsmith: {0}", message);
	}
}

/** The part of a query error below its snippet and caret: the sentence a person needs. */
function platformDetail(message: string): string {
	const after = /ERROR at Row:\d+:Column:\d+\s*([\s\S]*)$/.exec(message)?.[1];
	return (after ?? message).trim();
}

function quoted(code: string | undefined, message: string): string {
	return code === undefined || message === code ? message : `${code}: ${message}`;
}

function authWords(reason: AuthReason, platform: string): string {
	switch (reason) {
		case "expired":
		case "revoked":
			return l10n.t("Your session has ended ({0}). Sign in again to go on.", platform);
		case "secretMissing":
			return l10n.t("VS Code no longer has the sign-in of this org. Sign in again to go on.");
		case "denied":
			return l10n.t("The sign-in was denied in the browser ({0}).", platform);
		case "stateMismatch":
			return l10n.t("The browser came back with an answer to another sign-in, so it was refused. Try again.");
		case "timedOut":
			return l10n.t("The sign-in was not finished in time. Try again.");
		case "appBlocked":
			return l10n.t(
				"The org doesn't allow this app ({0}). Ask an administrator to install it under Setup, Connected Apps OAuth Usage, or set your own client id for this login host in the setting orgsmith.clientIds.",
				platform,
			);
		case "notRefreshable":
			return l10n.t("The org refuses this session for API use ({0}).", platform);
		case "rejected":
			return l10n.t("The org did not accept the sign-in ({0}). Try again.", platform);
	}
}

function networkWords({ reason }: FailureOf<"network">, message: string): string {
	switch (reason) {
		case "offline":
			return l10n.t("The org can't be reached ({0}). Check the address and your connection.", message);
		case "timeout":
			return l10n.t("The org did not answer in time ({0}).", message);
		case "tls":
			return l10n.t(
				"The connection is not trusted ({0}). Behind a proxy, see VS Code's http.proxy settings.",
				message,
			);
		case "reset":
			return l10n.t("The connection broke off ({0}).", message);
		case "notSalesforce":
			return l10n.t(
				"The answer is not Salesforce's: a proxy or login page may be in between ({0}).",
				message,
			);
	}
}

function limitWords({ reason, retryAfterMs }: FailureOf<"limit">, message: string): string {
	switch (reason) {
		case "daily":
			return l10n.t(
				"The org has used up its API calls ({0}). The limit is a rolling 24-hour window: calls come back as those of yesterday drop out of it.",
				message,
			);
		case "concurrent":
			return l10n.t(
				"The org is busy with too many long requests at once ({0}). Try again in a moment.",
				message,
			);
		case "busy":
			return retryAfterMs === undefined
				? l10n.t("The org asks for a pause ({0}). Try again in a moment.", message)
				: l10n.t("The org asks to wait {0} ({1}).", duration(retryAfterMs), message);
	}
}

function inputWords(problem: InputProblem, detail: string): string {
	switch (problem) {
		case "addressMalformed":
			return l10n.t("“{0}” is not an address. Example: https://acme.my.salesforce.com", detail);
		case "addressNotHttps":
			return l10n.t("{0} must be reached by https: your password would travel in the clear.", detail);
		case "addressNotSalesforce":
			return l10n.t("{0} doesn't answer as Salesforce does.", detail);
		case "redirectMalformed":
			return l10n.t(
				"That is not the end of this sign-in. It looks like http://localhost:1717/OauthRedirect?code=…",
			);
		case "tokenMalformed":
			return l10n.t("An access token looks like 00D…!… and has no spaces.");
		case "queryEmpty":
			return l10n.t(
				"There is no query here. Write one, such as SELECT Id, Name FROM Account, and run again.",
			);
		case "queryTooLong":
			return l10n.t(
				"The query has {0} characters; Salesforce takes at most 100,000. Shorten it, for example by splitting a long IN list.",
				grouped(Number(detail)),
			);
		case "querySeveral":
			return l10n.t("The selection has more than one query. Select one, or put the cursor into it.");
		case "searchHasNoPlan":
			return l10n.t(
				"Salesforce explains queries (SELECT), not searches (FIND). Put the cursor into a query.",
			);
		case "noOrg":
			return l10n.t("No org is chosen. Sign in, or choose one, and run again.");
		case "clientIdNeeded":
			return l10n.t("Another port needs a client id of your own (setting orgsmith.clientIds).");
		case "portTaken":
			return l10n.t("Port {0} is taken by another program.", detail);
		case "recordIdMalformed":
			return l10n.t("A record Id has 15 or 18 letters and digits.");
		case "diskFull":
			return l10n.t(
				"There is no room for more rows: memory is used up and the disk is full. Rows so far stay. Free some space, then resume.",
			);
		case "rowsLost":
			return l10n.t("The process that held the rows has ended, and the rows with it. Run the query again.");
		case "recordPrefixUnknown":
			return l10n.t(
				"No object that you can see in this org has record Ids that begin with {0}. The record may be another org's.",
				detail,
			);
		case "noResult":
			return l10n.t("No result is open here. Click into one, and export again.");
		case "fileNotWritten":
			return l10n.t("The file could not be written ({0}). What had its name before is as it was.", detail);
		case "workbookTooLarge":
			return l10n.t("A workbook of more than 4 GB can't be opened anywhere. Export as CSV instead.");
		case "messageMalformed":
			return l10n.t("The page sent something unknown ({0}).", detail);
		case "otherOrgSignedIn":
			return l10n.t("You signed in as {0}. The query waits for the login it began with.", detail);
	}
}
