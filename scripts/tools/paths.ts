import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The packaged extension that `npm run package` writes. */
export const vsix = path.join(root, "dist/orgsmith.vsix");

/** What tests leave for people to look at: screenshots and result files. */
export const results = path.join(root, "test/results");

/** Where scripts keep what can be made again. */
export const cache = path.join(root, ".cache");

/** A path of the clone in the system's own spelling. */
export function inRoot(...parts: string[]): string {
	return path.join(root, ...parts);
}
