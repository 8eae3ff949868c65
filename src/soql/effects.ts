import { meaningful, tokens } from "./lexer.ts";

const TRACKING = new Map([
	["for", new Set(["view", "reference"])],
	["update", new Set(["tracking", "viewstat"])],
]);
const SUSPICIOUS = /\b(?:for\W+(?:view|reference)|update\W+(?:tracking|viewstat))\b/i;
// Characters that we take for letters and the platform may skip.
const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * Whether running the query writes: FOR VIEW and FOR REFERENCE change recently viewed items, UPDATE TRACKING and
 * VIEWSTAT change article statistics ("SOQL SELECT Syntax" in the SOQL and SOSL Reference). The words inside strings
 * and comments don't count, unless the text is so broken that we can't know what the platform will make of it.
 */
export function queryWrites(soql: string): boolean {
	const all = tokens(soql);
	const broken = all.some(
		({ kind, unterminated, start, end }) =>
			unterminated || kind === "unknown" || (kind === "word" && BEYOND_ASCII.test(soql.slice(start, end))),
	);
	if (broken && SUSPICIOUS.test(soql)) return true;
	const words = meaningful(all).map(({ kind, start, end }) =>
		kind === "word" ? soql.slice(start, end).toLowerCase() : "",
	);
	return words.some((name, index) => {
		// "FOR VIEW, REFERENCE" and "UPDATE TRACKING, VIEWSTAT" have a comma between; the first pair decides.
		return TRACKING.get(name)?.has(words[index + 1] ?? "") === true;
	});
}
