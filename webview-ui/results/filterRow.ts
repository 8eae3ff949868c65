import type { ColumnKind, FilterState, FilterText } from "../../src/pages/results.ts";
import type { Columns } from "./geometry.ts";
import type { ShownColumn } from "./shownColumns.ts";

/** How long a person may pause while typing before rows are filtered. */
const TYPING_MS = 200;

/** What may be typed over a column, by its kind: what it looks like, and what it means. */
const HINTS: Readonly<Record<ColumnKind, readonly (readonly [typed: string, means: string])[]>> = {
	text: [
		["acme", "contains"],
		["!acme", "does not contain"],
		["=acme", "is"],
		["!=acme", "is not"],
		["^acme", "begins with"],
		["acme$", "ends with"],
	],
	id: [
		["001", "contains"],
		["=001…", "is, 15 or 18 characters"],
		["^001", "begins with"],
	],
	number: [
		["100", "is"],
		["!=100", "is not"],
		[">100  >=  <  <=", "compared"],
		["100..200", "between, both included"],
	],
	children: [
		["0", "has that many"],
		[">5", "has more"],
		["1..3", "between"],
	],
	date: [
		["2026 or 2026-05", "in that year or month"],
		[">=2026-05-01", "compared"],
		["2026-01..2026-03", "between, both included"],
	],
	datetime: [
		["2026-05-01", "on that day, as it is shown"],
		[">=2026-05-01 12:30", "compared"],
		["2026-01..2026-03", "between, both included"],
	],
	boolean: [
		["true", "ticked"],
		["false", "not ticked"],
	],
};
const ALL_HINTS = [
	["=", "is empty"],
	["!=", "is not empty"],
] as const;

/** One field per column, with the operators of the column's kind, in a line of its own below the header. */
export class FilterRow {
	readonly #changed: (filters: readonly FilterText[]) => void;
	readonly #fields = new Map<string, { readonly input: HTMLInputElement; readonly index: number }>();
	/** Of columns that are hidden too: what filters them goes on. */
	readonly #indexes = new Map<string, number>();
	#boxes: readonly HTMLElement[] = [];
	readonly #typed = new Map<string, string>();
	#timer = 0;
	shown = false;

	/** `changed` is told what is typed, when the person has paused. */
	constructor(changed: (filters: readonly FilterText[]) => void) {
		this.#changed = changed;
	}

	/** The columns of the result, hidden ones too: what was typed over others is forgotten. */
	know(columns: readonly { readonly name: string }[]): void {
		this.#indexes.clear();
		for (const [index, { name }] of columns.entries()) this.#indexes.set(name, index);
		for (const name of this.#typed.keys()) if (!this.#indexes.has(name)) this.#typed.delete(name);
	}

	/** The fields of columns, as elements of the header: those that stay, and the others. */
	fields(
		columns: readonly ShownColumn[],
		frozen: number,
	): { readonly kept: readonly HTMLElement[]; readonly scrolled: readonly HTMLElement[] } {
		this.#fields.clear();
		this.#boxes = columns.map((column) => this.#field(column));
		return { kept: this.#boxes.slice(0, frozen), scrolled: this.#boxes.slice(frozen) };
	}

	/** Puts each field below its column's header. */
	place(geometry: Columns, frozen: number): void {
		for (const [at, box] of this.#boxes.entries()) {
			const left = `${geometry.left(at)}px`;
			box.style.left = at < frozen ? left : `calc(var(--number-width) + ${left})`;
			box.style.width = `${geometry.widthOf(at)}px`;
		}
	}

	/** Shows which filters say nothing of their column's kind, and what others have set. */
	show(filters: readonly FilterState[]): void {
		// What is being typed is newer than what is shown.
		if (this.#timer === 0) {
			const typing = document.activeElement;
			for (const [name, index] of this.#indexes) {
				if (typing === this.#fields.get(name)?.input) continue;
				const text = filters.find(({ column }) => column === index)?.text;
				if (text === undefined) this.#typed.delete(name);
				else this.#typed.set(name, text);
			}
		}
		for (const { input, index } of this.#fields.values()) {
			const state = filters.find(({ column }) => column === index);
			const valid = state?.valid ?? true;
			input.setAttribute("aria-invalid", String(!valid));
			const typed = this.#typed.get(input.name) ?? "";
			if (document.activeElement !== input && input.value !== typed) input.value = typed;
			input.classList.toggle("set", input.value.trim() !== "");
		}
	}

	focus(column: string | undefined): void {
		const field = this.#fields.get(column ?? "") ?? [...this.#fields.values()][0];
		field?.input.focus();
		field?.input.select();
	}

	/** Types into the field of a column, as a person would. */
	set(column: string, text: string): void {
		this.#typed.set(column, text);
		const field = this.#fields.get(column);
		if (field) field.input.value = text;
		this.#tell();
	}

	clear(): void {
		this.#typed.clear();
		for (const { input } of this.#fields.values()) input.value = "";
		this.#tell();
	}

	#field({ name, kind, index }: ShownColumn): HTMLElement {
		const input = document.createElement("input");
		input.name = name;
		input.className = "filter";
		input.value = this.#typed.get(name) ?? "";
		input.placeholder = kind === "text" || kind === "id" ? "contains…" : (HINTS[kind][0]?.[0] ?? "");
		input.spellcheck = false;
		input.autocomplete = "off";
		input.setAttribute("aria-label", `Filter ${name}`);
		input.title = [...HINTS[kind], ...ALL_HINTS].map(([typed, means]) => `${typed}  ${means}`).join("\n");
		input.addEventListener("input", () => {
			this.#typed.set(name, input.value);
			clearTimeout(this.#timer);
			this.#timer = window.setTimeout(() => this.#tell(), TYPING_MS);
		});
		this.#fields.set(name, { input, index });
		const box = document.createElement("div");
		box.className = "filterBox";
		// A header row has column headers only.
		box.setAttribute("role", "presentation");
		box.append(input);
		return box;
	}

	#tell(): void {
		clearTimeout(this.#timer);
		this.#timer = 0;
		const filters: FilterText[] = [];
		for (const [name, text] of this.#typed) {
			const column = this.#indexes.get(name);
			if (column !== undefined && text.trim() !== "") filters.push({ column, text });
		}
		this.#changed(filters);
	}
}
