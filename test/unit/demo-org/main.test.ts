import { type ChildProcess, spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const MAIN = path.resolve(import.meta.dirname, "../../../demo-org/main.ts");
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "demo-org-main-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(...words: string[]): ChildProcess {
	return spawn(process.execPath, [MAIN, "--rows", "5", ...words], { stdio: ["ignore", "pipe", "pipe"] });
}

/** The one line that the process prints when it is ready. */
async function ready(
	child: ChildProcess,
): Promise<{ url: string; port: number; pid: number; controlKey: string; caPem?: string }> {
	if (child.stdout === null) throw new Error("no stdout");
	const [line] = (await once(createInterface(child.stdout), "line")) as [string];
	return JSON.parse(line) as Awaited<ReturnType<typeof ready>>;
}

describe("the demo org as a process", () => {
	it("prints where it is, answers there, keeps an owner-only state file and takes it away at its end", async () => {
		const stateFile = path.join(folder, "state.json");
		const child = start("--state-file", stateFile);
		const { url, port, pid, controlKey } = await ready(child);
		expect(pid).toBe(child.pid);
		expect(url).toBe(`http://127.0.0.1:${port}`);
		expect(controlKey).toMatch(/^[0-9a-f]{64}$/);
		expect((await fetch(`${url}/services/data`)).status).toBe(200);
		const state: unknown = JSON.parse(await readFile(stateFile, "utf8"));
		const orgId = expect.stringMatching(/^00D\w{15}$/) as string;
		expect(state).toEqual({ url, port, pid, key: controlKey, orgId });
		if (process.platform !== "win32") expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
		child.kill("SIGTERM");
		expect(await once(child, "exit")).toEqual([0, null]);
		expect(existsSync(stateFile)).toBe(false);
	});

	it("leaves a state file that has become another server's", async () => {
		const stateFile = path.join(folder, "other.json");
		const child = start("--state-file", stateFile);
		await ready(child);
		await writeFile(stateFile, JSON.stringify({ key: "another" }));
		child.kill("SIGINT");
		await once(child, "exit");
		expect(JSON.parse(await readFile(stateFile, "utf8"))).toEqual({ key: "another" });
	});

	it("with --https says whom to trust, in the line, the state file and a file of its own that goes at the end", async () => {
		const [stateFile, caFile] = [path.join(folder, "secure.json"), path.join(folder, "ca.pem")];
		const child = start("--https", "--state-file", stateFile, "--ca-file", caFile);
		const { url, port, caPem } = await ready(child);
		expect(url).toBe(`https://127.0.0.1:${port}`);
		expect(new X509Certificate(caPem ?? "").ca).toBe(true);
		expect(JSON.parse(await readFile(stateFile, "utf8"))).toMatchObject({ url, caPem });
		expect(await readFile(caFile, "utf8")).toBe(caPem);
		child.kill("SIGTERM");
		expect(await once(child, "exit")).toEqual([0, null]);
		expect([existsSync(stateFile), existsSync(caFile)]).toEqual([false, false]);
	});

	it("says in words why it does not start", async () => {
		const first = start();
		const { port } = await ready(first);
		for (const [words, reason] of [
			[["--port", String(port)], "EADDRINUSE"],
			[["--rows", "many"], "--rows must be a whole number"],
			[["--nonsense"], "--nonsense"],
			[["--ca-file", path.join(folder, "none.pem")], "--ca-file needs --https"],
		] as const) {
			const child = start(...words);
			let errors = "";
			child.stderr?.on("data", (chunk: Buffer) => {
				errors += chunk.toString();
			});
			const [code] = (await once(child, "close")) as [number];
			expect(code, words.join(" ")).toBe(1);
			expect(errors).toContain(reason);
		}
		first.kill();
		await once(first, "exit");
	});
});
