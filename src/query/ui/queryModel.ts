import * as vscode from "vscode";
import { Emitter } from "../../base/emitter.ts";
import { AppError, failureOf, toAppError } from "../../base/errors.ts";
import { type Disposable, Latest, Lifetime } from "../../base/lifetime.ts";
import { KIND_MARKS } from "../../orgs/identity.ts";
import type { Org } from "../../orgs/org.ts";
import type {
	Arrangement,
	ChildInfo,
	ColumnDescribe,
	Layout,
	ProblemAction,
	ResultPhase,
	RowPath,
} from "../../pages/results.ts";
import { childObject, columnDescribes, type DescribeOf } from "../../results/columnDescribes.ts";
import type { RemoteStore } from "../../results/remoteStore.ts";
import { demoIsDown } from "../../results/ui/demoIsDown.ts";
import type { ModelInfo, ResultsModel } from "../../results/ui/resultsPanel.ts";
import { queryWrites } from "../../soql/effects.ts";
import { withoutComments } from "../../soql/lexer.ts";
import type { Filled } from "../../soql/parameters.ts";
import { offsetOfRow } from "../../soql/position.ts";
import { queriedObject } from "../../soql/selectList.ts";
import { QuerySession } from "../querySession.ts";
import type { QueryUiDeps } from "./deps.ts";
import { problemOf } from "./problems.ts";
import type { QuerySource, Restorable } from "./restorable.ts";

/** A query as it is sent, and how it stands in its file: with parameters in place of values. */
export interface RunQuery extends Filled {
	/** Without comments, at the file's positions. */
	readonly asWritten: string;
}

/** One query of one file, in the org it began with, behind a results panel. */
export class QueryModel implements ResultsModel {
	readonly org: Org;
	readonly soql: string;
	readonly query: RunQuery;
	readonly source: QuerySource;
	readonly #deps: QueryUiDeps;
	readonly #changed = new Emitter<void>();
	readonly #run = new Latest();
	/** Child rows are loaded for as long as this run is shown. */
	#children = new Lifetime();
	#childLoads: Promise<void> = Promise.resolve();
	#arranging: Promise<void> = Promise.resolve();
	/** Rows that were here when they were arranged last. */
	#arrangedRows = 0;
	readonly #describing = new Lifetime();
	readonly #started: number;
	/** As the tab shows it. */
	readonly title: string;
	readonly nextRevision: () => number;
	pinned = false;
	readonly #lost: Disposable;
	#session: QuerySession;
	#timeZone: string | null = null;
	/** The first revision of the run that is shown. */
	#runNumber = 0;
	readonly onChange = this.#changed.event;

	constructor(deps: QueryUiDeps, org: Org, query: RunQuery, source: QuerySource, started: number) {
		const soql = query.text;
		this.query = query;
		this.#deps = deps;
		this.org = org;
		this.soql = soql;
		this.source = source;
		this.#started = started;
		const object = queriedObject(soql);
		const title = `${object === "" ? vscode.l10n.t("Results") : object} · ${org.label}`;
		this.title = deps.isTitleTaken(title, source.uri) ? `${title} · ${fileName(source.uri)}` : title;
		this.nextRevision = deps.nextRevision;
		this.#session = this.#newSession();
		this.#lost = deps.rows.onLost(() => this.#lose());
	}

	get store(): RemoteStore {
		return this.#session.store;
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
		// What came since the rows were sorted finds its place; filters have kept up.
		await this.#arranging;
		const { sort, filters, contains, loaded } = this.store.info;
		if (sort.length > 0 && loaded > this.#arrangedRows) await this.arrange([], { sort, filters, contains });
		if (this.#timeZone === null && this.store.info.columns.some(({ kind }) => kind === "datetime"))
			void this.#readTimeZone();
		const { state, calls, elapsedMs } = this.#session;
		this.#deps.log.info(`[query] ${state.kind} ${loaded} rows, ${calls} calls, ${Math.round(elapsedMs)} ms`);
		this.#deps.onEnd(this, state.kind === "stopped" ? state.error : undefined);
	}

	info(): ModelInfo {
		const { total, calls, elapsedMs, store } = this.#session;
		const identity = this.#deps.registry.identity(this.org.id);
		const { mark, color } = KIND_MARKS[this.org.kind];
		const restore: Restorable = {
			...this.source,
			soql: this.soql,
			loginId: this.org.id,
			orgLabel: this.org.label,
			pinned: this.pinned,
		};
		return {
			pinned: this.pinned,
			...store.info,
			run: this.#runNumber,
			timeZone: this.#timeZone,
			layout: this.#deps.layouts.of(queriedObject(this.soql), store.info.columns),
			org: { label: this.org.label, mark, color: identity?.color ?? color },
			objectName: queriedObject(this.soql),
			soql: this.soql,
			phase: this.#phase(),
			total,
			elapsedMs,
			calls,
			restore: JSON.stringify(restore),
		};
	}

	cancel(): void {
		this.#run.dispose();
		this.#endChildLoads();
	}

	#endChildLoads(): void {
		this.#children.dispose();
		this.#children = new Lifetime();
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

	async arrange(path: RowPath, arrangement: Arrangement): Promise<ChildInfo | null> {
		const { store } = this;
		const { loaded } = store.info;
		const arranging = store.arrange(path, arrangement, this.nextRevision());
		if (path.length === 0) {
			this.#arranging = arranging.then(
				() => undefined,
				() => undefined,
			);
			this.#arrangedRows = loaded;
		}
		const stands = await arranging;
		if (path.length > 0) return store.children(path, 0);
		if (stands && store === this.store) this.#changed.fire();
		return null;
	}

	async describe(path: RowPath): Promise<readonly (ColumnDescribe | null)[]> {
		const describes = await this.#deps.describes();
		const { signal } = this.#describing;
		return this.#deps.progress.run({ title: this.title, where: "quiet", signal }, async (op) => {
			const asked = new Map<string, ReturnType<DescribeOf>>();
			const describeOf: DescribeOf = (name) => {
				const known = asked.get(name.toLowerCase());
				if (known) return known;
				const asking = describes
					.object(op, this.org, name, { api: this.#session.api })
					.catch((thrown: unknown) => {
						// What this user doesn't see has nothing to say.
						if (failureOf(thrown, "api")?.status === 404) return undefined;
						throw thrown;
					});
				asked.set(name.toLowerCase(), asking);
				return asking;
			};
			let object: string | undefined = queriedObject(this.soql);
			let { columns } = this.store.info;
			for (const [depth, { column }] of path.entries()) {
				object = object && (await childObject(columns[column]?.name ?? "", object, describeOf));
				columns = (await this.store.children(path.slice(0, depth + 1), 0))?.columns ?? [];
			}
			return object ? columnDescribes(columns, object, describeOf) : columns.map(() => null);
		});
	}

	async keepLayout(layout: Layout): Promise<void> {
		await this.#deps.layouts.keep(queriedObject(this.soql), this.store.info.columns, layout);
	}

	/** One after another: who asks while others load waits for them. */
	loadChildren(path: RowPath): Promise<void> {
		const { signal } = this.#children;
		const load = () =>
			this.#deps.progress.run({ title: this.title, where: "notification", signal }, (op) =>
				this.#session.loadChildren(op, path),
			);
		const loading = this.#childLoads.then(load);
		this.#childLoads = loading.catch(() => undefined);
		return loading;
	}

	painted(rows: number, at: number): void {
		const sinceBytes = (at - (this.#session.receivedAt ?? at)).toFixed(1);
		const sinceCommand = (at - this.#started).toFixed(1);
		this.#deps.log.info(
			`[query] painted ${rows} rows: ${sinceBytes} ms after the first page's bytes, ${sinceCommand} ms after the command`,
		);
	}

	dispose(): void {
		this.#lost.dispose();
		this.#run.dispose();
		this.#children.dispose();
		this.#describing.dispose();
		this.#session.dispose();
		this.#changed.dispose();
	}

	/** A query error with line and column of the file instead of the query, as far as the file is open and unchanged. */
	located(error: AppError): AppError {
		const query = failureOf(error, "query");
		const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.source.uri);
		if (query?.line === undefined || !document || !this.isStillIn(document)) return error;
		const offset = this.source.start + this.offsetOf(query.line, query.column ?? 1);
		const { line, character } = document.positionAt(offset);
		return new AppError({ ...query, line: line + 1, column: character + 1 }, error.message, { cause: error });
	}

	/** Whether the document has this query where it was when it ran: else positions in it mean nothing. */
	isStillIn(document: vscode.TextDocument): boolean {
		const { start } = this.source;
		const { asWritten } = this.query;
		return withoutComments(document.getText()).slice(start, start + asWritten.length) === asWritten;
	}

	/** Where a place that the org names stands in the query as it was written. */
	offsetOf(row: number, column: number): number {
		return this.query.written(offsetOfRow(this.soql, row, column));
	}

	#newSession(store = this.#deps.rows.create(this.soql, this.nextRevision())): QuerySession {
		this.#runNumber = store.info.revision;
		this.#arrangedRows = 0;
		if (this.#timeZone !== null) store.setTimeZone(this.#timeZone).catch(() => undefined);
		const connection = () => {
			// Signed out and in again, a login has another connection; signed out, it has none.
			if (this.#deps.registry.identity(this.org.id)) return this.#deps.registry.org(this.org.id).connection;
			throw new AppError({ kind: "auth", reason: "secretMissing", loginId: this.org.id });
		};
		const door = this.#deps.doors.of(this.org, queriedObject(this.soql));
		const session = new QuerySession(this.org, this.soql, store, connection, door);
		session.onChange(() => this.#changed.fire());
		return session;
	}

	/** After a sign-in: it may have been given up, or been another login's. */
	async #goOnIfSignedIn(): Promise<void> {
		const identity = this.#deps.registry.identity(this.org.id);
		if (identity && identity.needsLogin === undefined) await this.load();
	}

	/** Asked once a login, after the rows are there: they don't wait for it. */
	async #readTimeZone(): Promise<void> {
		const { signal } = this.#describing;
		const { store } = this;
		try {
			this.#timeZone = await this.#deps.progress.run({ title: this.title, where: "quiet", signal }, (op) =>
				this.#deps.timeZones.of(op, this.org),
			);
			await store.setTimeZone(this.#timeZone);
			this.#changed.fire();
		} catch (thrown) {
			this.#deps.log.trace(`[query] no time zone: ${toAppError(thrown).message}`);
		}
	}

	#lose(): void {
		this.#run.dispose();
		this.#endChildLoads();
		this.#session.dispose();
		this.#session = this.#newSession(this.#deps.rows.nothing(this.soql, this.nextRevision()));
		this.#session.lose();
	}

	/** Runs anew; how the rows were arranged holds for those that come, as far as they have the same columns. */
	async #again(): Promise<void> {
		const { columns, sort, filters, contains } = this.store.info;
		this.#run.dispose();
		this.#endChildLoads();
		this.#session.dispose();
		this.#session = this.#newSession();
		await this.load();
		if (sort.length === 0 && filters.length === 0 && contains === "") return;
		const now = new Map(this.store.info.columns.map(({ name }, at) => [name, at]));
		const kept = <T extends { readonly column: number }>(of: readonly T[]): T[] =>
			of.flatMap((each) => {
				const column = now.get(columns[each.column]?.name ?? "");
				return column === undefined ? [] : [{ ...each, column }];
			});
		await this.arrange([], { sort: kept(sort), filters: kept(filters), contains });
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
				const problem = problemOf(
					this.located(state.error),
					store.info.loaded > 0,
					demoIsDown(state.error, this.org.instanceUrl),
				);
				if (store.info.loaded === 0 && !wasCancelled) return { kind: "failed", problem };
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
