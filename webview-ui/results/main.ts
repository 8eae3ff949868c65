import { render } from "lit-html";
import { toAppError } from "../../src/base/errors.ts";
import { grouped } from "../../src/base/text.ts";
import { connect } from "../../src/pages/connect.ts";
import {
	type CopyFormat,
	type ExportAsked,
	type Found,
	type ProblemAction,
	type ResultInfo,
	results,
} from "../../src/pages/results.ts";
import { hostPort, loadIcons, newSession, vscodeApi } from "../shared/vscodeApi.ts";
import { type BarActions, bar, copiedText, copyMenu, countText, details, moreMenu } from "./bar.ts";
import { columnMenu, columnsMenu } from "./columnMenu.ts";
import { Dialog } from "./dialog.ts";
import { exportMenu } from "./exportMenu.ts";
import { FindBar } from "./findBar.ts";
import { sumsText } from "./footer.ts";
import { Grid } from "./grid.ts";
import { Menu } from "./menu.ts";
import "./results.css";
import { bandOf, stateOf } from "./states.ts";

const TICK_MS = 100;
/** How often a screen reader hears of progress. */
const SPOKEN_EVERY_MS = 5000;
/** How long a selection rests before it is added up, and a layout before it is kept. */
const REST_MS = 80;

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
const menu = new Menu();
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

const grid = new Grid({
	rows: (path, from, count) => remote.rows({ path, from, count }),
	children: (path) => remote.children(path),
	// Never fails: who asked looks at what has come.
	loadChildren: async (path) => {
		const loading = remote.loadChildren(path);
		quietly(loading);
		await loading.catch(() => undefined);
	},
	arrange: (path, arrangement) => remote.arrange({ path, arrangement }),
	open: ({ path, revision }, at, cell, column) => {
		if (column.kind === "id" && typeof cell === "string") return quietly(remote.openRecord(cell));
		if (cell === null || cell === undefined || typeof cell === "boolean") return;
		quietly(remote.cellText({ path, revision, ...at }).then((text) => dialog.showText(column.name, text)));
	},
	copy: (from, headers) => copy(from, headers ? "headers" : "plain"),
	describe: (path) => remote.describe(path),
	menu: (of, column, at) =>
		menu.show("Column", columnMenu(of, column, { copyText, about: () => quietly(about(of, column)) }), at),
	selectionChanged: (of) => {
		active = of;
		note = "";
		drawFooter();
		addUp();
	},
	layoutChanged: (of) => {
		if (of === grid) keepLayout();
	},
	painted: (count) => {
		if (info) {
			const at = performance.timeOrigin + performance.now();
			quietly(remote.painted({ revision: info.revision, rows: count, at }));
		}
	},
});
/** The grid that keys and buttons act on: the one that had the focus last. */
let active = grid;

const find = new FindBar({
	find: async (text, to) => {
		const found = await seek(text, to !== "nearest", to === "previous");
		if (found) active.show(found);
		return found;
	},
	count: (text) => seek(text, false, false),
	only: (contains) => active.arrange({ contains }),
	closed: () => {
		active.forgetFound();
		active.focus();
	},
});

/** The next match in the columns that are shown, from the active cell on; `beyond` it, or itself too. */
function seek(text: string, beyond: boolean, backwards: boolean): Promise<Found | null> {
	const { path, revision, selection } = active;
	const columns = active.header.columns.list.map(({ index }) => index);
	return remote.find({
		path,
		revision,
		text,
		columns,
		from: selection.active,
		inclusive: !beyond,
		backwards,
	});
}

function copy(from: Grid, format: CopyFormat): void {
	quietly(
		remote.copy({ ...from.block, format }).then((cells) => {
			say(copiedText(cells, format));
		}),
	);
}

function write(asked: ExportAsked): void {
	// The host tells of a failure; what was written it tells too, for those who look or listen here.
	remote.export(asked).then(
		(written) => written !== null && say(written),
		() => undefined,
	);
}

function copyText(text: string): void {
	quietly(navigator.clipboard.writeText(text).then(() => say(`Copied ${text}.`)));
}

/** What the org says of a column, in a dialog. */
async function about(of: Grid, at: number): Promise<void> {
	await of.describe();
	const { name = "", kind = "text" } = of.header.columns.list[at] ?? {};
	const described = of.header.describeOf(at);
	dialog.showFacts(
		name,
		described
			? [
					["Label", described.label],
					["API name", name],
					["Object", described.object],
					["Type", described.type],
					...(described.help === null ? [] : [["Help", described.help] as const]),
				]
			: [["Kind", `${kind}: not a field of the queried object, or one that you may not see`]],
	);
}

let sums = "";
let resting = 0;
let keeping = 0;

/** Adds up what is selected, once the selection rests. */
function addUp(): void {
	clearTimeout(resting);
	sums = "";
	const { cells } = active.selection;
	if (cells < 2 || active.rowCount === 0) return drawFooter();
	sums = `${grouped(cells)} cells selected`;
	drawFooter();
	resting = window.setTimeout(() => {
		const of = active;
		const { block } = of;
		quietly(
			remote.sums(block).then((added) => {
				if (of !== active || JSON.stringify(block) !== JSON.stringify(of.block)) return;
				sums = sumsText(of.selection.cells, added);
				drawFooter();
			}),
		);
	}, REST_MS);
}

function keepLayout(): void {
	clearTimeout(keeping);
	keeping = window.setTimeout(() => quietly(remote.keepLayout(grid.header.columns.layout)), REST_MS);
}

function say(text: string): void {
	note = text;
	live.textContent = text;
	drawFooter();
}

function drawFooter(): void {
	footer.textContent = [sums, note].filter((text) => text !== "").join(" · ");
}

function drawBar(): void {
	if (!info) return;
	const shown = info;
	const actions: BarActions = {
		cancel: () => quietly(remote.cancel(null)),
		rerun: () => act("rerun"),
		go: (step) => quietly(remote.go(step)),
		pin: (pinned) => quietly(remote.pin(pinned)),
		find: () => find.open(),
		filter: () => active.toggleFilters(),
		columns: (at) => menu.show("Columns", columnsMenu(active), at),
		copy: (at) =>
			menu.show(
				"Copy",
				copyMenu((format) => copy(active, format)),
				at,
			),
		export: (at) => menu.show("Export", exportMenu(grid, shown, write), at),
		more: (at) => menu.show("More", moreMenu(shown, at, actions), at, details(shown, elapsed)),
		keys: () => dialog.showKeys(),
		filtered: grid.header.filters.shown,
	};
	const loading = info.phase.kind === "loading";
	const elapsed = info.elapsedMs + (loading ? performance.now() - receivedAt : 0);
	render(bar(info, elapsed, actions), top);
	line.classList.toggle("busy", loading);
	const share = info.total !== null && info.total > 0 ? info.loaded / info.total : undefined;
	line.classList.toggle("unknown", share === undefined);
	line.style.setProperty("--share", String(share ?? 0));
}

/** The columns whose layout was taken over. */
let laidOut = "";
let queried = "";

function show(next: ResultInfo): void {
	const another = info?.revision !== next.revision;
	const moreChildren = !another && info !== undefined && next.cutChildren < info.cutChildren;
	const anotherRun = info?.run !== next.run;
	const ended = info?.phase.kind === "loading" && next.phase.kind !== "loading";
	info = next;
	receivedAt = performance.now();
	api.setState(next.restore);
	if (another) {
		note = "";
		sums = "";
		active = grid;
	}
	const busy = next.phase.kind === "loading";
	const shape = next.columns.map(({ name }) => name).join();
	// Another query has a layout of its own; the columns of this one may be learned while it runs.
	if (shape !== laidOut && next.layout) grid.header.columns.restore(next.layout);
	else if (queried !== next.soql) grid.header.columns.forget();
	laidOut = shape;
	queried = next.soql;
	grid.update(next, { busy, total: next.total, timeZone: next.timeZone, run: next.run });
	if (moreChildren) grid.reload();
	if (another) find.recount();
	grid.element.setAttribute("aria-label", `${next.objectName}, ${countText(next)}`);
	grid.element.hidden = next.columns.length === 0 || (next.loaded === 0 && !busy);
	// With known columns the grid itself shows rows to come.
	skeleton.hidden = !(busy && next.columns.length === 0);
	const empty = stateOf(next, act);
	render(empty, state);
	state.hidden = typeof empty === "symbol";
	const early = bandOf(next, act, () => quietly(remote.loadChildren([])));
	render(early, band);
	band.hidden = typeof early === "symbol";
	if (another) spokenAt = receivedAt;
	// What a filter leaves is said; a run tells of itself as it goes on.
	if (another && !anotherRun && !busy) live.textContent = countText(next);
	if (ended || (busy && next.loaded > 0 && receivedAt - spokenAt > SPOKEN_EVERY_MS)) {
		spokenAt = receivedAt;
		live.textContent = ended && next.phase.kind === "failed" ? next.phase.problem.message : countText(next);
	}
	drawBar();
	drawFooter();
}

/** F6: to the next part that has something to focus. */
function nextPart(step: 1 | -1): void {
	const parts = [top, find.element, grid.element, state, band].filter((part) => !part.hidden);
	const at = parts.findIndex((part) => part.contains(document.activeElement));
	for (let tried = 1; tried <= parts.length; tried++) {
		const part = parts.at((Math.max(at, step === 1 ? -1 : 0) + step * tried) % parts.length);
		const target = part === grid.element ? part : part?.querySelector<HTMLElement>("input, button");
		target?.focus({ preventScroll: true });
		if (target && document.activeElement === target) return;
	}
}

document
	.getElementById("root")
	?.append(
		top,
		line,
		find.element,
		grid.element,
		skeleton,
		state,
		band,
		footer,
		live,
		dialog.element,
		menu.element,
	);
for (let count = 0; count < 12; count++) skeleton.append(section("block"));

window.addEventListener("keydown", (event) => {
	const jump = event.ctrlKey || event.metaKey;
	const key = event.key.toLowerCase();
	const loading = info?.phase.kind === "loading";
	if (jump && key === "enter") act("rerun");
	else if (jump && key === "c" && info && info.loaded > 0 && !window.getSelection()?.toString())
		copy(active, event.shiftKey ? "headers" : "plain");
	else if (jump && event.shiftKey && key === "l") active.toggleFilters();
	else if (jump && key === "f") find.open();
	else if (key === "f3") find.next(event.shiftKey);
	else if (key === "escape" && loading) quietly(remote.cancel(null));
	else if (key === "?") dialog.showKeys();
	else if (key === "[" || key === "]") quietly(remote.go(key === "[" ? -1 : 1));
	else if (key === "p" && !jump && info) quietly(remote.pin(!info.pinned));
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

loadIcons();
on("changed", show);
// A push that was here first is newer than this answer.
quietly(remote.info(null).then((first) => info ?? show(first)));
