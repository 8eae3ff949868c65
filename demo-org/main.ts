import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type DemoOrg, startDemoOrg } from "./server.ts";

/** `demo-org [--port N] [--rows 600] [--seed 7] [--idle-minutes 30] [--state-file PATH] [--https] [--ca-file PATH]` */

interface State {
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	readonly key: string;
	readonly orgId: string;
	/** With `--https` only. */
	readonly caPem?: string;
}

/** Writes a file for its owner only, whole or not at all. */
function writeOwn(path: string, text: string): void {
	const draft = `${path}.${process.pid}.tmp`;
	writeFileSync(draft, text, { mode: 0o600 });
	renameSync(draft, path);
}

/** Takes the authority's file away, unless another server has put its own there. */
function removeCa(path: string, caPem: string): void {
	try {
		if (readFileSync(path, "utf8") === caPem) rmSync(path);
	} catch (thrown) {
		process.stderr.write(`CA file not removed: ${String(thrown)}\n`);
	}
}

/** Takes the state file away, unless another server has put its own there. */
function removeState(path: string, key: string): void {
	try {
		const state: unknown = JSON.parse(readFileSync(path, "utf8"));
		if (typeof state === "object" && state !== null && "key" in state && state.key === key) rmSync(path);
	} catch (thrown) {
		process.stderr.write(`state file not removed: ${String(thrown)}\n`);
	}
}

function wholeNumber(text: string, name: string, most: number): number {
	const value = Number(text);
	if (text.trim() === "" || !Number.isInteger(value) || value < 0 || value > most) {
		throw new RangeError(`--${name} must be a whole number from 0 to ${most}`);
	}
	return value;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: "string", default: "0" },
			rows: { type: "string", default: "600" },
			seed: { type: "string", default: "7" },
			"idle-minutes": { type: "string", default: "30" },
			"state-file": { type: "string" },
			https: { type: "boolean", default: false },
			"ca-file": { type: "string" },
		},
	});
	const stateFile = values["state-file"];
	const caFile = values["ca-file"];
	if (caFile !== undefined && !values.https) throw new RangeError("--ca-file needs --https");
	let org: DemoOrg | undefined;
	let ending = false;
	const end = (): void => {
		if (ending || org === undefined) return;
		ending = true;
		if (stateFile !== undefined) removeState(stateFile, org.key);
		if (caFile !== undefined && org.caPem !== null) removeCa(caFile, org.caPem);
		void org.close().then(() => process.exit(0));
	};
	org = await startDemoOrg({
		port: wholeNumber(values.port, "port", 65_535),
		rows: wholeNumber(values.rows, "rows", 1_000_000),
		seed: wholeNumber(values.seed, "seed", 4_294_967_295),
		idleMinutes: wholeNumber(values["idle-minutes"], "idle-minutes", 100_000),
		https: values.https,
		log: (line) => process.stderr.write(`${line}\n`),
		onIdle: end,
	});
	process.on("SIGTERM", end);
	process.on("SIGINT", end);
	const { url, port, key, orgId, caPem } = org;
	const authority = caPem === null ? {} : { caPem };
	const state: State = { url, port, pid: process.pid, key, orgId, ...authority };
	if (caFile !== undefined && caPem !== null) writeOwn(caFile, caPem);
	if (stateFile !== undefined) writeOwn(stateFile, JSON.stringify(state));
	const { key: controlKey, ...rest } = state;
	process.stdout.write(`${JSON.stringify({ ...rest, controlKey })}\n`);
}

await main().catch((thrown: unknown) => {
	process.stderr.write(
		`demo org did not start: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`,
	);
	process.exitCode = 1;
});
