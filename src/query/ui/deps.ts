import type * as vscode from "vscode";
import type { Event } from "../../base/emitter.ts";
import type { AppError } from "../../base/errors.ts";
import type { Log } from "../../base/op.ts";
import type { DescribeCache } from "../../orgs/describes.ts";
import type { OrgRegistry, StatePort } from "../../orgs/registry.ts";
import type { TargetOrg } from "../../orgs/targetOrg.ts";
import type { Layouts } from "../../results/layouts.ts";
import type { StoreThread } from "../../results/storeThread.ts";
import type { UserTimeZones } from "../../results/userTimeZones.ts";
import type { LoginId } from "../../salesforce/ids.ts";
import type { SchemaPort } from "../../soql/schema.ts";
import type { CommandRegistrar } from "../../workbench/commands.ts";
import type { ProgressRunner } from "../../workbench/progress.ts";
import type { Reporter } from "../../workbench/report.ts";
import type { QueryRun } from "../history.ts";
import type { QueryDoors } from "../queryDoors.ts";
import type { QueryModel } from "./queryModel.ts";

/** What running queries and showing their results uses. */
export interface QueryUiDeps {
	readonly registry: OrgRegistry;
	readonly target: TargetOrg;
	readonly commands: CommandRegistrar;
	readonly progress: ProgressRunner;
	readonly report: Reporter;
	readonly log: Log;
	/** What the query language knows of an org. */
	readonly schemaOf: (id: LoginId) => Promise<SchemaPort & { readonly onChange: Event<void> }>;
	/** Loaded when the first column is described. */
	readonly describes: () => Promise<DescribeCache>;
	/** Which API an object is queried through. */
	readonly doors: QueryDoors;
	readonly timeZones: UserTimeZones;
	/** How columns were set up. */
	readonly layouts: Layouts;
	/** Where rows are kept. */
	readonly rows: StoreThread;
	/** A number no earlier run had. */
	readonly nextRevision: () => number;
	/** Whether the panel of another file has this title: two tabs must not read the same. */
	readonly isTitleTaken: (title: string, uri: string) => boolean;
	/** Told when a run ended, with its error if it failed. */
	readonly onEnd: (model: QueryModel, error: AppError | undefined) => void;
	/** Puts the cursor into the query, at the error where there is one. */
	readonly showQuery: (model: QueryModel) => Promise<void>;
}

/** What a person chose when asked for an org: one that is signed in, or a way to another. */
export type OrgChoice = { readonly kind: "org"; readonly id: LoginId } | { readonly kind: "signIn" | "demo" };

export type QueryRoomDeps = Omit<
	QueryUiDeps,
	"layouts" | "doors" | "timeZones" | "rows" | "nextRevision" | "isTitleTaken" | "onEnd" | "showQuery"
> & {
	readonly extensionUri: vscode.Uri;
	/** What is kept for all windows. */
	readonly state: StatePort;
	/** What is kept for this workspace. */
	readonly workspaceState: StatePort;
	/** Told of a run that has ended: the history keeps it. */
	readonly ran: (run: QueryRun) => void;
	/** Asks for an org. Throws `cancelled` on Escape. The org room's own picker, handed in by `app.ts`. */
	readonly pickOrg: (placeHolder: string, current?: LoginId) => Promise<OrgChoice>;
};
