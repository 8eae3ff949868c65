import type { Pause } from "./pause.ts";
import { byDigits, type SortValues } from "./radix.ts";

/** Texts that are worked on in one go, before there is a pause. */
const RUN = 8192;
/** Letters from the beginning of a text that put it nearly in order; what is equal in all of them is compared. */
const LETTERS = 24;

/**
 * The rank of each text among all: equal texts have the same, null and empty ones 0. With a `collator` in the order of
 * its language, else by characters. Works in steps with pauses, so that other things get their turn.
 */
export async function ranksOf(
	texts: readonly (string | null)[],
	collator: Intl.Collator | undefined,
	pause: Pause,
): Promise<SortValues> {
	const distinct = await distinctIn(texts, pause);
	const nearly = await nearlyInOrder(distinct.texts, collator, pause);
	const compare = collator ? collator.compare.bind(collator) : byCharacters;
	const order = await putRight(nearly, distinct.texts, compare, pause);
	const rankOf = new Uint32Array(distinct.texts.length);
	let rank = 0;
	let last: string | undefined;
	for (const at of order) {
		const text = distinct.texts[at] ?? "";
		if (text !== last) rank++;
		last = text;
		rankOf[at] = rank;
	}
	const ranks = new Uint32Array(texts.length);
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

/**
 * Indexes of the texts in an order that is nearly that of their language, in time in proportion to their number: by
 * the place of each of their first letters among all letters, without regard to accent and case, and to what several
 * letters mean together.
 */
async function nearlyInOrder(
	texts: readonly string[],
	collator: Intl.Collator | undefined,
	pause: Pause,
): Promise<Uint32Array> {
	const longest = Math.min(
		LETTERS,
		texts.reduce((most, { length }) => Math.max(most, length), 0),
	);
	const { weights, most } = weightsOf(texts, collator);
	const places =
		most > 0xff ? new Uint16Array(texts.length * longest) : new Uint8Array(texts.length * longest);
	for (const [at, text] of texts.entries()) {
		const length = Math.min(longest, text.length);
		for (let letter = 0; letter < length; letter++)
			places[at * longest + letter] = weights[text.charCodeAt(letter)] ?? 0;
		if (at % RUN === 0) await pause();
	}
	// Two letters at a time where a digit has room for both.
	const step = most > 0xff ? 1 : 2;
	let order: Uint32Array = new Uint32Array(texts.length).map((_, at) => at);
	for (let letter = Math.floor((longest - 1) / step) * step; letter >= 0; letter -= step) {
		const second = step === 2 && letter + 1 < longest;
		const digit = (at: number) => {
			const first = places[at * longest + letter] ?? 0;
			return step === 1 ? first : (first << 8) | (second ? (places[at * longest + letter + 1] ?? 0) : 0);
		};
		order = byDigits(order, digit);
		await pause();
	}
	return order;
}

/** The place, from 1, of each letter that the texts begin with, among all of them. */
function weightsOf(
	texts: readonly string[],
	collator: Intl.Collator | undefined,
): { readonly weights: Uint16Array; readonly most: number } {
	const weights = new Uint16Array(0x1_00_00);
	for (const text of texts) {
		const length = Math.min(LETTERS, text.length);
		for (let index = 0; index < length; index++) weights[text.charCodeAt(index)] = 1;
	}
	const letters: string[] = [];
	for (const [code, there] of weights.entries()) if (there === 1) letters.push(String.fromCharCode(code));
	if (collator) letters.sort((a, b) => collator.compare(a, b));
	const base = collator && new Intl.Collator(collator.resolvedOptions().locale, { sensitivity: "base" });
	let most = 0;
	for (const [at, letter] of letters.entries()) {
		if (at === 0 || !base || base.compare(letters[at - 1] ?? "", letter) !== 0) most++;
		weights[letter.charCodeAt(0)] = most;
	}
	return { weights, most };
}

/**
 * Puts an order right, which takes few comparisons where it nearly is: runs are sorted one by one, and merged where
 * they are not in order already.
 */
async function putRight(
	order: Uint32Array,
	texts: readonly string[],
	compare: (a: string, b: string) => number,
	pause: Pause,
): Promise<Uint32Array> {
	const text = (place: number) => texts[from[place] ?? 0] ?? "";
	let from: Uint32Array = order;
	let to: Uint32Array = new Uint32Array(order.length);
	for (let start = 0; start < from.length; start += RUN) {
		const run = [...from.subarray(start, start + RUN)];
		run.sort((a, b) => compare(texts[a] ?? "", texts[b] ?? ""));
		from.set(run, start);
		await pause();
	}
	for (let width = RUN; width < from.length; width *= 2) {
		for (let start = 0; start < from.length; start += width * 2) {
			const middle = Math.min(start + width, from.length);
			const end = Math.min(start + width * 2, from.length);
			if (middle === end || compare(text(middle - 1), text(middle)) <= 0) {
				to.set(from.subarray(start, end), start);
				continue;
			}
			let [left, right] = [start, middle];
			for (let at = start; at < end; at++) {
				const takeLeft = left < middle && (right >= end || compare(text(left), text(right)) <= 0);
				to[at] = from[takeLeft ? left++ : right++] ?? 0;
				if (at % RUN === 0) await pause();
			}
		}
		[from, to] = [to, from];
	}
	return from;
}

function byCharacters(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
