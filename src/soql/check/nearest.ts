/** At most so many names are offered instead of one that doesn't exist. */
const OFFERED = 3;

/**
 * The names that a misspelt one may have meant, nearest first: those that a few edits away, where swapped neighbours
 * are one edit; and those that differ by `__c`, `__r` or underscores only.
 */
export function nearest(name: string, names: Iterable<string>): string[] {
	const wanted = name.toLowerCase();
	const most = wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
	const bare = plain(wanted);
	const found: { readonly name: string; readonly far: number }[] = [];
	for (const each of names) {
		const other = each.toLowerCase();
		if (other === wanted) continue;
		if (plain(other) === bare) found.push({ name: each, far: 0.5 });
		else if (Math.abs(other.length - wanted.length) <= most) {
			const far = distance(wanted, other, most);
			if (far <= most && far < other.length) found.push({ name: each, far });
		}
	}
	found.sort((a, b) => a.far - b.far || a.name.localeCompare(b.name));
	return [...new Set(found.slice(0, OFFERED).map((each) => each.name))];
}

function plain(name: string): string {
	return name.replace(/__[cr]$/, "").replaceAll("_", "");
}

/** Edits between two texts, swapped neighbours as one; anything above `most` where it is more. */
function distance(a: string, b: string, most: number): number {
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
			let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
			const isSwap =
				i > 1 &&
				j > 1 &&
				a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
				a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
			if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			next.push(cost);
			if (cost < least) least = cost;
		}
		if (least > most) return most + 1;
		before = row;
		row = next;
	}
	return row[b.length] ?? most + 1;
}
