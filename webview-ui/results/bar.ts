import { html, nothing, type TemplateResult } from "lit-html";
import { duration, grouped } from "../../src/base/text.ts";
import type { CopyFormat, ResultInfo } from "../../src/pages/results.ts";
import { forMac } from "./menu.ts";

export interface BarActions {
	readonly cancel: () => void;
	readonly rerun: () => void;
	readonly copy: (format: CopyFormat) => void;
	readonly go: (step: -1 | 1) => void;
	readonly pin: (pinned: boolean) => void;
	readonly find: () => void;
	readonly filter: () => void;
	/** Opens the list of columns at a place of the window. */
	readonly columns: (at: { readonly x: number; readonly y: number }) => void;
	/** Opens the list of formats at a place of the window. */
	readonly export: (at: { readonly x: number; readonly y: number }) => void;
	readonly keys: () => void;
	/** Whether the line of filters is there. */
	readonly filtered: boolean;
}

/** How each format is named in the menu, and after "Copied 12 cells". */
const COPY_MENU: readonly (readonly [format: CopyFormat, label: string, keys?: string])[] = [
	["plain", "Copy", "Ctrl+C"],
	["headers", "Copy with Headers", "Ctrl+Shift+C"],
	["csv", "Copy as CSV"],
	["json", "Copy as JSON"],
	["markdown", "Copy as Markdown"],
	["in", "Copy as IN List"],
	["apex", "Copy as Apex List"],
];
export const COPIED_AS: Readonly<Record<CopyFormat, string>> = {
	plain: "",
	headers: " with headers",
	csv: " as CSV",
	json: " as JSON",
	markdown: " as Markdown",
	in: " as an IN list",
	apex: " as an Apex list",
};

/** `2,000 of 48,210`, `48,210 rows`: how many are here, and of how many. */
export function countText({ loaded, shown, total, phase }: ResultInfo): string {
	if (shown < loaded) return `${grouped(shown)} of ${grouped(loaded)} rows shown`;
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
			info.earlier + info.later > 0
				? html`${button("arrow-left", "Earlier Result ([)", () => actions.go(-1), "wider", info.earlier === 0)}
					${button("arrow-right", "Later Result (])", () => actions.go(1), "wider", info.later === 0)}`
				: nothing
		}
		${
			loading
				? button("debug-stop", "Cancel (Esc)", actions.cancel)
				: button("refresh", "Run Again (Ctrl+Enter)", actions.rerun)
		}
		${button("search", "Find (Ctrl+F)", actions.find, "wide")}
		<button class="icon toggle wide" title=${forMac("Filter (Ctrl+Shift+L)")} aria-label="Filter" aria-pressed=${actions.filtered} @click=${actions.filter}><i class="codicon codicon-filter" aria-hidden="true"></i></button>
		<button class="icon wide" title="Columns…" aria-label="Columns" aria-haspopup="menu" @click=${(event: MouseEvent) => actions.columns(below(event))}><i class="codicon codicon-list-selection" aria-hidden="true"></i></button>
		<button class="icon wide" title="Copy…" aria-label="Copy" aria-haspopup="menu" popovertarget="copy"><i class="codicon codicon-copy" aria-hidden="true"></i></button>
		<div id="copy" class="menu" popover role="menu" aria-label="Copy">
			${COPY_MENU.map(([format, label, keys]) => copyItem("copy", format, label, keys, actions))}
		</div>
		<button class="icon wide" title="Export…" aria-label="Export" aria-haspopup="menu" @click=${(event: MouseEvent) => actions.export(below(event))}><i class="codicon codicon-export" aria-hidden="true"></i></button>
		<button class="icon toggle wider" title="Keep This Result: the Next Run Opens Another Panel (P)" aria-label="Pin" aria-pressed=${info.pinned} @click=${() => actions.pin(!info.pinned)}><i class="codicon codicon-${info.pinned ? "pinned" : "pin"}" aria-hidden="true"></i></button>
		${button("question", "Keys (?)", actions.keys, "wider")}
		<button class="icon narrow" title="More" aria-label="More" popovertarget="more"><i class="codicon codicon-ellipsis" aria-hidden="true"></i></button>
		<div id="more" class="menu" popover>
			<p>${details(info, elapsedMs)}</p>
			<div role="menu" aria-label="More">
				${COPY_MENU.map(([format, label]) => copyItem("more", format, label, undefined, actions))}
				${moreItem("Export…", (event) => actions.export(below(event)))}
				${moreItem("Earlier Result", () => actions.go(-1))} ${moreItem("Later Result", () => actions.go(1))}
				${moreItem(info.pinned ? "Unpin" : "Pin", () => actions.pin(!info.pinned))} ${moreItem("Find", actions.find)} ${moreItem("Filter", actions.filter)}
				${moreItem("Columns…", () => actions.columns({ x: window.innerWidth, y: 30 }))} ${moreItem("Keys", actions.keys)}
			</div>
		</div>
	`;
}

function moreItem(label: string, act: (event: MouseEvent) => void): TemplateResult {
	return html`<button role="menuitem" popovertarget="more" popovertargetaction="hide" @click=${act}>${label}</button>`;
}

function below(event: MouseEvent): { readonly x: number; readonly y: number } {
	const { x, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
	return { x, y: bottom + 2 };
}

function copyItem(
	menu: string,
	format: CopyFormat,
	label: string,
	keys: string | undefined,
	{ copy }: BarActions,
): TemplateResult {
	const shown = keys === undefined ? undefined : forMac(keys);
	return html`<button role="menuitem" popovertarget=${menu} popovertargetaction="hide" @click=${() => copy(format)}>${label}${shown === undefined ? nothing : html`<kbd>${shown}</kbd>`}</button>`;
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

function button(icon: string, label: string, act: () => void, room = "", disabled = false): TemplateResult {
	return html`<button class="icon ${room}" ?disabled=${disabled} title=${forMac(label)} aria-label=${label} @click=${act}><i class="codicon codicon-${icon}" aria-hidden="true"></i></button>`;
}
