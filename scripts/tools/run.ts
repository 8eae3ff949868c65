import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { inRoot, root } from "./paths.ts";

export interface RunOptions {
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Holds the output back and gives it to the caller; otherwise it streams to ours. */
	readonly capture?: boolean;
}

export interface RunResult {
	/** The exit code; 1 when a signal ended the program. */
	readonly code: number;
	/** What the program printed, when captured. */
	readonly output: string;
}

/** Runs a program to its end. Rejects only when it can't be started. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
	const child = spawn(command, args, {
		cwd: options.cwd ?? root,
		env: { ...process.env, ...options.env },
		stdio: options.capture === true ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
	});
	return new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		child.stdout?.on("data", (part: Buffer) => parts.push(part));
		child.stderr?.on("data", (part: Buffer) => parts.push(part));
		child.on("error", reject);
		child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString("utf8") }));
	});
}

/** Runs a JavaScript or TypeScript file with this Node. */
export function runNode(file: string, args: readonly string[], options?: RunOptions): Promise<RunResult> {
	return run(process.execPath, [file, ...args], options);
}

/** Runs a program that an npm package of the root brings, by its name in the package's `bin`. */
export async function runBin(
	packageName: string,
	name: string,
	args: readonly string[],
	options?: RunOptions,
): Promise<RunResult> {
	return runNode(await binFile(packageName, name), args, options);
}

async function binFile(packageName: string, name: string): Promise<string> {
	const folder = inRoot("node_modules", packageName);
	const { bin } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
		bin: string | Record<string, string>;
	};
	const file = typeof bin === "string" ? bin : bin[name];
	if (file === undefined) {
		throw new Error(`The package ${packageName} has no program ${name}.`);
	}
	return path.join(folder, file);
}

/** Ends a child process and waits until it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) {
		return;
	}
	const gone = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGTERM");
	const force = setTimeout(() => child.kill("SIGKILL"), 5_000);
	await gone;
	clearTimeout(force);
}
