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

/** The `sequence`-th id of a type, 18 characters: key prefix, instance, serial number in base 62. */
export function idFor(keyPrefix: string, sequence: number, instance: string = INSTANCE): string {
	let serial = "";
	for (let left = sequence; left > 0; left = Math.floor(left / 62))
		serial = BASE62.charAt(left % 62) + serial;
	const head = keyPrefix + instance.padEnd(6, "0");
	const whole = head + serial.padStart(15 - head.length, "0");
	return whole + suffixOf(whole);
}
