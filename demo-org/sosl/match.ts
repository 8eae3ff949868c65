import { malformed } from "./parse.ts";

/** Whether a record's texts, all in lower case, hold what is looked for. */
export type Match = (words: ReadonlySet<string>, whole: string) => boolean;

const TOKEN = /"[^"]*"|\(|\)|[^\s()"]+/g;

/**
 * Compiles a search term: words and "phrases" joined by AND (also where nothing stands between), OR and AND NOT, with
 * `*` for any characters and `?` for one. Letter case doesn't count. Throws MALFORMED_SEARCH.
 */
export function compileTerm(term: string): Match {
	const tokens = term.match(TOKEN) ?? [];
	let at = 0;
	const either = (): Match => {
		let left = both();
		while (/^OR$/i.test(tokens[at] ?? "")) {
			at += 1;
			const [first, second] = [left, both()];
			left = (words, whole) => first(words, whole) || second(words, whole);
		}
		return left;
	};
	const both = (): Match => {
		let left = one();
		while (at < tokens.length && tokens[at] !== ")" && !/^OR$/i.test(tokens[at] ?? "")) {
			let negated = false;
			if (/^AND$/i.test(tokens[at] ?? "")) {
				at += 1;
				negated = /^NOT$/i.test(tokens[at] ?? "");
				if (negated) at += 1;
			}
			const [first, second] = [left, one()];
			left = (words, whole) => first(words, whole) && second(words, whole) !== negated;
		}
		return left;
	};
	const one = (): Match => {
		const token = tokens[at];
		at += 1;
		if (token === undefined || token === ")") throw malformed("unexpected token: '<EOF>'");
		if (token === "(") {
			const inner = either();
			if (tokens[at] !== ")") throw malformed("unexpected token: '<EOF>'");
			at += 1;
			return inner;
		}
		return token.startsWith('"') ? phrase(token.slice(1, -1)) : word(token);
	};
	const match = either();
	if (at < tokens.length) throw malformed(`unexpected token: '${tokens[at] ?? ""}'`);
	return match;
}

function phrase(text: string): Match {
	const wanted = wordsOf(text).join(" ");
	return (_words, whole) => ` ${whole} `.includes(` ${wanted} `);
}

function word(text: string): Match {
	const lower = text.toLowerCase();
	if (!/[*?]/.test(lower)) {
		// A term with marks inside, as an e-mail address, is several words side by side.
		const parts = wordsOf(lower);
		return parts.length === 1 ? (words) => words.has(parts[0] ?? "") : phrase(lower);
	}
	const pattern = lower
		.replace(/[.+^${}()|[\]\\]/g, "\\$&")
		.replaceAll("*", ".*")
		.replaceAll("?", ".");
	const regex = new RegExp(`^${pattern}$`, "u");
	return (words) => [...words].some((each) => regex.test(each));
}

/** The words of a text as the search index has them. */
export function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
