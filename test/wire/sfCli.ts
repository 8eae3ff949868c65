import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const CLI = path.resolve(import.meta.dirname, "../sf-cli/node_modules/@salesforce/cli/bin/run.js");

/** Whether the official CLI is installed here. */
export const cliIsPresent = existsSync(CLI);
if (!cliIsPresent)
	console.warn("skipped: the sf CLI is not installed (npm ci --ignore-scripts in test/sf-cli)");

/** What a command prints with `--json`. */
export interface Answer {
	readonly status: number;
	readonly result: unknown;
	readonly name?: string;
	readonly message?: string;
}

/** The official CLI, the real thing, in a home of its own. Two commands run at a time, however many are asked for. */
export class SfCli {
	readonly home: string;
	readonly #env: Readonly<Record<string, string>>;
	#running = 0;
	readonly #waiting: (() => void)[] = [];

	private constructor(home: string, accessToken: string) {
		this.home = home;
		this.#env = {
			PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"] ?? ""}`,
			HOME: home,
			USERPROFILE: home,
			SF_ACCESS_TOKEN: accessToken,
			SF_DISABLE_TELEMETRY: "true",
			SF_AUTOUPDATE_DISABLE: "true",
			SF_DISABLE_LOG_FILE: "true",
			SF_USE_GENERIC_UNIX_KEYCHAIN: "true",
		};
	}

	/** A home where nobody is signed in. `accessToken` is what `org login access-token` will take. */
	static async create(accessToken: string): Promise<SfCli> {
		return new SfCli(await mkdtemp(path.join(tmpdir(), "demo-org-sf-")), accessToken);
	}

	remove(): Promise<void> {
		return rm(this.home, { recursive: true, force: true, maxRetries: 3 });
	}

	/** Runs one command, its words apart by spaces but for those of `values`, and gives what it prints. */
	async text(command: string, ...values: readonly string[]): Promise<string> {
		if (this.#running >= 2) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		this.#running += 1;
		try {
			return await this.#run([...command.split(" "), ...values]);
		} finally {
			this.#running -= 1;
			this.#waiting.shift()?.();
		}
	}

	/** Runs one command and gives its JSON, whether it ended well or not. */
	async json(command: string, ...values: readonly string[]): Promise<Answer> {
		const text = await this.text(command, ...values, "--json");
		try {
			return JSON.parse(text) as Answer;
		} catch (cause) {
			throw new Error(`sf ${command} printed no JSON: ${text}`, { cause });
		}
	}

	/** The result of a command that must end well. */
	async result<T>(command: string, ...values: readonly string[]): Promise<T> {
		const answer = await this.json(command, ...values);
		if (answer.status !== 0) throw new Error(`sf ${command} failed: ${JSON.stringify(answer)}`);
		return answer.result as T;
	}

	#run(words: readonly string[]): Promise<string> {
		return new Promise((resolve) => {
			const options = { cwd: this.home, env: this.#env, maxBuffer: 64_000_000 };
			execFile(process.execPath, [CLI, ...words], options, (failure, stdout, stderr) =>
				resolve(failure !== null && stdout === "" ? `${stdout}${stderr}` : stdout),
			);
		});
	}
}
