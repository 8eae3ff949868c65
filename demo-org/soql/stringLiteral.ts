const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Stands for the backslash of `\_` and `\%`, which the grammar, being one of Apex, does not know. */
const LIKE_ESCAPE = "\uE000";

/** The query with the escapes of LIKE made readable for the grammar; every offset stays. */
export function markLikeEscapes(soql: string): string {
	return soql.replace(/\\(.)/gs, (whole, char: string) =>
		char === "_" || char === "%" ? LIKE_ESCAPE + char : whole,
	);
}

/**
 * The value of a quoted SOQL string. `\_` and `\%` keep their backslash: they are escapes of LIKE only
 * (SOQL and SOSL Reference, "Quoted String Escape Sequences").
 */
export function stringValue(quoted: string): string {
	const text = quoted.slice(1, -1).replaceAll(LIKE_ESCAPE, "\\");
	return text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (whole, escape: string) => {
		if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
		if (escape === "_" || escape === "%") return whole;
		return ESCAPES[escape.toLowerCase()] ?? escape;
	});
}

/** The test that `LIKE` makes: `%` any text, `_` one character, in any letter case. */
export function likePattern(pattern: string): (value: string) => boolean {
	let source = "";
	for (let i = 0; i < pattern.length; i += 1) {
		const char = pattern.charAt(i);
		const next = pattern.charAt(i + 1);
		if (char === "\\" && (next === "%" || next === "_")) {
			source += next;
			i += 1;
		} else if (char === "%") source += ".*";
		else if (char === "_") source += ".";
		else source += char.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
	}
	const expression = new RegExp(`^${source}$`, "isu");
	return (value) => expression.test(value);
}
