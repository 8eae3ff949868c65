import * as v from "valibot";
import * as vscode from "vscode";
import { decodeJson } from "../../base/decode.ts";
import { Emitter } from "../../base/emitter.ts";
import { AppError, failureOf } from "../../base/errors.ts";
import { Latest } from "../../base/lifetime.ts";
import { KIND_MARKS } from "../../orgs/identity.ts";
import type { Org } from "../../orgs/org.ts";
import {
	HEAD_ROWS,
	type Problem,
	type ProblemAction,
	type ResultInfo,
	type ResultPhase,
	type SortKey,
} from "../../pages/results.ts";
import type { ResultStore } from "../../results/resultStore.ts";
import type { ResultsModel } from "../../results/ui/resultsPanel.ts";
import { isLoopback } from "../../salesforce/address.ts";
import type { LoginId } from "../../salesforce/ids.ts";
import { queriedObject, queryWrites } from "../../soql/effects.ts";
import { withoutComments } from "../../soql/lexer.ts";
import { offsetOfRow } from "../../soql/position.ts";
import { wordsFor } from "../../workbench/words.ts";
import { QuerySession } from "../querySession.ts";
import type { QueryUiDeps } from "./deps.ts";

/** Where a query stands: file and offset in it, for errors and for running it again. */
export interface QuerySource {
	readonly uri: string;
	readonly start: number;
}

/** What a panel needs to come back after a window reload. No rows: those are asked for again, on request. */
const restorable = v.object({
	uri: v.string(),
	start: v.number(),
	soql: v.string(),
	loginId: v.string(),
	orgLabel: v.string(),
});
export type Restorable = v.InferOutput<typeof restorable>;

export function readRestorable(state: unknown): Restorable | undefined {
	return typeof state === "string" ? decodeJson(restorable, state) : undefined;
}

/** One query of one file, in the org it began with, behind a results panel. */
export class QueryModel implements ResultsModel {
	readonly org: Org;
	readonly soql: string;
	readonly source: QuerySource;
	readonly #deps: QueryUiDeps;
	readonly #changed = new Emitter<void>();
	readonly #run = new Latest();
	readonly #started: number;
	/** As the tab shows it. */
	readonly title: string;
	#session: QuerySession;
	#revision: number;
	readonly onChange = this.#changed.event;

	constructor(deps: QueryUiDeps, org: Org, soql: string, source: QuerySource, started: number) {
		this.#deps = deps;
		this.org = org;
		this.soql = soql;
		this.source = source;
		this.#started = started;
		const object = queriedObject(soql);
		const title = `${object === "" ? vscode.l10n.t("Results") : object} · ${org.label}`;
		this.title = deps.isTitleTaken(title, source.uri) ? `${title} · ${fileName(source.uri)}` : title;
		this.#revision = deps.nextRevision();
		this.#session = this.#newSession();
	}

	get store(): ResultStore {
		return this.#session.store;
	}

	get revision(): number {
		return this.#revision;
	}

	/** Runs from the start, or goes on where it stopped. A grant that holds now is held to the end of the run. */
	async load(): Promise<void> {
		const life = this.#run.next();
		const lease = queryWrites(this.soql)
			? this.#deps.registry.safety.lease(this.org.id, "tracking")
			: undefined;
		await this.#deps.progress.run({ title: this.title, where: "quiet", signal: life.signal }, (op) =>
			this.#session.load(op, lease),
		);
		// What came since the rows were sorted finds its place.
		if (this.store.sort.length > 0) this.sort(this.store.sort);
		const { state, calls, elapsedMs } = this.#session;
		this.#deps.log.info(
			`[query] ${state.kind} ${this.store.length} rows, ${calls} calls, ${Math.round(elapsedMs)} ms`,
		);
		this.#deps.onEnd(this, state.kind === "stopped" ? state.error : undefined);
	}

	info(): ResultInfo {
		const { total, calls, elapsedMs, store } = this.#session;
		const identity = this.#deps.registry.identity(this.org.id);
		const { mark, color } = KIND_MARKS[this.org.kind];
		const restore: Restorable = {
			...this.source,
			soql: this.soql,
			loginId: this.org.id,
			orgLabel: this.org.label,
		};
		return {
			revision: this.#revision,
			org: { label: this.org.label, mark, color: identity?.color ?? color },
			objectName: queriedObject(this.soql),
			soql: this.soql,
			phase: this.#phase(),
			columns: store.columns,
			head: store.rows(0, HEAD_ROWS),
			sort: store.sort,
			loaded: store.length,
			total,
			elapsedMs,
			calls,
			restore: JSON.stringify(restore),
		};
	}

	cancel(): void {
		this.#run.dispose();
	}

	async act(action: ProblemAction): Promise<void> {
		const { commands, registry, showQuery } = this.#deps;
		switch (action) {
			case "rerun":
				return this.#again();
			case "resume":
				return this.load();
			case "signIn":
				if (registry.identity(this.org.id)) await commands.run("orgsmith.org.signInAgain", this.org.id);
				else await commands.run("orgsmith.org.signIn");
				return this.#goOnIfSignedIn();
			case "unlock":
				if (await commands.run("orgsmith.org.unlock", this.org.id, "tracking")) await this.load();
				return;
			case "showQuery":
				return showQuery(this);
			case "showLog":
				await commands.run("orgsmith.log.show");
				return;
			case "startDemo":
				await commands.run("orgsmith.demo.start");
				return this.#goOnIfSignedIn();
			case "chooseOrg":
				await commands.run("orgsmith.query.chooseOrg", this.source.uri);
				return;
		}
	}

	async openRecord(recordId: string): Promise<void> {
		await this.#deps.commands.run("orgsmith.record.show", recordId, this.org.id);
	}

	sort(keys: readonly SortKey[]): void {
		this.store.sortBy(keys);
		this.#rearranged();
	}

	painted(rows: number, at: number): void {
		const sinceBytes = (at - (this.#session.receivedAt ?? at)).toFixed(1);
		const sinceCommand = (at - this.#started).toFixed(1);
		this.#deps.log.info(
			`[query] painted ${rows} rows: ${sinceBytes} ms after the first page's bytes, ${sinceCommand} ms after the command`,
		);
	}

	dispose(): void {
		this.#run.dispose();
		this.#session.dispose();
		this.#changed.dispose();
	}

	/** A query error with line and column of the file instead of the query, as far as the file is open and unchanged. */
	located(error: AppError): AppError {
		const query = failureOf(error, "query");
		const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.source.uri);
		if (query?.line === undefined || !document || !this.isStillIn(document)) return error;
		const offset = this.source.start + offsetOfRow(this.soql, query.line, query.column ?? 1);
		const { line, character } = document.positionAt(offset);
		return new AppError({ ...query, line: line + 1, column: character + 1 }, error.message, { cause: error });
	}

	/** Whether the document has this query where it was when it ran: else positions in it mean nothing. */
	isStillIn(document: vscode.TextDocument): boolean {
		const { start } = this.source;
		return withoutComments(document.getText()).slice(start, start + this.soql.length) === this.soql;
	}

	#demoIsDown(error: AppError): boolean {
		const offline = failureOf(error, "network")?.reason === "offline";
		return offline && isLoopback(new URL(this.org.instanceUrl).hostname);
	}

	#newSession(): QuerySession {
		const session = new QuerySession(this.org, this.soql, () => {
			// Signed out and in again, a login has another connection; signed out, it has none.
			if (this.#deps.registry.identity(this.org.id)) return this.#deps.registry.org(this.org.id).connection;
			throw new AppError({ kind: "auth", reason: "secretMissing", loginId: this.org.id });
		});
		session.onChange(() => this.#changed.fire());
		return session;
	}

	/** After a sign-in: it may have been given up, or been another login's. */
	async #goOnIfSignedIn(): Promise<void> {
		const identity = this.#deps.registry.identity(this.org.id);
		if (identity && identity.needsLogin === undefined) await this.load();
	}

	/** The same rows in other places: to the page they are another revision. */
	#rearranged(): void {
		this.#revision = this.#deps.nextRevision();
		this.#changed.fire();
	}

	async #again(): Promise<void> {
		this.#run.dispose();
		this.#session.dispose();
		this.#session = this.#newSession();
		this.#revision = this.#deps.nextRevision();
		await this.load();
	}

	#phase(): ResultPhase {
		const { state, store } = this.#session;
		switch (state.kind) {
			case "idle":
			case "loading":
			case "complete":
				return state;
			case "stopped": {
				const wasCancelled = state.error.failure.kind === "cancelled";
				const problem = problemOf(this.located(state.error), store.length > 0, this.#demoIsDown(state.error));
				if (store.length === 0 && !wasCancelled) return { kind: "failed", problem };
				return {
					kind: "partial",
					cause: wasCancelled ? "cancelled" : "failed",
					problem: wasCancelled ? null : problem,
				};
			}
		}
	}
}

function fileName(uri: string): string {
	return vscode.Uri.parse(uri).path.split("/").at(-1) ?? "";
}

/** A failure as the panel shows it: words, and what to do next. */
function problemOf(error: AppError, hasRows: boolean, demoIsDown: boolean): Problem {
	const { failure } = error;
	const code = "code" in failure ? (failure.code ?? null) : null;
	return { code, message: wordsFor(error), actions: demoIsDown ? ["startDemo"] : actionsFor(error, hasRows) };
}

function actionsFor({ failure }: AppError, hasRows: boolean): readonly ProblemAction[] {
	const again: ProblemAction = hasRows ? "resume" : "rerun";
	switch (failure.kind) {
		case "auth":
			return failure.reason === "notRefreshable" ? ["showLog"] : ["signIn"];
		case "readOnly":
			return ["unlock"];
		case "query":
			return ["showQuery"];
		case "input":
			return failure.problem === "noOrg" ? ["chooseOrg"] : ["showQuery"];
		case "cancelled":
			return [again];
		case "network":
		case "limit":
		case "api":
		case "bug":
			return [again, "showLog"];
	}
}

/** A panel that came back after a reload, before anybody asked for its rows again. */
export class RestoredModel implements ResultsModel {
	readonly #deps: QueryUiDeps;
	readonly #restored: Restorable;
	readonly #changed = new Emitter<void>();
	readonly #run: () => Promise<void>;
	readonly revision: number;
	readonly onChange = this.#changed.event;
	readonly store = undefined;

	constructor(deps: QueryUiDeps, restored: Restorable, run: () => Promise<void>) {
		this.#deps = deps;
		this.#restored = restored;
		this.#run = run;
		this.revision = deps.nextRevision();
	}

	get title(): string {
		return `${queriedObject(this.#restored.soql)} · ${this.#restored.orgLabel}`;
	}

	info(): ResultInfo {
		const identity = this.#deps.registry.identity(this.#restored.loginId as LoginId);
		const kind = KIND_MARKS[identity?.kind ?? "unknown"];
		return {
			revision: this.revision,
			org: { label: this.#restored.orgLabel, mark: kind.mark, color: identity?.color ?? kind.color },
			objectName: queriedObject(this.#restored.soql),
			soql: this.#restored.soql,
			phase: { kind: "idle" },
			columns: [],
			head: [],
			sort: [],
			loaded: 0,
			total: null,
			elapsedMs: 0,
			calls: 0,
			restore: JSON.stringify(this.#restored),
		};
	}

	async act(action: ProblemAction): Promise<void> {
		if (action === "rerun") await this.#run();
	}

	cancel(): void {}

	openRecord(): Promise<void> {
		return Promise.resolve();
	}

	sort(): void {}

	painted(): void {}

	dispose(): void {
		this.#changed.dispose();
	}
}
