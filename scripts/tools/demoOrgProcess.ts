import { spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { readJson } from "./json.ts";
import { inRoot } from "./paths.ts";
import { stop } from "./run.ts";

interface DemoOrgState {
	readonly url: string;
	readonly pid: number;
	readonly key: string;
	readonly orgId: string;
}

export interface DemoOrgProcess {
	readonly url: string;
	/** Ends the demo org when this process started it; one that was there before stays. */
	stop(): Promise<void>;
}

/** Gives the machine's demo org: the one whose state file is there and that answers, else a new one. */
export async function ensureDemoOrg(): Promise<DemoOrgProcess> {
	const home = process.env["ORGSMITH_HOME"] ?? path.join(homedir(), ".orgsmith");
	const stateFile = path.join(home, "demo-org.json");
	const state = await readJson<DemoOrgState>(stateFile);
	if (state !== undefined && (await proves(state))) {
		return { url: state.url, stop: () => Promise.resolve() };
	}
	await mkdir(home, { recursive: true, mode: 0o700 });
	const child = spawn(process.execPath, [inRoot("dist/demoOrg.js"), "--state-file", stateFile], {
		stdio: ["ignore", "pipe", "ignore"],
	});
	const url = await new Promise<string>((resolve, reject) => {
		child.once("error", reject);
		child.once("exit", (code) => reject(new Error(`The demo org ended at its start (${code}).`)));
		createInterface(child.stdout).once("line", (line) => resolve((JSON.parse(line) as { url: string }).url));
	});
	return {
		url,
		stop: async () => {
			await stop(child);
			// Stopped and started again from VS Code it is another process: it has put its own state file there.
			const later = await readJson<DemoOrgState>(stateFile);
			if (later !== undefined && (await proves(later))) process.kill(later.pid, "SIGTERM");
		},
	};
}

/** Whether the process at that address has the key of the file: the port may be another program's by now. */
async function proves({ url, key, orgId }: DemoOrgState): Promise<boolean> {
	const nonce = randomBytes(16).toString("hex");
	try {
		const reply = await fetch(`${url}/__demo/challenge`, {
			method: "POST",
			body: JSON.stringify({ nonce, orgId }),
			signal: AbortSignal.timeout(2_000),
		});
		const { mac } = (await reply.json()) as { mac?: unknown };
		return mac === createHmac("sha256", key).update(`${nonce}:${orgId}`).digest("hex");
	} catch {
		return false;
	}
}
