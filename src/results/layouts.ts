import * as v from "valibot";
import { decodeOr } from "../base/decode.ts";
import type { StatePort } from "../orgs/registry.ts";
import { type Layout, layoutSchema, type ResultColumn } from "../pages/results.ts";

const KEY = "results.layouts";
/** Layouts that are kept; those that were not used for longest go first. */
const MOST = 200;

const kept = v.array(v.object({ shape: v.string(), layout: layoutSchema }));

/** How people have set up the columns of their results, by the shape of the query. */
export class Layouts {
	readonly #state: StatePort;

	constructor(state: StatePort) {
		this.#state = state;
	}

	/** The layout of results like this one; null when they never were touched. */
	of(objectName: string, columns: readonly ResultColumn[]): Layout | null {
		const shape = shapeOf(objectName, columns);
		return this.#all().find((one) => one.shape === shape)?.layout ?? null;
	}

	async keep(objectName: string, columns: readonly ResultColumn[], layout: Layout): Promise<void> {
		const shape = shapeOf(objectName, columns);
		const others = this.#all().filter((one) => one.shape !== shape);
		await this.#state.update(KEY, [{ shape, layout }, ...others].slice(0, MOST));
	}

	#all(): v.InferOutput<typeof kept> {
		return decodeOr(kept, this.#state.get(KEY)) ?? [];
	}
}

/** The indices of the columns that a layout shows, in its order; those it doesn't know stand behind, as they came. */
export function shownColumns(columns: readonly ResultColumn[], layout: Layout | null): readonly number[] {
	const place = new Map((layout?.order ?? []).map((name, at) => [name, at]));
	return columns
		.map(({ name }, index) => ({ name, index, at: place.get(name) ?? place.size + index }))
		.filter(({ name }) => !layout?.hidden.includes(name))
		.sort((a, b) => a.at - b.at)
		.map(({ index }) => index);
}

/** The same columns of the same object, in whichever order. */
function shapeOf(objectName: string, columns: readonly ResultColumn[]): string {
	return [objectName, ...columns.map(({ name }) => name).sort()].join(",").toLowerCase();
}
