import { html, nothing, type TemplateResult } from "lit-html";
import { grouped } from "../../src/base/text.ts";
import type { Problem, ProblemAction, ResultInfo } from "../../src/pages/results.ts";

const LABELS: Readonly<Record<ProblemAction, string>> = {
	rerun: "Run Again",
	resume: "Resume",
	signIn: "Sign In Again",
	unlock: "Unlock Writes…",
	showQuery: "Show Query",
	showLog: "Show Log",
	chooseOrg: "Choose Org",
	startDemo: "Start Demo Org",
};

export type Act = (action: ProblemAction) => void;

/** What stands in the grid's place when there are no rows: one sentence and what to do, centred. */
export function stateOf(info: ResultInfo, act: Act): TemplateResult | typeof nothing {
	const { phase, loaded, total } = info;
	if (loaded > 0) return nothing;
	switch (phase.kind) {
		case "idle":
			return notice("history", `Rows are not kept over a reload.`, info.soql, ["rerun"], act);
		case "loading":
			return nothing;
		case "complete":
			return total !== null && total > 0
				? notice("symbol-number", grouped(total), "The query counts; it returns no rows.", [], act)
				: notice("search-stop", "No rows.", "The query ran, and nothing matches it.", ["rerun"], act);
		case "partial":
			return notice("debug-stop", "Cancelled before the first rows came.", "", ["resume"], act);
		case "failed":
			return notice(
				"error",
				phase.problem.code ?? (phase.problem.actions[0] === "unlock" ? "Not sent" : "The query failed"),
				phase.problem.message,
				phase.problem.actions,
				act,
			);
	}
}

/** The band below the rows where a result, or the child rows of some cells, end too early. */
export function bandOf(
	info: ResultInfo,
	act: Act,
	loadChildren: () => void,
): TemplateResult | typeof nothing {
	const { phase, loaded, total, cutChildren } = info;
	if (phase.kind === "complete" && cutChildren > 0) {
		const cells = cutChildren === 1 ? "One cell has" : `${grouped(cutChildren)} cells have`;
		return html`<i class="codicon codicon-warning" aria-hidden="true"></i>
			<span class="text">${cells} more child rows than the platform sent.</span>
			<button class="primary" @click=${loadChildren}>Load All</button>`;
	}
	if (phase.kind !== "partial" || loaded === 0) return nothing;
	const missing = total === null ? "" : ` ${grouped(total - loaded)} rows are missing.`;
	const problem: Problem = phase.problem ?? { code: null, message: "Cancelled.", actions: ["resume"] };
	return html`<i class="codicon codicon-warning" aria-hidden="true"></i>
		<span class="text">${problem.message}${missing}</span>
		${problem.actions.map((action, index) => button(action, index === 0, act))}`;
}

function notice(
	icon: string,
	title: string,
	text: string,
	actions: readonly ProblemAction[],
	act: Act,
): TemplateResult {
	return html`<i class="codicon codicon-${icon}" aria-hidden="true"></i>
		<h2>${title}</h2>
		${text === "" ? nothing : html`<p>${text}</p>`}
		<div class="buttons">${actions.map((action, index) => button(action, index === 0, act))}</div>`;
}

function button(action: ProblemAction, primary: boolean, act: Act): TemplateResult {
	return html`<button class=${primary ? "primary" : "secondary"} @click=${() => act(action)}>${LABELS[action]}</button>`;
}
