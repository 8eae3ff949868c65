import type { Pause } from "./pause.ts";
import type { SortValues } from "./radix.ts";

/** Texts that are sorted in one go, before there is a pause. */
const RUN = 8192;

/**
 * The rank of each text among all: equal texts have the same, null and empty ones 0. Works in steps with pauses, so that
 * other things get their turn.
 */
export async function ranksOf(
	texts: readonly (string | null)[],
	compare: (a: string, b: string) => number,
	pause: Pause,
): Promise<SortValues> {
	const ranks = new Uint32Array(texts.length);
	const distinct = await distinctIn(texts, pause);
	const order = await mergeSorted(distinct.texts, compare, pause);
	const rankOf = new Uint32Array(distinct.texts.length);
	let rank = 0;
	let last: string | undefined;
	for (const at of order) {
		const text = distinct.texts[at] ?? "";
		if (last === undefined || text !== last) rank++;
		last = text;
		rankOf[at] = rank;
	}
	for (let row = 0; row < texts.length; row++) {
		const at = distinct.of[row] ?? 0;
		if (at > 0) ranks[row] = rankOf[at - 1] ?? 0;
	}
	return { kind: "ranks", values: ranks, highest: rank };
}

/**
 * Each text once, and which of them (from 1) each row has; 0 for none. Where nearly all are different, looking for
 * equal ones takes longer than sorting them: then each row has its own.
 */
async function distinctIn(
	texts: readonly (string | null)[],
	pause: Pause,
): Promise<{ texts: string[]; of: Uint32Array }> {
	const sample = texts.slice(0, RUN);
	const many = new Set(sample).size > sample.length * 0.7;
	const found: string[] = [];
	const of = new Uint32Array(texts.length);
	const known = new Map<string, number>();
	for (let row = 0; row < texts.length; row++) {
		if (row % RUN === 0) await pause();
		const text = texts[row] ?? "";
		if (text === "") continue;
		const at = many ? undefined : known.get(text);
		if (at !== undefined) of[row] = at;
		else {
			found.push(text);
			of[row] = found.length;
			if (!many) known.set(text, found.length);
		}
	}
	return { texts: found, of };
}

/** Indexes of the texts in their order: runs sorted one by one, then merged two by two. */
async function mergeSorted(
	texts: readonly string[],
	compare: (a: string, b: string) => number,
	pause: Pause,
): Promise<Uint32Array> {
	let from = new Uint32Array(texts.length);
	for (let start = 0; start < texts.length; start += RUN) {
		const run = texts.slice(start, start + RUN).map((text, index) => ({ text, at: start + index }));
		run.sort((a, b) => compare(a.text, b.text));
		for (const [index, { at }] of run.entries()) from[start + index] = at;
		await pause();
	}
	let to = new Uint32Array(texts.length);
	for (let width = RUN; width < texts.length; width *= 2) {
		for (let start = 0; start < texts.length; start += width * 2) {
			const middle = Math.min(start + width, texts.length);
			const end = Math.min(start + width * 2, texts.length);
			let [left, right] = [start, middle];
			for (let at = start; at < end; at++) {
				const takeLeft =
					left < middle &&
					(right >= end || compare(texts[from[left] ?? 0] ?? "", texts[from[right] ?? 0] ?? "") <= 0);
				to[at] = from[takeLeft ? left++ : right++] ?? 0;
				if ((at & 8191) === 0) await pause();
			}
		}
		[from, to] = [to, from];
	}
	return from;
}
