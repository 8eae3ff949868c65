import type { Grid } from "./grid.ts";
import type { MenuItems } from "./menu.ts";

/** What can be done with a column. */
export function columnMenu(
	grid: Grid,
	at: number,
	{ copyText, about }: { readonly copyText: (text: string) => void; readonly about: () => void },
): MenuItems {
	const { columns } = grid.header;
	const column = columns.list[at];
	if (!column) return [];
	const { name, index } = column;
	const { sort } = grid.arrangement;
	const sorted = sort.find((key) => key.column === index);
	const sortBy = (descending: boolean) => void grid.arrange({ sort: [{ column: index, descending }] });
	const change = (act: () => void) => () => {
		act();
		grid.layoutChanged();
	};
	return [
		{ label: "Sort Ascending", checked: sorted?.descending === false, run: () => sortBy(false) },
		{ label: "Sort Descending", checked: sorted?.descending === true, run: () => sortBy(true) },
		...(sort.length > 0
			? [{ label: "Sort as It Came", checked: false, run: () => void grid.arrange({ sort: [] }) }]
			: []),
		"line",
		{
			label: "Filter…",
			keys: "Ctrl+Shift+L",
			run: () => {
				if (!grid.header.filters.shown) grid.toggleFilters(true);
				grid.header.filters.focus(name);
			},
		},
		"line",
		{ label: "Hide Column", keys: "H", run: () => grid.hideColumn(at) },
		{ label: "Move Left", keys: "Alt+Shift+Left", run: () => grid.moveColumn(at, -1) },
		{ label: "Move Right", keys: "Alt+Shift+Right", run: () => grid.moveColumn(at, 1) },
		{ label: "Fit Width", run: () => grid.header.fit(at) },
		columns.frozen === at + 1
			? { label: "Unfreeze Columns", run: change(() => columns.freeze(0)) }
			: { label: "Freeze up to Here", run: change(() => columns.freeze(at + 1)) },
		"line",
		{ label: "Copy Column Name", run: () => copyText(name) },
		{ label: "About This Column", run: about },
	];
}

/** All columns, to be shown and hidden. */
export function columnsMenu(grid: Grid): MenuItems {
	const { columns } = grid.header;
	const change = (act: () => void) => () => {
		act();
		grid.layoutChanged();
	};
	return [
		{ label: "Show All", keys: "Shift+H", run: change(() => columns.showAll()) },
		{
			label: "Labels in Place of Names",
			checked: columns.labels,
			run: change(() => {
				columns.labels = !columns.labels;
				void grid.describe();
			}),
		},
		{ label: "As the Query Has Them", run: change(() => columns.forget()) },
		"line",
		...columns.all.map(({ name, shown }) => ({
			label: name,
			checked: shown,
			run: change(() => columns.setShown(name, !shown)),
		})),
	];
}
