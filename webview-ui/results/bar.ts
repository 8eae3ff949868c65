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
	if (phase.kind === "failed") return "no rows";
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
		<span class="count" title=${details(info, elapsedMs)}>${countText(info)}</span>
		${phase.kind === "partial" ? html`<span class="partial">partial</span>` : nothing}
		<span class="space"></span>
		${phase.kind === "idle" ? nothing : html`<span class="time">${duration(elapsedMs)}</span>`}
		${calls > 0 ? html`<span class="calls" title="API calls this run used">${callsText(calls)}</span>` : nothing}
		${
			loading
				? button("debug-stop", "Cancel (Esc)", actions.cancel)
				: button("refresh", "Run Again (Ctrl+Enter)", actions.rerun)
		}
		${button("copy", "Copy with Headers (Ctrl+Shift+C)", actions.copy, "wide")}
		${button("question", "Keys (?)", actions.keys, "wide")}
		<button class="icon narrow" title="More" aria-label="More" popovertarget="more"><i class="codicon codicon-ellipsis" aria-hidden="true"></i></button>
		<div id="more" class="menu" popover>
			<p>${details(info, elapsedMs)}</p>
			<button popovertarget="more" popovertargetaction="hide" @click=${actions.copy}>Copy with Headers</button>
			<button popovertarget="more" popovertargetaction="hide" @click=${actions.keys}>Keys</button>
		</div>
	`;
}

/** All that the bar says, for where it has no room for all. */
function details(info: ResultInfo, elapsedMs: number): string {
	const { org, objectName, phase, calls } = info;
	const time = phase.kind === "idle" ? "" : duration(elapsedMs);
	return [org?.label ?? "", objectName, countText(info), time, calls > 0 ? callsText(calls) : ""]
		.filter((part) => part !== "")
		.join(" · ");
}

function callsText(calls: number): string {
	return calls === 1 ? "1 call" : `${grouped(calls)} calls`;
}

function button(icon: string, label: string, act: () => void, room = ""): TemplateResult {
	return html`<button class="icon ${room}" title=${label} aria-label=${label} @click=${act}><i class="codicon codicon-${icon}" aria-hidden="true"></i></button>`;
}
