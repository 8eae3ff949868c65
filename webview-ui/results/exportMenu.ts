import type { ExportAsked, ExportFormat } from "../../src/pages/results.ts";
import type { Grid } from "./grid.ts";
import type { MenuItem, MenuItems } from "./menu.ts";

const FORMATS: readonly (readonly [format: ExportFormat, label: string, children: boolean])[] = [
	["csv", "CSV", false],
	["csv", "CSV, Child Rows in Files of Their Own", true],
	["xlsx", "Excel", true],
	["json", "JSON", true],
	["jsonl", "JSON Lines", true],
];

/**
 * The formats of a whole result. Where rows or columns are filtered or hidden, it is asked whether what is shown is meant,
 * or all.
 */
export function exportMenu(
	grid: Grid,
	counts: { readonly loaded: number; readonly shown: number },
	write: (asked: ExportAsked) => void,
): MenuItems {
	const { list, all } = grid.header.columns;
	const hasChildren = all.some(({ kind }) => kind === "children");
	const formats = FORMATS.filter(([format, , children]) => format !== "csv" || !children || hasChildren);
	const items = (what: string, of: Pick<ExportAsked, "rows" | "columns">): MenuItem[] =>
		formats.map(([format, label, children]) => ({
			label: `Export ${what}as ${label}…`,
			run: () => write({ ...of, format, children: children && hasChildren }),
		}));
	const shown = items("", { rows: "shown", columns: list.map(({ index }) => index) });
	if (counts.shown === counts.loaded && list.length === all.length) return shown;
	return [...shown, "line", ...items("All ", { rows: "all", columns: undefined })];
}
