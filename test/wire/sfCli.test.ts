import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient, type SignedIn } from "../unit/demo-org/demoClient.ts";

const CLI = path.resolve(import.meta.dirname, "../sf-cli/node_modules/@salesforce/cli/bin/run.js");
const present = existsSync(CLI);
if (!present) console.warn(`skipped: the sf CLI is not installed (npm ci --ignore-scripts in test/sf-cli)`);

interface Answer {
	readonly status: number;
	readonly result: unknown;
	readonly name?: string;
	readonly message?: string;
}

/** The official CLI, the real thing, in a home of its own. */
describe.skipIf(!present)("the sf CLI with the demo org", () => {
	let client: DemoClient;
	let admin: SignedIn;
	let home: string;
	beforeAll(async () => {
		home = await mkdtemp(path.join(tmpdir(), "demo-org-sf-"));
		client = await DemoClient.start({ rows: 2500, clock: Date.now });
		admin = await client.signIn();
		await sf(
			"org",
			"login",
			"access-token",
			"--instance-url",
			client.org.url,
			"--no-prompt",
			"--alias",
			"demo",
		);
	});
	afterAll(async () => {
		await client.org.close();
		await rm(home, { recursive: true, force: true, maxRetries: 3 });
	});

	/** Runs one command and gives its JSON, whether it ended well or not. */
	function sf(...words: string[]): Promise<Answer> {
		const env = {
			PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"] ?? ""}`,
			HOME: home,
			USERPROFILE: home,
			SF_ACCESS_TOKEN: admin.accessToken,
			SF_DISABLE_TELEMETRY: "true",
			SF_AUTOUPDATE_DISABLE: "true",
			SF_DISABLE_LOG_FILE: "true",
			SF_USE_GENERIC_UNIX_KEYCHAIN: "true",
		};
		return new Promise((resolve, reject) => {
			const options = { cwd: home, env, maxBuffer: 64_000_000 };
			execFile(process.execPath, [CLI, ...words, "--json"], options, (_failure, stdout, stderr) => {
				try {
					resolve(JSON.parse(stdout) as Answer);
				} catch (cause) {
					reject(new Error(`sf ${words.join(" ")} printed no JSON: ${stdout}${stderr}`, { cause }));
				}
			});
		});
	}

	it("signs in by access token and shows the org as connected", async () => {
		const { status, result } = await sf("org", "display", "--target-org", "demo");
		expect(status).toBe(0);
		expect(result).toMatchObject({
			id: admin.orgId,
			username: "admin@demo.orgsmith.example",
			connectedStatus: "Connected",
			apiVersion: "66.0",
		});
	});

	it("queries every page", async () => {
		const { status, result } = await sf(
			"data",
			"query",
			"--target-org",
			"demo",
			"--query",
			"SELECT Id FROM Contact",
		);
		expect(status).toBe(0);
		const { totalSize, records, done } = result as {
			totalSize: number;
			records: { Id: string }[];
			done: boolean;
		};
		expect({ totalSize, done, rows: new Set(records.map(({ Id }) => Id)).size }).toEqual({
			totalSize: 2500,
			done: true,
			rows: 2500,
		});
	});

	it("makes sense of parents, children and groups from the column metadata", async () => {
		const csv = await new Promise<string>((resolve, reject) => {
			const soql = "SELECT LastName, Account.Name FROM Contact WHERE AccountId != null LIMIT 2";
			const words = ["data", "query", "--target-org", "demo", "--result-format", "csv", "--query", soql];
			const env = {
				PATH: process.env["PATH"],
				HOME: home,
				SF_DISABLE_TELEMETRY: "true",
				SF_USE_GENERIC_UNIX_KEYCHAIN: "true",
			};
			execFile(process.execPath, [CLI, ...words], { cwd: home, env }, (failure, stdout) =>
				failure === null ? resolve(stdout) : reject(failure),
			);
		});
		expect(csv.split("\n")[0]).toBe("LastName,Account.Name");
		expect(csv.trim().split("\n").length).toBeGreaterThan(2);
	});

	it("describes an object", async () => {
		const { status, result } = await sf(
			"sobject",
			"describe",
			"--target-org",
			"demo",
			"--sobject",
			"Project__c",
		);
		expect(status).toBe(0);
		expect(result).toMatchObject({ name: "Project__c", keyPrefix: "a00", custom: true });
		expect((result as { fields: { name: string }[] }).fields.map(({ name }) => name)).toContain(
			"Budget_Left__c",
		);
	});

	it("reads a record", async () => {
		const { result } = await sf(
			"data",
			"get",
			"record",
			"--target-org",
			"demo",
			"--sobject",
			"Account",
			"--where",
			"Name=null",
		);
		expect(result).toMatchObject({ Name: "null", attributes: { type: "Account" } });
	});

	it("shows the platform's refusal", async () => {
		const { status, name, message } = await sf(
			"data",
			"query",
			"--target-org",
			"demo",
			"--query",
			"SELECT Foo FROM Contact",
		);
		expect(status).toBe(1);
		expect(name).toBe("INVALID_FIELD");
		expect(message).toContain("ERROR at Row:1:Column:8\nNo such column 'Foo' on entity 'Contact'.");
	});
});
