// A host for the built page of plans: the real contract, the real session and the demo org over HTTP; only VS Code's
// pipe and its sign-in are ours.
import type { Page } from "playwright-core";
import { orgOf } from "../../../src/orgs/org.ts";
import { type PlanAction, type PlanInfo, plan } from "../../../src/pages/plan.ts";
import { type Served, serve } from "../../../src/pages/serve.ts";
import { costTop, planCards, planText } from "../../../src/query/plan.ts";
import { PlanSession } from "../../../src/query/planSession.ts";
import { httpSend } from "../../../src/salesforce/http.ts";
import { DemoClient } from "../../unit/demo-org/demoClient.ts";
import { IDENTITY } from "../../unit/orgs/memory.ts";
import { gate, session as signedIn } from "../../unit/salesforce/gate.ts";
import { testOp } from "../../unit/testOp.ts";
import { BuiltPage, type ThemeName } from "./builtPage.ts";

export class PlanHost {
	readonly page: Page;
	readonly problems: string[];
	readonly acts: PlanAction[] = [];
	readonly session: PlanSession;
	clipboard = "";
	cancels = 0;
	/** Laid over what the session says. */
	over: Partial<PlanInfo> = {};
	readonly #built: BuiltPage;
	readonly #demo: DemoClient;
	readonly #served: Served<typeof plan>;

	private constructor(built: BuiltPage, demo: DemoClient, session: PlanSession) {
		this.#built = built;
		this.page = built.page;
		this.problems = built.problems;
		this.#demo = demo;
		this.session = session;
		this.#served = this.#serve();
		session.onChange(() => this.push());
	}

	static async start(
		soql: string,
		size = { width: 760, height: 640 },
		theme: ThemeName = "dark",
	): Promise<PlanHost> {
		const demo = await DemoClient.start();
		const { accessToken } = await demo.signIn();
		const { connection } = gate(httpSend, {
			sessions: {
				current: () => Promise.resolve(signedIn(accessToken, demo.org.url)),
				renew: () => Promise.reject(new Error("no renewal here")),
			},
		});
		const org = orgOf(IDENTITY, connection);
		const built = await BuiltPage.start("plan", size, theme);
		const host = new PlanHost(built, demo, new PlanSession(() => org, soql));
		await built.open();
		await host.page.locator("h1").waitFor();
		return host;
	}

	/** What the page keeps over a reload. */
	get state(): unknown {
		return this.#built.state;
	}

	get info(): PlanInfo {
		const { soql, state } = this.session;
		const plans = this.session.plans && planCards(this.session.plans);
		return {
			org: { label: "Acme UAT", mark: "SBX", color: "charts.orange" },
			soql,
			phase: state.kind === "stopped" ? { kind: "cancelled" } : state,
			plans,
			costTop: costTop(plans ?? []),
			restore: "kept",
			...this.over,
		};
	}

	push(): void {
		this.#served.push("changed", this.info);
	}

	load(): Promise<void> {
		return this.session.load(testOp());
	}

	shot(name: string): Promise<void> {
		return this.#built.shot(`plan-${name}`);
	}

	async close(): Promise<void> {
		this.#served.dispose();
		await this.#built.close();
		await this.#demo.org.close();
	}

	#serve(): Served<typeof plan> {
		return serve(
			plan,
			this.#built.port,
			{
				info: () => this.info,
				cancel: () => void this.cancels++,
				act: async (action) => {
					this.acts.push(action);
					if (action === "refresh") await this.load();
				},
				copy: (at) => {
					const cards = planCards(this.session.plans ?? []);
					this.clipboard = (at === null ? cards : cards.slice(at, at + 1)).map(planText).join("\n\n");
				},
			},
			(error, name) => this.problems.push(`call ${name}: ${error.message}`),
		);
	}
}
