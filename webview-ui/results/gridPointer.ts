import type { ColumnKind } from "../../src/pages/results.ts";
import { cellAt } from "./rowView.ts";
import type { CellAt, Selection } from "./selection.ts";

export interface PointerHost {
	readonly selection: Selection;
	/** Rows and columns that are shown. */
	readonly size: () => { readonly rows: number; readonly columns: number };
	readonly kindOf: (at: CellAt) => ColumnKind | undefined;
	readonly selected: () => void;
	readonly open: (at: CellAt) => void;
	readonly menu: (column: number, at: { readonly x: number; readonly y: number }) => void;
}

/** What the mouse does to the cells of a grid: `element` is the grid, `body` holds its rows. */
export function listenToPointer(element: HTMLElement, body: HTMLElement, host: PointerHost): void {
	const { selection, size, selected, kindOf, open } = host;
	const cell = (target: EventTarget | null) => cellAt(target, element);

	body.addEventListener("pointerdown", (event) => {
		const at = cell(event.target);
		const { rows, columns } = size();
		if (!at || event.button !== 0 || rows === 0) return;
		const isRow = at.column < 0;
		const place = isRow ? { row: at.row, column: Math.max(0, columns - 1) } : at;
		const anchor = selection.anchor;
		selection.move(place, event.shiftKey);
		if (isRow) selection.anchor = { row: event.shiftKey ? anchor.row : at.row, column: 0 };
		selected();
		const ended = new AbortController();
		const { signal } = ended;
		const onMove = (move: PointerEvent) => {
			const to = cell(document.elementFromPoint(move.clientX, move.clientY));
			if (!to || (!isRow && to.column < 0)) return;
			selection.move(isRow ? { row: to.row, column: place.column } : to, true);
			selected();
		};
		window.addEventListener("pointermove", onMove, { signal });
		for (const end of ["pointerup", "pointercancel"])
			window.addEventListener(end, () => ended.abort(), { signal });
	});
	body.addEventListener("click", (event) => {
		const at = cell(event.target);
		const kind = at && kindOf(at);
		if (!at || event.shiftKey || selection.cells > 1) return;
		// The second click of a double click must not close what the first has opened.
		if (kind === "children" && event.detail <= 1) open(at);
		if (kind === "id" && (event.ctrlKey || event.metaKey)) open(at);
	});
	body.addEventListener("dblclick", (event) => {
		const at = cell(event.target);
		if (at && kindOf(at) !== "children") open(at);
	});
	body.addEventListener("contextmenu", (event) => {
		const at = cell(event.target);
		if (!at || at.column < 0) return;
		event.preventDefault();
		if (!selection.has(at.row, at.column)) {
			selection.move(at, false);
			selected();
		}
		host.menu(at.column, { x: event.clientX, y: event.clientY });
	});
}
