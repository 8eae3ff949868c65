import { spawn } from "node:child_process";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { sleep, untilAborted } from "../base/async.ts";
import { decodeJson } from "../base/decode.ts";
import { AppError, failureOf } from "../base/errors.ts";
import type { Op } from "../base/op.ts";
import type { HttpSend } from "../salesforce/http.ts";

/** What a running demo org writes into its owner-only file. */
const stateFile = v.object({
	url: v.pipe(v.string(), v.url()),
	pid: v.number(),
	key: v.string(),
	/** The demo org's own id: the process serves a production-kind org too, for which it proves nothing. */
	orgId: v.string(),
});
export type DemoOrgState = v.InferOutput<typeof stateFile>;

const challengeReply = v.object({ mac: v.string() });

export interface DemoOrgDeps {
	readonly send: HttpSend;
	/** The server's script; its process is started with the runtime we run in. */
	readonly script: string;
	/** Where the file is that says which process is ours. */
	readonly home?: string;
}

/** `~/.orgsmith`, or what ORGSMITH_HOME says: one demo org a machine, shared by all windows. */
function orgsmithHome(): string {
	return process.env["ORGSMITH_HOME"] ?? path.join(homedir(), ".orgsmith");
}

/**
 * The demo org's process: one a machine, found by its owner-only file, started detached, ended by `stop` or by itself
 * after 30 idle minutes.
 */
export class DemoOrgProcess {
	readonly #deps: DemoOrgDeps;

	constructor(deps: DemoOrgDeps) {
		this.#deps = deps;
	}

	/** The running demo org, proven to be ours by its answer to a challenge; undefined when none runs. */
	async find(op: Op): Promise<DemoOrgState | undefined> {
		const state = await this.#state();
		if (!state) return undefined;
		const proven = await this.#challenge(op, state, state.orgId);
		return proven ? state : undefined;
	}

	/** Starts it unless it runs; resolves when it answers; on `wantedPort` if that is free. Throws `bug` with the server's own words when it can't. */
	async start(op: Op, wantedPort?: string): Promise<DemoOrgState> {
		const running = await this.find(op);
		if (running) return running;
		op.report({ message: "Starting the demo org" });
		// The same port as last time, if it is free: logins keep their address.
		const lastPort = wantedPort ?? (await readFile(this.#portFile, "utf8").catch(() => "0"));
		if (lastPort === "0" || !(await this.#spawned(op, lastPort))) await this.#spawn(op, "0");
		const started = await this.find(op);
		if (!started) throw new AppError({ kind: "bug" }, "the demo org started but does not answer");
		await writeFile(this.#portFile, new URL(started.url).port, { mode: 0o600 });
		return started;
	}

	/** Ends the process. False when none of ours runs: a process we can't prove to be ours is left alone. */
	async stop(op: Op): Promise<boolean> {
		const running = await this.find(op);
		if (!running) return false;
		process.kill(running.pid, "SIGTERM");
		while (await this.find(op)) await sleep(20, op.signal);
		return true;
	}

	/**
	 * Whether the org at this address with this id is the demo org of a process that our command or scripts started:
	 * it knows the key in the owner-only file, and answers for the demo org's id only.
	 */
	async proves(op: Op, instanceUrl: string, orgId: string): Promise<boolean> {
		const state = await this.#state();
		if (!state || new URL(state.url).origin !== new URL(instanceUrl).origin) return false;
		return this.#challenge(op, state, orgId);
	}

	async #challenge(op: Op, state: DemoOrgState, orgId: string): Promise<boolean> {
		const nonce = randomBytes(24).toString("base64url");
		try {
			const answer = await this.#deps.send({
				url: new URL("/__demo/challenge", state.url).toString(),
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ nonce, orgId }),
				signal: op.signal,
			});
			const mac = answer.status === 200 ? decodeJson(challengeReply, answer.text)?.mac : undefined;
			const expected = createHmac("sha256", state.key).update(`${nonce}:${orgId}`).digest();
			const given = Buffer.from(mac ?? "", "hex");
			return given.length === expected.length && timingSafeEqual(given, expected);
		} catch (thrown) {
			if (failureOf(thrown, "network")) return false;
			throw thrown;
		}
	}

	async #state(): Promise<DemoOrgState | undefined> {
		const text = await readFile(this.#file, "utf8").catch(() => "");
		return decodeJson(stateFile, text);
	}

	get #file(): string {
		return path.join(this.#deps.home ?? orgsmithHome(), "demo-org.json");
	}

	get #portFile(): string {
		return path.join(this.#deps.home ?? orgsmithHome(), "demo-org.port");
	}

	/** False when it can't start there (the port is taken by now). */
	async #spawned(op: Op, port: string): Promise<boolean> {
		try {
			await this.#spawn(op, port);
			return true;
		} catch (thrown) {
			if (failureOf(thrown, "bug")) return false;
			throw thrown;
		}
	}

	// Its log goes to a file beside the state: a pipe of ours would break when this window closes.
	async #spawn(op: Op, port: string): Promise<void> {
		const home = path.dirname(this.#file);
		await mkdir(home, { recursive: true, mode: 0o700 });
		const logFile = path.join(home, "demo-org.log");
		const log = await open(logFile, "w", 0o600);
		const child = spawn(process.execPath, [this.#deps.script, "--port", port, "--state-file", this.#file], {
			detached: true,
			stdio: ["ignore", "pipe", log.fd],
			// In VS Code's desktop build our runtime is Electron, which is Node only when told so.
			env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
		});
		const ready = new Promise<void>((resolve, reject) => {
			child.once("error", reject);
			child.once("exit", (code) => reject(new AppError({ kind: "bug" }, `the demo org ended with ${code}`)));
			child.stdout?.once("data", () => resolve());
		});
		try {
			await untilAborted(ready, op.signal);
		} catch (thrown) {
			child.kill();
			const words = await readFile(logFile, "utf8").catch(() => "");
			if (failureOf(thrown, "bug"))
				throw new AppError({ kind: "bug" }, `${String(thrown)}: ${words.slice(-800)}`);
			throw thrown;
		} finally {
			await log.close();
			child.stdout?.destroy();
			child.unref();
		}
	}
}
