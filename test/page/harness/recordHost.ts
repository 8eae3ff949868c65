// A host for the built record page: the real contract, the real session and the demo org over HTTP; only VS Code's pipe
// and its sign-in are ours.
import type { Page } from "playwright-core";
import { DescribeCache } from "../../../src/orgs/describes.ts";
import { orgOf } from "../../../src/orgs/org.ts";
import { type RecordAction, type RecordInfo, record } from "../../../src/pages/record.ts";
import { type Served, serve } from "../../../src/pages/serve.ts";
import { RecordSession } from "../../../src/results/recordSession.ts";
import { UserTimeZones } from "../../../src/results/userTimeZones.ts";
import { httpSend } from "../../../src/salesforce/http.ts";
import type { UserId } from "../../../src/salesforce/ids.ts";
import { DemoClient } from "../../unit/demo-org/demoClient.ts";
import { rowsOf } from "../../unit/demo-org/demoFixture.ts";
import { IDENTITY, registry, tokens } from "../../unit/orgs/memory.ts";
import { gate, session as signedIn } from "../../unit/salesforce/gate.ts";
import { testOp } from "../../unit/testOp.ts";
import { BuiltPage, type ThemeName } from "./builtPage.ts";

/** What the page asked of its host that isn't about the session. */
export interface Heard {
	readonly acts: RecordAction[];
	clipboard: string;
	opened: number;
	cancels: number;
}

export class RecordHost {
	readonly page: Page;
	readonly demo: DemoClient;
	readonly token: string;
	readonly problems: string[];
	readonly heard: Heard = { acts: [], clipboard: "", opened: 0, cancels: 0 };
	readonly session: RecordSession;
	readonly #built: BuiltPage;
	readonly #served: Served<typeof record>;
	/** Laid over what the session says. */
	over: Partial<RecordInfo> = {};

	private constructor(built: BuiltPage, demo: DemoClient, token: string, session: RecordSession) {
		this.#built = built;
		this.page = built.page;
		this.problems = built.problems;
		this.demo = demo;
		this.token = token;
		this.session = session;
		this.#served = this.#serve();
		session.onChange(() => this.push());
	}

	/** What the page keeps over a reload. */
	get state(): unknown {
		return this.#built.state;
	}

	/** Opens the page on the record that `soql` finds first. */
	static async start(
		soql: string,
		size = { width: 900, height: 700 },
		theme: ThemeName = "dark",
	): Promise<RecordHost> {
		const demo = await DemoClient.start();
		const { accessToken, userId } = await demo.signIn();
		const [row] = await rowsOf({ client: demo, token: accessToken }, soql);
		const session = await sessionOf(demo, accessToken, userId, String(row?.["Id"]));
		const built = await BuiltPage.start("record", size, theme);
		const host = new RecordHost(built, demo, accessToken, session);
		await host.reload();
		return host;
	}

	get info(): RecordInfo {
		const { session } = this;
		return {
			org: { label: "Acme UAT", mark: "SBX", color: "charts.orange" },
			recordId: session.current.recordId,
			phase: session.phase,
			content: session.content(),
			back: session.back ? (session.back.name ?? session.back.recordId) : null,
			forward: session.forward ? (session.forward.name ?? session.forward.recordId) : null,
			restore: "kept",
			...this.over,
		};
	}

	push(): void {
		this.#served.push("changed", this.info);
	}

	load(now = false): Promise<void> {
		return this.session.load(testOp(), now);
	}

	/** Builds the page anew, as VS Code does when a hidden panel is shown again. */
	async reload(): Promise<void> {
		await this.#built.open();
		await this.page.locator("h1").waitFor();
	}

	shot(name: string): Promise<void> {
		return this.#built.shot(`record-${name}`);
	}

	async close(): Promise<void> {
		this.#served.dispose();
		await this.#built.close();
		await this.demo.org.close();
	}

	#serve(): Served<typeof record> {
		const { heard } = this;
		const step = async (by: -1 | 1) => {
			if (this.session.step(by)) await this.load();
		};
		return serve(
			record,
			this.#built.port,
			{
				info: () => this.info,
				go: async (recordId) => {
					this.session.goTo(recordId);
					await this.load();
				},
				back: () => step(-1),
				forward: () => step(1),
				cancel: () => void heard.cancels++,
				act: async (action) => {
					heard.acts.push(action);
					if (action === "refresh") await this.load(true);
				},
				related: (key) => this.session.loadRelated(testOp(), key),
				copy: (name) => {
					heard.clipboard = this.session.raw(name);
				},
				copyId: () => {
					heard.clipboard = this.session.current.recordId;
				},
				openInOrg: () => void heard.opened++,
			},
			(error, name) => this.problems.push(`call ${name}: ${error.message}`),
		);
	}
}

async function sessionOf(
	demo: DemoClient,
	accessToken: string,
	userId: string,
	recordId: string,
): Promise<RecordSession> {
	const { connection } = gate(httpSend, {
		sessions: {
			current: () => Promise.resolve(signedIn(accessToken, demo.org.url)),
			renew: () => Promise.reject(new Error("no renewal here")),
		},
	});
	const org = { ...orgOf(IDENTITY, connection), userId: userId as UserId };
	const logins = registry();
	await logins.registry.add(IDENTITY, tokens());
	const describes = new DescribeCache(logins.registry);
	const zones = new UserTimeZones();
	return new RecordSession(
		{
			org: () => org,
			describes: () => Promise.resolve(describes),
			timeZone: (op, one) => zones.of(op, one),
			problemOf: (error) => ({
				code: "code" in error.failure ? (error.failure.code ?? null) : null,
				message: error.message,
				actions: ["refresh", "showLog"],
			}),
		},
		[{ recordId }],
	);
}
