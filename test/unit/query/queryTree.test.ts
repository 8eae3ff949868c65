import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../../src/query/history.ts";
import {
	historyNodes,
	libraryFileName,
	oneLine,
	type QueryNode,
	type SavedQuery,
	savedNodes,
} from "../../../src/query/queryTree.ts";

const saved = (place: string | null, path: string): SavedQuery => ({
	place,
	path,
	uri: `file:///${place ?? "library"}/${path}`,
});

/** A tree as indented text. */
function drawn(nodes: readonly QueryNode[], depth = 0): string[] {
	return nodes.flatMap((node) => {
		const children = "children" in node ? drawn(node.children, depth + 1) : [];
		return [`${"  ".repeat(depth)}${textOf(node)}`, ...children];
	});
}

function textOf(node: QueryNode): string {
	switch (node.kind) {
		case "folder":
			return `${node.place ?? "library"}:${node.path}`;
		case "file":
			return node.name;
		case "day":
			return node.day.kind;
		case "run":
			return node.entry.soql;
		case "none":
		case "saved":
		case "history":
			return node.id;
	}
}

describe("saved queries", () => {
	it("stand in their folders, the library first", () => {
		const nodes = savedNodes([
			saved("work", "queries/b.soql"),
			saved("work", "top.soql"),
			saved("app", "queries/z.SOQL"),
			saved(null, "mine.soql"),
			saved("work", "queries/a.soql"),
			saved(null, "deep/er/one.soql"),
		]);
		expect(drawn(nodes)).toEqual([
			"library:",
			"  mine",
			"library:deep/er",
			"  one",
			"app:queries",
			"  z",
			"work:",
			"  top",
			"work:queries",
			"  a",
			"  b",
		]);
	});

	it("that aren't there are said not to be", () => {
		expect(drawn(savedNodes([]))).toEqual(["none:saved"]);
		expect(drawn(historyNodes([], 0))).toEqual(["none:history"]);
	});

	it.each<[given: string, name: string | null]>([
		["Open cases", "Open cases.soql"],
		["  open.soql ", "open.soql"],
		["größe", "größe.soql"],
		["", null],
		[".soql", null],
		["a/b", null],
		["..\\up", null],
		[".hidden", null],
		["dot.", null],
		["CON", null],
		["a\nb", null],
		["x".repeat(121), null],
	])("the name %j is the file %s", (given, name) => {
		expect(libraryFileName(given)).toBe(name);
	});
});

describe("the history", () => {
	const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime();
	const entry = (soql: string, when: number): HistoryEntry => ({
		run: "r",
		soql,
		loginId: "a",
		orgLabel: "Acme",
		at: when,
		rows: 1,
		elapsedMs: 1,
		error: null,
		times: 1,
	});

	it("is by days, newest first", () => {
		const nodes = historyNodes(
			[
				entry("noon", at(10, 12)),
				entry("late yesterday", at(9, 23)),
				entry("morning", at(10, 8)),
				entry("long ago", at(1, 8)),
				entry("early yesterday", at(9, 0)),
			],
			at(10, 13),
		);
		expect(drawn(nodes)).toEqual([
			"today",
			"  noon",
			"  morning",
			"yesterday",
			"  late yesterday",
			"  early yesterday",
			"date",
			"  long ago",
		]);
	});

	it("has ids that stay when a query is run again on the same day", () => {
		const ids = (when: number) =>
			historyNodes([entry("one", when)], when).flatMap((node) => [
				node.id,
				...("children" in node ? node.children.map(({ id }) => id) : []),
			]);
		expect(ids(at(10, 8))).toEqual(ids(at(10, 12)));
		expect(ids(at(10, 8))).not.toEqual(ids(at(11, 8)));
	});

	it("is drawn in one line", () => {
		expect(oneLine("\nSELECT Id,\n\tName\r\nFROM Account ")).toBe("SELECT Id, Name FROM Account");
	});
});
