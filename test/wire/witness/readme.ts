import { cassettes, differencesOf } from "./cassettes.ts";
import { exchanges } from "./exchanges.ts";
import { fixtures } from "./fixtures.ts";
import { notAsked } from "./notAsked.ts";
import { allRecordings } from "./recordings.ts";
import { notProvoked } from "./refusals.ts";
import { envelopes } from "./soap.ts";
import type { Differences } from "./witness.ts";

const REFUSALS = "errors/errors.json";

/** Every recording that something is asked for, with what differs. */
export function asked(): readonly (readonly [string, Differences])[] {
	return [
		...[...fixtures, ...exchanges, ...envelopes].map(
			({ recording, differs = {} }) => [recording, differs] as const,
		),
		...cassettes.map((name) => [name, differencesOf(name.split("/").at(-1) ?? "")] as const),
		[REFUSALS, notProvoked],
	];
}

/** Why a recording is not asked for; undefined for one that nobody has thought of. */
export function reasonAgainst(recording: string): string | undefined {
	return Object.entries(notAsked).find(([path]) =>
		path.endsWith("*") ? recording.startsWith(path.slice(0, -1)) : recording === path,
	)?.[1];
}

const listed = (reasons: Iterable<string | undefined>): string =>
	[...new Set(reasons)]
		.map(String)
		.sort((a, b) => (a < b ? -1 : 1))
		.join("; ");

/** The witness table of the demo org's README: one line for each folder of recordings. */
export function readmeTable(): string {
	const lines: string[] = [
		"| recordings | asked for | what differs, and why that is right | not asked for |",
		"| --- | --- | --- | --- |",
	];
	const all = allRecordings();
	const known = asked();
	for (const folder of new Set(all.map((name) => name.split("/")[0] ?? ""))) {
		if (folder !== "INDEX.md") lines.push(lineOf(folder, all, known));
	}
	return lines.join("\n");
}

function lineOf(folder: string, all: readonly string[], known: ReturnType<typeof asked>): string {
	const within = (name: string): boolean => name.startsWith(`${folder}/`);
	const here = known.filter(([name]) => within(name));
	const names = new Set(here.map(([name]) => name));
	const rest = all.filter((name) => within(name) && !names.has(name));
	const differences = listed(here.flatMap(([, differs]) => Object.values(differs)));
	const reasons = listed(rest.map(reasonAgainst));
	return `| \`${folder}\` | ${names.size} of ${names.size + rest.length} | ${differences} | ${reasons} |`;
}
