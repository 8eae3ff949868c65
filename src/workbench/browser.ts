import * as vscode from "vscode";

/**
 * Opens an address in the person's browser exactly as it is. VS Code's own `Uri` decodes a query and writes it back
 * with a bare "+" and "&" (microsoft/vscode#85930), which ruins one-time codes and user names with a plus; a string,
 * which `openExternal` takes as well though its type doesn't say so, is passed on unchanged.
 */
export async function openInBrowser(url: string): Promise<void> {
	await vscode.env.openExternal(url as unknown as vscode.Uri);
}
