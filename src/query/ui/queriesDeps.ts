import type * as vscode from "vscode";
import type { Log } from "../../base/op.ts";
import type { CrossWindowLock } from "../../orgs/refreshLock.ts";
import type { OrgRegistry } from "../../orgs/registry.ts";
import type { TargetOrg } from "../../orgs/targetOrg.ts";
import type { CommandRegistrar } from "../../workbench/commands.ts";
import type { Reporter } from "../../workbench/report.ts";

/** What the view of saved and earlier queries uses. */
export interface QueriesDeps {
	readonly registry: OrgRegistry;
	readonly target: TargetOrg;
	readonly commands: CommandRegistrar;
	readonly report: Reporter;
	readonly log: Log;
	/** The folder that all windows share. */
	readonly storageUri: vscode.Uri;
	readonly lock: CrossWindowLock;
}
