import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, "../../..");
const require = createRequire(import.meta.url);
const SNAP = require.resolve("vscode-tmgrammar-test/dist/snapshot.js");

/** Compares samples with the snapshots beside them. `npx vscode-tmgrammar-snap -u test/unit/grammar/*.soql` renews those. */
function compare(samples: string): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		const args = [SNAP, "--scope", "source.soql", samples];
		execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) => {
			resolve({ code: error === null ? 0 : 1, output: stdout + stderr });
		});
	});
}

describe("the SOQL grammar", () => {
	it("colours every sample as its snapshot says", async () => {
		const names = await readdir(HERE);
		const samples = names.filter((name) => name.endsWith(".soql"));
		expect(samples.length).toBeGreaterThan(1);
		// A sample without a snapshot would be given one, and pass.
		for (const name of samples) expect(names).toContain(`${name}.snap`);
		const { code, output } = await compare("test/unit/grammar/*.soql");
		expect(output).not.toContain("failed");
		expect(code).toBe(0);
	});

	it("would fail: a snapshot that says otherwise", async () => {
		const folder = await mkdtemp(path.join(tmpdir(), "orgsmith-grammar-"));
		const sample = path.join(folder, "names.soql");
		await copyFile(path.join(HERE, "names.soql"), sample);
		const snapshot = await readFile(path.join(HERE, "names.soql.snap"), "utf8");
		expect(snapshot).toContain("variable.other.field.soql");
		await writeFile(
			`${sample}.snap`,
			snapshot.replace("variable.other.field.soql", "keyword.control.clause.soql"),
		);
		const { code } = await compare(sample);
		await rm(folder, { recursive: true, force: true });
		expect(code).toBe(1);
	});
});
