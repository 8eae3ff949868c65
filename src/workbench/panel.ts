import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Port, ToPage } from "../pages/contract.ts";
import { pageDocument } from "../pages/document.ts";

/** The folder of one page's files in the built extension: all that page may load. */
export function pageFolder(extensionUri: vscode.Uri, page: string): vscode.Uri {
	return vscode.Uri.joinPath(extensionUri, "dist", "pages", page);
}

export function iconFolder(extensionUri: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(extensionUri, "dist", "pages", "codicons");
}

/**
 * The HTML of a page: its script and styles under a policy that allows nothing else. No data is in it; the page asks
 * for what it shows.
 */
export function pageHtml(
	webview: vscode.Webview,
	extensionUri: vscode.Uri,
	page: string,
	title: string,
): string {
	const folder = pageFolder(extensionUri, page);
	const address = (base: vscode.Uri, file: string) =>
		webview.asWebviewUri(vscode.Uri.joinPath(base, file)).toString();
	return pageDocument({
		nonce: randomBytes(16).toString("base64"),
		source: webview.cspSource,
		language: vscode.env.language,
		title,
		styles: [address(iconFolder(extensionUri), "codicon.css"), address(folder, `${page}.css`)],
		script: address(folder, `${page}.js`),
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
