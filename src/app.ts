import * as vscode from "vscode";
import type { Event } from "./base/emitter.ts";
import { toAppError } from "./base/errors.ts";
import { type Disposable, Lifetime } from "./base/lifetime.ts";
import type { Log } from "./base/op.ts";
import { revealAwareRedactor } from "./base/redact.ts";
import type { DemoOrgProcess } from "./orgs/demoOrg.ts";
import type { DescribeCache } from "./orgs/describes.ts";
import type { OrgSchemas } from "./orgs/orgSchemas.ts";
import { fileLock } from "./orgs/refreshLock.ts";
import { OrgRegistry, type StatePort } from "./orgs/registry.ts";
import { TargetOrg } from "./orgs/targetOrg.ts";
import { type SecretPort, TokenStore } from "./orgs/tokenStore.ts";
import { registerAuthProvider } from "./orgs/ui/authProvider.ts";
import type { OrgUiDeps } from "./orgs/ui/deps.ts";
import { registerOrgCommands } from "./orgs/ui/orgCommands.ts";
import { registerOrgsView } from "./orgs/ui/orgsView.ts";
import { pickOrg } from "./orgs/ui/pickOrg.ts";
import { watchSfConfig } from "./orgs/ui/sfConfig.ts";
import { registerStatusBar } from "./orgs/ui/statusBar.ts";
import { registerQueries } from "./query/ui/registerQueries.ts";
import { registerQuery } from "./query/ui/registerQuery.ts";
import { registerRecord } from "./results/ui/registerRecord.ts";
import { effectOf } from "./salesforce/effect/classify.ts";
import { httpSend } from "./salesforce/http.ts";
import { registerLenses } from "./soql/ui/lenses.ts";
import { registerLanguage } from "./soql/ui/registerLanguage.ts";
import { commandRegistrar } from "./workbench/commands.ts";
import { registerIssueReport } from "./workbench/issueReport.ts";
import { outputLog } from "./workbench/log.ts";
import { progressRunner } from "./workbench/progress.ts";
import { reporter } from "./workbench/report.ts";

/**
 * Wires the rooms together; the only place that does. Synchronous: commands and views exist before any secret, file
 * or network is touched.
 */
export function createApp(context: vscode.ExtensionContext): Disposable {
	const life = new Lifetime();
	const log = life.own(outputLog("Orgsmith", revealAwareRedactor()));
	const report = reporter(log);
	const commands = commandRegistrar(report);
	const progress = progressRunner(log);
	const lock = fileLock(vscode.Uri.joinPath(context.globalStorageUri, "locks").fsPath);
	const registry = life.own(
		new OrgRegistry({
			state: statePort(context.globalState),
			store: life.own(new TokenStore(secretPort(context.secrets, life))),
			lock,
			send: httpSend,
			effectOf,
		}),
	);
	// A rename or lock in another window says nothing by itself: look when the person comes back to this one.
	life.own(vscode.window.onDidChangeWindowState(() => registry.refresh()));
	const target = life.own(new TargetOrg(statePort(context.workspaceState), registry));
	const demo = demoProcess(context);
	const orgs: OrgUiDeps = { registry, target, commands, progress, report, send: httpSend, log, demo };

	life.own(registerOrgCommands(orgs));
	life.own(registerOrgsView(orgs));
	life.own(registerStatusBar(orgs));
	life.own(registerAuthProvider(orgs));
	const describes = describeCache(registry, life, log, context.globalStorageUri);
	// A sign-out deletes what is on disk, whether or not this window has used it.
	life.own(registry.onChange(() => void describes()));
	const schemas = orgSchemas(registry, describes, life, log);
	const queries = registerQueries({
		registry,
		target,
		commands,
		report,
		log,
		storageUri: context.globalStorageUri,
		lock,
	});
	life.own(queries.life);
	life.own(
		registerQuery({
			registry,
			target,
			commands,
			progress,
			report,
			log,
			extensionUri: context.extensionUri,
			state: statePort(context.globalState),
			describes,
			schemaOf: async (id) => (await schemas()).of(id),
			workspaceState: statePort(context.workspaceState),
			ran: queries.ran,
			pickOrg: (placeHolder, current) => pickOrg(registry, placeHolder, current),
		}),
	);
	life.own(
		registerRecord({
			registry,
			target,
			commands,
			progress,
			log,
			extensionUri: context.extensionUri,
			describes,
		}),
	);
	life.own(
		registerLenses({
			orgLabel: (uri) => {
				const found = target.forFile(uri);
				return found.kind === "org" ? found.identity.label : undefined;
			},
			onOrgChange: target.onChange,
		}),
	);
	life.own(
		registerLanguage({
			onOrgChange: target.onChange,
			schemaFor: async (uri) => {
				await target.ready;
				const found = target.forFile(uri);
				if (found.kind !== "org") return undefined;
				const port = (await schemas()).of(found.identity.id);
				return { port, onChange: port.onChange };
			},
			log,
		}),
	);
	life.own(commands.on("orgsmith.log.show", () => log.show()));
	life.own(
		registerIssueReport(commands, log, () =>
			registry.identities.map(({ kind, apiVersion }) => `${kind} v${apiVersion}`),
		),
	);

	// After activate() has returned: the project's target-org is a file, and files are not read before.
	const later = setTimeout(() => {
		try {
			life.own(watchSfConfig(target));
		} catch (thrown) {
			log.error(`[orgs] ${toAppError(thrown).message}`);
		}
	}, 0);
	life.onEnd(() => clearTimeout(later));
	return life;
}

function demoProcess(context: vscode.ExtensionContext): () => Promise<DemoOrgProcess> {
	let made: Promise<DemoOrgProcess> | undefined;
	return () => {
		made ??= import("./orgs/demoOrg.ts").then(
			({ DemoOrgProcess }) =>
				new DemoOrgProcess({ send: httpSend, script: context.asAbsolutePath("dist/demoOrg.js") }),
		);
		return made;
	};
}

/** One for all rooms, made when the first of them asks. */
function describeCache(
	registry: OrgRegistry,
	life: Lifetime,
	log: Log,
	storage: vscode.Uri,
): () => Promise<DescribeCache> {
	let made: Promise<DescribeCache> | undefined;
	return () => {
		made ??= Promise.all([import("./orgs/describes.ts"), import("./orgs/describeFiles.ts")]).then(
			([{ DescribeCache }, { DescribeFiles }]) => {
				const folder = vscode.Uri.joinPath(storage, "describes").fsPath;
				return life.own(new DescribeCache(registry, new DescribeFiles(folder, log)));
			},
		);
		return made;
	};
}

/** What the query language knows of each org, made when a query is first completed. */
function orgSchemas(
	registry: OrgRegistry,
	describes: () => Promise<DescribeCache>,
	life: Lifetime,
	log: Log,
): () => Promise<OrgSchemas> {
	let made: Promise<OrgSchemas> | undefined;
	return () => {
		made ??= Promise.all([import("./orgs/orgSchemas.ts"), describes()]).then(([{ OrgSchemas }, cache]) =>
			life.own(new OrgSchemas(registry, cache, log)),
		);
		return made;
	};
}

function statePort(memento: vscode.Memento): StatePort {
	return {
		get: (key) => memento.get<unknown>(key),
		update: (key, value) => Promise.resolve(memento.update(key, value)),
	};
}

function secretPort(secrets: vscode.SecretStorage, life: Lifetime): SecretPort {
	const onDidChange: Event<string> = (listener) => life.own(secrets.onDidChange(({ key }) => listener(key)));
	return {
		get: (key) => Promise.resolve(secrets.get(key)),
		store: (key, value) => Promise.resolve(secrets.store(key, value)),
		delete: (key) => Promise.resolve(secrets.delete(key)),
		onDidChange,
	};
}
