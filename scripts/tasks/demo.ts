/** `npm run demo`: VS Code in the browser with the packaged extension and the demo org. */
export function demo(_args: readonly string[]): Promise<number> {
	return Promise.reject(new Error("Not there yet."));
}
