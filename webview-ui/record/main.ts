import { render } from "lit-html";
import { connect } from "../../src/pages/connect.ts";
import { type RecordInfo, type RelatedList, record } from "../../src/pages/record.ts";
import { PageFrame, part } from "../shared/pageFrame.ts";
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

/** The page of one record: draws each snapshot, and keeps what a person set on the page itself. */
class RecordPage {
	readonly #tools = part("div", "tools", "search");
	readonly #filter = document.createElement("input");
	readonly #group = part("span", "group");
	readonly #count = part("span", "count");
	readonly #frame = new PageFrame({
		label: "Record",
		bodyClass: "record",
		blocks: 12,
		between: [this.#tools],
		onKey: (event) => this.#key(event),
	});
	#info: RecordInfo | undefined;
	#grouping: Grouping;
	#open = new Set<string>();
	#moreRelated = false;

	constructor() {
		const kept = api.getState();
		const grouping = typeof kept === "object" && kept !== null && "grouping" in kept ? kept.grouping : "";
		this.#grouping = grouping === "all" ? "all" : "layout";
		this.#filter.type = "search";
		this.#filter.placeholder = "Filter fields ( / )";
		this.#filter.setAttribute("aria-label", "Filter by label, API name or value");
		this.#filter.spellcheck = false;
		this.#filter.addEventListener("input", () => this.#draw());
		this.#tools.append(this.#filter, this.#group, this.#count);
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
			this.#frame.say(info.phase.problem.message);
		} else if (info.phase.kind === "shown" && before?.phase.kind !== "shown" && info.content) {
			const { objectLabel, name } = info.content;
			this.#frame.say(`${objectLabel} ${name}, ${countText(info.content, info.content.fields.length)}`);
		}
	}

	/** Asks for what is shown, and shows it. */
	start(): void {
		this.#frame.quietly(remote.info(null).then((first) => this.show(first)));
	}

	readonly #actions: RecordActions = {
		go: (recordId) => this.#frame.quietly(remote.go(recordId)),
		back: () => this.#frame.quietly(remote.back(null)),
		forward: () => this.#frame.quietly(remote.forward(null)),
		cancel: () => this.#frame.quietly(remote.cancel(null)),
		act: (action) => this.#frame.quietly(remote.act(action)),
		related: (list) => this.#toggle(list),
		moreRelated: () => {
			this.#moreRelated = true;
			this.#draw();
		},
		copy: ({ name, label }) => this.#frame.quietly(remote.copy(name), `Copied ${label}.`),
		copyId: () => this.#frame.quietly(remote.copyId(null), "Copied the Id."),
		openInOrg: () => this.#frame.quietly(remote.openInOrg(null)),
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
			if (state.kind === "closed" || state.kind === "failed") this.#frame.quietly(remote.related(key));
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
		const view = {
			filter: this.#filter.value,
			grouping: this.#grouping,
			open: this.#open,
			moreRelated: this.#moreRelated,
		};
		const shown = content ? matching(content.fields, view.filter) : [];
		render(groupSwitch(info, view, this.#actions), this.#group);
		this.#count.textContent = content ? countText(content, shown.length) : "";
		this.#tools.hidden = content === null;
		if (content) render(body(content, view, shown, this.#actions), this.#frame.body);
		this.#frame.draw({
			bar: bar(info, this.#actions),
			heading: heading(info, this.#actions),
			state: stateOf(info, this.#actions),
			band: bandOf(info, this.#actions),
			isLoading: phase.kind === "loading",
			hasBody: content !== null,
		});
	}

	/** Another record: from its top, and the focus, if it was on the one before, on its name. */
	#arrive(): void {
		const { heading } = this.#frame;
		heading.parentElement?.scrollTo({ top: 0 });
		const { activeElement } = document;
		if (activeElement !== this.#filter && document.hasFocus()) heading.querySelector("h1")?.focus();
	}

	/** Up from the first row leads back to the filter. */
	#move(to: "first" | "last" | 1 | -1): boolean {
		if (!this.#frame.move(to) && to === -1) this.#filter.focus();
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
		const { bar: top, band, body: rows, state } = this.#frame;
		return this.#done(() => this.#frame.nextPart(step, [top, band, this.#tools, rows, state]));
	}
}

const page = new RecordPage();
loadIcons();
on("changed", (info) => page.show(info));
page.start();
