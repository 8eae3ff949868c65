import type { Log } from "../../base/op.ts";
import type { HttpSend } from "../../salesforce/http.ts";
import type { CommandRegistrar } from "../../workbench/commands.ts";
import type { ProgressRunner } from "../../workbench/progress.ts";
import type { Reporter } from "../../workbench/report.ts";
import type { DemoOrgProcess } from "../demoOrg.ts";
import type { OrgRegistry } from "../registry.ts";
import type { TargetOrg } from "../targetOrg.ts";

/** What the org commands, views and providers use. */
export interface OrgUiDeps {
	readonly registry: OrgRegistry;
	readonly target: TargetOrg;
	readonly commands: CommandRegistrar;
	readonly progress: ProgressRunner;
	readonly report: Reporter;
	readonly send: HttpSend;
	readonly log: Log;
	/** Made on first use: it loads a chunk. */
	readonly demo: () => Promise<DemoOrgProcess>;
}
