import { type HistoryEntry, historyId } from "./history.ts";

/** A query that is kept as a file. */
export interface SavedQuery {
	/** Where it belongs: the name of a workspace folder, or null for the person's own library. */
	readonly place: string | null;
	/** Below its place, with slashes: `queries/first.soql`. */
	readonly path: string;
	readonly uri: string;
}

/** Days as people say them. */
export type Day = { readonly kind: "today" | "yesterday" } | { readonly kind: "date"; readonly at: number };

/** What stands in the view of queries. Ids stay the same over reloads, so that what was open stays open. */
export type QueryNode =
	| { readonly kind: "saved" | "history"; readonly id: string; readonly children: readonly QueryNode[] }
	| {
			readonly kind: "folder";
			readonly id: string;
			readonly place: string | null;
			readonly path: string;
			readonly children: readonly QueryNode[];
	  }
	| { readonly kind: "file"; readonly id: string; readonly name: string; readonly saved: SavedQuery }
	| {
			readonly kind: "day";
			readonly id: string;
			readonly day: Day;
			readonly children: readonly QueryNode[];
	  }
	| { readonly kind: "run"; readonly id: string; readonly entry: HistoryEntry }
	/** Says that there is nothing yet. */
	| { readonly kind: "none"; readonly id: string; readonly of: "saved" | "history" };

/** Saved queries by place and folder, places and names in order, the library first. */
export function savedNodes(saved: readonly SavedQuery[]): readonly QueryNode[] {
	if (saved.length === 0) return [{ kind: "none", id: "none:saved", of: "saved" }];
	const folders = Map.groupBy(saved, (one) => JSON.stringify([one.place, folderOf(one.path)]));
	return [...folders.entries()]
		.map(([id, files]) => ({
			id,
			files,
			place: files[0]?.place ?? null,
			path: folderOf(files[0]?.path ?? ""),
		}))
		.sort(
			(a, b) =>
				Number(a.place !== null) - Number(b.place !== null) ||
				(a.place ?? "").localeCompare(b.place ?? "") ||
				a.path.localeCompare(b.path),
		)
		.map(({ id, files, place, path }) => ({
			kind: "folder",
			id: `folder:${id}`,
			place,
			path,
			children: files
				.map((one): QueryNode => ({ kind: "file", id: one.uri, name: nameOf(one.path), saved: one }))
				.sort((a, b) => (a.kind === "file" && b.kind === "file" ? a.name.localeCompare(b.name) : 0)),
		}));
}

/** Runs by the day of the latest, in local time, newest first. */
export function historyNodes(entries: readonly HistoryEntry[], now: number): readonly QueryNode[] {
	if (entries.length === 0) return [{ kind: "none", id: "none:history", of: "history" }];
	const days = Map.groupBy(entries, ({ at }) => startOfDay(at));
	return [...days.entries()]
		.sort(([a], [b]) => b - a)
		.map(([start, runs]) => ({
			kind: "day",
			id: `day:${new Date(start).toDateString()}`,
			day: dayOf(start, now),
			children: runs
				.toSorted((a, b) => b.at - a.at)
				.map((one): QueryNode => ({ kind: "run", id: `run:${historyId(one)}`, entry: one })),
		}));
}

/** The query in one line, without what only lays it out. */
export function oneLine(soql: string): string {
	return soql.replace(/\s+/g, " ").trim();
}

/** What a file may be called; null for what none may. Without an ending it gets ours. */
export function libraryFileName(given: string): string | null {
	const name = given
		.trim()
		.replace(/\.soql$/i, "")
		.trim();
	// What Windows, macOS or Linux refuses or takes for a path.
	if (name === "" || name.length > 120 || /[\\/:*?"<>|\p{Cc}]|^\.|\.$/u.test(name)) return null;
	return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? null : `${name}.soql`;
}

function folderOf(path: string): string {
	return path.split("/").slice(0, -1).join("/");
}

function nameOf(path: string): string {
	return (path.split("/").at(-1) ?? "").replace(/\.soql$/i, "");
}

function startOfDay(at: number): number {
	const day = new Date(at);
	day.setHours(0, 0, 0, 0);
	return day.getTime();
}

function dayOf(start: number, now: number): Day {
	const today = startOfDay(now);
	if (start === today) return { kind: "today" };
	// Noon before: a day may have 23 or 25 hours.
	if (start === startOfDay(today - 43_200_000)) return { kind: "yesterday" };
	return { kind: "date", at: start };
}
