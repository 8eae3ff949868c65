import { existsSync } from "node:fs";
import { installDependencies } from "../setup/install.mjs";
import { inRoot } from "../tools/paths.ts";
import { runNode } from "../tools/run.ts";

/** Runs the measurements of `bench/` with the peers that it installs. */
export async function bench(args: readonly string[]): Promise<number> {
	if (existsSync(inRoot("bench/package-lock.json"))) {
		await installDependencies(inRoot("bench"), "what the measurements compare with");
	}
	const { code } = await runNode(inRoot("bench/run.ts"), args);
	return code;
}
