import { html, nothing, render, type TemplateResult } from "lit-html";
import { toAppError } from "../../src/base/errors.ts";

export function part(tag: string, className: string, role?: string): HTMLElement {
	const element = document.createElement(tag);
	element.className = className;
	if (role !== undefined) element.setAttribute("role", role);
	return element;
}

/** What is drawn of a page around its body. */
export interface Surround {
	readonly bar: TemplateResult;
	readonly heading: TemplateResult;
	/** In the place of a body that isn't there. */
	readonly state: TemplateResult | typeof nothing;
	/** Above a body that is as it was. */
	readonly band: TemplateResult | typeof nothing;
	readonly isLoading: boolean;
	readonly hasBody: boolean;
}

/**
 * A page that reads from top to bottom: bar, progress line, band, heading, body of `.stop`s (of which Tab comes to one,
 * and the arrows to all), placeholders, and words for screen readers.
 */
export class PageFrame {
	readonly bar = part("div", "bar", "toolbar");
	readonly band = part("div", "band", "alert");
	readonly heading = part("header", "heading");
	readonly body: HTMLElement;
	readonly state = part("div", "state");
	readonly #line = part("div", "progress");
	readonly #skeleton = part("div", "skeleton");
	readonly #live = part("div", "live", "status");

	/** `between` stands after the heading; `onKey` answers whether a key was the page's. */
	constructor(options: {
		readonly label: string;
		readonly bodyClass: string;
		readonly blocks: number;
		readonly between?: readonly HTMLElement[];
		readonly onKey: (event: KeyboardEvent) => boolean;
	}) {
		const { label, bodyClass, blocks, between = [], onKey } = options;
		this.body = part("main", bodyClass);
		this.bar.setAttribute("aria-label", label);
		this.#live.setAttribute("aria-live", "polite");
		for (let count = 0; count < blocks; count++) this.#skeleton.append(part("div", "block"));
		const scroll = part("div", "scroll");
		scroll.append(this.heading, ...between, this.body, this.#skeleton, this.state);
		document.getElementById("root")?.append(this.bar, this.#line, this.band, scroll, this.#live);
		// VS Code hears every key that isn't stopped here, and Alt+Left is its own way back.
		document.addEventListener("keydown", (event) => {
			if (!onKey(event)) return;
			event.preventDefault();
			event.stopPropagation();
		});
		this.body.addEventListener("focusin", ({ target }) => this.#stopAt(target));
	}

	/** Draws all but the body, which has been drawn. */
	draw({ bar, heading, state, band, isLoading, hasBody }: Surround): void {
		render(bar, this.bar);
		render(heading, this.heading);
		this.body.hidden = !hasBody;
		this.body.setAttribute("aria-busy", String(isLoading));
		this.#skeleton.hidden = !isLoading || hasBody;
		render(state, this.state);
		this.state.hidden = state === nothing;
		render(band, this.band);
		this.band.hidden = band === nothing;
		this.#line.classList.toggle("busy", isLoading);
		this.#line.classList.toggle("unknown", isLoading);
		if (!this.body.querySelector('.stop[tabindex="0"]')) this.#stopAt(this.#stops()[0]);
	}

	say(text: string): void {
		this.#live.textContent = text;
	}

	/** Calls whose failure the host reports by itself: a page has nobody to tell. */
	quietly(call: Promise<unknown>, then?: string): void {
		call.then(
			() => {
				if (then !== undefined) this.say(then);
			},
			(thrown: unknown) => {
				if (toAppError(thrown).failure.kind !== "cancelled")
					this.say("That did not work. See the Orgsmith log.");
			},
		);
	}

	/** Moves the focus among the stops; false where there is none that way. */
	move(to: "first" | "last" | 1 | -1): boolean {
		const stops = this.#stops();
		const focused = document.activeElement?.closest(".stop");
		const at = stops.findIndex((stop) => stop === focused);
		const next =
			to === "first" ? 0 : to === "last" ? stops.length - 1 : at < 0 ? (to === 1 ? 0 : -1) : at + to;
		const stop = stops[next];
		stop?.focus();
		stop?.scrollIntoView({ block: "nearest" });
		return stop !== undefined;
	}

	/** F6 and Shift+F6: the next of the parts that are there, and around. */
	nextPart(step: 1 | -1, parts: readonly HTMLElement[]): void {
		const shown = parts.filter(({ hidden }) => !hidden);
		const at = shown.findIndex((one) => one.contains(document.activeElement));
		const next = shown.at((at < 0 && step === -1 ? -1 : at + step) % shown.length);
		next?.querySelector<HTMLElement>('input, .stop[tabindex="0"], pre, button:not(:disabled)')?.focus();
	}

	#stops(): HTMLElement[] {
		return [...this.body.querySelectorAll<HTMLElement>(".stop")];
	}

	#stopAt(target: EventTarget | null | undefined): void {
		const stop = target instanceof Element ? target.closest<HTMLElement>(".stop") : null;
		if (!stop) return;
		for (const other of this.body.querySelectorAll('.stop[tabindex="0"]'))
			other.setAttribute("tabindex", "-1");
		stop.tabIndex = 0;
	}
}

/** A button of an icon. Labels name keys as on Windows and Linux. */
export function iconButton(icon: string, label: string, act: () => void, disabled = false): TemplateResult {
	const shown = navigator.platform.startsWith("Mac") ? label.replaceAll("Ctrl", "Cmd") : label;
	return html`<button class="icon" title=${shown} aria-label=${shown} ?disabled=${disabled} @click=${act}><i class="codicon codicon-${icon}" aria-hidden="true"></i></button>`;
}

/** What to do about a problem; the first is the primary button. */
export function problemButtons<Action extends string>(
	actions: readonly Action[],
	labels: Readonly<Record<Action, string>>,
	act: (action: Action) => void,
): readonly TemplateResult[] {
	return actions.map(
		(action, index) =>
			html`<button class=${index === 0 ? "primary" : "secondary"} @click=${() => act(action)}>${labels[action]}</button>`,
	);
}
