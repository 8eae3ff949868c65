import { html, nothing, type TemplateResult } from "lit-html";
import { duration, grouped } from "../../src/base/text.ts";
import type { CopyFormat, ResultInfo } from "../../src/pages/results.ts";
import { forMac, type MenuItems, type Place } from "./menu.ts";

export interface BarActions {
	readonly cancel: () => void;
	readonly rerun: () => void;
	readonly go: (step: -1 | 1) => void;
	readonly pin: (pinned: boolean) => void;
	readonly find: () => void;
	readonly filter: () => void;
	/** Each opens its menu below what was pressed. */
	readonly columns: (at: Place) => void;
	readonly copy: (at: Place) => void;
	readonly export: (at: Place) => void;
	readonly more: (at: Place) => void;
	readonly keys: () => void;
	/** Whether the line of filters is there. */
	readonly filtered: boolean;
}

/** How each format is named in the menu, and after "Copied 12 cells". */
const COPY_FORMATS: readonly {
	readonly format: CopyFormat;
	readonly label: string;
	readonly copied: string;
	readonly keys?: string;
}[] = [
	{ format: "plain", label: "Copy", copied: "", keys: "Ctrl+C" },
	{ format: "headers", label: "Copy with Headers", copied: " with headers", keys: "Ctrl+Shift+C" },
	{ format: "csv", label: "Copy as CSV", copied: " as CSV" },
	{ format: "json", label: "Copy as JSON", copied: " as JSON" },
	{ format: "markdown", label: "Copy as Markdown", copied: " as Markdown" },
	{ format: "in", label: "Copy as IN List", copied: " as an IN list" },
	{ format: "apex", label: "Copy as Apex List", copied: " as an Apex list" },
];

export function copyMenu(copy: (format: CopyFormat) => void): MenuItems {
	return COPY_FORMATS.map(({ format, label, keys }) => ({ label, keys, run: () => copy(format) }));
}

/** What is said once that many cells were copied. */
export function copiedText(cells: number, format: CopyFormat): string {
	const how = COPY_FORMATS.find((one) => one.format === format)?.copied ?? "";
	return `Copied ${grouped(cells)} ${cells === 1 ? "cell" : "cells"}${how}.`;
}

/** What the bar has no room for in a narrow panel. */
export function moreMenu({ pinned, earlier, later }: ResultInfo, at: Place, actions: BarActions): MenuItems {
	return [
		{ label: "Find", keys: "Ctrl+F", run: actions.find },
		{ label: "Filter", keys: "Ctrl+Shift+L", run: actions.filter },
		{ label: "Columns…", run: () => actions.columns(at) },
		{ label: "Copy…", run: () => actions.copy(at) },
		{ label: "Export…", run: () => actions.export(at) },
		"line",
		...(earlier > 0 ? [{ label: "Earlier Result", keys: "[", run: () => actions.go(-1) }] : []),
		...(later > 0 ? [{ label: "Later Result", keys: "]", run: () => actions.go(1) }] : []),
		{ label: pinned ? "Unpin" : "Pin", keys: "P", run: () => actions.pin(!pinned) },
		{ label: "Keys", keys: "?", run: actions.keys },
	];
}

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
		<div class="info">${org ? html`<span class="mark ${org.color.replace(".", "-")}">${org.mark}</span><span class="org" title=${org.label}>${org.label}</span>` : nothing}
		<span class="object">${objectName}</span>
		<span class="count" title=${details(info, elapsedMs)}>${countText(info)}</span>
		${phase.kind === "partial" ? html`<span class="partial">partial</span>` : nothing}
		${phase.kind === "idle" ? nothing : html`<span class="time">${duration(elapsedMs)}</span>`}
		${calls > 0 ? html`<span class="calls" title="API calls this run used">${callsText(calls)}</span>` : nothing}</div>
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
		${menuButton("list-selection", "Columns", actions.columns, "wide")}
		${menuButton("copy", "Copy", actions.copy, "wide")}
		${menuButton("export", "Export", actions.export, "wide")}
		<button class="icon toggle wider" title="Keep This Result: the Next Run Opens Another Panel (P)" aria-label="Pin" aria-pressed=${info.pinned} @click=${() => actions.pin(!info.pinned)}><i class="codicon codicon-${info.pinned ? "pinned" : "pin"}" aria-hidden="true"></i></button>
		${button("question", "Keys (?)", actions.keys, "wider")}
		${menuButton("ellipsis", "More", actions.more, "narrow")}
	`;
}

function menuButton(icon: string, label: string, open: (at: Place) => void, room: string): TemplateResult {
	const below = (event: MouseEvent): Place => {
		const { x, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
		return { x, y: bottom + 2 };
	};
	return html`<button class="icon ${room}" title="${label}…" aria-label=${label} aria-haspopup="menu" @click=${(event: MouseEvent) => open(below(event))}><i class="codicon codicon-${icon}" aria-hidden="true"></i></button>`;
}

/** All that the bar says, for where it has no room for all. */
export function details(info: ResultInfo, elapsedMs: number): string {
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
