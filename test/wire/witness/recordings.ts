import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Traffic recorded from real orgs, kept beside the repository and not in it. */
const FOLDER = path.resolve(import.meta.dirname, "../../../../shared/wire");

/** Whether there are recordings on this machine. */
export const recordingsArePresent = existsSync(FOLDER);
if (!recordingsArePresent)
	console.warn(`skipped: no recordings at ${FOLDER}, so nothing to hold the demo org against`);

/** The text of a recording, by its path in the folder of recordings. */
export function recordedText(name: string): string {
	return readFileSync(path.join(FOLDER, name), "utf8").replace(/^\uFEFF/, "");
}

/** A recording of JSON; `null` when it is empty, as an answer without a body is kept. */
export function recordedJson(name: string): unknown {
	const text = recordedText(name).trim();
	return text === ""
		? null
		: (JSON.parse(text.replaceAll(/(?<=\/data\/)(?:vxx\.0|<api_version>)/g, "v66.0")) as unknown);
}

/** The paths of all recordings. */
export function allRecordings(): readonly string[] {
	return readdirSync(FOLDER, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(FOLDER, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
		.sort();
}
