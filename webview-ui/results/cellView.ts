import { dateTimeText } from "../../src/base/times.ts";
import type { Cell, ColumnKind } from "../../src/pages/results.ts";

const ATTRIBUTES = ["aria-expanded", "aria-label", "title"] as const;

/** Draws a value into a cell, in place of what was there; times in a zone when it is known. */
export function drawCell(
	element: HTMLElement,
	cell: Cell | undefined,
	kind: ColumnKind,
	timeZone: string | null,
): void {
	for (const name of ATTRIBUTES) if (element.hasAttribute(name)) element.removeAttribute(name);
	if (cell === undefined) return write(element, `cell ${kind} pending`, "");
	if (cell === null) return write(element, `cell ${kind} null`, "null");
	if (typeof cell === "boolean") {
		write(element, `cell ${kind} boolean`, "");
		if (cell) element.append(icon("check"));
		element.setAttribute("aria-label", String(cell));
	} else if (typeof cell === "string") {
		const inZone = kind === "datetime" && timeZone !== null;
		write(element, `cell ${kind}`, inZone ? dateTimeText(cell, timeZone) : oneLine(cell));
		if (inZone) element.title = `${cell}, shown in ${timeZone}`;
	} else if ("number" in cell) write(element, `cell ${kind}`, cell.number);
	else if ("children" in cell) {
		write(element, `cell ${kind}`, "");
		const marker = document.createElement("span");
		marker.textContent = `${cell.children.toLocaleString()}${cell.complete ? "" : " (cut)"}`;
		if (cell.children > 0) {
			element.append(icon("chevron-right"));
			element.setAttribute("aria-expanded", "false");
		}
		element.append(marker);
		element.setAttribute("aria-label", `${cell.children} child rows`);
	} else {
		write(element, `cell ${kind}`, oneLine(cell.cut));
		element.setAttribute("aria-label", `${cell.cut.slice(0, 80)}, ${cell.length} characters`);
	}
}

/** Everything from the org goes into a text node. The one that is there is used again: rows are drawn while they scroll. */
function write(element: HTMLElement, className: string, text: string): void {
	if (element.className !== className) element.className = className;
	const { firstChild } = element;
	if (firstChild instanceof Text && firstChild === element.lastChild) {
		if (firstChild.data !== text) firstChild.data = text;
	} else if (text !== "" || firstChild) element.textContent = text;
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
