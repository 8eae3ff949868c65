import type { PartFile } from "./partFile.ts";

/** Bytes that are written at once. */
const CHUNK_BYTES = 1_000_000;

/** Collects bytes for a file: one piece of memory is filled while the other is written. */
export class Chunks {
	readonly #into: PartFile;
	#filling = Buffer.allocUnsafeSlow(CHUNK_BYTES);
	#writing = Buffer.allocUnsafeSlow(CHUNK_BYTES);
	#at = 0;

	constructor(into: PartFile) {
		this.#into = into;
	}

	/** Takes a copy. What it answers, when it does, is to be awaited before the next call. */
	add(bytes: Uint8Array): Promise<void> | undefined {
		if (this.#at + bytes.length <= this.#filling.length) {
			this.#filling.set(bytes, this.#at);
			this.#at += bytes.length;
			return undefined;
		}
		return this.#addAfterFlush(bytes);
	}

	async flush(): Promise<void> {
		if (this.#at === 0) return;
		const full = this.#filling;
		// Resolves when what was written before is, so that its memory is free.
		await this.#into.write(full.subarray(0, this.#at));
		this.#filling = this.#writing;
		this.#writing = full;
		this.#at = 0;
	}

	async #addAfterFlush(bytes: Uint8Array): Promise<void> {
		await this.flush();
		if (bytes.length > this.#filling.length) await this.#into.write(new Uint8Array(bytes));
		else await this.add(bytes);
	}
}
