import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Port, ToPage } from "../pages/contract.ts";
import { pageDocument } from "../pages/document.ts";

/** The code of one page, as the build has left it. */
export interface PageCode {
	readonly style: string;
	readonly script: string;
}

/** Reads a page's code. Once is enough: an extension's files don't change while it runs. */
export async function readPage(extensionUri: vscode.Uri, page: string): Promise<PageCode> {
	const text = async (file: string) =>
		new TextDecoder().decode(
			await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, "dist", "pages", page, file)),
		);
	const [style, script] = await Promise.all([text(`${page}.css`), text(`${page}.js`)]);
	return { style, script };
}

/** What a panel's webview may do. Given when it is made: set later it loads the page a second time. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
	return { enableScripts: true, localResourceRoots: [iconFolder(extensionUri)] };
}

/** The one folder of files that pages load. */
function iconFolder(extensionUri: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(extensionUri, "dist", "pages", "codicons");
}

/**
 * The HTML of a page: its script and styles under a policy that allows nothing else. No data is in it; the page asks
 * for what it shows.
 */
export function pageHtml(
	webview: vscode.Webview,
	extensionUri: vscode.Uri,
	code: PageCode,
	title: string,
): string {
	const icons = vscode.Uri.joinPath(iconFolder(extensionUri), "codicon.css");
	return pageDocument({
		...code,
		nonce: randomBytes(16).toString("base64"),
		source: webview.cspSource,
		language: vscode.env.language,
		title,
		icons: webview.asWebviewUri(icons).toString(),
	});
}

/** `gone` tells that the panel was closed: its webview throws when something is still posted to it. */
export function webviewPort(webview: vscode.Webview, gone: () => boolean): Port<ToPage, unknown> {
	return {
		post: (message) => {
			if (!gone()) void webview.postMessage(message);
		},
		listen: (listener) => {
			const listening = webview.onDidReceiveMessage(listener);
			return () => {
				listening.dispose();
			};
		},
	};
}
