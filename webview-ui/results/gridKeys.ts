import { type Bounds, type CellAt, moved } from "./selection.ts";

export type GridCommand =
	| { readonly kind: "move"; readonly to: CellAt; readonly extend: boolean }
	| { readonly kind: "select"; readonly what: "all" | "row" | "column" }
	| { readonly kind: "copy"; readonly headers: boolean }
	/** The next order of the active column; with `more` behind the columns that rows are sorted by. */
	| { readonly kind: "sort"; readonly more: boolean }
	| { readonly kind: "open" }
	| { readonly kind: "enterChild" }
	/** Out of child rows. */
	| { readonly kind: "leave" }
	| { readonly kind: "moveColumn"; readonly by: number }
	| { readonly kind: "hideColumn" }
	| { readonly kind: "showAllColumns" }
	/** The menu of the active column. */
	| { readonly kind: "menu" }
	| { readonly kind: "resize"; readonly by: number };

export type Keystroke = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "code">;

const RESIZE_STEP_PX = 20;

/** What a key does in the grid; undefined for a key that is not the grid's. */
export function commandFor(event: Keystroke, active: CellAt, bounds: Bounds): GridCommand | undefined {
	const { altKey: alt, shiftKey: shift } = event;
	const jump = event.ctrlKey || event.metaKey;
	const key = event.key.toLowerCase();
	if (alt) {
		if (shift && (key === "arrowright" || key === "arrowleft"))
			return { kind: "moveColumn", by: key === "arrowright" ? 1 : -1 };
		if (key === "arrowright") return { kind: "enterChild" };
		if (key === "arrowleft") return { kind: "leave" };
		// By place on the keyboard: with Shift and Alt the character differs from layout to layout.
		if (shift && event.code === "Equal") return { kind: "resize", by: RESIZE_STEP_PX };
		if (shift && event.code === "Minus") return { kind: "resize", by: -RESIZE_STEP_PX };
		return undefined;
	}
	const to = moved(active, event.key, jump, bounds);
	if (to) return { kind: "move", to, extend: shift };
	if (jump && key === "a") return { kind: "select", what: "all" };
	if (jump && key === "c") return { kind: "copy", headers: shift };
	if (key === "s" && !jump) return { kind: "sort", more: shift };
	if (key === "h" && !jump) return shift ? { kind: "showAllColumns" } : { kind: "hideColumn" };
	if (key === "contextmenu" || (shift && key === "f10")) return { kind: "menu" };
	if (key === "escape") return { kind: "leave" };
	if (key === " ") return { kind: "select", what: jump ? "column" : "row" };
	return (key === "enter" && !jump) || key === "f2" ? { kind: "open" } : undefined;
}
