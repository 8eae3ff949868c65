import { render } from "lit-html";
import { toAppError } from "../../src/base/errors.ts";
import { connect } from "../../src/pages/connect.ts";
import { type PlanInfo, plan } from "../../src/pages/plan.ts";
import { hostPort, loadIcons, newSession, vscodeApi } from "../shared/vscodeApi.ts";
import "./plan.css";
import { bandOf, bar, cards, heading, type PlanActions, stateOf, verdict } from "./view.ts";

const api = vscodeApi();
const { remote, on } = connect(plan, hostPort(api), newSession());

function part(tag: string, className: string, role?: string): HTMLElement {
	const element = document.createElement(tag);
	element.className = className;
	if (role !== undefined) element.setAttribute("role", role);
	return element;
}

/** The page of a query's plans: draws each snapshot. */
class PlanPage {
	readonly #top = part("div", "bar", "toolbar");
	readonly #line = part("div", "progress");
	readonly #band = part("div", "band", "alert");
	readonly #heading = part("header", "heading");
	readonly #body = part("main", "content");
	readonly #state = part("div", "state");
	readonly #skeleton = part("div", "skeleton");
	readonly #live = part("div", "live", "status");
	#info: PlanInfo | undefined;

	constructor() {
		this.#top.setAttribute("aria-label", "Plan");
		this.#live.setAttribute("aria-live", "polite");
		for (let count = 0; count < 6; count++) this.#skeleton.append(part("div", "block"));
		const scroll = part("div", "scroll");
		scroll.append(this.#heading, this.#body, this.#skeleton, this.#state);
		document.getElementById("root")?.append(this.#top, this.#line, this.#band, scroll, this.#live);
		// VS Code hears every key that isn't stopped here.
		document.addEventListener("keydown", (event) => {
			if (!this.#key(event)) return;
			event.preventDefault();
			event.stopPropagation();
		});
		this.#body.addEventListener("focusin", ({ target }) => this.#stopAt(target));
	}

	show(info: PlanInfo): void {
		const before = this.#info?.phase.kind;
		this.#info = info;
		api.setState({ restore: info.restore });
		const { phase, plans } = info;
		const loading = phase.kind === "loading";
		render(bar(info, this.#actions), this.#top);
		render(heading(info), this.#heading);
		render(cards(info, this.#actions), this.#body);
		this.#body.hidden = plans === null;
		this.#body.setAttribute("aria-busy", String(loading));
		this.#skeleton.hidden = !(loading && plans === null);
		const state = stateOf(info, this.#actions);
		render(state, this.#state);
		this.#state.hidden = typeof state === "symbol";
		const band = bandOf(info, this.#actions);
		render(band, this.#band);
		this.#band.hidden = typeof band === "symbol";
		this.#line.classList.toggle("busy", loading);
		this.#line.classList.toggle("unknown", loading);
		if (phase.kind === before) return;
		if (phase.kind === "failed") this.#say(phase.problem.message);
		const [best] = plans ?? [];
		if (phase.kind === "shown" && best) this.#say(`${verdict(best)}. ${plans?.length ?? 0} plans.`);
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

	readonly #actions: PlanActions = {
		act: (action) => this.quietly(remote.act(action)),
		cancel: () => this.quietly(remote.cancel(null)),
		copy: (at) => this.quietly(remote.copy(at), at === null ? "Copied all plans." : "Copied the plan."),
	};

	#say(text: string): void {
		this.#live.textContent = text;
	}

	#stops(): HTMLElement[] {
		return [...this.#body.querySelectorAll<HTMLElement>(".stop")];
	}

	/** Tab comes to one plan of all; the arrows go from there. */
	#stopAt(target: EventTarget | null): void {
		const stop = target instanceof Element ? target.closest<HTMLElement>(".stop") : null;
		if (!stop) return;
		for (const other of this.#stops()) other.tabIndex = other === stop ? 0 : -1;
	}

	#move(to: "first" | "last" | 1 | -1): boolean {
		const stops = this.#stops();
		const at = stops.findIndex((stop) => stop.contains(document.activeElement));
		const next =
			to === "first" ? 0 : to === "last" ? stops.length - 1 : at < 0 && to === 1 ? 0 : Math.max(0, at + to);
		stops[next]?.focus();
		return stops.length > 0;
	}

	/** Answers whether the key was the page's. */
	#key({ key, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean {
		const jump = ctrlKey || metaKey;
		if (altKey) return false;
		if (jump && key === "Enter") return this.#done(() => this.#actions.act("refresh"));
		if (jump && key.toLowerCase() === "c") return this.#copyFocused(target);
		if (jump) return false;
		if (key === "F6") return this.#nextPart(shiftKey ? -1 : 1);
		if (key === "Escape" && this.#info?.phase.kind === "loading") return this.#done(this.#actions.cancel);
		if (target instanceof Element && target.matches("pre")) return false;
		if (key === "ArrowDown") return this.#move(1);
		if (key === "ArrowUp") return this.#move(-1);
		if (key === "Home") return this.#move("first");
		if (key === "End") return this.#move("last");
		return false;
	}

	#done(act: () => void): boolean {
		act();
		return true;
	}

	/** Ctrl+C copies the plan that has the focus, unless text is selected. */
	#copyFocused(target: EventTarget | null): boolean {
		const at = target instanceof Element ? target.closest<HTMLElement>(".plan")?.dataset["at"] : undefined;
		if (at === undefined || window.getSelection()?.toString()) return false;
		return this.#done(() => this.#actions.copy(Number(at)));
	}

	/** F6: bar, query, plans (or what stands in their place), and around. */
	#nextPart(step: 1 | -1): boolean {
		const parts = [this.#top, this.#band, this.#heading, this.#body, this.#state].filter(
			({ hidden }) => !hidden,
		);
		const at = parts.findIndex((one) => one.contains(document.activeElement));
		const next = parts.at((at < 0 && step === -1 ? -1 : at + step) % parts.length);
		next?.querySelector<HTMLElement>('.stop[tabindex="0"], pre, button:not(:disabled)')?.focus();
		return true;
	}
}

const page = new PlanPage();
loadIcons();
on("changed", (info) => page.show(info));
page.quietly(remote.info(null).then((first) => page.show(first)));
