import { render } from "lit-html";
import { toAppError } from "../../src/base/errors.ts";
import { grouped } from "../../src/base/text.ts";
import { connect } from "../../src/pages/connect.ts";
import { type CopyFormat, type ProblemAction, type ResultInfo, results } from "../../src/pages/results.ts";
import { hostPort, loadIcons, newSession, vscodeApi } from "../shared/vscodeApi.ts";
import { bar, COPIED_AS, countText } from "./bar.ts";
import { Dialog } from "./dialog.ts";
import { Grid } from "./grid.ts";
import "./results.css";
import { RowCache } from "./rowCache.ts";
import type { Selection } from "./selection.ts";
import { bandOf, stateOf } from "./states.ts";

const TICK_MS = 100;
/** How often a screen reader hears of progress. */
const SPOKEN_EVERY_MS = 5000;

const api = vscodeApi();
const { remote, on } = connect(results, hostPort(api), newSession());

function section(className: string, role?: string): HTMLElement {
	const element = document.createElement("div");
	element.className = className;
	if (role !== undefined) element.setAttribute("role", role);
	return element;
}

const top = section("bar", "toolbar");
const line = section("progress");
const state = section("state");
const skeleton = section("skeleton");
const band = section("band", "status");
const footer = section("footer");
const live = section("live", "status");
const dialog = new Dialog();
top.setAttribute("aria-label", "Results");
live.setAttribute("aria-live", "polite");

let info: ResultInfo | undefined;
let receivedAt = 0;
let note = "";
let spokenAt = 0;

/** Calls whose failure the host reports by itself: a page has nobody to tell. */
function quietly(call: Promise<unknown>): void {
	call.catch((thrown: unknown) => {
		if (toAppError(thrown).failure.kind !== "cancelled") say("That did not work. See the Orgsmith log.");
	});
}

const act = (action: ProblemAction): void => quietly(remote.act(action));

const rows = new RowCache(
	(from, count) => remote.rows({ from, count }),
	() => grid.draw(),
);

const grid = new Grid({
	rows,
	children: (row, column, from, count) => remote.children({ row, column, from, count }),
	open: (at, cell, column) => {
		if (column.kind === "id" && typeof cell === "string") return quietly(remote.openRecord(cell));
		if (cell === null || cell === undefined || typeof cell === "boolean") return;
		quietly(remote.cellText(at).then((text) => dialog.showText(column.name, text)));
	},
	copy: (selection, format) => copy(selection, format),
	sort: (keys) => quietly(remote.sort([...keys])),
	selectionChanged: () => {
		note = "";
		drawFooter();
	},
	painted: (count) => {
		if (info) {
			const at = performance.timeOrigin + performance.now();
			quietly(remote.painted({ revision: info.revision, rows: count, at }));
		}
	},
});

function copy({ fromRow, toRow, fromColumn, toColumn }: Selection, format: CopyFormat): void {
	const columns = Array.from({ length: toColumn - fromColumn + 1 }, (_, index) => fromColumn + index);
	quietly(
		remote.copy({ fromRow, toRow, columns, format }).then((cells) => {
			say(`Copied ${grouped(cells)} ${cells === 1 ? "cell" : "cells"}${COPIED_AS[format]}.`);
		}),
	);
}

function say(text: string): void {
	note = text;
	live.textContent = text;
	drawFooter();
}

function drawFooter(): void {
	const { cells } = grid.selection;
	const selected = cells > 1 && info && info.loaded > 0 ? `${grouped(cells)} cells selected` : "";
	footer.textContent = [selected, note].filter((text) => text !== "").join(" · ");
}

function drawBar(): void {
	if (!info) return;
	const loading = info.phase.kind === "loading";
	const elapsed = info.elapsedMs + (loading ? performance.now() - receivedAt : 0);
	render(
		bar(info, elapsed, {
			cancel: () => quietly(remote.cancel(null)),
			rerun: () => act("rerun"),
			copy: (format) => copy(grid.selection, format),
			keys: () => dialog.showKeys(),
		}),
		top,
	);
	line.classList.toggle("busy", loading);
	const share = info.total !== null && info.total > 0 ? info.loaded / info.total : undefined;
	line.classList.toggle("unknown", share === undefined);
	line.style.setProperty("--share", String(share ?? 0));
}

function show(next: ResultInfo): void {
	const another = info?.revision !== next.revision;
	const ended = info?.phase.kind === "loading" && next.phase.kind !== "loading";
	info = next;
	receivedAt = performance.now();
	api.setState(next.restore);
	rows.update(next.revision, next.loaded);
	if (another) {
		grid.reset();
		note = "";
	}
	const busy = next.phase.kind === "loading";
	grid.update(next, busy);
	grid.element.setAttribute("aria-label", `${next.objectName}, ${countText(next)}`);
	grid.element.hidden = next.columns.length === 0 || (next.loaded === 0 && !busy);
	// With known columns the grid itself shows rows to come.
	skeleton.hidden = !(busy && next.columns.length === 0);
	const empty = stateOf(next, act);
	render(empty, state);
	state.hidden = typeof empty === "symbol";
	const early = bandOf(next, act);
	render(early, band);
	band.hidden = typeof early === "symbol";
	if (another) spokenAt = receivedAt;
	if (ended || (busy && next.loaded > 0 && receivedAt - spokenAt > SPOKEN_EVERY_MS)) {
		spokenAt = receivedAt;
		live.textContent = ended && next.phase.kind === "failed" ? next.phase.problem.message : countText(next);
	}
	drawBar();
	drawFooter();
}

/** F6: to the next part that has something to focus. */
function nextPart(step: 1 | -1): void {
	const parts = [top, grid.element, state, band].filter((part) => !part.hidden);
	const at = parts.findIndex((part) => part.contains(document.activeElement));
	for (let tried = 1; tried <= parts.length; tried++) {
		const part = parts.at((Math.max(at, step === 1 ? -1 : 0) + step * tried) % parts.length);
		const target = part === grid.element ? part : part?.querySelector("button");
		target?.focus({ preventScroll: true });
		if (target && document.activeElement === target) return;
	}
}

document
	.getElementById("root")
	?.append(top, line, grid.element, skeleton, state, band, footer, live, dialog.element);
for (let count = 0; count < 12; count++) skeleton.append(section("block"));

window.addEventListener("keydown", (event) => {
	const jump = event.ctrlKey || event.metaKey;
	const key = event.key.toLowerCase();
	const loading = info?.phase.kind === "loading";
	if (jump && key === "enter") act("rerun");
	else if (jump && key === "c" && info && info.loaded > 0 && !window.getSelection()?.toString())
		copy(grid.selection, event.shiftKey ? "headers" : "plain");
	else if (key === "escape" && loading) quietly(remote.cancel(null));
	else if (key === "?") dialog.showKeys();
	else if (key === "f6") {
		nextPart(event.shiftKey ? -1 : 1);
	} else return;
	event.preventDefault();
});

// Focus goes to the grid only when the person comes here: opening the panel must not take it from the text.
window.addEventListener("focus", () => {
	if (document.activeElement === document.body && info && info.loaded > 0) grid.focus();
});
setInterval(() => {
	if (info?.phase.kind === "loading") drawBar();
}, TICK_MS);

// Menus open with the focus in them and are walked with the arrows.
top.addEventListener(
	"toggle",
	(event) => {
		if (event.target instanceof HTMLElement && (event as ToggleEvent).newState === "open")
			event.target.querySelector("button")?.focus();
	},
	{ capture: true },
);
top.addEventListener("keydown", (event) => {
	const menu = event.target instanceof Element ? event.target.closest(".menu") : null;
	if (!menu || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
	const items = [...menu.querySelectorAll("button")];
	const at = items.findIndex((item) => item === document.activeElement);
	items.at((at + (event.key === "ArrowDown" ? 1 : -1)) % items.length)?.focus();
	event.preventDefault();
	event.stopPropagation();
});

loadIcons();
on("changed", show);
// A push that was here first is newer than this answer.
quietly(remote.info(null).then((first) => info ?? show(first)));
