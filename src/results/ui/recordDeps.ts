import type * as vscode from "vscode";
import type { Log } from "../../base/op.ts";
import type { DescribeCache } from "../../orgs/describes.ts";
import type { OrgRegistry } from "../../orgs/registry.ts";
import type { TargetOrg } from "../../orgs/targetOrg.ts";
import type { CommandRegistrar } from "../../workbench/commands.ts";
import type { ProgressRunner } from "../../workbench/progress.ts";

/** What showing records uses. */
export interface RecordRoomDeps {
	readonly registry: OrgRegistry;
	readonly target: TargetOrg;
	readonly commands: CommandRegistrar;
	readonly progress: ProgressRunner;
	readonly log: Log;
	readonly extensionUri: vscode.Uri;
	/** Made on first use: it loads a chunk. */
	readonly describes: () => Promise<DescribeCache>;
}
