import type { Layout, ResultColumn } from "../../src/pages/results.ts";
import { defaultWidth } from "./cellView.ts";

/** A column as it stands in the grid: `index` is its place in the result. */
export interface ShownColumn extends ResultColumn {
	readonly index: number;
}

const NARROWEST_PX = 36;

/** Which columns are shown, in which order, how wide, and how many of them stay while the others scroll. By name. */
export class ShownColumns {
	#all: readonly ResultColumn[] = [];
	#order: readonly string[] = [];
	readonly #hidden = new Set<string>();
	readonly #widths = new Map<string, number>();
	#frozen = 0;
	/** Headers show labels in place of API names. */
	labels = false;
	#shown: readonly ShownColumn[] = [];

	get list(): readonly ShownColumn[] {
		return this.#shown;
	}

	/** All columns with whether they are shown, in their order. */
	get all(): readonly (ResultColumn & { readonly shown: boolean })[] {
		return this.#ordered().map((column) => ({ ...column, shown: !this.#hidden.has(column.name) }));
	}

	/** How many of the first columns stay. */
	get frozen(): number {
		return Math.min(this.#frozen, this.#shown.length);
	}

	get widths(): readonly number[] {
		return this.#shown.map(({ name, kind }) => this.#widths.get(name) ?? defaultWidth(kind, name));
	}

	get layout(): Layout {
		return {
			order: this.#order,
			hidden: [...this.#hidden],
			widths: [...this.#widths],
			frozen: this.#frozen,
			labels: this.labels,
		};
	}

	show(columns: readonly ResultColumn[]): void {
		this.#all = columns;
		this.#arrange();
	}

	restore({ order, hidden, widths, frozen, labels }: Layout): void {
		this.labels = labels;
		this.#order = order;
		this.#frozen = frozen;
		this.#widths.clear();
		this.#hidden.clear();
		for (const name of hidden) this.#hidden.add(name);
		for (const [name, px] of widths) this.#widths.set(name, px);
		this.#arrange();
	}

	setWidth(at: number, px: number): void {
		const column = this.#shown[at];
		if (column) this.#widths.set(column.name, Math.max(NARROWEST_PX, Math.round(px)));
	}

	/** The last column that is shown can't be hidden. True when something changed. */
	hide(at: number): boolean {
		const column = this.#shown[at];
		if (!column || this.#shown.length < 2) return false;
		this.#hidden.add(column.name);
		if (at < this.#frozen) this.#frozen--;
		this.#arrange();
		return true;
	}

	setShown(name: string, shown: boolean): void {
		if (shown) this.#hidden.delete(name);
		else if (this.#shown.length > 1) this.#hidden.add(name);
		this.#arrange();
	}

	showAll(): void {
		this.#hidden.clear();
		this.#arrange();
	}

	/** As the query has them: order, names, widths, nothing hidden or frozen. */
	forget(): void {
		this.restore({ order: [], hidden: [], widths: [], frozen: 0, labels: false });
	}

	/** Puts a shown column in another's place. */
	move(from: number, to: number): void {
		const [moved, place] = [this.#shown[from], this.#shown[to]];
		if (!moved || !place || from === to) return;
		const names = this.#ordered().map(({ name }) => name);
		names.splice(names.indexOf(moved.name), 1);
		names.splice(names.indexOf(place.name) + (from < to ? 1 : 0), 0, moved.name);
		this.#order = names;
		this.#arrange();
	}

	/** Keeps the first `count` columns in place; 0 lets all scroll. */
	freeze(count: number): void {
		this.#frozen = count;
	}

	#ordered(): readonly ResultColumn[] {
		const place = new Map(this.#order.map((name, at) => [name, at]));
		// Columns that the order doesn't know stand behind, as they came.
		return this.#all
			.map((column, at) => ({ column, at: place.get(column.name) ?? this.#order.length + at }))
			.sort((a, b) => a.at - b.at)
			.map(({ column }) => column);
	}

	#arrange(): void {
		const index = new Map(this.#all.map(({ name }, at) => [name, at]));
		const shown = this.#ordered().filter(({ name }) => !this.#hidden.has(name));
		this.#shown = shown.map((column) => ({ ...column, index: index.get(column.name) ?? 0 }));
	}
}
