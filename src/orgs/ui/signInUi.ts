import * as vscode from "vscode";
import { AppError, cancelled } from "../../base/errors.ts";
import type { Op } from "../../base/op.ts";
import { Secret } from "../../base/secret.ts";
import { isLoopback, loginHost, PRODUCTION_LOGIN, SANDBOX_LOGIN } from "../../salesforce/address.ts";
import { DEFAULT_CLIENT_ID, DEFAULT_PORT, redirectUri } from "../../salesforce/auth/authorize.ts";
import { endPage } from "../../salesforce/auth/pages.ts";
import { openInBrowser } from "../../workbench/browser.ts";
import { setting } from "../../workbench/settings.ts";
import { wordsFor } from "../../workbench/words.ts";
import type { Org } from "../org.ts";
import { type BrowserSignIn, signInWithBrowser, signInWithToken } from "../signIn.ts";
import type { OrgUiDeps } from "./deps.ts";

const MINUTE_MS = 60_000;

/** Asks where to sign in. `"token"` is the way with an access token. Throws `cancelled` on Escape. */
export async function askLoginHost(): Promise<{ kind: "host"; host: string } | { kind: "token" | "demo" }> {
	const { l10n } = vscode;
	const items = [
		{
			label: `$(cloud) ${l10n.t("Production or Developer Edition")}`,
			description: "login.salesforce.com",
			host: PRODUCTION_LOGIN,
		},
		{ label: `$(cloud) ${l10n.t("Sandbox")}`, description: "test.salesforce.com", host: SANDBOX_LOGIN },
		{
			label: `$(globe) ${l10n.t("My Domain or Pasted Address…")}`,
			description: l10n.t("any page of the org"),
			host: "ask",
		},
		{
			label: `$(key) ${l10n.t("Access Token…")}`,
			description: l10n.t("a session that you already have"),
			host: "token",
		},
		{
			label: `$(beaker) ${l10n.t("Demo Org")}`,
			description: l10n.t("no Salesforce account needed"),
			host: "demo",
		},
	];
	const picked = await vscode.window.showQuickPick(items, {
		placeHolder: l10n.t("Where do you want to sign in?"),
	});
	if (!picked) throw cancelled();
	if (picked.host === "token" || picked.host === "demo") return { kind: picked.host };
	return { kind: "host", host: picked.host === "ask" ? await askAddress() : picked.host };
}

async function askAddress(): Promise<string> {
	const { l10n } = vscode;
	const pasted = await vscode.window.showInputBox({
		title: l10n.t("Sign In: Address"),
		prompt: l10n.t("Paste the address of any page of the org: My Domain, Lightning, Setup."),
		placeHolder: "https://acme.my.salesforce.com",
		ignoreFocusOut: true,
		validateInput: (text) => problemWith(text, loginHost),
	});
	if (pasted === undefined) throw cancelled();
	return loginHost(pasted);
}

/** Web sign-in with its one input: it says that we wait, takes a pasted address, and Escape cancels. */
export async function browserSignIn(op: Op, deps: OrgUiDeps, host: string, loginHint?: string): Promise<Org> {
	const { l10n } = vscode;
	const own = setting("orgsmith.clientIds")[new URL(host).host];
	const clientId = own?.clientId ?? DEFAULT_CLIENT_ID;
	const port = own?.port ?? DEFAULT_PORT;
	if (clientId === DEFAULT_CLIENT_ID && port !== DEFAULT_PORT) {
		throw new AppError({ kind: "input", problem: "clientIdNeeded" });
	}
	const demo = await deps.demo();
	const escape = new AbortController();
	const signal = AbortSignal.any([op.signal, escape.signal]);
	const request: BrowserSignIn = {
		loginHost: host,
		clientId,
		port,
		loginHint,
		timeoutMs: setting("orgsmith.signInMinutes") * MINUTE_MS,
		pages: {
			success: endPage(l10n.t("You are signed in"), l10n.t("Close this page and go back to VS Code.")),
			failure: endPage(l10n.t("You are not signed in"), l10n.t("Go back to VS Code: it says what happened.")),
		},
		open: openInBrowser,
		whileWaiting: (wait) => showWaiting(wait, { host, clientId, port }, escape),
	};
	return signInWithBrowser({ ...op, signal }, signInDeps(deps, demo.proves.bind(demo)), request);
}

const blockedApp = new AppError(
	{ kind: "auth", reason: "appBlocked" },
	"OAUTH_APPROVAL_ERROR_GENERIC, OAUTH_EC_APP_NOT_FOUND",
);

function showWaiting(
	{ portTaken, url, paste, ended }: Parameters<BrowserSignIn["whileWaiting"]>[0],
	{ host, clientId, port }: { host: string; clientId: string; port: number },
	escape: AbortController,
): void {
	const { l10n } = vscode;
	const input = vscode.window.createInputBox();
	const copyLink = { iconPath: new vscode.ThemeIcon("copy"), tooltip: l10n.t("Copy the sign-in address") };
	const { host: address, hostname } = new URL(host);
	const place = isLoopback(hostname) ? l10n.t("the demo org ({0})", address) : address;
	input.title = l10n.t("Sign in to {0} in your browser", place);
	input.ignoreFocusOut = true;
	input.busy = true;
	const help = { iconPath: new vscode.ThemeIcon("question"), tooltip: l10n.t("The browser shows an error") };
	input.buttons = [help, copyLink];
	input.placeholder = `${redirectUri(port)}?code=…`;
	const where = portTaken
		? l10n.t(
				"Port {0} is taken by another program, so the browser will end on a page that isn't ours. Paste that page's address here.",
				String(port),
			)
		: l10n.t(
				"Waiting for the browser. If it is elsewhere, or ends on a page that can't be reached, paste that page's address here.",
			);
	const listed =
		clientId === DEFAULT_CLIENT_ID ? ` ${l10n.t("The org will list this login as “Salesforce CLI”.")}` : "";
	input.prompt = where + listed;
	input.onDidTriggerButton((button) => {
		if (button === copyLink) void vscode.env.clipboard.writeText(url);
		// Apps that an org blocks end on a page of the org's, and nothing comes back to us.
		else void vscode.window.showInformationMessage(wordsFor(blockedApp));
	});
	input.onDidChangeValue(() => {
		input.validationMessage = undefined;
	});
	input.onDidAccept(() => {
		if (!paste(input.value)) {
			input.validationMessage = wordsFor(new AppError({ kind: "input", problem: "redirectMalformed" }));
		}
	});
	let over = false;
	input.onDidHide(() => {
		if (!over) escape.abort();
	});
	input.show();
	const close = () => {
		over = true;
		input.dispose();
	};
	ended.then(close, close);
}

/** Asks for an access token and its instance, and signs in with them. */
export async function tokenSignIn(op: Op, deps: OrgUiDeps): Promise<Org> {
	const { l10n } = vscode;
	const instanceUrl = await askAddress();
	const token = await vscode.window.showInputBox({
		title: l10n.t("Sign In: Access Token"),
		prompt: l10n.t(
			"Paste an access token (session id) of {0}. It is kept in VS Code's secret storage.",
			instanceUrl,
		),
		password: true,
		ignoreFocusOut: true,
		validateInput: (text) => problemWith(text, checkToken),
	});
	if (token === undefined) throw cancelled();
	checkToken(token);
	const demo = await deps.demo();
	return signInWithToken(op, signInDeps(deps, demo.proves.bind(demo)), {
		instanceUrl,
		accessToken: new Secret(token.trim()),
	});
}

function signInDeps(
	{ registry, send }: OrgUiDeps,
	provesDemo: Parameters<typeof signInWithToken>[1]["provesDemo"],
) {
	return { registry, send, provesDemo };
}

function checkToken(text: string): void {
	if (!/^\S{20,}$/.test(text.trim())) throw new AppError({ kind: "input", problem: "tokenMalformed" });
}

function problemWith(text: string, check: (text: string) => unknown): string | undefined {
	if (text === "") return undefined;
	try {
		check(text);
		return undefined;
	} catch (thrown) {
		return thrown instanceof AppError ? wordsFor(thrown) : undefined;
	}
}
