import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Source {
	/** From the root, with forward slashes. */
	readonly file: string;
	readonly text: string;
}

/** The TypeScript files below a folder of the project. */
export function sourcesIn(folder: string): Source[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
		.map((name) => `${folder}/${name.replaceAll(path.sep, "/")}`)
		.filter((file) => file.endsWith(".ts") && !file.includes("/node_modules/"))
		.sort()
		.map((file) => ({ file, text: readFileSync(path.join(ROOT, file), "utf8") }));
}

/** The text without comments, so that a word in a comment breaks no rule. Good enough for our own formatted code. */
export function code(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|(?<=[;{},]\s*)\/\/.*$/gm, "");
}

/** What a file imports, types included: each specifier as it is written. */
export function imports(text: string): string[] {
	const forms =
		/(?:^|\n)\s*(?:import|export)\s[^;"']*?\sfrom\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|\brequire\(\s*["']([^"']+)["']\s*\)/g;
	return [...code(text).matchAll(forms)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? "");
}

/** A relative specifier as a file from the root; any other as it is. */
export function resolved(file: string, specifier: string): string {
	return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
}
