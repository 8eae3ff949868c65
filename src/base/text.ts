/** `48210` → `48,210`. Grouping is the reader's locale's. */
export function grouped(count: number, locale?: string): string {
	return count.toLocaleString(locale);
}

/** A humane duration: `840 ms`, `1.2 s`, `3 min 5 s`. */
export function duration(ms: number): string {
	if (ms < 999.5) return `${Math.round(ms)} ms`;
	if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A decimal size: `512 B`, `3.4 MB`. */
export function byteSize(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Cuts to at most `length` UTF-16 units without splitting a surrogate pair, with `…` where it cut. */
export function clipped(text: string, length: number): string {
	if (text.length <= length) return text;
	const last = text.charCodeAt(length - 1);
	const end = last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
	return `${text.slice(0, end)}…`;
}
