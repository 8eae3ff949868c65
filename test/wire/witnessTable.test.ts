import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { asked, readmeTable, reasonAgainst } from "./witness/readme.ts";
import { allRecordings, recordingsArePresent } from "./witness/recordings.ts";

describe.skipIf(!recordingsArePresent)("the recordings", () => {
	const known = new Set(recordingsArePresent ? asked().map(([recording]) => recording) : []);

	it("are each asked for, or not for a reason", () => {
		const unknown = allRecordings().filter(
			(name) => name !== "INDEX.md" && !known.has(name) && reasonAgainst(name) === undefined,
		);
		expect(unknown).toEqual([]);
		expect([...known].filter((name) => reasonAgainst(name) !== undefined)).toEqual([]);
		expect([...known].filter((name) => !allRecordings().includes(name))).toEqual([]);
	});

	it("stand in the README with what differs", () => {
		const readme = readFileSync(path.resolve(import.meta.dirname, "../../demo-org/README.md"), "utf8");
		// The formatter widens columns.
		const bare = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
		expect(bare(readme)).toContain(bare(readmeTable()));
	});
});
