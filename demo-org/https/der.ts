/** The few forms of DER (ITU-T X.690) that a certificate is made of. Each function gives a whole value: tag, length, content. */

function tagged(tag: number, content: Buffer): Buffer {
	const size = content.length;
	const lengthBytes = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
	if (size > 0xffff) throw new RangeError(`a DER value of ${size} bytes is longer than the demo org writes`);
	return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}

export function sequence(...parts: readonly Buffer[]): Buffer {
	return tagged(0x30, Buffer.concat(parts));
}

export function set(...parts: readonly Buffer[]): Buffer {
	return tagged(0x31, Buffer.concat(parts));
}

/** A number from its big-endian bytes, taken as not negative. */
export function integer(bytes: Buffer): Buffer {
	const first = bytes[0] ?? 0;
	return tagged(0x02, first < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
}

export function boolean(value: boolean): Buffer {
	return tagged(0x01, Buffer.from([value ? 0xff : 0]));
}

export function bitString(bytes: Buffer, unusedBits = 0): Buffer {
	return tagged(0x03, Buffer.concat([Buffer.from([unusedBits]), bytes]));
}

export function octetString(bytes: Buffer): Buffer {
	return tagged(0x04, bytes);
}

export function utf8String(text: string): Buffer {
	return tagged(0x0c, Buffer.from(text));
}

/** A time before 2050, to the second. */
export function utcTime(epochMs: number): Buffer {
	const digits = new Date(epochMs).toISOString().replace(/\.\d+Z$|[-:T]/g, "");
	return tagged(0x17, Buffer.from(`${digits.slice(2)}Z`));
}

/** An object identifier from its dotted form. */
export function objectId(dotted: string): Buffer {
	const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
	return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
	const septets = [arc & 0x7f];
	for (let left = arc >>> 7; left > 0; left >>>= 7) septets.unshift((left & 0x7f) | 0x80);
	return septets;
}

/** `[number]` around whole values, or in place of a structured one's own tag. */
export function context(number: number, ...parts: readonly Buffer[]): Buffer {
	return tagged(0xa0 | number, Buffer.concat(parts));
}

/** `[number]` in place of the tag of plain bytes. */
export function contextBytes(number: number, bytes: Buffer): Buffer {
	return tagged(0x80 | number, bytes);
}
