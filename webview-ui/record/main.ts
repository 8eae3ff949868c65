import { render } from "lit-html";
import { toAppError } from "../../src/base/errors.ts";
import { connect } from "../../src/pages/connect.ts";
import { type RecordInfo, type RelatedList, record } from "../../src/pages/record.ts";
import { hostPort, loadIcons, newSession, vscodeApi } from "../shared/vscodeApi.ts";
import "./record.css";
import {
	bandOf,
	bar,
	body,
	countText,
	type Grouping,
	groupSwitch,
	heading,
	matching,
	type RecordActions,
	stateOf,
} from "./view.ts";

const api = vscodeApi();
const { remote, on } = connect(record, hostPort(api), newSession());

function part(tag: string, className: string, role?: string): HTMLElement {
	const element = document.createElement(tag);
	element.className = className;
	if (role !== undefined) element.setAttribute("role", role);
	return element;
}

/** The page of one record: draws each snapshot, and keeps what a person set on the page itself. */
class RecordPage {
	readonly #top = part("div", "bar", "toolbar");
	readonly #line = part("div", "progress");
	readonly #heading = part("header", "heading");
	readonly #tools = part("div", "tools", "search");
	readonly #filter = document.createElement("input");
	readonly #group = part("span", "group");
	readonly #count = part("span", "count");
	readonly #band = part("div", "band", "alert");
	readonly #body = part("main", "record");
	readonly #state = part("div", "state");
	readonly #skeleton = part("div", "skeleton");
	readonly #live = part("div", "live", "status");
	#info: RecordInfo | undefined;
	#grouping: Grouping;
	#open = new Set<string>();
	#moreRelated = false;

	constructor() {
		const kept = api.getState();
		const grouping = typeof kept === "object" && kept !== null && "grouping" in kept ? kept.grouping : "";
		this.#grouping = grouping === "all" ? "all" : "layout";
		this.#top.setAttribute("aria-label", "Record");
		this.#live.setAttribute("aria-live", "polite");
		this.#filter.type = "search";
		this.#filter.placeholder = "Filter fields ( / )";
		this.#filter.setAttribute("aria-label", "Filter by label, API name or value");
		this.#filter.spellcheck = false;
		this.#filter.addEventListener("input", () => this.#draw());
		this.#tools.append(this.#filter, this.#group, this.#count);
		for (let count = 0; count < 12; count++) this.#skeleton.append(part("div", "block"));
		const scroll = part("div", "scroll");
		scroll.append(this.#heading, this.#tools, this.#body, this.#skeleton, this.#state);
		document.getElementById("root")?.append(this.#top, this.#line, this.#band, scroll, this.#live);
		// VS Code hears every key that isn't stopped here, and Alt+Left is its own way back.
		document.addEventListener("keydown", (event) => {
			if (!this.#key(event)) return;
			event.preventDefault();
			event.stopPropagation();
		});
		this.#body.addEventListener("focusin", ({ target }) => this.#stopAt(target));
	}

	show(info: RecordInfo): void {
		const before = this.#info;
		this.#info = info;
		const another = before?.recordId !== info.recordId;
		if (another) {
			this.#open = new Set();
			this.#moreRelated = false;
		}
		this.#keep();
		this.#draw();
		if (another && before) this.#arrive();
		if (info.phase.kind === "failed" && before?.phase.kind !== "failed") {
			this.#say(info.phase.problem.message);
		} else if (info.phase.kind === "shown" && before?.phase.kind !== "shown" && info.content) {
			const { objectLabel, name } = info.content;
			this.#say(`${objectLabel} ${name}, ${countText(info.content, info.content.fields.length)}`);
		}
	}

	/** Calls whose failure the host reports by itself: a page has nobody to tell. */
	quietly(call: Promise<unknown>, then?: string): void {
		call.then(
			() => {
				if (then !== undefined) this.#say(then);
			},
			(thrown: unknown) => {
				if (toAppError(thrown).failure.kind !== "cancelled")
					this.#say("That did not work. See the Orgsmith log.");
			},
		);
	}

	readonly #actions: RecordActions = {
		go: (recordId) => this.quietly(remote.go(recordId)),
		back: () => this.quietly(remote.back(null)),
		forward: () => this.quietly(remote.forward(null)),
		cancel: () => this.quietly(remote.cancel(null)),
		act: (action) => this.quietly(remote.act(action)),
		related: (list) => this.#toggle(list),
		moreRelated: () => {
			this.#moreRelated = true;
			this.#draw();
		},
		copy: ({ name, label }) => this.quietly(remote.copy(name), `Copied ${label}.`),
		copyId: () => this.quietly(remote.copyId(null), "Copied the Id."),
		openInOrg: () => this.quietly(remote.openInOrg(null)),
		group: (by) => {
			this.#grouping = by;
			this.#keep();
			this.#draw();
		},
	};

	#toggle({ key, state }: RelatedList): void {
		const again = state.kind === "failed" && this.#open.has(key);
		if (this.#open.has(key) && !again) this.#open.delete(key);
		else {
			this.#open.add(key);
			if (state.kind === "closed" || state.kind === "failed") this.quietly(remote.related(key));
		}
		this.#draw();
	}

	#keep(): void {
		api.setState({ restore: this.#info?.restore ?? "", grouping: this.#grouping });
	}

	#draw(): void {
		const info = this.#info;
		if (!info) return;
		const { content, phase } = info;
		const loading = phase.kind === "loading";
		const view = {
			filter: this.#filter.value,
			grouping: this.#grouping,
			open: this.#open,
			moreRelated: this.#moreRelated,
		};
		const shown = content ? matching(content.fields, view.filter) : [];
		render(bar(info, this.#actions), this.#top);
		render(heading(info, this.#actions), this.#heading);
		render(groupSwitch(info, view, this.#actions), this.#group);
		this.#count.textContent = content ? countText(content, shown.length) : "";
		this.#tools.hidden = content === null;
		if (content) render(body(content, view, shown, this.#actions), this.#body);
		this.#body.hidden = content === null;
		this.#body.setAttribute("aria-busy", String(loading));
		this.#skeleton.hidden = !(loading && content === null);
		const state = stateOf(info, this.#actions);
		render(state, this.#state);
		this.#state.hidden = typeof state === "symbol";
		const band = bandOf(info, this.#actions);
		render(band, this.#band);
		this.#band.hidden = typeof band === "symbol";
		this.#line.classList.toggle("busy", loading);
		this.#line.classList.toggle("unknown", loading);
		if (!this.#body.querySelector('.stop[tabindex="0"]')) this.#stopAt(this.#stops()[0]);
	}

	/** Another record: from its top, and the focus, if it was on the one before, on its name. */
	#arrive(): void {
		this.#heading.parentElement?.scrollTo({ top: 0 });
		const { activeElement } = document;
		if (activeElement !== this.#filter && document.hasFocus()) this.#heading.querySelector("h1")?.focus();
	}

	#say(text: string): void {
		this.#live.textContent = text;
	}

	#stops(): HTMLElement[] {
		return [...this.#body.querySelectorAll<HTMLElement>(".stop")];
	}

	/** Tab comes to one row of all; the arrows go from there. */
	#stopAt(target: EventTarget | null | undefined): void {
		const stop = target instanceof Element ? target.closest<HTMLElement>(".stop") : null;
		if (!stop) return;
		for (const other of this.#body.querySelectorAll('.stop[tabindex="0"]'))
			other.setAttribute("tabindex", "-1");
		stop.tabIndex = 0;
	}

	#move(to: "first" | "last" | 1 | -1): boolean {
		const stops = this.#stops();
		const focused = document.activeElement?.closest(".stop");
		const at = stops.findIndex((stop) => stop === focused);
		const next =
			to === "first" ? 0 : to === "last" ? stops.length - 1 : at < 0 ? (to === 1 ? 0 : -1) : at + to;
		const stop = stops[next];
		// Up from the first row leads back to the filter.
		if (!stop && to === -1) this.#filter.focus();
		stop?.focus();
		stop?.scrollIntoView({ block: "nearest" });
		return true;
	}

	/** Answers whether the key was the page's. */
	#key(event: KeyboardEvent): boolean {
		const { key, altKey, shiftKey } = event;
		const jump = event.ctrlKey || event.metaKey;
		const typing = event.target === this.#filter;
		const loading = this.#info?.phase.kind === "loading";
		if (altKey && !jump && key === "ArrowLeft") return this.#done(this.#actions.back);
		if (altKey && !jump && key === "ArrowRight") return this.#done(this.#actions.forward);
		if (altKey) return false;
		if (jump && key === "Enter") return this.#done(() => this.#actions.act("refresh"));
		if ((jump && key.toLowerCase() === "f") || (key === "/" && !jump && !typing)) {
			return this.#done(() => {
				this.#filter.focus();
				this.#filter.select();
			});
		}
		if (jump && key.toLowerCase() === "c" && !typing) return this.#copyFocused();
		if (jump) return false;
		if (key === "F6") return this.#nextPart(shiftKey ? -1 : 1);
		if (key === "Escape" && typing && this.#filter.value !== "") {
			this.#filter.value = "";
			return this.#done(() => this.#draw());
		}
		if (key === "Escape" && loading) return this.#done(this.#actions.cancel);
		if (key === "Escape" && typing) return this.#move("first");
		if (key === "ArrowDown") return this.#move(1);
		if (typing) return key === "Enter" && this.#move("first");
		if (key === "ArrowUp") return this.#move(-1);
		if (key === "Home") return this.#move("first");
		if (key === "End") return this.#move("last");
		if (key === "Enter" && event.target instanceof Element && event.target.matches(".field")) {
			const link = event.target.querySelector<HTMLElement>(".link");
			return this.#done(() => link?.click());
		}
		return false;
	}

	#done(act: () => void): boolean {
		act();
		return true;
	}

	/** Ctrl+C copies the value of the row that has the focus, unless text is selected. */
	#copyFocused(): boolean {
		const name = document.activeElement?.closest<HTMLElement>(".field")?.dataset["field"];
		const field = this.#info?.content?.fields.find((one) => one.name === name);
		if (!field || window.getSelection()?.toString()) return false;
		return this.#done(() => this.#actions.copy(field));
	}

	/** F6: bar, filter, rows (or what stands in their place), and around. */
	#nextPart(step: 1 | -1): boolean {
		const parts = [this.#top, this.#band, this.#tools, this.#body, this.#state].filter(
			({ hidden }) => !hidden,
		);
		const at = parts.findIndex((one) => one.contains(document.activeElement));
		const next = parts.at((at < 0 && step === -1 ? -1 : at + step) % parts.length);
		next?.querySelector<HTMLElement>('input, .stop[tabindex="0"], button:not(:disabled)')?.focus();
		return true;
	}
}

const page = new RecordPage();
loadIcons();
on("changed", (info) => page.show(info));
page.quietly(remote.info(null).then((first) => page.show(first)));
