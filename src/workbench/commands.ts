import * as vscode from "vscode";
import { toAppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Reporter } from "./report.ts";

/**
 * Every command with its arguments: plain data only (ids, addresses, text), since keybindings, lenses and links pass
 * them. `test/rules/manifest.test.ts` holds this table and `package.json` to one another.
 */
export interface Commands {
	"orgsmith.org.signIn": (loginHost?: string) => Promise<string | undefined>;
	"orgsmith.org.signInWithToken": () => Promise<void>;
	"orgsmith.org.signInAgain": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.choose": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.rename": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.chooseColor": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.toggleReadOnly": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.open": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.openRecord": (recordId?: unknown, loginId?: unknown) => Promise<void>;
	"orgsmith.org.copyUsername": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.signOut": (loginId?: unknown) => Promise<void>;
	"orgsmith.org.unlock": (loginId?: unknown, action?: string) => Promise<boolean>;
	"orgsmith.org.lockNow": () => void;
	"orgsmith.demo.start": () => Promise<void>;
	"orgsmith.demo.stop": () => Promise<void>;
	"orgsmith.query.new": () => Promise<void>;
	"orgsmith.query.run": (uri?: string, offset?: number) => Promise<void>;
	"orgsmith.query.plan": (uri?: string, offset?: number) => Promise<void>;
	"orgsmith.query.save": (node?: unknown) => Promise<void>;
	"orgsmith.query.chooseOrg": (uri?: string) => Promise<void>;
	"orgsmith.queries.run": (node?: unknown) => Promise<void>;
	"orgsmith.history.open": (id?: unknown) => Promise<void>;
	"orgsmith.history.remove": (node?: unknown) => Promise<void>;
	"orgsmith.history.clear": () => Promise<void>;
	"orgsmith.record.show": (recordId?: unknown, loginId?: unknown) => Promise<void>;
	"orgsmith.results.export": (format?: unknown) => Promise<void>;
	"orgsmith.log.show": () => void;
	"orgsmith.reportIssue": () => Promise<void>;
}

export type CommandId = keyof Commands;

export interface CommandRegistrar {
	/** Registers a command; each of its failures is reported exactly once, here. */
	on<Id extends CommandId>(id: Id, handler: Commands[Id]): Disposable;
	run<Id extends CommandId>(
		id: Id,
		...args: Parameters<Commands[Id]>
	): Promise<Awaited<ReturnType<Commands[Id]>>>;
}

export function commandRegistrar(report: Reporter): CommandRegistrar {
	return {
		on: (id, handler) =>
			vscode.commands.registerCommand(id, async (...args: unknown[]) => {
				try {
					return await (handler as (...given: unknown[]) => unknown)(...args);
				} catch (thrown) {
					await report.show(toAppError(thrown));
					return undefined;
				}
			}),
		run: async (id, ...args) => (await vscode.commands.executeCommand(id, ...args)) as never,
	};
}
