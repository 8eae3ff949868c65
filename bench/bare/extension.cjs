// From creating a webview panel to the first frame its script sees: the floor for any panel's first row.
const vscode = require("vscode");

exports.activate = (context) => {
	let run = 0;
	context.subscriptions.push(
		vscode.commands.registerCommand("bare.open", () => {
			const started = performance.now();
			const panel = vscode.window.createWebviewPanel(
				"bare",
				"Bare",
				{ viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
				{ enableScripts: true },
			);
			panel.webview.onDidReceiveMessage(() => {
				void vscode.env.clipboard.writeText(`bare ${run++}: ${(performance.now() - started).toFixed(1)}`);
				panel.dispose();
			});
			panel.webview.html = `<!doctype html><title>Bare</title><p>row</p><script>
				const api = acquireVsCodeApi();
				requestAnimationFrame(() => requestAnimationFrame(() => api.postMessage("painted")));
			</script>`;
		}),
	);
};
