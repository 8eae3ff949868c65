import { Emitter } from "../../base/emitter.ts";
import { noRows, type ProblemAction } from "../../pages/results.ts";
import { PanelLogin } from "../../results/ui/panelLogin.ts";
import type { ModelInfo, ResultsModel } from "../../results/ui/resultsPanel.ts";
import type { LoginId } from "../../salesforce/ids.ts";
import { queriedObject } from "../../soql/selectList.ts";
import type { QueryUiDeps } from "./deps.ts";
import type { Restorable } from "./restorable.ts";

/** A panel that came back after a reload, before anybody asked for its rows again. */
export class RestoredModel implements ResultsModel {
	readonly #deps: QueryUiDeps;
	readonly #restored: Restorable;
	readonly #changed = new Emitter<void>();
	readonly #run: () => Promise<void>;
	readonly nextRevision: () => number;
	readonly #revision: number;
	readonly onChange = this.#changed.event;
	readonly store = undefined;
	pinned: boolean;

	constructor(deps: QueryUiDeps, restored: Restorable, run: () => Promise<void>) {
		this.#deps = deps;
		this.#restored = restored;
		this.#run = run;
		this.pinned = restored.pinned;
		this.nextRevision = deps.nextRevision;
		this.#revision = deps.nextRevision();
	}

	get title(): string {
		return `${queriedObject(this.#restored.soql)} · ${this.#restored.orgLabel}`;
	}

	info(): ModelInfo {
		const { registry, commands } = this.#deps;
		const { loginId, orgLabel } = this.#restored;
		const login = new PanelLogin(registry, commands, loginId as LoginId, orgLabel);
		return {
			...noRows(this.#revision),
			run: this.#revision,
			org: login.shown,
			objectName: queriedObject(this.#restored.soql),
			soql: this.#restored.soql,
			phase: { kind: "idle" },
			pinned: this.pinned,
			layout: null,
			timeZone: null,
			total: null,
			elapsedMs: 0,
			calls: 0,
			restore: JSON.stringify({ ...this.#restored, pinned: this.pinned }),
		};
	}

	async act(action: ProblemAction): Promise<void> {
		if (action === "rerun") await this.#run();
	}

	cancel(): void {}

	openRecord(): Promise<void> {
		return Promise.resolve();
	}

	arrange(): Promise<null> {
		return Promise.resolve(null);
	}

	describe(): Promise<readonly []> {
		return Promise.resolve([]);
	}

	keepLayout(): Promise<void> {
		return Promise.resolve();
	}

	loadChildren(): Promise<void> {
		return Promise.resolve();
	}

	painted(): void {}

	dispose(): void {
		this.#changed.dispose();
	}
}
