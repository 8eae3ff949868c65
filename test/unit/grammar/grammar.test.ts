import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, "../../..");
const require = createRequire(import.meta.url);
const SNAP = require.resolve("vscode-tmgrammar-test/dist/snapshot.js");

const manifest = v.object({
	contributes: v.object({ grammars: v.array(v.looseObject({ scopeName: v.string(), path: v.string() })) }),
});

let folder = "";
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "orgsmith-grammar-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/**
 * Compares samples with the snapshots beside them, by our grammars and those in `others`, which take the place of ours
 * where their scope is the same. With UPDATE_SNAPSHOTS set in the environment snapshots are renewed.
 */
async function compare(
	scope: string,
	samples: string,
	others: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
	const { contributes } = v.parse(
		manifest,
		JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8")),
	);
	const ours = contributes.grammars
		.filter(({ scopeName }) => !(scopeName in others))
		.map((grammar) => ({ ...grammar, path: path.relative(folder, path.join(ROOT, grammar.path)) }));
	const theirs = Object.entries(others).map(([scopeName, file]) => ({
		scopeName,
		path: path.relative(folder, path.join(HERE, file)),
	}));
	const config = path.join(folder, "package.json");
	await writeFile(config, JSON.stringify({ contributes: { grammars: [...ours, ...theirs] } }));
	const update = process.env["UPDATE_SNAPSHOTS"] === undefined ? [] : ["-u"];
	const args = [SNAP, "--config", config, "--scope", scope, ...update, samples];
	return new Promise((resolve) => {
		execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) => {
			resolve({ code: error === null ? 0 : 1, output: stdout + stderr });
		});
	});
}

/** The tokens of each query in a snapshot, by the scopes that a theme sees. */
async function queriesIn(snapshot: string): Promise<string[]> {
	const lines = (await readFile(snapshot, "utf8")).split("\n");
	return lines
		.filter((line) => line.includes("meta.query.soql.apex"))
		.map((line) => line.replace(/ source\.apex .*meta\.query\.soql\.apex/, ""));
}

const OFFICIAL = { "source.apex": "officialPack/apex.tmLanguage.json" };
const MARKDOWN = { "text.html.markdown": "markdown.tmLanguage.json" };

describe("the grammars", () => {
	it.each([
		["SOQL", "source.soql", /\.soql$/, {}],
		["Apex", "source.apex", /\.cls$/, {}],
		["Markdown", "text.html.markdown", /\.md$/, MARKDOWN],
	])("colour every sample of %s as its snapshot says", async (_, scope, pattern, others) => {
		const names = await readdir(HERE);
		const samples = names.filter((name) => pattern.test(name));
		expect(samples).not.toEqual([]);
		for (const name of samples) {
			// A sample without a snapshot would be given one, and pass.
			expect(names).toContain(`${name}.snap`);
			const { code, output } = await compare(scope, path.join(HERE, name), others);
			expect(output).not.toMatch(/failed|not found/);
			expect(code).toBe(0);
		}
	});

	it("would fail: a snapshot that says otherwise", async () => {
		const sample = path.join(folder, "names.soql");
		await copyFile(path.join(HERE, "names.soql"), sample);
		const snapshot = await readFile(path.join(HERE, "names.soql.snap"), "utf8");
		expect(snapshot).toContain("variable.other.field.soql");
		await writeFile(
			`${sample}.snap`,
			snapshot.replace("variable.other.field.soql", "keyword.control.clause.soql"),
		);
		const { code } = await compare("source.soql", sample);
		expect(code).toBe(1);
	});
});

describe("queries in Apex", () => {
	it("look the same beside another extension's grammar of Apex", async () => {
		const sample = path.join(folder, "queries.cls");
		await copyFile(path.join(HERE, "queries.cls"), sample);
		await compare("source.apex", sample, OFFICIAL);
		const theirs = await queriesIn(`${sample}.snap`);
		expect(theirs.length).toBeGreaterThan(200);
		expect(theirs.filter(isColoured)).toEqual(
			(await queriesIn(path.join(HERE, "queries.cls.snap"))).filter(isColoured),
		);
	});

	it("leave all other code to the grammar that is there", async () => {
		const sample = path.join(folder, "plain.cls");
		const code = "class A { Integer f(Integer[] a) { return a[0] + a[select_] + a[findAll('x')]; } }\n";
		await writeFile(sample, code);
		await compare("source.apex", sample, OFFICIAL);
		expect(await readFile(`${sample}.snap`, "utf8")).not.toContain("meta.query");
	});
});

/** Strings, comments and what is in a bind are the other grammar's to colour in detail. */
function isColoured(line: string): boolean {
	return !/string|comment|punctuation\.definition|readwrite|^#\s*\^+$/.test(line);
}
