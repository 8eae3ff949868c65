/** Date and time values in the text forms that the REST API sends; both forms compare as text. */

export const DAY_MS = 86_400_000;

const MOST_DAYS = 40_000;
const dayTexts = new Map<number, string>();
const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** `2026-05-01T07:35:37.000+0000` */
export function dateTimeText(epochMs: number): string {
	const ms = epochMs - Math.floor(epochMs / DAY_MS) * DAY_MS;
	const seconds = Math.floor(ms / 1000);
	const minutes = Math.floor(seconds / 60);
	const clock = `${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}`;
	return `${dateText(epochMs)}T${clock}.${String(Math.floor(ms) % 1000).padStart(3, "0")}+0000`;
}

/** `2026-05-01` (of the UTC day). Records are made of a few thousand days, so each is worded once. */
export function dateText(epochMs: number): string {
	const day = Math.floor(epochMs / DAY_MS);
	let text = dayTexts.get(day);
	if (text === undefined) {
		text = new Date(day * DAY_MS).toISOString().slice(0, 10);
		if (dayTexts.size < MOST_DAYS) dayTexts.set(day, text);
	}
	return text;
}

/** Milliseconds since 1970 of a value in the API's date or datetime form. */
export function epochOf(text: string): number {
	return Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a time zone is ahead of UTC at an instant, in milliseconds. */
export function zoneOffsetMs(epochMs: number, timeZone: string): number {
	let format = formats.get(timeZone);
	if (format === undefined) {
		format = new Intl.DateTimeFormat("en-US", {
			timeZone,
			hourCycle: "h23",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric",
		});
		formats.set(timeZone, format);
	}
	const parts: Record<string, number> = {};
	for (const { type, value } of format.formatToParts(epochMs)) parts[type] = Number(value);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epochMs / 1000) * 1000;
}

/** The UTC instant at which a local day (`YYYY-MM-DD`) begins in a time zone. */
export function startOfDayIn(date: string, timeZone: string): number {
	const naive = epochOf(date);
	const guess = naive - zoneOffsetMs(naive, timeZone);
	return naive - zoneOffsetMs(guess, timeZone);
}
