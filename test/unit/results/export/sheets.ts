import { inflateRawSync } from "node:zlib";
import { SaxesParser } from "saxes";

// A reader of workbooks of its own: ZIP by its directory, XML by saxes, escapes by ECMA-376 part 1, 22.9.2.19.

export interface SheetRead {
	readonly name: string;
	/** By row and column, both from 0; missing cells are undefined. */
	readonly rows: (CellRead | undefined)[][];
}

export interface CellRead {
	readonly type: string;
	readonly style: number;
	readonly value: string;
}

/** The files of a ZIP, each checked against its size. */
export function unzipped(bytes: Buffer): Map<string, Buffer> {
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	const files = new Map<string, Buffer>();
	let at = bytes.readUInt32LE(end + 16);
	for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
		const [packed, size, name] = [
			bytes.readUInt32LE(at + 20),
			bytes.readUInt32LE(at + 24),
			bytes.readUInt16LE(at + 28),
		];
		const local = bytes.readUInt32LE(at + 42);
		const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		const file = inflateRawSync(bytes.subarray(from, from + packed));
		if (file.length !== size) throw new Error("a file of another size");
		files.set(bytes.toString("utf8", at + 46, at + 46 + name), file);
		at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return files;
}

export function sheetsOf(bytes: Buffer): SheetRead[] {
	const files = unzipped(bytes);
	const part = (name: string) => files.get(name)?.toString() ?? "";
	const targets = new Map<string, string>();
	parsed(part("xl/_rels/workbook.xml.rels"), (name, attributes) => {
		if (name === "Relationship") targets.set(attributes["Id"] ?? "", attributes["Target"] ?? "");
	});
	const sheets: SheetRead[] = [];
	parsed(part("xl/workbook.xml"), (name, attributes) => {
		if (name === "sheet")
			sheets.push({
				name: unescaped(attributes["name"] ?? ""),
				rows: rowsIn(part(`xl/${targets.get(attributes["r:id"] ?? "") ?? ""}`)),
			});
	});
	return sheets;
}

function rowsIn(xml: string): (CellRead | undefined)[][] {
	const rows: (CellRead | undefined)[][] = [];
	let cell = { type: "", style: 0, at: 0, row: 0 };
	let kept: string | undefined;
	parsed(
		xml,
		(name, attributes) => {
			if (name === "f") throw new Error("a formula");
			if (name === "row") rows[Number(attributes["r"]) - 1] ??= [];
			if (name === "c") {
				const [, letters = "", row = ""] = /^([A-Z]+)(\d+)$/.exec(attributes["r"] ?? "") ?? [];
				const at = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
				cell = {
					type: attributes["t"] ?? "n",
					style: Number(attributes["s"] ?? 0),
					at,
					row: Number(row) - 1,
				};
			}
			if (name === "t" || name === "v") kept = attributes["xml:space"] === "preserve" ? "preserve" : "";
		},
		(name, text) => {
			if (name !== "t" && name !== "v") return;
			// Excel trims what is not to be preserved.
			const value = kept === "preserve" || name === "v" ? text : text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "");
			const row = rows[cell.row];
			if (row) row[cell.at] = { type: cell.type, style: cell.style, value: unescaped(value) };
		},
	);
	return rows;
}

function unescaped(text: string): string {
	return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16)),
	);
}

function parsed(
	xml: string,
	open: (name: string, attributes: Readonly<Record<string, string>>) => void,
	close: (name: string, text: string) => void = () => undefined,
): void {
	const parser = new SaxesParser();
	let text = "";
	parser.on("error", (error) => {
		throw error;
	});
	parser.on("opentag", ({ name, attributes }) => {
		text = "";
		open(name, attributes);
	});
	parser.on("text", (more) => {
		text += more;
	});
	parser.on("closetag", ({ name }) => {
		close(name, text);
		text = "";
	});
	parser.write(xml).close();
}
