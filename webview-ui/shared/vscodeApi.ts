import type { Port, ToHost, ToPage } from "../../src/pages/contract.ts";

interface VsCodeApi {
	postMessage(message: unknown): void;
	getState(): unknown;
	setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** VS Code's side of this page; it may be asked for once a load. */
export function vscodeApi(): VsCodeApi {
	return acquireVsCodeApi();
}

export function hostPort(api: VsCodeApi): Port<ToHost, ToPage> {
	return {
		post: (message) => api.postMessage(message),
		listen: (listener) => {
			// Only our host can post here: the page has no frames and allows none.
			const onMessage = (event: MessageEvent<ToPage>) => listener(event.data);
			window.addEventListener("message", onMessage);
			return () => window.removeEventListener("message", onMessage);
		},
	};
}

/** A name for this load of the page that no other load has. */
export function newSession(): string {
	return crypto.randomUUID();
}

/** After the page's load, for what the first rows should not wait for. */
const AFTER_LOAD_MS = 250;

/**
 * Adds the icons' style sheet a moment after the page is loaded: before that it would hold up the host's first message,
 * and right then it would stand beside it.
 */
export function loadIcons(): void {
	const add = () => {
		const link = document.createElement("link");
		link.rel = "stylesheet";
		link.href = document.body.dataset["icons"] ?? "";
		// First in the head: the page's own styles have the last word.
		document.head.prepend(link);
	};
	const soon = () => void setTimeout(add, AFTER_LOAD_MS);
	if (document.readyState === "complete") soon();
	else window.addEventListener("load", soon, { once: true });
}
