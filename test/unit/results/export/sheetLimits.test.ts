import { expect, it } from "vitest";
import { allRows } from "../../../../src/results/export/rowList.ts";
import { writeXlsx } from "../../../../src/results/export/xlsx.ts";
import { storeOf } from "./exported.ts";
import { sheetsOf } from "./sheets.ts";

async function sheets(rows: number, limits: { rows: number; characters: number }, length = 1) {
	const { table } = storeOf(
		Array.from({ length: rows }, (_, at) => [`${at}`.padStart(length, "x")]),
		1,
	);
	const written: Uint8Array[] = [];
	const level = { path: "", rows: allRows(table), columns: [0], parent: undefined };
	await writeXlsx(
		[level],
		"Account",
		(bytes) => {
			written.push(bytes);
			return Promise.resolve();
		},
		() => undefined,
		limits,
	);
	return sheetsOf(Buffer.concat(written));
}

it("rows that a sheet has no room for go on further ones, each with the header", async () => {
	const read = await sheets(25, { rows: 11, characters: 1e9 });
	expect(read.map(({ name, rows }) => [name, rows.length])).toEqual([
		["Account", 11],
		["Account (2)", 11],
		["Account (3)", 6],
	]);
	expect(read.map(({ rows }) => rows[0]?.[0]?.value)).toEqual(["A", "A", "A"]);
	const values = read.flatMap(({ rows }) => rows.slice(1).map(([cell]) => cell?.value));
	expect(values).toEqual(Array.from({ length: 25 }, (_, at) => `${at}`));
});

it("a sheet that is full to the last row is the only one", async () => {
	expect((await sheets(10, { rows: 11, characters: 1e9 })).map(({ rows }) => rows.length)).toEqual([11]);
	expect((await sheets(0, { rows: 11, characters: 1e9 })).map(({ rows }) => rows.length)).toEqual([1]);
});

it("so do those whose text would be too much", async () => {
	const read = await sheets(300, { rows: 1e6, characters: 1_000_000 }, 10_000);
	expect(read.length).toBeGreaterThan(2);
	expect(read.flatMap(({ rows }) => rows.slice(1))).toHaveLength(300);
});
