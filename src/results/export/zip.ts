import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";
import { AppError } from "../../base/errors.ts";

/** Takes bytes in their order. */
export type Write = (bytes: Uint8Array) => Promise<void>;

const deflated = promisify(deflateRaw) as (
	bytes: Uint8Array,
	options: { level: number; finishFlush: number },
) => Promise<Buffer>;

/** The platform's threads compress this many pieces side by side; more are not held. */
const PIECES_AT_WORK = 4;
/** Sheets are text that repeats itself: more work makes them little smaller. */
const LEVEL = 2;
const MOST_BYTES = 0xff_ff_ff_ff;
/** An empty last block ends what pieces, each flushed to a byte's end, have written. */
const LAST_BLOCK = Buffer.from([0x03, 0x00]);

interface Entry {
	readonly name: Buffer;
	readonly at: number;
	crc: number;
	packed: number;
	size: number;
}

/**
 * A ZIP file written from its beginning to its end (PKWARE APPNOTE 6.3: sizes stand behind each entry, in a data
 * descriptor). Throws `input` (workbookTooLarge) above 4 GB, which would need another form of it.
 */
export class ZipWriter {
	readonly #write: Write;
	readonly #entries: Entry[] = [];
	#at = 0;

	constructor(write: Write) {
		this.#write = write;
	}

	/** Writes one file; its text comes piece by piece. */
	async add(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
		const entry: Entry = { name: Buffer.from(name), at: this.#at, crc: 0, packed: 0, size: 0 };
		this.#entries.push(entry);
		await this.#put(localHeader(entry));
		const atWork: Promise<Buffer>[] = [];
		const writeOldest = async () => {
			const packed = (await atWork.shift()) ?? Buffer.alloc(0);
			entry.packed += packed.length;
			await this.#put(packed);
		};
		try {
			for await (const piece of pieces) {
				const bytes = Buffer.from(piece);
				entry.crc = crc32(bytes, entry.crc);
				entry.size += bytes.length;
				if (entry.size > MOST_BYTES) throw tooLarge();
				atWork.push(deflated(bytes, { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH }));
				if (atWork.length >= PIECES_AT_WORK) await writeOldest();
			}
			while (atWork.length > 0) await writeOldest();
		} finally {
			await Promise.allSettled(atWork);
		}
		entry.packed += LAST_BLOCK.length;
		await this.#put(LAST_BLOCK);
		await this.#put(descriptor(entry));
	}

	/** Writes the directory. */
	async end(): Promise<void> {
		const at = this.#at;
		for (const entry of this.#entries) await this.#put(directoryHeader(entry));
		await this.#put(endRecord(this.#entries.length, this.#at - at, at));
	}

	async #put(bytes: Buffer): Promise<void> {
		this.#at += bytes.length;
		if (this.#at > MOST_BYTES) throw tooLarge();
		await this.#write(bytes);
	}
}

function tooLarge(): AppError {
	return new AppError({ kind: "input", problem: "workbookTooLarge" });
}

const VERSION = 20;
/** Sizes follow the bytes; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: what a workbook holds does not say when it was made. */
const DATE = 0x21;

function localHeader({ name }: Entry): Buffer {
	const bytes = Buffer.alloc(30);
	bytes.writeUInt32LE(0x04034b50, 0);
	bytes.writeUInt16LE(VERSION, 4);
	bytes.writeUInt16LE(FLAGS, 6);
	bytes.writeUInt16LE(DEFLATED, 8);
	bytes.writeUInt16LE(DATE, 12);
	bytes.writeUInt16LE(name.length, 26);
	return Buffer.concat([bytes, name]);
}

function descriptor({ crc, packed, size }: Entry): Buffer {
	const bytes = Buffer.alloc(16);
	bytes.writeUInt32LE(0x08074b50, 0);
	bytes.writeUInt32LE(crc, 4);
	bytes.writeUInt32LE(packed, 8);
	bytes.writeUInt32LE(size, 12);
	return bytes;
}

function directoryHeader({ name, at, crc, packed, size }: Entry): Buffer {
	const bytes = Buffer.alloc(46);
	bytes.writeUInt32LE(0x02014b50, 0);
	bytes.writeUInt16LE(VERSION, 4);
	bytes.writeUInt16LE(VERSION, 6);
	bytes.writeUInt16LE(FLAGS, 8);
	bytes.writeUInt16LE(DEFLATED, 10);
	bytes.writeUInt16LE(DATE, 14);
	bytes.writeUInt32LE(crc, 16);
	bytes.writeUInt32LE(packed, 20);
	bytes.writeUInt32LE(size, 24);
	bytes.writeUInt16LE(name.length, 28);
	bytes.writeUInt32LE(at, 42);
	return Buffer.concat([bytes, name]);
}

function endRecord(entries: number, size: number, at: number): Buffer {
	const bytes = Buffer.alloc(22);
	bytes.writeUInt32LE(0x06054b50, 0);
	bytes.writeUInt16LE(entries, 8);
	bytes.writeUInt16LE(entries, 10);
	bytes.writeUInt32LE(size, 12);
	bytes.writeUInt32LE(at, 16);
	return bytes;
}
