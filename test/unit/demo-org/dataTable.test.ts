import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BaseRows, idOf, type Row, Table } from "../../../demo-org/data/table.ts";
import { idFor } from "../../../demo-org/ids.ts";

const base = (length: number, firstDeleted = length, made: number[] = []): BaseRows => ({
	keyPrefix: "001",
	instance: "DEM0",
	length,
	firstDeleted,
	row: (index) => {
		made.push(index);
		return {
			Id: idFor("001", index + 1, "DEM0"),
			Name: `Row ${index % 3}`,
			IsDeleted: index >= firstDeleted,
		};
	},
});
const newRow = (sequence: number, name: string): Row => ({ Id: idFor("001", sequence, "DEM0"), Name: name });

describe("a table", () => {
	it("computes a row of a million only when it is asked for, and keeps it", () => {
		const made: number[] = [];
		const table = new Table(base(1_000_000, 999_000, made));
		expect(table.length).toBe(1_000_000);
		expect(table.at(765_432)).toBe(table.at(765_432));
		expect([table.isDeleted(998_999), table.isDeleted(999_000)]).toEqual([false, true]);
		expect(made).toEqual([765_432]);
	});

	it("finds a record by its 18-character id, in any letter case, and by its 15-character one", () => {
		const table = new Table(base(300_000));
		const id = idFor("001", 277_001, "DEM0");
		for (const text of [id, id.toLowerCase(), id.toUpperCase(), id.slice(0, 15)])
			expect(table.indexOf(text)).toBe(277_000);
		const other = idFor("001", 1, "ACM");
		for (const text of [other, idFor("001", 300_001, "DEM0"), idFor("003", 1, "DEM0"), "", "x", `${id}A`])
			expect(table.indexOf(text)).toBe(-1);
	});

	it("lays changes over rows and leaves rows already handed out as they were", () => {
		const table = new Table(base(10));
		const before = table.at(4);
		table.change(4, { Name: "New" });
		expect(before).toMatchObject({ Name: "Row 1" });
		expect(table.at(4)).toMatchObject({ Id: before?.["Id"], Name: "New" });
		expect(table.version).toBe(1);
	});

	it("takes records away for good without moving the others", () => {
		const table = new Table(base(3));
		table.add(newRow(4, "Added"));
		table.remove(1);
		expect(table.length).toBe(4);
		expect([table.at(1), table.get(idFor("001", 2, "DEM0")), table.isDeleted(1)]).toEqual([
			undefined,
			undefined,
			true,
		]);
		expect(table.get(idFor("001", 4, "DEM0"))).toMatchObject({ Name: "Added" });
		expect(table.filter(() => true)).toHaveLength(3);
	});

	it("keeps its answers to where() true under any writes", () => {
		const write = fc.record({
			what: fc.constantFrom("add", "change", "remove"),
			at: fc.nat(40),
			name: fc.constantFrom("Row 0", "row 0", "Row 1", "Other", null),
		});
		fc.assert(
			fc.property(fc.array(write, { maxLength: 40 }), (writes) => {
				const table = new Table(base(20));
				table.where("Name", "");
				table.where("Name", "", { ignoreCase: true });
				let sequence = 20;
				for (const { what, at, name } of writes) {
					if (what === "add") {
						sequence += 1;
						table.add({ Id: idFor("001", sequence, "DEM0"), Name: name });
					} else if (table.at(at) === undefined) continue;
					else if (what === "change") table.change(at, { Name: name });
					else table.remove(at);
				}
				for (const value of ["Row 0", "row 0", "Other", null]) {
					const exact: number[] = [];
					const folded: number[] = [];
					table.each((row, index) => {
						const found = row["Name"] ?? null;
						if (found === value) exact.push(index);
						if (typeof found === "string" ? found.toLowerCase() === value?.toLowerCase() : found === value)
							folded.push(index);
					});
					expect(table.where("Name", value)).toEqual(exact);
					expect(table.where("Name", value, { ignoreCase: true })).toEqual(folded);
				}
				table.each((row, index) => expect(table.indexOf(idOf(row))).toBe(index));
			}),
		);
	});
});
