import type { Cell, ColumnKind } from "../../src/pages/results.ts";

/** Draws a value into a cell. Everything from the org goes through `textContent`. */
export function drawCell(element: HTMLElement, cell: Cell | undefined, kind: ColumnKind): void {
	element.className = `cell ${kind}`;
	element.removeAttribute("aria-expanded");
	element.removeAttribute("aria-label");
	if (cell === undefined) {
		element.classList.add("pending");
		element.textContent = "";
		return;
	}
	if (cell === null) {
		element.classList.add("null");
		element.textContent = "null";
		return;
	}
	if (typeof cell === "boolean") {
		element.classList.add("boolean");
		element.textContent = cell ? "✓" : "";
		element.setAttribute("aria-label", String(cell));
		return;
	}
	if (typeof cell === "string") {
		element.textContent = oneLine(cell);
		return;
	}
	if ("number" in cell) {
		element.textContent = cell.number;
		return;
	}
	if ("children" in cell) {
		element.textContent = `▸ ${cell.children}${cell.complete ? "" : " (cut)"}`;
		element.setAttribute("aria-expanded", "false");
		element.setAttribute("aria-label", `${cell.children} child rows`);
		return;
	}
	element.textContent = oneLine(cell.cut);
	element.setAttribute("aria-label", `${cell.cut.slice(0, 80)}, ${cell.length} characters`);
}

/** Text on one line: line breaks and tabs become visible marks. */
export function oneLine(text: string): string {
	return text.replace(/\r\n|\r|\n/g, " ↵ ").replaceAll("\t", " ⇥ ");
}

export function defaultWidth(kind: ColumnKind, name: string): number {
	const byName = Math.min(320, 28 + name.length * 7.5);
	const byKind = { text: 180, number: 110, boolean: 72, date: 100, datetime: 220, id: 184, children: 96 }[
		kind
	];
	return Math.round(Math.max(byName, byKind));
}
