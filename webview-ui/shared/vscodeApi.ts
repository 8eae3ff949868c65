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

/** Adds the icons' style sheet once the page is loaded: before that it would hold up the host's first message. */
export function loadIcons(): void {
	const add = () => {
		const link = document.createElement("link");
		link.rel = "stylesheet";
		link.href = document.body.dataset["icons"] ?? "";
		// First in the head: the page's own styles have the last word.
		document.head.prepend(link);
	};
	if (document.readyState === "complete") add();
	else window.addEventListener("load", add, { once: true });
}
