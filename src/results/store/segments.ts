import { type Packed, SegmentReader, type Shape } from "./segment.ts";
import { SpillFile } from "./spillFile.ts";

/** Bytes of rows that stay in memory before the oldest go to disk. */
const MEMORY_BYTES = 256_000_000;
/** Segments that are kept open, or read back from disk: those of a screenful, under most orders. */
const AT_HAND = 512;
const AT_HAND_BYTES = 32_000_000;

/** One packed segment: in memory, or where it is on disk. */
export interface Segment {
	readonly shape: Shape;
	bytes: Buffer | undefined;
	at: number;
	readonly length: number;
}

/** All packed rows of one result: it knows how much memory they take and moves the oldest to disk above a limit. */
export class Segments {
	readonly #limit: number;
	readonly #makeFile: () => SpillFile;
	readonly #inMemory: Segment[] = [];
	readonly #atHand = new Map<Segment, SegmentReader>();
	#file: SpillFile | undefined;
	#bytes = 0;
	#atHandBytes = 0;

	constructor(limit = MEMORY_BYTES, makeFile = () => new SpillFile()) {
		this.#limit = limit;
		this.#makeFile = makeFile;
	}

	/** Bytes of packed rows in memory. */
	get memoryBytes(): number {
		return this.#bytes;
	}

	/** Takes a segment. It is kept even where it throws: `input` (diskFull), when memory and disk are both full. */
	add({ shape, bytes }: Packed): Segment {
		const segment: Segment = { shape, bytes, at: 0, length: bytes.length };
		this.#inMemory.push(segment);
		this.#bytes += bytes.length;
		return segment;
	}

	/** Moves what is above the limit to disk. Throws `input` (diskFull); nothing is lost then. */
	makeRoom(): void {
		let moved = 0;
		try {
			for (const segment of this.#inMemory) {
				if (this.#bytes <= this.#limit) break;
				if (segment.bytes) {
					this.#file ??= this.#makeFile();
					segment.at = this.#file.write(segment.bytes);
					segment.bytes = undefined;
					this.#bytes -= segment.length;
				}
				moved++;
			}
		} finally {
			this.#inMemory.splice(0, moved);
		}
	}

	/** A reader that is kept for who asks again soon. */
	reader(segment: Segment): SegmentReader {
		const known = this.#atHand.get(segment);
		if (known) return known;
		const reader = this.open(segment);
		this.#atHand.set(segment, reader);
		this.#atHandBytes += segment.length;
		for (const oldest of this.#atHand.keys()) {
			if (this.#atHand.size <= AT_HAND && this.#atHandBytes <= AT_HAND_BYTES) break;
			this.#atHand.delete(oldest);
			this.#atHandBytes -= oldest.length;
		}
		return reader;
	}

	/** A reader for who goes over everything once. */
	open(segment: Segment): SegmentReader {
		const bytes = segment.bytes ?? this.#file?.read(segment.at, segment.length);
		if (!bytes) throw new Error("a segment without bytes");
		return new SegmentReader({ shape: segment.shape, bytes });
	}

	dispose(): void {
		this.#file?.dispose();
		this.#file = undefined;
		this.#atHand.clear();
		this.#inMemory.length = 0;
	}
}
