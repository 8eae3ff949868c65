import path from "node:path";
import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { setting } from "../../workbench/settings.ts";
import type { SavedQuery } from "../queryTree.ts";

const PATTERN = "**/*.soql";
const NOT_IN = "**/{node_modules,.git,.sf,.sfdx}/**";
/** A view of more would be no view. */
const MOST_FILES = 2_000;
const MOST_DEPTH = 8;

/** Saved queries: the `.soql` files of the workspace, and those of the person's own library. */
export class QueryLibrary {
	readonly #storageUri: vscode.Uri;
	readonly #life = new Lifetime();
	readonly #changed = this.#life.own(new vscode.EventEmitter<void>());
	readonly onChange = this.#changed.event;
	#watching: Lifetime | undefined;

	constructor(storageUri: vscode.Uri) {
		this.#storageUri = storageUri;
		this.#life.own(
			vscode.workspace.onDidChangeConfiguration((change) => {
				if (change.affectsConfiguration("orgsmith.query.library")) this.refresh();
			}),
		);
		this.#life.onEnd(() => this.#watching?.dispose());
	}

	/** The library's folder, by the setting or in VS Code's own storage. It may not be there yet. */
	get folder(): vscode.Uri {
		const chosen = setting("orgsmith.query.library").trim();
		return path.isAbsolute(chosen)
			? vscode.Uri.file(chosen)
			: vscode.Uri.joinPath(this.#storageUri, "queries");
	}

	/** All saved queries as they are now; from then on `onChange` tells of files that come and go. */
	async all(): Promise<readonly SavedQuery[]> {
		this.#watch();
		const found = await vscode.workspace.findFiles(PATTERN, NOT_IN, MOST_FILES);
		const { folder } = this;
		const own = await filesBelow(folder, MOST_DEPTH);
		const owned = new Set(own.map(({ uri }) => uri));
		const workspace = found.flatMap((uri): SavedQuery[] => {
			const within = vscode.workspace.getWorkspaceFolder(uri);
			if (!within || owned.has(uri.toString())) return [];
			const below = path.posix.relative(within.uri.path, uri.path);
			return [{ place: within.name, path: below, uri: uri.toString() }];
		});
		return [...own, ...workspace];
	}

	/** Looks anew, and watches anew: a folder that has just been made was not there to be watched. */
	refresh(): void {
		this.#watching?.dispose();
		this.#watching = undefined;
		this.#changed.fire();
	}

	dispose(): void {
		this.#life.dispose();
	}

	#watch(): void {
		if (this.#watching) return;
		const life = new Lifetime();
		this.#watching = life;
		for (const pattern of [PATTERN, new vscode.RelativePattern(this.folder, PATTERN)]) {
			const watcher = life.own(vscode.workspace.createFileSystemWatcher(pattern, false, true, false));
			life.own(watcher.onDidCreate(() => this.#changed.fire()));
			life.own(watcher.onDidDelete(() => this.#changed.fire()));
		}
	}
}

async function filesBelow(folder: vscode.Uri, depth: number, below = ""): Promise<SavedQuery[]> {
	const entries = await vscode.workspace.fs.readDirectory(folder).then(
		(read) => read,
		(thrown: unknown) => {
			if (thrown instanceof vscode.FileSystemError && thrown.code === "FileNotFound") return [];
			throw thrown;
		},
	);
	const parts = await Promise.all(
		entries.map(async ([name, type]): Promise<SavedQuery[]> => {
			const uri = vscode.Uri.joinPath(folder, name);
			const where = below === "" ? name : `${below}/${name}`;
			if ((type & vscode.FileType.Directory) !== 0) {
				// A link may lead back up.
				const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
				return isLink || depth === 0 ? [] : filesBelow(uri, depth - 1, where);
			}
			return /\.soql$/i.test(name) ? [{ place: null, path: where, uri: uri.toString() }] : [];
		}),
	);
	return parts.flat();
}
