import { render } from "lit-html";
import { connect } from "../../src/pages/connect.ts";
import { type PlanInfo, plan } from "../../src/pages/plan.ts";
import { PageFrame } from "../shared/pageFrame.ts";
import { hostPort, loadIcons, newSession, vscodeApi } from "../shared/vscodeApi.ts";
import "./plan.css";
import { bandOf, bar, cards, heading, type PlanActions, stateOf, verdict } from "./view.ts";

const api = vscodeApi();
const { remote, on } = connect(plan, hostPort(api), newSession());

/** The page of a query's plans: draws each snapshot. */
class PlanPage {
	readonly #frame = new PageFrame({
		label: "Plan",
		bodyClass: "content",
		blocks: 6,
		onKey: (event) => this.#key(event),
	});
	#info: PlanInfo | undefined;

	show(info: PlanInfo): void {
		const before = this.#info?.phase.kind;
		this.#info = info;
		api.setState({ restore: info.restore });
		const { phase, plans } = info;
		render(cards(info, this.#actions), this.#frame.body);
		this.#frame.draw({
			bar: bar(info, this.#actions),
			heading: heading(info),
			state: stateOf(info, this.#actions),
			band: bandOf(info, this.#actions),
			isLoading: phase.kind === "loading",
			hasBody: plans !== null,
		});
		if (phase.kind === before) return;
		if (phase.kind === "failed") this.#frame.say(phase.problem.message);
		const [best] = plans ?? [];
		if (phase.kind === "shown" && best) this.#frame.say(`${verdict(best)}. ${plans?.length ?? 0} plans.`);
	}

	/** Asks for what is shown, and shows it. */
	start(): void {
		this.#frame.quietly(remote.info(null).then((first) => this.show(first)));
	}

	readonly #actions: PlanActions = {
		act: (action) => this.#frame.quietly(remote.act(action)),
		cancel: () => this.#frame.quietly(remote.cancel(null)),
		copy: (at) =>
			this.#frame.quietly(remote.copy(at), at === null ? "Copied all plans." : "Copied the plan."),
	};

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
		if (key === "ArrowDown") return this.#frame.move(1);
		if (key === "ArrowUp") return this.#frame.move(-1);
		if (key === "Home") return this.#frame.move("first");
		if (key === "End") return this.#frame.move("last");
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
		const { bar: top, band, heading: query, body, state } = this.#frame;
		return this.#done(() => this.#frame.nextPart(step, [top, band, query, body, state]));
	}
}

const page = new PlanPage();
loadIcons();
on("changed", (info) => page.show(info));
page.start();
