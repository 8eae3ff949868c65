/** Reads tab-separated text as spreadsheets do: written apart from the code under test. */
export function parseTsv(text: string): string[][] {
	const rows: string[][] = [[""]];
	let quoted = false;
	const put = (piece: string) => {
		const row = rows.at(-1) ?? [];
		row[row.length - 1] = `${row.at(-1) ?? ""}${piece}`;
	};
	for (let at = 0; at < text.length; at++) {
		const unit = text.charAt(at);
		if (quoted) {
			if (unit === '"' && text[at + 1] === '"') put(text.charAt(at++));
			else if (unit === '"') quoted = false;
			else put(unit);
		} else if (unit === '"' && rows.at(-1)?.at(-1) === "") quoted = true;
		else if (unit === "\t") rows.at(-1)?.push("");
		else if (unit === "\n") rows.push([""]);
		else put(unit);
	}
	return rows;
}
