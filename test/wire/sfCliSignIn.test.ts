import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DemoOrg, startDemoOrg } from "../../demo-org/server.ts";

const CLI = path.resolve(import.meta.dirname, "../sf-cli/node_modules/@salesforce/cli/bin/run.js");
const present = existsSync(CLI);
if (!present) console.warn("skipped: the sf CLI is not installed (npm ci --ignore-scripts in test/sf-cli)");

const ADMIN = "admin@demo.orgsmith.example";

/** The official CLI signs in by JWT over HTTPS, trusting this demo org's authority and no other of its machine. */
describe.skipIf(!present)("the sf CLI with a JWT, over HTTPS", () => {
	let org: DemoOrg;
	let home: string;
	beforeAll(async () => {
		home = await mkdtemp(path.join(tmpdir(), "demo-org-jwt-"));
		org = await startDemoOrg({ rows: 20, https: true });
		await writeFile(path.join(home, "ca.pem"), org.caPem ?? "");
		const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
		await writeFile(path.join(home, "app.key"), privateKey.export({ type: "pkcs8", format: "pem" }));
		const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
		await control("jwtKeys", { clientId: "PlatformCLI", publicKey: pem });
	});
	afterAll(async () => {
		await org.close();
		await rm(home, { recursive: true, force: true, maxRetries: 3 });
	});

	/** A control call, by a Node that trusts the same authority: this process does not. */
	function control(name: string, body: object): Promise<unknown> {
		const script = `const [url, key, body] = process.argv.slice(1);
			const reply = await fetch(url, { method: "POST", headers: { "x-demo-key": key }, body });
			console.log(await reply.text());`;
		const words = ["--input-type=module", "-e", script, `${org.url}/__demo/${name}`, org.key];
		return run([...words, JSON.stringify(body)]);
	}

	const sf = (...words: string[]): Promise<unknown> => run([CLI, ...words, "--json"]);

	/** Runs Node and gives the JSON that it prints, whether it ended well or not. */
	function run(words: readonly string[], trusted = path.join(home, "ca.pem")): Promise<unknown> {
		const env = {
			PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"] ?? ""}`,
			HOME: home,
			USERPROFILE: home,
			NODE_EXTRA_CA_CERTS: trusted,
			SF_DISABLE_TELEMETRY: "true",
			SF_AUTOUPDATE_DISABLE: "true",
			SF_DISABLE_LOG_FILE: "true",
			SF_USE_GENERIC_UNIX_KEYCHAIN: "true",
		};
		return new Promise((resolve, reject) => {
			execFile(process.execPath, [...words], { cwd: home, env }, (_failure, stdout, stderr) => {
				try {
					resolve(JSON.parse(stdout));
				} catch (cause) {
					reject(new Error(`no JSON: ${stdout}${stderr}`, { cause }));
				}
			});
		});
	}

	const login = () => {
		const who = [
			"--username",
			ADMIN,
			"--client-id",
			"PlatformCLI",
			"--jwt-key-file",
			path.join(home, "app.key"),
		];
		return sf("org", "login", "jwt", "--alias", "demo", "--instance-url", org.url, ...who);
	};
	const count = () => sf("data", "query", "--target-org", "demo", "--query", "SELECT COUNT() FROM Contact");

	it("is not let in before the user or an administrator has approved it", async () => {
		expect(await login()).toMatchObject({
			status: 1,
			message: expect.stringContaining("user hasn't approved this consumer") as string,
		});
	});

	it("signs in, asks, and renews its session by itself, also when tokens are JWTs", async () => {
		const approval = { permittedUsers: "adminApproved", approvedUsers: ["admin"] };
		await control("apps", { clientId: "PlatformCLI", ...approval });
		expect(await login()).toMatchObject({ status: 0, result: { username: ADMIN, instanceUrl: org.url } });
		const answer = { status: 0, result: { totalSize: 20 } };
		expect(await count()).toMatchObject(answer);
		await control("settings", { jwtAccessTokens: true });
		for (let i = 0; i < 2; i += 1) {
			expect(await control("expire", { all: true })).not.toEqual({ ended: 0 });
			expect(await count()).toMatchObject(answer);
		}
	});

	it("opens the org in a browser", async () => {
		const opened = await sf(
			"org",
			"open",
			"--target-org",
			"demo",
			"--url-only",
			"--path",
			"/lightning/o/Case",
		);
		const url = expect.stringContaining(`${org.url}/secur/frontdoor.jsp?otp=`) as string;
		expect(opened).toMatchObject({ status: 0, result: { url } });
	});

	it("asks nobody whose authority it does not know", async () => {
		const words = [
			CLI,
			"data",
			"query",
			"--target-org",
			"demo",
			"--query",
			"SELECT Id FROM Contact",
			"--json",
		];
		const { status, message } = (await run(words, "")) as { status: number; message: string };
		expect([status === 0, message]).toEqual([false, "fetch failed"]);
	});
});
