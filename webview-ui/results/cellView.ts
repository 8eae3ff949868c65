import { dateTimeText } from "../../src/base/times.ts";
import type { Cell, ColumnKind } from "../../src/pages/results.ts";

/** Draws a value into a cell, in place of what was there; times in a zone when it is known. Everything from the org goes through `textContent`. */
export function drawCell(
	element: HTMLElement,
	cell: Cell | undefined,
	kind: ColumnKind,
	timeZone: string | null,
): void {
	element.className = `cell ${kind}`;
	for (const name of ["aria-expanded", "aria-label", "title"])
		if (element.hasAttribute(name)) element.removeAttribute(name);
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
		element.textContent = "";
		if (cell) element.append(icon("check"));
		element.setAttribute("aria-label", String(cell));
		return;
	}
	if (typeof cell === "string") {
		const inZone = kind === "datetime" && timeZone !== null;
		element.textContent = inZone ? dateTimeText(cell, timeZone) : oneLine(cell);
		if (inZone) element.title = `${cell}, shown in ${timeZone}`;
		return;
	}
	if ("number" in cell) {
		element.textContent = cell.number;
		return;
	}
	if ("children" in cell) {
		element.textContent = "";
		const marker = document.createElement("span");
		marker.textContent = `${cell.children.toLocaleString()}${cell.complete ? "" : " (cut)"}`;
		if (cell.children > 0) {
			element.append(icon("chevron-right"));
			element.setAttribute("aria-expanded", "false");
		}
		element.append(marker);
		element.setAttribute("aria-label", `${cell.children} child rows`);
		return;
	}
	element.textContent = oneLine(cell.cut);
	element.setAttribute("aria-label", `${cell.cut.slice(0, 80)}, ${cell.length} characters`);
}

function icon(name: string): HTMLElement {
	const element = document.createElement("i");
	element.className = `codicon codicon-${name}`;
	element.setAttribute("aria-hidden", "true");
	return element;
}

/** Text on one line: line breaks and tabs become visible marks. */
function oneLine(text: string): string {
	return text.replace(/\r\n|\r|\n/g, " ↵ ").replaceAll("\t", " ⇥ ");
}

export function defaultWidth(kind: ColumnKind, name: string): number {
	const byName = Math.min(320, 46 + name.length * 7.5);
	const byKind = { text: 180, number: 110, boolean: 72, date: 100, datetime: 170, id: 184, children: 96 }[
		kind
	];
	return Math.round(Math.max(byName, byKind));
}
