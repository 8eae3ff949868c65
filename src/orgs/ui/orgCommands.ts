import * as vscode from "vscode";
import { AppError, cancelled } from "../../base/errors.ts";
import { Latest, Lifetime } from "../../base/lifetime.ts";
import type { Op } from "../../base/op.ts";
import { loginHost as checkedHost } from "../../salesforce/address.ts";
import { isSalesforceId, type LoginId } from "../../salesforce/ids.ts";
import { openInBrowser } from "../../workbench/browser.ts";
import { isReadOnly, KIND_MARKS } from "../identity.ts";
import type { Org } from "../org.ts";
import type { OrgUiDeps } from "./deps.ts";
import { loginFor, pickOrg } from "./pickOrg.ts";

/** Sign-in, choice, naming and opening of orgs. What is heavy is loaded when a command first needs it. */
export function registerOrgCommands(deps: OrgUiDeps): Lifetime {
	const { registry, target, commands, progress } = deps;
	const { l10n } = vscode;
	const life = new Lifetime();

	// The first org becomes the workspace's default, unless the project names one; a second one doesn't take its place.
	const signedIn = async (signIn: () => Promise<Org>): Promise<string> => {
		await target.ready;
		const before = target.current;
		const org = await signIn();
		if (before.kind === "none") await target.choose(org.id);
		if (before.kind === "org" && before.from === "only") await target.choose(before.identity.id);
		vscode.window.setStatusBarMessage(l10n.t("$(check) Signed in to {0}", org.label), 5000);
		return org.id;
	};
	// A newer sign-in takes the place, and the port, of one that still waits.
	const waiting = life.own(new Latest());
	const viaBrowser = async (host: string, hint?: string): Promise<Org> => {
		const { signal } = waiting.next();
		const { browserSignIn } = await import("./signInUi.ts");
		return progress.run(
			{ title: l10n.t("Signing in to {0}", new URL(host).host), where: "window", signal },
			(op) => browserSignIn(op, deps, host, hint),
		);
	};
	const viaDemo = async (): Promise<Org> => viaBrowser((await startDemo(deps)).url);
	const viaToken = async (): Promise<Org> => {
		const { tokenSignIn } = await import("./signInUi.ts");
		return progress.run({ title: l10n.t("Signing in"), where: "window" }, (op) => tokenSignIn(op, deps));
	};

	life.own(
		commands.on("orgsmith.org.signIn", async (loginHost) => {
			if (typeof loginHost === "string") return signedIn(() => viaBrowser(checkedHost(loginHost)));
			const { askLoginHost } = await import("./signInUi.ts");
			const choice = await askLoginHost();
			if (choice.kind === "host") return signedIn(() => viaBrowser(choice.host));
			return signedIn(choice.kind === "demo" ? viaDemo : viaToken);
		}),
	);
	life.own(commands.on("orgsmith.org.signInWithToken", async () => void (await signedIn(viaToken))));
	life.own(
		commands.on("orgsmith.org.signInAgain", async (loginId) => {
			if (loginId === undefined) return void (await commands.run("orgsmith.org.signIn"));
			const identity = await loginFor(registry, loginId, l10n.t("Sign in again to which org?"));
			const org =
				identity.source === "token"
					? await viaToken()
					: await viaBrowser(await hostOf(deps, identity), identity.username);
			if (org.id !== identity.id) {
				throw new AppError({ kind: "input", problem: "otherOrgSignedIn", detail: org.username });
			}
		}),
	);
	life.own(
		commands.on("orgsmith.org.choose", async (loginId) => {
			await target.ready;
			const current = target.current;
			const known = registry.identities.find(({ id }) => id === argumentId(loginId));
			const choice = known
				? ({ kind: "org", id: known.id } as const)
				: await pickOrg(
						registry,
						l10n.t("Default org of this workspace"),
						current.kind === "org" ? current.identity.id : undefined,
					);
			const id = choice.kind === "org" ? choice.id : await signInFor(choice.kind);
			if (id) await target.choose(id);
		}),
	);
	const signInFor = async (kind: "signIn" | "demo"): Promise<LoginId | undefined> => {
		const id = kind === "demo" ? await signedIn(viaDemo) : await commands.run("orgsmith.org.signIn");
		return registry.identities.find((identity) => identity.id === id)?.id;
	};

	life.own(
		commands.on("orgsmith.org.rename", async (loginId) => {
			const identity = await loginFor(registry, loginId, l10n.t("Rename which org?"));
			const label = await vscode.window.showInputBox({
				title: l10n.t("Rename {0}", identity.label),
				value: identity.label,
				validateInput: (text) =>
					text.trim() === ""
						? l10n.t("A label can't be empty.")
						: registry.identities.some((other) => other.id !== identity.id && other.label === text.trim())
							? l10n.t("Another org has this label.")
							: undefined,
			});
			if (label === undefined) throw cancelled();
			await registry.change(identity.id, { label: label.trim() });
		}),
	);
	life.own(
		commands.on("orgsmith.org.chooseColor", async (loginId) => {
			const identity = await loginFor(registry, loginId, l10n.t("Choose a colour for which org?"));
			const own = KIND_MARKS[identity.kind].color;
			const colors = [
				"charts.red",
				"charts.orange",
				"charts.yellow",
				"charts.green",
				"charts.blue",
				"charts.purple",
			];
			const picked = await vscode.window.showQuickPick(
				colors.map((color) => ({
					label: color.replace("charts.", ""),
					description: color === own ? l10n.t("this kind's own") : "",
					iconPath: new vscode.ThemeIcon("circle-filled", new vscode.ThemeColor(color)),
					color,
				})),
				{ placeHolder: l10n.t("Colour of {0}", identity.label) },
			);
			if (!picked) throw cancelled();
			await registry.change(identity.id, { color: picked.color === own ? undefined : picked.color });
		}),
	);
	life.own(
		commands.on("orgsmith.org.copyUsername", async (loginId) => {
			const identity = await loginFor(registry, loginId, l10n.t("Copy whose user name?"));
			await vscode.env.clipboard.writeText(identity.username);
		}),
	);
	life.own(
		commands.on("orgsmith.org.signOut", async (loginId) => {
			const identity = await loginFor(registry, loginId, l10n.t("Sign out of which org?"));
			const { signOut } = await import("../signIn.ts");
			await progress.run({ title: l10n.t("Signing out of {0}", identity.label), where: "window" }, (op) =>
				signOut(op, { registry, send: deps.send, provesDemo: () => Promise.resolve(false) }, identity),
			);
		}),
	);

	const openIn = async (op: Op, id: LoginId, path: string): Promise<void> => {
		const org = registry.org(id);
		const { singleAccessUrl } = await import("../../salesforce/rest/org.ts");
		const url = await singleAccessUrl(op, org.connection, org.apiVersion, path);
		await openInBrowser(url);
		await registry.change(id, { lastUsed: Date.now() });
	};
	life.own(
		commands.on("orgsmith.org.open", async (loginId) => {
			const identity = await loginFor(registry, loginId, l10n.t("Open which org?"));
			await progress.run({ title: l10n.t("Opening {0}", identity.label), where: "window" }, (op) =>
				openIn(op, identity.id, "/"),
			);
		}),
	);
	life.own(
		commands.on("orgsmith.org.openRecord", async (given, loginId) => {
			// From an org's context menu the first argument is the org.
			const fromMenu = typeof given === "object" ? given : undefined;
			const identity = await loginFor(registry, loginId ?? fromMenu, l10n.t("Open the record in which org?"));
			const recordId =
				(typeof given === "string" ? given : undefined) ??
				(await vscode.window.showInputBox({
					title: l10n.t("Open Record in {0}", identity.label),
					placeHolder: "001…",
					validateInput: (text) =>
						text === "" || isSalesforceId(text.trim())
							? undefined
							: l10n.t("A record Id has 15 or 18 letters and digits."),
				}));
			if (recordId === undefined) throw cancelled();
			if (!isSalesforceId(recordId.trim()))
				throw new AppError({ kind: "input", problem: "recordIdMalformed" });
			await progress.run({ title: l10n.t("Opening {0}", recordId), where: "window" }, (op) =>
				openIn(op, identity.id, `/${recordId.trim()}`),
			);
		}),
	);
	life.own(commands.on("orgsmith.demo.start", async () => void (await signedIn(viaDemo))));
	life.own(
		commands.on("orgsmith.demo.stop", async () => {
			const demo = await deps.demo();
			const stopped = await progress.run({ title: l10n.t("Stopping the demo org"), where: "window" }, (op) =>
				demo.stop(op),
			);
			vscode.window.setStatusBarMessage(
				stopped ? l10n.t("The demo org has stopped.") : l10n.t("No demo org is running."),
				5000,
			);
		}),
	);
	life.own(
		commands.on("orgsmith.org.toggleReadOnly", async (loginId) => {
			const { toggleReadOnly } = await import("./unlock.ts");
			await toggleReadOnly(
				registry,
				await loginFor(registry, loginId, l10n.t("Read-only switch of which org?")),
			);
		}),
	);
	life.own(
		commands.on("orgsmith.org.unlock", async (loginId, action) => {
			const { unlock } = await import("./unlock.ts");
			const identity = await loginFor(registry, loginId, l10n.t("Unlock writes in which org?"));
			if (!isReadOnly(identity)) return true;
			return unlock(registry, identity, action);
		}),
	);
	life.own(commands.on("orgsmith.org.lockNow", () => registry.safety.lockNow()));
	return life;
}

function argumentId(argument: unknown): unknown {
	return typeof argument === "object" && argument !== null && "id" in argument ? argument.id : argument;
}

async function startDemo(deps: OrgUiDeps): Promise<{ url: string }> {
	const demo = await deps.demo();
	// Where its logins expect it, if that port is free.
	const known = deps.registry.identities.find(({ kind }) => kind === "demo");
	const port = known ? new URL(known.instanceUrl).port : undefined;
	return deps.progress.run({ title: vscode.l10n.t("Demo org"), where: "window" }, (op) =>
		demo.start(op, port),
	);
}

/** A demo org's port may have changed since: its login host is where it runs now. */
async function hostOf(deps: OrgUiDeps, identity: { kind: string; loginHost: string }): Promise<string> {
	const local = ["127.0.0.1", "localhost"].includes(new URL(identity.loginHost).hostname);
	return local ? (await startDemo(deps)).url : identity.loginHost;
}
