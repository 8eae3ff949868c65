import { describe, expect, it } from "vitest";
import { code, type Source, sourcesIn } from "./sources.ts";

interface Rule {
	readonly name: string;
	readonly forbidden: RegExp;
	/** Files that may, each with its reason. */
	readonly allowed: Readonly<Record<string, string>>;
	readonly bad: string;
}

const RULES: readonly Rule[] = [
	{
		name: "a secret becomes visible in few places only",
		forbidden: /\.reveal\(\)/,
		allowed: {
			"src/salesforce/transport.ts": "the authorization header",
			"src/salesforce/auth/tokens.ts": "the token endpoint's form",
			"src/orgs/tokenStore.ts": "SecretStorage",
			"src/orgs/ui/authProvider.ts": "VS Code's consented request for a session",
		},
		bad: "log.info(token.reveal());",
	},
	{
		name: "nothing is printed: there is one log channel, and it redacts",
		forbidden: /\bconsole\s*[.[]|\bprocess\.(?:stdout|stderr)\b/,
		allowed: {},
		bad: "console.log(token);",
	},
	{
		name: "one place puts bytes on the wire",
		forbidden: /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\(|\bfrom "(?:node:)?(?:https|http2|net|tls|undici)"/,
		allowed: { "src/salesforce/http.ts": "httpSend" },
		bad: "await fetch(url);",
	},
	{
		name: "one listener, for the redirect of a sign-in",
		forbidden: /\bfrom "(?:node:)?http"/,
		allowed: { "src/salesforce/auth/loopback.ts": "the redirect" },
		bad: 'import { request } from "node:http";',
	},
	{
		name: "failures are shown in one place",
		forbidden: /\bshow(?:Error|Warning|Information)Message\b/,
		allowed: {
			"src/workbench/report.ts": "the one place",
			"src/orgs/ui/signInUi.ts": "the end page says it failed; this says what to do",
		},
		bad: 'vscode.window.showErrorMessage("no");',
	},
	{
		name: "nothing is kept at module level",
		forbidden: /^(?:export )?(?:let|var)\s/m,
		allowed: {
			"src/base/secret.ts": "the redactor that hears of reveals",
			"webview-ui/results/main.ts": "a page is one program with one state",
		},
		bad: "let cache = 0;",
	},
	{
		name: "pages write text, never markup",
		forbidden:
			/\.(?:innerHTML|outerHTML)\b|\binsertAdjacentHTML\b|\bdocument\.write\b|\bunsafeHTML\b|\beval\(|\bnew Function\(/,
		allowed: {},
		bad: "cell.innerHTML = name;",
	},
	{
		name: "types are not silenced",
		forbidden:
			/@ts-(?:ignore|expect-error|nocheck)|(?:oxlint|eslint|biome)-(?:disable|ignore)|\bas any\b|:\s*any\b/,
		allowed: {},
		bad: "const x = value as any;",
	},
];

const all = [...sourcesIn("src"), ...sourcesIn("webview-ui")];
const breaking = ({ forbidden }: Rule, sources: readonly Source[]): string[] =>
	sources.filter(({ text }) => forbidden.test(code(text))).map(({ file }) => file);

describe.each(RULES)("$name", (rule) => {
	it("is kept", () => {
		expect(breaking(rule, all).filter((file) => !Object.hasOwn(rule.allowed, file))).toEqual([]);
	});

	it("has no exception that nobody needs", () => {
		const needed = new Set(breaking(rule, all));
		const unused = Object.keys(rule.allowed).filter((file) => !needed.has(file));
		expect(unused).toEqual([]);
	});

	it("would fail", () => {
		expect(breaking(rule, [{ file: "src/x.ts", text: `const a = 1;\n${rule.bad}\n` }])).toEqual(["src/x.ts"]);
		expect(breaking(rule, [{ file: "src/x.ts", text: `// ${rule.bad}\n` }])).toEqual([]);
	});
});
