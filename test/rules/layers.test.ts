import { describe, expect, it } from "vitest";
import { imports, resolved, type Source, sourcesIn } from "./sources.ts";

/** Each part of the code with all it may import besides itself. Everything else is forbidden; type imports count. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	"src/base": [],
	"src/pages": ["src/base"],
	"src/soql": ["src/base", "src/pages"],
	"src/salesforce": ["src/base", "src/pages", "src/soql"],
	"src/orgs": ["src/base", "src/pages", "src/soql", "src/salesforce"],
	"src/results": ["src/base", "src/pages", "src/soql", "src/salesforce", "src/orgs"],
	"src/query": ["src/base", "src/pages", "src/soql", "src/salesforce", "src/orgs", "src/results"],
	"src/workbench": ["src/base", "src/pages", "vscode"],
	"src/soql/ui": ["src/base", "src/pages", "src/soql", "src/workbench", "vscode"],
	"src/orgs/ui": [
		"src/base",
		"src/pages",
		"src/soql",
		"src/salesforce",
		"src/orgs",
		"src/workbench",
		"vscode",
	],
	"src/results/ui": [
		"src/base",
		"src/pages",
		"src/soql",
		"src/salesforce",
		"src/orgs",
		"src/results",
		"src/workbench",
		"vscode",
	],
	"src/query/ui": [
		"src/base",
		"src/pages",
		"src/soql",
		"src/salesforce",
		"src/orgs",
		"src/results",
		"src/query",
		"src/results/ui",
		"src/workbench",
		"vscode",
	],
	"src/app.ts": [
		"src/base",
		"src/pages",
		"src/soql",
		"src/salesforce",
		"src/orgs",
		"src/results",
		"src/query",
		"src/workbench",
		"src/soql/ui",
		"src/orgs/ui",
		"src/results/ui",
		"src/query/ui",
		"vscode",
	],
	"src/extension.ts": ["src/app.ts", "src/base", "src/workbench", "vscode"],
	"webview-ui": ["src/base", "src/pages"],
	"demo-org": [],
};

/** Libraries, and who may use them. Node's own modules are free to all but pages. */
const LIBRARIES: Readonly<Record<string, (part: string) => boolean>> = {
	valibot: (part) => part.startsWith("src/"),
	"lit-html": (part) => part === "webview-ui",
	saxes: (part) => part === "demo-org",
};

/** The part a file belongs to: the longest that fits, so that `src/orgs/ui` is not `src/orgs`. */
function partOf(file: string): string | undefined {
	return Object.keys(MAY_IMPORT)
		.filter((part) => file === part || file.startsWith(`${part}/`))
		.sort((a, b) => b.length - a.length)[0];
}

function violations(sources: readonly Source[]): string[] {
	return sources.flatMap(({ file, text }) => {
		const part = partOf(file);
		if (part === undefined) return [`${file} is in no part that this test knows`];
		return imports(text)
			.map((specifier) => resolved(file, specifier))
			.filter((target) => !isAllowed(part, target))
			.map((target) => `${file} imports ${target}`);
	});
}

function isAllowed(part: string, target: string): boolean {
	if (target.startsWith("node:")) return part !== "webview-ui" && part !== "src/pages";
	if (target === "vscode") return MAY_IMPORT[part]?.includes("vscode") === true;
	const library = Object.keys(LIBRARIES).find((name) => target === name || target.startsWith(`${name}/`));
	if (library !== undefined) return LIBRARIES[library]?.(part) === true;
	const other = partOf(target);
	return other !== undefined && (other === part || MAY_IMPORT[part]?.includes(other) === true);
}

const all = [...sourcesIn("src"), ...sourcesIn("webview-ui"), ...sourcesIn("demo-org")];

describe("who may import whom", () => {
	it("sees the whole product", () => {
		expect(all.length).toBeGreaterThan(100);
		for (const part of Object.keys(MAY_IMPORT)) {
			expect(
				all.some(({ file }) => partOf(file) === part),
				part,
			).toBe(true);
		}
	});

	it("is kept", () => {
		expect(violations(all)).toEqual([]);
	});

	it("holds for what nobody may import: the demo org, and anything of test, scripts and bench", () => {
		const targets = all.flatMap(({ file, text }) =>
			imports(text).map((specifier) => resolved(file, specifier)),
		);
		const outside = /^(?:demo-org|test|scripts|bench)\//;
		expect(targets.filter((target) => outside.test(target) && !target.startsWith("demo-org/"))).toEqual([]);
		const intoDemo = sourcesIn("src").flatMap(({ file, text }) =>
			imports(text).map((to) => resolved(file, to)),
		);
		expect(intoDemo.filter((target) => target.startsWith("demo-org/"))).toEqual([]);
	});

	it.each<[string, string, string]>([
		["a lower layer a higher one", "src/base/x.ts", 'import { Org } from "../orgs/org.ts";'],
		["types count", "src/salesforce/x.ts", 'import type { Org } from "../orgs/org.ts";'],
		["re-exports count", "src/soql/x.ts", 'export { id18 } from "../salesforce/ids.ts";'],
		["imports on use count", "src/query/x.ts", 'const m = await import("./ui/queryPanels.ts");'],
		["imports for effect count", "src/base/x.ts", 'import "../app.ts";'],
		["vscode below ui", "src/orgs/x.ts", 'import * as vscode from "vscode";'],
		["types of vscode below ui", "src/orgs/x.ts", 'import type * as vscode from "vscode";'],
		["another room's ui", "src/query/ui/x.ts", 'import { pickOrg } from "../../orgs/ui/pickOrg.ts";'],
		["a room its own ui", "src/orgs/x.ts", 'import { pickOrg } from "./ui/pickOrg.ts";'],
		["the workbench below ui", "src/results/x.ts", 'import { setting } from "../workbench/settings.ts";'],
		[
			"a page more than pages and base",
			"webview-ui/results/x.ts",
			'import { id18 } from "../../src/salesforce/ids.ts";',
		],
		["a page Node", "webview-ui/results/x.ts", 'import { join } from "node:path";'],
		["the demo org the product", "demo-org/x.ts", 'import type { Id18 } from "../src/salesforce/ids.ts";'],
		["the product the demo org", "src/orgs/x.ts", 'import { startDemoOrg } from "../../demo-org/server.ts";'],
		["a library nobody listed", "src/base/x.ts", 'import _ from "lodash";'],
		["a library in the wrong place", "src/soql/x.ts", 'import { html } from "lit-html";'],
		["several lines", "src/base/x.ts", 'import {\n\ta,\n\tb,\n} from "../pages/serve.ts";'],
		["a part nobody listed", "src/bulk/x.ts", ""],
	])("would fail: %s", (_, file, text) => {
		expect(violations([{ file, text }])).toHaveLength(1);
	});

	it.each<[string, string, string]>([
		[
			"results/ui for query/ui",
			"src/query/ui/x.ts",
			'import { RESULTS_VIEW } from "../../results/ui/view.ts";',
		],
		["a comment", "src/base/x.ts", '// import { Org } from "../orgs/org.ts";\n/* import "vscode"; */'],
		["its own part", "src/base/x.ts", 'import { sleep } from "./async.ts";'],
	])("would pass: %s", (_, file, text) => {
		expect(violations([{ file, text }])).toEqual([]);
	});
});
