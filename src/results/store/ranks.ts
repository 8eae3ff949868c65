import type { Pause } from "./pause.ts";
import type { SortValues } from "./radix.ts";

/** Texts that are worked on in one go, before there is a pause. */
const RUN = 8192;

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
	const keys = collator ? await plainKeys(distinct.texts, collator, pause) : distinct.texts;
	let order = await sortedBy(keys, pause);
	if (collator) {
		// The keys know letters one by one only. What they have put nearly in order takes few comparisons to put right.
		order = Uint32Array.from(
			[...order].sort((a, b) => collator.compare(distinct.texts[a] ?? "", distinct.texts[b] ?? "")),
		);
	}
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
 * A key for each text such that keys compare by characters nearly as the texts do by language: each letter by its
 * place among all letters there are, without regard to accent and case.
 */
async function plainKeys(
	texts: readonly string[],
	collator: Intl.Collator,
	pause: Pause,
): Promise<readonly string[]> {
	const weights = new Uint16Array(0x1_00_00);
	for (const [at, text] of texts.entries()) {
		for (let index = 0; index < text.length; index++) weights[text.charCodeAt(index)] = 1;
		if (at % RUN === 0) await pause();
	}
	const letters: string[] = [];
	for (const [code, there] of weights.entries()) if (there === 1) letters.push(String.fromCharCode(code));
	letters.sort((a, b) => collator.compare(a, b));
	const { locale } = collator.resolvedOptions();
	const base = new Intl.Collator(locale, { sensitivity: "base" });
	let weight = 0;
	for (const [at, letter] of letters.entries()) {
		if (at === 0 || base.compare(letters[at - 1] ?? "", letter) !== 0) weight++;
		weights[letter.charCodeAt(0)] = weight;
	}
	const wide = weight > 0xff;
	const keys: string[] = [];
	for (let start = 0; start < texts.length; start += RUN) {
		const run = texts.slice(start, start + RUN);
		const length = run.reduce((sum, text) => sum + text.length, 0);
		const codes = wide ? new Uint16Array(length) : new Uint8Array(length);
		let at = 0;
		for (const text of run)
			for (let index = 0; index < text.length; index++) codes[at++] = weights[text.charCodeAt(index)] ?? 0;
		const whole = Buffer.from(codes.buffer).toString(wide ? "utf16le" : "latin1");
		let end = 0;
		for (const text of run) {
			keys.push(whole.slice(end, end + text.length));
			end += text.length;
		}
		await pause();
	}
	return keys;
}

/** Indexes of the texts in the order of their characters: runs sorted one by one, then merged two by two. */
async function sortedBy(texts: readonly string[], pause: Pause): Promise<Uint32Array> {
	let from = new Uint32Array(texts.length);
	for (let start = 0; start < texts.length; start += RUN) {
		const end = Math.min(start + RUN, texts.length);
		const run: number[] = [];
		for (let at = start; at < end; at++) run.push(at);
		run.sort((a, b) => compareCharacters(texts[a] ?? "", texts[b] ?? ""));
		from.set(run, start);
		await pause();
	}
	let to = new Uint32Array(texts.length);
	for (let width = RUN; width < texts.length; width *= 2) {
		for (let start = 0; start < texts.length; start += width * 2) {
			const middle = Math.min(start + width, texts.length);
			const end = Math.min(start + width * 2, texts.length);
			let [left, right] = [start, middle];
			let leftText = texts[from[left] ?? 0] ?? "";
			let rightText = right < end ? (texts[from[right] ?? 0] ?? "") : "";
			for (let at = start; at < end; at++) {
				if (left < middle && (right >= end || leftText <= rightText)) {
					to[at] = from[left++] ?? 0;
					leftText = texts[from[left] ?? 0] ?? "";
				} else {
					to[at] = from[right++] ?? 0;
					rightText = texts[from[right] ?? 0] ?? "";
				}
				if ((at & (RUN - 1)) === 0) await pause();
			}
		}
		[from, to] = [to, from];
	}
	return from;
}

function compareCharacters(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
