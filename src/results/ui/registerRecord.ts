import * as vscode from "vscode";
import { toAppError } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { RecordRoomDeps } from "./recordDeps.ts";
import type { RecordPanels } from "./recordPanels.ts";
import { RECORD_VIEW } from "./view.ts";

/** The command that shows a record, and restored record panels; the room itself is loaded when the first is used. */
export function registerRecord(deps: RecordRoomDeps): Lifetime {
	const life = new Lifetime();
	let room: Promise<RecordPanels> | undefined;
	const panels = (): Promise<RecordPanels> => {
		room ??= import("./recordPanels.ts").then(({ RecordPanels }) => life.own(new RecordPanels(deps)));
		return room;
	};
	life.own(
		deps.commands.on("orgsmith.record.show", async (recordId, loginId) =>
			(await panels()).show(recordId, loginId),
		),
	);
	life.own(
		vscode.window.registerWebviewPanelSerializer(RECORD_VIEW, {
			deserializeWebviewPanel: async (panel, state) => {
				try {
					(await panels()).restore(panel, state);
				} catch (thrown) {
					deps.log.error(`[record] a panel could not be restored: ${toAppError(thrown).message}`);
					panel.dispose();
				}
			},
		}),
	);
	return life;
}
