import { html, nothing, type TemplateResult } from "lit-html";
import { duration, grouped } from "../../src/base/text.ts";
import type { ResultInfo } from "../../src/pages/results.ts";

export interface BarActions {
	readonly cancel: () => void;
	readonly rerun: () => void;
	readonly copy: () => void;
	readonly keys: () => void;
}

/** `2,000 of 48,210`, `48,210 rows`: how many are here, and of how many. */
export function countText({ loaded, total, phase }: ResultInfo): string {
	if (phase.kind === "idle") return "not loaded";
	if (total === null) return phase.kind === "loading" ? "…" : `${grouped(loaded)} rows`;
	if (loaded === total) return total === 1 ? "1 row" : `${grouped(total)} rows`;
	// COUNT() answers a total and no rows.
	if (loaded === 0 && phase.kind === "complete") return `total ${grouped(total)}`;
	return `${grouped(loaded)} of ${grouped(total)}`;
}

/** The bar above the grid. What is narrow loses buttons' room first, never the counts. */
export function bar(info: ResultInfo, elapsedMs: number, actions: BarActions): TemplateResult {
	const { org, objectName, phase, calls } = info;
	const loading = phase.kind === "loading";
	return html`
		${org ? html`<span class="mark ${org.color.replace(".", "-")}">${org.mark}</span><span class="org" title=${org.label}>${org.label}</span>` : nothing}
		<span class="object">${objectName}</span>
		<span class="count">${countText(info)}</span>
		${phase.kind === "partial" ? html`<span class="partial">partial</span>` : nothing}
		<span class="space"></span>
		${phase.kind === "idle" ? nothing : html`<span class="time">${duration(elapsedMs)}</span>`}
		${calls > 0 ? html`<span class="calls" title="API calls this run used">${calls === 1 ? "1 call" : `${grouped(calls)} calls`}</span>` : nothing}
		${
			loading
				? button("debug-stop", "Cancel (Esc)", actions.cancel)
				: button("refresh", "Run Again (Ctrl+Enter)", actions.rerun)
		}
		${button("copy", "Copy with Headers (Ctrl+Shift+C)", actions.copy)}
		${button("question", "Keys (?)", actions.keys)}
	`;
}

function button(icon: string, label: string, act: () => void): TemplateResult {
	return html`<button class="icon" title=${label} aria-label=${label} @click=${act}><i class="codicon codicon-${icon}" aria-hidden="true"></i></button>`;
}
