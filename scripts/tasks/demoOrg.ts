import { spawn } from "node:child_process";
import { inRoot } from "../tools/paths.ts";

/** Runs the demo org alone until it ends; its address is the one JSON line on stdout. Flags are the demo org's own. */
export function demoOrg(args: readonly string[]): Promise<number> {
	const child = spawn(process.execPath, [inRoot("demo-org/main.ts"), ...args], { stdio: "inherit" });
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.on(signal, () => child.kill(signal));
	}
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("exit", (code, signal) => resolve(code ?? (signal === null ? 1 : 0)));
	});
}
