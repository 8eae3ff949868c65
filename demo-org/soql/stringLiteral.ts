const ESCAPES: Readonly<Record<string, string>> = {
	n: "\n",
	r: "\r",
	t: "\t",
	b: "\b",
	f: "\f",
	'"': '"',
	"'": "'",
	"\\": "\\",
};

interface StringValue {
	readonly value: string;
	/** The offset of the first character that a backslash cannot stand before. */
	readonly wrongEscapeAt: number | null;
	/** The offset of the first `%` or `_` with a backslash: an escape of LIKE only, which keeps the backslash. */
	readonly likeEscapeAt: number | null;
}

/** The value of a quoted SOQL string (SOQL and SOSL Reference, "Quoted String Escape Sequences"). */
export function stringValue(quoted: string): StringValue {
	let wrongEscapeAt: number | null = null;
	let likeEscapeAt: number | null = null;
	const text = quoted.slice(1, -1);
	if (!text.includes("\\")) return { value: text, wrongEscapeAt, likeEscapeAt };
	const value = text.replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (whole, escape: string, at: number) => {
		if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
		if (escape === "_" || escape === "%") {
			likeEscapeAt ??= at + 2;
			return whole;
		}
		const meant = ESCAPES[escape.toLowerCase()];
		if (meant === undefined) wrongEscapeAt ??= at + 2;
		return meant ?? escape;
	});
	return { value, wrongEscapeAt, likeEscapeAt };
}

/** The test that `LIKE` makes: `%` any text, `_` one character, in any letter case. */
export function likePattern(pattern: string): (value: string) => boolean {
	const wanted = pattern.toUpperCase();
	// The plain forms need no walk over characters.
	const plain = /^(%?)([^%_\\]*)(%?)$/u.exec(wanted);
	if (plain !== null) {
		const [, before, text = "", after] = plain;
		if (before === "%" && after === "%") return (value) => value.toUpperCase().includes(text);
		if (before === "%") return (value) => value.toUpperCase().endsWith(text);
		if (after === "%") return (value) => value.toUpperCase().startsWith(text);
		return (value) => value.toUpperCase() === text;
	}
	const parts = pieces(wanted);
	return (value) => matches(parts, value.toUpperCase());
}

/** A pattern as single characters (code points), `null` for one of any kind and `undefined` for any text. */
type Piece = string | null | undefined;

function pieces(pattern: string): Piece[] {
	const found: Piece[] = [];
	const chars = Array.from(pattern);
	for (let i = 0; i < chars.length; i += 1) {
		const char = chars[i] ?? "";
		const next = chars[i + 1];
		if (char === "\\" && (next === "%" || next === "_")) {
			found.push(next);
			i += 1;
		} else if (char === "%") {
			if (found.length === 0 || found.at(-1) !== undefined) found.push(undefined);
		} else found.push(char === "_" ? null : char);
	}
	return found;
}

/** Wildcard matching that goes back only to the last `%`: never slower than pattern times text. */
function matches(parts: readonly Piece[], text: string): boolean {
	const chars = Array.from(text);
	let part = 0;
	let at = 0;
	let starPart = -1;
	let starAt = 0;
	while (at < chars.length) {
		const piece = parts[part];
		if (part < parts.length && piece === undefined) {
			starPart = part;
			starAt = at;
			part += 1;
		} else if (part < parts.length && (piece === null || piece === chars[at])) {
			part += 1;
			at += 1;
		} else if (starPart >= 0) {
			part = starPart + 1;
			starAt += 1;
			at = starAt;
		} else return false;
	}
	while (part < parts.length && parts[part] === undefined) part += 1;
	return part === parts.length;
}
