/**
 * Salesforce record ids: 15 case-sensitive characters, or 18 where the last three restore the case of the
 * first 15 (five-character chunks, bit i set when character i is A-Z).
 */

const SUFFIX_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const INSTANCE = "Dm0";

function suffixOf(id15: string): string {
	let suffix = "";
	for (let chunk = 0; chunk < 3; chunk += 1) {
		let bits = 0;
		for (let i = 0; i < 5; i += 1) {
			const code = id15.charCodeAt(chunk * 5 + i);
			if (code >= 65 && code <= 90) bits |= 1 << i;
		}
		suffix += SUFFIX_ALPHABET.charAt(bits);
	}
	return suffix;
}

/** The 18-character form of a well-formed 15- or 18-character id (18: in any letter case), or null. */
export function id18(text: string): string | null {
	if (!/^[A-Za-z0-9]+$/.test(text)) return null;
	if (text.length === 15) return text + suffixOf(text);
	if (text.length !== 18) return null;
	const upper = text.toUpperCase();
	let restored = "";
	for (let i = 0; i < 15; i += 1) {
		const bits = SUFFIX_ALPHABET.indexOf(upper.charAt(15 + Math.floor(i / 5)));
		if (bits < 0) return null;
		const isUpper = (bits >> (i % 5)) & 1;
		restored += isUpper ? upper.charAt(i) : text.charAt(i).toLowerCase();
	}
	return restored + suffixOf(restored);
}

/** The 15-character form of an id that is known to be well formed. */
export function id15(id: string): string {
	return id.slice(0, 15);
}

/** The serial number in an id of that prefix and instance; 0 when it is of another. */
export function sequenceOf(id: string, keyPrefix: string, instance: string): number {
	if (!id.startsWith(keyPrefix) || !id.startsWith(instance.padEnd(6, "0"), keyPrefix.length)) return 0;
	let sequence = 0;
	for (let i = keyPrefix.length + 6; i < 15; i += 1) {
		const digit = BASE62.indexOf(id.charAt(i));
		if (digit < 0) return 0;
		sequence = sequence * 62 + digit;
	}
	return sequence;
}

/** What ids of one prefix and instance have in common: their first nine characters and the suffix bits of those. */
interface Family {
	readonly head: string;
	readonly suffix: string;
	readonly bits: number;
}

const families = new Map<string, Map<string, Family>>();

function familyOf(keyPrefix: string, instance: string): Family {
	let byPrefix = families.get(instance);
	if (byPrefix === undefined) families.set(instance, (byPrefix = new Map<string, Family>()));
	let family = byPrefix.get(keyPrefix);
	if (family === undefined) {
		const head = keyPrefix + instance.padEnd(6, "0");
		const suffix = suffixOf(`${head}000000`);
		family = { head, suffix: suffix.charAt(0), bits: SUFFIX_ALPHABET.indexOf(suffix.charAt(1)) };
		byPrefix.set(keyPrefix, family);
	}
	return family;
}

/** Every pair of base-62 digits as text, and which of the two is A-Z (bit 0 the first, bit 1 the second). */
const PAIRS: readonly string[] = Array.from({ length: 3844 }, (_, pair) => {
	return BASE62.charAt(Math.floor(pair / 62)) + BASE62.charAt(pair % 62);
});
const PAIR_BITS: readonly number[] = PAIRS.map((pair) => {
	return (/^[A-Z]/.test(pair) ? 1 : 0) | (/[A-Z]$/.test(pair) ? 2 : 0);
});

/** The `sequence`-th id of a type, 18 characters: key prefix (3), instance (up to 6), serial number in base 62. */
export function idFor(keyPrefix: string, sequence: number, instance: string = INSTANCE): string {
	const { head, suffix, bits } = familyOf(keyPrefix, instance);
	const first = Math.floor(sequence / 14_776_336) % 3844;
	const second = Math.floor(sequence / 3844) % 3844;
	const third = sequence % 3844;
	const firstBits = PAIR_BITS[first] ?? 0;
	const middle = SUFFIX_ALPHABET.charAt(bits | ((firstBits & 1) << 4));
	const last = SUFFIX_ALPHABET.charAt(
		(firstBits >> 1) | ((PAIR_BITS[second] ?? 0) << 1) | ((PAIR_BITS[third] ?? 0) << 3),
	);
	return head + PAIRS[first] + PAIRS[second] + PAIRS[third] + suffix + middle + last;
}
