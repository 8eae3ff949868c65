import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { aliasedUsername, type TargetOrg, targetOrgOf } from "../targetOrg.ts";

/**
 * Reads `.sf/config.json` of the first workspace folder, now and whenever it changes. A workspace that isn't trusted
 * does not get to say which org is used.
 */
export function watchSfConfig(target: TargetOrg): Lifetime {
	const life = new Lifetime();
	const folder = vscode.workspace.workspaceFolders?.[0];
	if (folder && !vscode.workspace.isTrusted) {
		life.own(vscode.workspace.onDidGrantWorkspaceTrust(() => life.own(watchSfConfig(target))));
	}
	if (!folder || !vscode.workspace.isTrusted) {
		void target.setTargetOrg(undefined);
		return life;
	}
	const file = vscode.Uri.joinPath(folder.uri, ".sf", "config.json");
	const read = async () => {
		let text = "";
		try {
			text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
		} catch {
			// No such file: most workspaces have none.
		}
		const name = targetOrgOf(text);
		const username = name === undefined || name.includes("@") ? name : await usernameOf(name);
		if (!life.ended) await target.setTargetOrg(username);
	};
	const watcher = life.own(
		vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, ".sf/config.json")),
	);
	life.own(watcher.onDidChange(() => void read()));
	life.own(watcher.onDidCreate(() => void read()));
	life.own(watcher.onDidDelete(() => void read()));
	void read();
	return life;
}

/** The user name behind an alias of the Salesforce CLI, where it is installed; else the name itself. */
async function usernameOf(alias: string): Promise<string> {
	const file = vscode.Uri.file(path.join(homedir(), ".sfdx", "alias.json"));
	try {
		const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
		return aliasedUsername(text, alias) ?? alias;
	} catch {
		return alias;
	}
}
