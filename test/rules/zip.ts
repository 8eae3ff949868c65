/** The entries of a zip archive: name and unpacked size, from its central directory (APPNOTE 4.3.12). */
export function zipEntries(zip: Buffer): { readonly name: string; readonly size: number }[] {
	const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0) throw new Error("not a zip archive");
	const count = zip.readUInt16LE(end + 10);
	let at = zip.readUInt32LE(end + 16);
	return Array.from({ length: count }, () => {
		const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
		const name = zip.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
		const size = zip.readUInt32LE(at + 24);
		at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
		return { name, size };
	});
}
