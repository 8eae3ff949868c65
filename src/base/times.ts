const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat("en-GB", {
		timeZone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		hourCycle: "h23",
	});
	formats.set(timeZone, made);
	return made;
}

/** `2026-05-01T07:35:37.000+0000` as `2026-05-01 00:35:37` in a zone; what isn't a time stays as it is. */
export function dateTimeText(raw: string, timeZone: string): string {
	const at = Date.parse(raw.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
	return Number.isNaN(at) ? raw : shownAt(at, timeZone);
}

function shownAt(at: number, timeZone: string): string {
	const parts = new Map<string, string>(
		formatOf(timeZone)
			.formatToParts(at)
			.map(({ type, value }) => [type, value]),
	);
	const part = (name: string) => parts.get(name) ?? "";
	const day = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
	return `${day} ${part("hour")}:${part("minute")}:${part("second")}`;
}

/**
 * The instants (epoch milliseconds) at which a period begins and the next one does, in a zone: a year, a month, a day,
 * an hour, a minute or a second, as `2026`, `2026-05`, `2026-05-01`, `2026-05-01 07`, …. Undefined for what is none.
 */
export function periodIn(
	text: string,
	timeZone: string,
): { readonly from: number; readonly before: number } | undefined {
	const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?$/.exec(text);
	if (!match) return undefined;
	const given = match.slice(1).filter((part) => part !== undefined);
	const numbers = given.map(Number);
	const start = (add: number): number => {
		const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers.map((part, at) =>
			at === given.length - 1 ? part + add : part,
		);
		return instantOf(Date.UTC(year, month - 1, day, hour, minute, second), timeZone);
	};
	return { from: start(0), before: start(1) };
}

/** The instant that a zone's clocks show as `wall` (as if that were UTC); in a gap, where the clocks go on after it. */
function instantOf(wall: number, timeZone: string): number {
	let at = wall;
	// Twice: the first guess may be on the other side of a change of clocks.
	for (let turn = 0; turn < 2; turn++)
		at = wall - (Date.parse(`${shownAt(at, timeZone).replace(" ", "T")}Z`) - at);
	return at;
}
