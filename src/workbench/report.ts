import * as vscode from "vscode";
import { type AppError, toAppError } from "../base/errors.ts";
import type { Log } from "../base/op.ts";
import { wordsFor } from "./words.ts";

/** Shows failures to people, each once, with the one action that helps. The only place that does. */
export interface Reporter {
	show(error: AppError): Promise<void>;
	/** Tells what was done, with what can be done next. Nobody waits for it. */
	done(message: string, offers: readonly DoneOffer[]): void;
}

/** A button; `act` is what it does. */
export interface DoneOffer {
	readonly label: string;
	readonly act: () => PromiseLike<unknown>;
}

interface Offer {
	readonly label: string;
	readonly command: string;
	readonly args: readonly unknown[];
}

export function reporter(log: Log): Reporter {
	const done = async (message: string, offers: readonly DoneOffer[]): Promise<void> => {
		const chosen = await vscode.window.showInformationMessage(message, ...offers.map(({ label }) => label));
		await offers.find(({ label }) => label === chosen)?.act();
	};
	return {
		done: (message, offers) => {
			done(message, offers).catch((thrown: unknown) => log.error(`[failure] ${toAppError(thrown).message}`));
		},
		show: async (error) => {
			const { failure } = error;
			if (failure.kind === "cancelled") return;
			log.error(
				`[failure] ${failure.kind} ${error.message}${failure.kind === "bug" ? `\n${error.stack ?? ""}` : ""}`,
			);
			const offer = offerFor(error);
			const show =
				failure.kind === "bug" || failure.kind === "api" || failure.kind === "network"
					? vscode.window.showErrorMessage
					: vscode.window.showWarningMessage;
			const chosen = await show(wordsFor(error), ...(offer ? [offer.label] : []));
			if (offer && chosen === offer.label) await vscode.commands.executeCommand(offer.command, ...offer.args);
		},
	};
}

function offerFor({ failure }: AppError): Offer | undefined {
	const { l10n } = vscode;
	switch (failure.kind) {
		case "auth":
			// Nobody was signed in yet: a new login was denied, or waited for too long.
			if (failure.loginId === undefined)
				return { label: l10n.t("Sign In to an Org…"), command: "orgsmith.org.signIn", args: [] };
			return { label: l10n.t("Sign In Again"), command: "orgsmith.org.signInAgain", args: [failure.loginId] };
		case "readOnly":
			return {
				label: l10n.t("Unlock Writes…"),
				command: "orgsmith.org.unlock",
				args: [failure.loginId, failure.action],
			};
		case "input":
			return failure.problem === "noOrg"
				? { label: l10n.t("Choose Org"), command: "orgsmith.org.choose", args: [] }
				: undefined;
		case "bug":
			return { label: l10n.t("Report Issue…"), command: "orgsmith.reportIssue", args: [] };
		case "cancelled":
		case "network":
		case "limit":
		case "query":
		case "api":
			return { label: l10n.t("Show Log"), command: "orgsmith.log.show", args: [] };
	}
}

/** For a start that failed: VS Code itself stays silent about it. */
export function reportActivationFailure(error: AppError): void {
	void vscode.window.showErrorMessage(vscode.l10n.t("Orgsmith could not start: {0}", error.message));
}
