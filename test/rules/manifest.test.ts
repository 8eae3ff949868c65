import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { code, ROOT, sourcesIn } from "./sources.ts";

const when = v.optional(v.string());
const menuItem = v.object({ command: v.string(), when, group: v.string() });
const setting = v.object({
	type: v.picklist(["object", "number", "string", "boolean", "array"]),
	scope: v.string(),
	default: v.unknown(),
	description: v.optional(v.string()),
	markdownDescription: v.optional(v.string()),
});
const manifestShape = v.object({
	name: v.literal("orgsmith"),
	publisher: v.literal("orgsmith"),
	engines: v.object({ vscode: v.literal("^1.105.0") }),
	devDependencies: v.record(v.string(), v.string()),
	dependencies: v.optional(v.record(v.string(), v.string())),
	extensionKind: v.tuple([v.literal("workspace")]),
	activationEvents: v.array(v.string()),
	capabilities: v.object({
		untrustedWorkspaces: v.object({
			supported: v.literal("limited"),
			restrictedConfigurations: v.array(v.string()),
		}),
		virtualWorkspaces: v.object({ supported: v.literal(false) }),
	}),
	contributes: v.object({
		commands: v.array(
			v.object({ command: v.string(), title: v.string(), category: v.string(), enablement: v.string() }),
		),
		keybindings: v.array(
			v.object({ command: v.string(), key: v.string(), mac: v.string(), when: v.string() }),
		),
		menus: v.record(v.string(), v.array(menuItem)),
		views: v.record(v.string(), v.array(v.object({ id: v.string(), name: v.string() }))),
		viewsContainers: v.object({ activitybar: v.array(v.object({ id: v.string() })) }),
		viewsWelcome: v.array(v.object({ view: v.string(), contents: v.string() })),
		configuration: v.object({ properties: v.record(v.string(), setting) }),
		languages: v.array(v.object({ id: v.string(), configuration: v.string() })),
		grammars: v.array(v.object({ language: v.optional(v.string()), path: v.string() })),
		authentication: v.array(v.object({ id: v.string() })),
	}),
});

const text = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const manifest = v.parse(manifestShape, JSON.parse(text("package.json")));
const { contributes } = manifest;
const ids = contributes.commands.map(({ command }) => command);
const product = sourcesIn("src")
	.map((source) => code(source.text))
	.join("\n");

/** The keys of an interface in a source file, in order. */
function keysOf(source: string, name: string): string[] {
	const body = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? "";
	return [...body.matchAll(/^\t"([^"]+)":/gm)].map((match) => match[1] ?? "");
}

describe("commands", () => {
	const table = keysOf(text("src/workbench/commands.ts"), "Commands");

	it("are those of the typed table", () => {
		expect(table.length).toBeGreaterThan(15);
		expect([...ids].sort()).toEqual([...table].sort());
	});

	it("are each registered once", () => {
		const registered = [...product.matchAll(/\.on\(\s*"(orgsmith\.[\w.]+)"/g)].map((match) => match[1] ?? "");
		expect(registered.sort()).toEqual([...ids].sort());
	});

	it.each(contributes.commands)(
		"$command has title, category and enablement",
		({ command, title, category, enablement }) => {
			expect(command).toMatch(/^orgsmith(?:\.[a-zA-Z]+){1,2}$/);
			expect(category).toBe("Orgsmith");
			expect(title).toMatch(/^[A-Z]/);
			expect(title).not.toContain("Orgsmith");
			expect(enablement).not.toBe("");
		},
	);

	it("would be told apart: the reader of the table sees what is there", () => {
		expect(
			keysOf(
				'export interface Commands {\n\t"a.b": () => void;\n\t/** x */\n\t"c": (x: { "no": 1 }) => void;\n}\n',
				"Commands",
			),
		).toEqual(["a.b", "c"]);
		expect(keysOf("export interface Other {\n}\n", "Commands")).toEqual([]);
	});
});

describe("menus, keys and links", () => {
	const welcomeLinks = contributes.viewsWelcome.flatMap(({ contents }) =>
		[...contents.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? ""),
	);
	const used = [
		...Object.values(contributes.menus).flat(),
		...contributes.keybindings,
		...welcomeLinks.map((command) => ({ command })),
	].map(({ command }) => command);

	it("name commands that exist", () => {
		expect(welcomeLinks.length).toBeGreaterThan(0);
		expect(used.filter((command) => !ids.includes(command))).toEqual([]);
	});

	it("name views that exist", () => {
		const views = Object.values(contributes.views)
			.flat()
			.map(({ id }) => id);
		const conditions = Object.values(contributes.menus).flat();
		const named = [
			...contributes.viewsWelcome.map(({ view }) => view),
			...conditions.flatMap((item) =>
				[...(item.when ?? "").matchAll(/\bview == ([\w.]+)/g)].map((match) => match[1]),
			),
		];
		expect(named.length).toBeGreaterThan(5);
		expect(named.filter((view) => view === undefined || !views.includes(view))).toEqual([]);
		for (const view of views) expect(product).toContain(`"${view}"`);
	});

	it("use context keys that somebody sets", () => {
		const conditions = [
			...Object.values(contributes.menus).flat(),
			...contributes.keybindings,
			...contributes.commands.map(({ enablement }) => ({ when: enablement })),
		].map((item) => item.when ?? "");
		const words = conditions.flatMap((condition) =>
			condition.replace(/=~\s*\/.*?\/|==\s*[\w.]+/g, "").split(/[^\w.:]+/),
		);
		const own = [...product.matchAll(/"setContext",\s*"([\w.]+)"/g)].map((match) => match[1]);
		const known = new Set([
			"",
			"true",
			"activeWebviewPanelId",
			"editorLangId",
			"editorTextFocus",
			"view",
			"viewItem",
			...own,
		]);
		expect(words.filter((word) => !known.has(word))).toEqual([]);
	});

	it("put views into containers that exist", () => {
		const containers = contributes.viewsContainers.activitybar.map(({ id }) => id);
		expect(Object.keys(contributes.views).filter((id) => !containers.includes(id))).toEqual([]);
	});
});

describe("settings", () => {
	const { properties } = contributes.configuration;

	it("are those of the typed table", () => {
		expect(Object.keys(properties).sort()).toEqual(
			keysOf(text("src/workbench/settings.ts"), "Settings").sort(),
		);
	});

	it.each(Object.entries(properties))(
		"%s says what it does, has a default, and is the machine's",
		(_, property) => {
			expect((property.description ?? property.markdownDescription ?? "").length).toBeGreaterThan(20);
			expect(property.default).toBeDefined();
			expect(typeof property.default).toBe(property.type);
			// A workspace that came with a repository must not say where or how we sign in.
			expect(property.scope).toBe("machine");
		},
	);

	it("are restricted in untrusted workspaces", () => {
		expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.sort()).toEqual(
			Object.keys(properties).sort(),
		);
	});
});

describe("activation and files", () => {
	it("happens for the language, restored panels and sign-in requests, nothing more", () => {
		expect([...manifest.activationEvents].sort()).toEqual([
			"onAuthenticationRequest:salesforce",
			"onLanguage:soql",
			"onWebviewPanel:orgsmith.plan",
			"onWebviewPanel:orgsmith.record",
			"onWebviewPanel:orgsmith.results",
		]);
		expect(contributes.authentication.map(({ id }) => id)).toEqual(["salesforce"]);
		expect(product).toContain('"orgsmith.results"');
	});

	it("the product has no runtime dependency: everything is bundled", () => {
		expect(manifest.dependencies).toBeUndefined();
	});

	it("the types are those of the oldest VS Code we run in", () => {
		expect(manifest.devDependencies["@types/vscode"]).toBe("1.105.0");
	});

	it("every file that is named exists", () => {
		const files = [
			...contributes.languages.map(({ configuration }) => configuration),
			...contributes.grammars.map((each) => each.path),
		];
		for (const file of files) expect(text(file)).not.toBe("");
	});
});
