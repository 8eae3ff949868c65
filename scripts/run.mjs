// The entry of every npm script. Runs on any Node from 20 on with nothing installed: installs what is missing, finds
// the Node 24 that the tools need (an npm package) and runs the task there.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies } from "./setup/install.mjs";
import { findNode24 } from "./setup/node24.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Runs `scripts/main.ts` under `node`, with that Node first on PATH, and ends as it ends. */
function runUnder(node, args) {
	const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
	const child = spawn(node, [path.join(root, "scripts/main.ts"), ...args], {
		stdio: "inherit",
		env: {
			...process.env,
			[pathKey]: [path.dirname(node), process.env[pathKey]].filter(Boolean).join(path.delimiter),
		},
	});
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
		// A terminal sends Ctrl+C to the child as well: then this only keeps the parent alive until the child ends.
		// On Windows a kill would end it before it could clean up; the console tells it by itself.
		process.on(signal, () => process.platform !== "win32" && child.kill(signal));
	}
	child.on("error", (error) => {
		console.error(`${node} could not be started: ${error.message}`);
		process.exitCode = 1;
	});
	child.on("exit", (code) => {
		process.exitCode = code ?? 1;
	});
}

if (Number.parseInt(process.versions.node, 10) < 20) {
	console.error(`Orgsmith needs Node 20 or newer; this is ${process.versions.node}.`);
	process.exitCode = 1;
} else {
	try {
		await installDependencies(root, "dependencies");
		runUnder(await findNode24(root), process.argv.slice(2));
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
	}
}
