import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Port, ToPage } from "../pages/contract.ts";

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
	const nonce = randomBytes(16).toString("base64");
	const folder = pageFolder(extensionUri, page);
	const address = (base: vscode.Uri, file: string) =>
		webview.asWebviewUri(vscode.Uri.joinPath(base, file)).toString();
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src ${webview.cspSource} 'nonce-${nonce}'`,
		`font-src ${webview.cspSource}`,
	].join("; ");
	return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)}</title>
<link rel="stylesheet" nonce="${nonce}" href="${address(iconFolder(extensionUri), "codicon.css")}">
<link rel="stylesheet" nonce="${nonce}" href="${address(folder, `${page}.css`)}">
</head>
<body data-nonce="${nonce}"><div id="root"></div><script nonce="${nonce}" src="${address(folder, `${page}.js`)}"></script></body>
</html>`;
}

export function webviewPort(webview: vscode.Webview): Port<ToPage, unknown> {
	return {
		post: (message) => void webview.postMessage(message),
		listen: (listener) => {
			const listening = webview.onDidReceiveMessage(listener);
			return () => {
				listening.dispose();
			};
		},
	};
}
