import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf } from "../../../../src/results/copyFormats.ts";
import type { CsvOptions } from "../../../../src/results/export/options.ts";
import { ExactNumber } from "../../../../src/salesforce/rest/query.ts";
import { CSV, exportFolder, namesOf, storeOf } from "./exported.ts";
import { nullable, number, rowsOf, text } from "./values.ts";

const folder = exportFolder();
const csv = async (rows: readonly (readonly unknown[])[], width: number, options: Partial<CsvOptions> = {}) =>
	(await folder.bytes(storeOf(rows, width), { format: "csv", csv: { ...CSV, ...options } })).toString();

describe("CSV", () => {
	it.each<[what: string, options: Partial<CsvOptions>, expected: string]>([
		["as the settings begin", {}, 'A,B\nx,1.5\n"a,""b""\nc",\n,true\n" e ",12345678901234567.10\n"",é\n'],
		[
			"with semicolons and Windows' line ends",
			{ delimiter: ";", lineEnding: "crlf" },
			'A;B\r\nx;1.5\r\n"a,""b""\nc";\r\n;true\r\n" e ";12345678901234567.10\r\n"";é\r\n',
		],
		[
			"with all values quoted",
			{ quote: "always" },
			'"A","B"\n"x","1.5"\n"a,""b""\nc",\n,"true"\n" e ","12345678901234567.10"\n"","é"\n',
		],
		[
			"with a text for null, told from a text like it",
			{ nullText: "x" },
			'A,B\n"x",1.5\n"a,""b""\nc",x\nx,true\n" e ",12345678901234567.10\n,é\n',
		],
		[
			"with a byte order mark",
			{ bom: true },
			'\ufeffA,B\nx,1.5\n"a,""b""\nc",\n,true\n" e ",12345678901234567.10\n"",é\n',
		],
		[
			"with tabs",
			{ delimiter: "\t" },
			'A\tB\nx\t1.5\n"a,""b""\nc"\t\n\ttrue\n" e "\t12345678901234567.10\n""\té\n',
		],
		["with bars", { delimiter: "|" }, 'A|B\nx|1.5\n"a,""b""\nc"|\n|true\n" e "|12345678901234567.10\n""|é\n'],
	])("%s", async (_what, options, expected) => {
		const rows = [
			["x", 1.5],
			['a,"b"\nc', null],
			[null, true],
			[" e ", new ExactNumber("12345678901234567.10")],
			["", "é"],
		];
		expect(await csv(rows, 2, options)).toBe(expected);
	});

	it("has a line for each row of one column, empty or not", async () => {
		expect(await csv([[null], ["a"], [""]], 1)).toBe('A\n""\na\n""\n');
		expect(await csv([], 1)).toBe("A\n");
	});

	it("reads back the same in somebody else's reader, whatever it is, packed or not", {
		timeout: 60_000,
	}, async () => {
		const options = fc.record({
			delimiter: fc.constantFrom<CsvOptions["delimiter"]>(",", ";", "\t", "|"),
			quote: fc.constantFrom<CsvOptions["quote"]>("needed", "always"),
			bom: fc.boolean(),
			lineEnding: fc.constantFrom<CsvOptions["lineEnding"]>("lf", "crlf"),
			nullText: fc.constantFrom("", "NULL", "0", "a,b", "é", "\\N", "true"),
		});
		const values = [
			nullable(text),
			nullable(text.filter((one) => !/[\u0100-\uffff]/.test(one))),
			nullable(number),
			nullable(fc.boolean()),
			nullable(fc.constantFrom("NULL", "0", "Ã©", "plain")),
			nullable(fc.oneof(text, number, fc.boolean())),
		];
		await fc.assert(
			fc.asyncProperty(rowsOf(values), options, async ({ width, rows }, chosen) => {
				const written = await csv(rows, width, chosen);
				const read: unknown = parse(written, {
					bom: chosen.bom,
					delimiter: chosen.delimiter,
					record_delimiter: chosen.lineEnding === "lf" ? "\n" : "\r\n",
					// What is not quoted and reads as null is null: a quoted text never is.
					cast: (value, { quoting, header, lines }) =>
						!quoting && value === chosen.nullText && lines > 1 ? null : header ? value : value,
				});
				const isOnly = width === 1 && chosen.nullText === "";
				const isQuoted = /[",;|\t\r\n]/.test(chosen.nullText) && chosen.nullText.includes(chosen.delimiter);
				const expected = rows.map((row) =>
					row.slice(0, width).map((value) => {
						if (value === null) return isOnly || isQuoted ? chosen.nullText : null;
						return textOf(Object.is(value, -0) ? 0 : value);
					}),
				);
				expect(read).toEqual([namesOf(width), ...expected]);
			}),
			{ numRuns: 150 },
		);
	});

	it.each<[what: string, values: readonly unknown[], lines: string]>([
		[
			"numbers",
			[0, -0, 9, 10, 99, 100, 999, 1000, 2 ** 31 - 1, 2 ** 31, -7, 1.5, 1e21, null],
			"0 0 9 10 99 100 999 1000 2147483647 2147483648 -7 1.5 1e+21 ",
		],
		["texts that need nothing", ["a", "b c", "=1", "-"], "a b\0c =1 -"],
		["texts with spaces at an end", ["a", " b", "c ", "\u00a0d", null], 'a "\0b" "c\0" "\u00a0d" '],
		["texts with marks", ['"', ",", "\r", "\t", "a,b", "plain"], '"""" "," "\r" "\t" "a,b" plain'],
		["Latin-1", ["é", "Zürich", "\u0080", "ÿ", null], "é Zürich \u0080 ÿ "],
		["empty texts beside null", ["", null, "x"], '""  x'],
		["booleans", [true, false, null], "true false "],
		[
			"all kinds",
			["x", 1, true, null, new ExactNumber("1.10000000000000000001"), { a: 1 }],
			'x 1 true  1.10000000000000000001 "{""a"":1}"',
		],
	])("writes %s as they are, packed too", async (_what, values, lines) => {
		// The other column is not of the matter: a line of one empty value would be quoted.
		const rows = Array.from({ length: 2048 }, (_, at) => [values[at % values.length], 0]);
		const expected = lines.split(" ").map((line) => `${line.replaceAll("\0", " ")},0\n`);
		const written = await csv(rows, 2);
		expect(written).toBe(`A,B\n${rows.map((_, at) => expected[at % values.length]).join("")}`);
	});

	it.each(["x", "NULL", "1"])("tells null as %s from texts like it, packed too", async (nullText) => {
		const rows = Array.from({ length: 1024 }, (_, at) => [
			[nullText, "y", null][at % 3],
			at % 3 === 0 ? 1 : null,
		]);
		const line = [
			`"${nullText}",${nullText === "1" ? '"1"' : "1"}\n`,
			`y,${nullText}\n`,
			`${nullText},${nullText}\n`,
		];
		expect(await csv(rows, 2, { nullText })).toBe(`A,B\n${rows.map((_, at) => line[at % 3]).join("")}`);
		const texts = Array.from({ length: 1024 }, (_, at) => [[nullText, "y"][at % 2], "y"]);
		expect(await csv(texts, 2, { nullText })).toBe(
			`A,B\n${texts.map(([text]) => (text === "y" ? "y,y\n" : `"${nullText}",y\n`)).join("")}`,
		);
	});

	it("replaces half of a surrogate pair, which UTF-8 does not have", async () => {
		expect(await csv([["a\ud800b"]], 1)).toBe("A\na\ufffdb\n");
	});
});
