import { expect, type TaskMeta } from "vitest";
import { ADDED, compareShapes, shapeOf } from "./shape.ts";

/** An answer, recorded or ours. Of a recording not all may be known. */
export interface Answer {
	readonly status?: number;
	/** Absent when the recording keeps none. */
	readonly headers?: Headers;
	readonly body: unknown;
}

/**
 * Where an answer of ours may differ from the recorded one, and why that is right: by path, a `*` at the end for all that
 * begin so. `+`: keys that we have and the recording lacks, wherever they are.
 */
export type Differences = Readonly<Record<string, string>>;

declare module "vitest" {
	interface TaskMeta {
		/** A line of the witness table, which `npm run test:wire` prints. */
		witness?: { recording: string; checks: number; differences: number };
	}
}

/** Headers that clients look at. What a recording says about them is compared with ids and numbers left out. */
const HEADERS = ["content-type", "sforce-limit-info", "location", "etag", "last-modified"];

const form = (value: string): string =>
	value
		.replace(/\/v\d+\.0|<api_version>/g, "")
		.replace(/(?<=\/)[a-zA-Z0-9]{15}(?:[A-Z0-9]{3})?$/, "ID")
		.replace(/(?<=sobjects\/)\w+/, "OBJECT")
		.replace(/\d+/g, "9");

/** How headers differ, by `header name`. */
function headerDifferences(recorded: Headers, ours: Headers): Map<string, string> {
	const differences = new Map<string, string>();
	for (const name of HEADERS) {
		const [theirs, mine] = [recorded.get(name), ours.get(name)];
		if (theirs === null && mine === null) continue;
		const same =
			theirs !== null &&
			mine !== null &&
			(name === "etag" || name === "last-modified" || form(theirs) === form(mine));
		if (!same) differences.set(`header ${name}`, `recorded ${theirs}, here ${mine}`);
	}
	return differences;
}

/** What comparing answers came to. */
export interface Findings {
	readonly checks: number;
	/** Differences by the path where they are. */
	readonly found: ReadonlyMap<string, string>;
}

/** Compares status, headers that clients look at, keys and JSON types. */
export function compareAnswers(recorded: Answer, ours: Required<Answer>): Findings {
	const { checks, differences } = compareShapes(shapeOf([recorded.body]), shapeOf([ours.body]));
	const found = new Map(differences);
	let counted = checks;
	if (recorded.status !== undefined) {
		counted += 1;
		if (recorded.status !== ours.status)
			found.set("status", `recorded ${recorded.status}, here ${ours.status} ${JSON.stringify(ours.body)}`);
	}
	if (recorded.headers !== undefined) {
		counted += HEADERS.length;
		for (const [name, text] of headerDifferences(recorded.headers, ours.headers)) found.set(name, text);
	}
	return { checks: counted, found };
}

const covers = (listed: string, [path, text]: readonly [string, string]): boolean => {
	if (listed === "+") return text === ADDED;
	return listed.endsWith("*") ? path.startsWith(listed.slice(0, -1)) : listed === path;
};

/**
 * Fails on a difference that is not in `differs`, and on one in `differs` that was not found. Leaves a line for the
 * witness table.
 */
export function attest(
	meta: TaskMeta,
	recording: string,
	{ checks, found }: Findings,
	differs: Differences = {},
): void {
	const listed = Object.keys(differs);
	const unlisted = [...found].filter((each) => !listed.some((one) => covers(one, each)));
	const stale = listed.filter((one) => ![...found].some((each) => covers(one, each)));
	const wrong = [
		...unlisted.map(([path, text]) => `${path}: ${text}`),
		...stale.map((one) => `${one}: listed as different, but it isn't`),
	];
	expect(wrong, [recording, ...wrong].join("\n")).toEqual([]);
	meta.witness = { recording, checks, differences: listed.length };
}
