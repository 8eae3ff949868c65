import { html, nothing, svg, type TemplateResult } from "lit-html";
import { grouped } from "../../src/base/text.ts";
import {
	type PlanAction,
	type PlanCard,
	type PlanInfo,
	type PlanOperation,
	type PlanProblem,
	SELECTIVE_COST,
} from "../../src/pages/plan.ts";
import { iconButton, problemButtons } from "../shared/pageFrame.ts";

/** What a person can do here. */
export interface PlanActions {
	readonly act: (action: PlanAction) => void;
	readonly cancel: () => void;
	/** One plan by its place, or all. */
	readonly copy: (at: number | null) => void;
}

const LABELS: Readonly<Record<PlanAction, string>> = {
	refresh: "Refresh",
	showQuery: "Show Query",
	signIn: "Sign In Again",
	startDemo: "Start Demo Org",
	showLog: "Show Log",
};

const OPERATIONS: Readonly<Record<PlanOperation, { icon: string; name: string; says: string }>> = {
	index: { icon: "list-tree", name: "Index", says: "Reads an index, then only the records that it names." },
	tableScan: { icon: "table", name: "Table scan", says: "Reads every record of the object." },
	sharing: { icon: "shield", name: "Sharing", says: "Begins with what the user may see by sharing rules." },
	other: { icon: "gear", name: "Other", says: "An optimization of the platform's own." },
};

export function bar({ org, phase, plans }: PlanInfo, actions: PlanActions): TemplateResult {
	return html`
		<span class="mark ${org.color.replace(".", "-")}">${org.mark}</span>
		<span class="org" title=${org.label}>${org.label}</span>
		<span class="space"></span>
		${iconButton("go-to-file", "Show Query", () => actions.act("showQuery"))}
		${iconButton("copy", "Copy All Plans", () => actions.copy(null), plans === null || plans.length === 0)}
		${
			phase.kind === "loading"
				? iconButton("debug-stop", "Cancel (Esc)", actions.cancel)
				: iconButton("refresh", "Refresh (Ctrl+Enter)", () => actions.act("refresh"))
		}
	`;
}

/** What the best plan comes to, in a sentence, and the query it is of. */
export function heading({ soql, plans }: PlanInfo): TemplateResult {
	const best = plans?.[0];
	return html`
		<h1 tabindex="-1">${best ? verdict(best) : "Query plan"}</h1>
		<pre class="soql" tabindex="0" aria-label="Query">${soql}</pre>
	`;
}

export function verdict(best: PlanCard): string {
	const { name } = OPERATIONS[best.operation];
	const by = best.fields.length === 0 ? name : `${name} on ${best.fields.join(", ")}`;
	return isSelective(best) ? `Selective: ${by}` : `Not selective: ${by}`;
}

function isSelective({ cost }: PlanCard): boolean {
	return cost <= SELECTIVE_COST;
}

export function cards({ plans, costTop }: PlanInfo, actions: PlanActions): TemplateResult {
	if (plans === null) return html``;
	if (plans.length === 0) return html`<p class="none">The org named no plan for this query.</p>`;
	return html`<ol class="plans">${plans.map((card, at) => planCard(card, at, costTop, actions))}</ol>
		<p class="legend">Relative cost is against the threshold for selective queries: up to ${SELECTIVE_COST} an index can lead, above it the platform reads more than it
			should. The org estimates; nothing was run.</p>`;
}

function planCard(card: PlanCard, at: number, top: number, { copy }: PlanActions): TemplateResult {
	const { icon, name, says } = OPERATIONS[card.operation];
	const id = `plan-${at}`;
	const known = card.operation === "other" && card.operationName !== "Other" ? card.operationName : name;
	return html`<li class="plan stop ${at === 0 ? "best" : ""}" tabindex=${at === 0 ? "0" : "-1"} aria-labelledby=${id} data-at=${at}>
		<div class="title">
			<i class="codicon codicon-${icon}" aria-hidden="true"></i>
			<h2 id=${id} title=${says}>${known}${card.fields.length === 0 ? nothing : html` <span class="on">on ${card.fields.map((field, index) => html`${index === 0 ? "" : ", "}<code>${field}</code>`)}</span>`}</h2>
			${at === 0 ? html`<span class="badge">Best</span>` : nothing}
			<span class="space"></span>
			${iconButton("copy", "Copy Plan (Ctrl+C)", () => copy(at))}
		</div>
		<dl>
			<div>
				<dt>Relative cost</dt>
				<dd>${costBar(card, top)}<span class="figure">${decimal(card.cost)}</span>
					<span class=${isSelective(card) ? "good" : "bad"}><i class="codicon codicon-${isSelective(card) ? "check" : "warning"}" aria-hidden="true"></i> ${isSelective(card) ? "selective" : "not selective"}</span></dd>
			</div>
			<div>
				<dt>Records</dt>
				<dd>${shareBar(card)}<span class="figure">${grouped(card.cardinality)} of ${grouped(card.objectCardinality)}</span>
					<span class="api">${card.objectName}${percent(card)}</span></dd>
			</div>
		</dl>
		${
			card.notes.length === 0
				? nothing
				: html`<ul class="notes" aria-label="Notes">${card.notes.map(
						({ text, fields, objectName }) =>
							html`<li><i class="codicon codicon-info" aria-hidden="true"></i><span><code>${objectName}.${fields.join(", ")}</code> ${text}</span></li>`,
					)}</ul>`
		}
	</li>`;
}

/** The bar of a cost, with a mark at the threshold; one that goes beyond the end has a notch there. */
function costBar(card: PlanCard, top: number): TemplateResult {
	const beyond = card.cost > top;
	const width = beyond ? 100 : (100 * card.cost) / top;
	const mark = (100 * SELECTIVE_COST) / top;
	return html`<svg class="chart ${isSelective(card) ? "good" : "bad"}" viewBox="0 0 100 12" preserveAspectRatio="none" role="img"
		aria-label="Relative cost ${decimal(card.cost)}, threshold ${SELECTIVE_COST}">
		<rect class="track" x="0" y="2" width="100" height="8"></rect>
		<rect class="value" x="0" y="2" width=${least(width)} height="8"></rect>
		${beyond ? svg`<path class="gap" d="M 94 12 L 96 0 L 98 0 L 96 12 Z"></path>` : nothing}
		<line class="threshold" x1=${mark} x2=${mark} y1="0" y2="12"><title>Threshold: ${SELECTIVE_COST}</title></line>
	</svg>`;
}

function shareBar({ cardinality, objectCardinality }: PlanCard): TemplateResult {
	const share = objectCardinality === 0 ? 0 : Math.min(100, (100 * cardinality) / objectCardinality);
	return html`<svg class="chart" viewBox="0 0 100 12" preserveAspectRatio="none" role="img"
		aria-label="${grouped(cardinality)} of ${grouped(objectCardinality)} records">
		<rect class="track" x="0" y="2" width="100" height="8"></rect>
		<rect class="value" x="0" y="2" width=${cardinality === 0 ? 0 : least(share)} height="8"></rect>
	</svg>`;
}

/** Something is never drawn as nothing. */
function least(width: number): number {
	return Math.max(0.6, width);
}

function percent({ cardinality, objectCardinality }: PlanCard): string {
	if (objectCardinality === 0) return "";
	const share = (100 * cardinality) / objectCardinality;
	return ` · ${share > 0 && share < 0.1 ? "< 0.1" : decimal(Number(share.toFixed(1)))} %`;
}

function decimal(number: number): string {
	return number.toLocaleString(undefined, { maximumFractionDigits: 3 });
}

/** What stands in the plans' place when they are not here: one sentence and what to do, centred. */
export function stateOf({ phase, plans }: PlanInfo, { act }: PlanActions): TemplateResult | typeof nothing {
	if (plans !== null) return nothing;
	if (phase.kind === "cancelled") {
		return html`<i class="codicon codicon-debug-stop" aria-hidden="true"></i>
			<h2>Cancelled before the plan came.</h2>
			<div class="buttons">${problemButtons(["refresh"], LABELS, act)}</div>`;
	}
	if (phase.kind !== "failed") return nothing;
	const { code, message, actions } = phase.problem;
	return html`<i class="codicon codicon-error" aria-hidden="true"></i>
		<h2>${code ?? "The plan could not be read"}</h2>
		<p>${message}</p>
		${isRefusal(phase.problem) ? html`<p class="hint">Salesforce explains no query that it would refuse, and has no plan for some objects.</p>` : nothing}
		<div class="buttons">${problemButtons(actions, LABELS, act)}</div>`;
}

/** The org's no to the query, not a wire that broke. */
function isRefusal({ actions }: PlanProblem): boolean {
	return actions.includes("showQuery");
}

/** What stands above plans that could not be read again: they are as they were. */
export function bandOf({ phase, plans }: PlanInfo, { act }: PlanActions): TemplateResult | typeof nothing {
	if (plans === null || phase.kind !== "failed") return nothing;
	const { message, actions } = phase.problem;
	return html`<i class="codicon codicon-warning" aria-hidden="true"></i>
		<span class="text">${message} What is shown was read before.</span>
		${problemButtons(actions, LABELS, act)}`;
}
