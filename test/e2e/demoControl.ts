import { readFile } from "node:fs/promises";
import path from "node:path";

interface State {
	readonly url: string;
	readonly key: string;
}

/** The control plane of the demo org that a window started: found by the file it wrote. */
export class DemoControl {
	readonly #state: State;

	private constructor(state: State) {
		this.#state = state;
	}

	static async of(orgsmithHome: string): Promise<DemoControl> {
		const text = await readFile(path.join(orgsmithHome, "demo-org.json"), "utf8");
		return new DemoControl(JSON.parse(text) as State);
	}

	get url(): string {
		return this.#state.url;
	}

	/** Plans a fault for requests whose path and query match. */
	async fault(path: string, fault: Readonly<Record<string, unknown>>, count = 1): Promise<void> {
		await this.#send("POST", "faults", { match: { path }, fault, count });
	}

	async clearFaults(): Promise<void> {
		await this.#send("DELETE", "faults");
	}

	/** Ends every grant: access and refresh tokens alike. */
	async revokeAll(): Promise<void> {
		await this.#send("POST", "revoke", { all: true });
	}

	/** Tokens as if `user` had signed in. */
	async token(user: string): Promise<{ accessToken: string; refreshToken: string }> {
		return (await this.#send("POST", "token", { user })) as { accessToken: string; refreshToken: string };
	}

	async settings(change: Readonly<Record<string, unknown>>): Promise<void> {
		await this.#send("POST", "settings", change);
	}

	async stats(): Promise<Readonly<Record<string, unknown>>> {
		return (await this.#send("GET", "stats")) as Readonly<Record<string, unknown>>;
	}

	async #send(method: string, name: string, body?: unknown): Promise<unknown> {
		const reply = await fetch(`${this.#state.url}/__demo/${name}`, {
			method,
			headers: { "x-demo-key": this.#state.key, "content-type": "application/json" },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!reply.ok) throw new Error(`${method} ${name}: ${reply.status} ${await reply.text()}`);
		const text = await reply.text();
		return text === "" ? undefined : (JSON.parse(text) as unknown);
	}
}
