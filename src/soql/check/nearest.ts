/** At most so many names are offered instead of one that doesn't exist. */
const OFFERED = 3;

/**
 * The names that a misspelt one may have meant, nearest first: those that are a few edits away, where swapped neighbours
 * are one edit; and those that differ by `__c`, `__r` or underscores only.
 */
export function nearest(name: string, names: Iterable<string>): string[] {
	const wanted = name.toLowerCase();
	const most = wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
	const bare = plain(wanted);
	const distance = distanceFrom(wanted, most);
	const found: { readonly name: string; readonly far: number }[] = [];
	for (const each of names) {
		const apart = Math.abs(each.length - wanted.length);
		// Endings and underscores make no greater difference.
		if (apart > most + ENDING) continue;
		const other = each.toLowerCase();
		if (other === wanted) continue;
		if (mayBeBare(other, bare) && plain(other) === bare) found.push({ name: each, far: 0.5 });
		else if (apart <= most) {
			const far = distance(other);
			if (far <= most && far < other.length) found.push({ name: each, far });
		}
	}
	found.sort((a, b) => a.far - b.far || a.name.localeCompare(b.name));
	return [...new Set(found.slice(0, OFFERED).map((each) => each.name))];
}

const ENDING = 6;

function mayBeBare(other: string, bare: string): boolean {
	return other.length >= bare.length && other.charCodeAt(0) === bare.charCodeAt(0);
}

function plain(name: string): string {
	return name.replace(/__[cr]$/, "").replaceAll("_", "");
}

/**
 * Counts edits from one text to others, swapped neighbours as one; gives more than `most` as soon as it is. Three rows
 * serve for all of them.
 */
function distanceFrom(from: string, most: number): (to: string) => number {
	const size = from.length + most + 2;
	let before = new Uint16Array(size);
	let row = new Uint16Array(size);
	let next = new Uint16Array(size);
	return (to) => {
		const beyond = most + 1;
		for (let j = 0; j <= to.length; j++) row[j] = j;
		for (let i = 1; i <= from.length; i++) {
			// Further from the diagonal than `most` nothing can count any more.
			const first = Math.max(1, i - most);
			const last = Math.min(to.length, i + most);
			next[first - 1] = first === 1 ? i : beyond;
			let least = beyond;
			const code = from.charCodeAt(i - 1);
			for (let j = first; j <= last; j++) {
				const other = to.charCodeAt(j - 1);
				const above = j === i + most ? beyond : (row[j] ?? beyond);
				let cost = Math.min(
					above + 1,
					(next[j - 1] ?? beyond) + 1,
					(row[j - 1] ?? beyond) + (code === other ? 0 : 1),
				);
				const isSwap =
					i > 1 &&
					j > 1 &&
					code === to.charCodeAt(j - 2) &&
					other === from.charCodeAt(i - 2) &&
					code !== other;
				if (isSwap) cost = Math.min(cost, (before[j - 2] ?? beyond) + 1);
				next[j] = cost;
				if (cost < least) least = cost;
			}
			if (least > most) return beyond;
			[before, row, next] = [row, next, before];
		}
		return row[to.length] ?? beyond;
	};
}
