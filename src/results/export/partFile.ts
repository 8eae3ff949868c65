import { type FileHandle, open, realpath, rename, rm } from "node:fs/promises";
import { AppError, cancelled } from "../../base/errors.ts";

/** Opens a file that isn't there yet, for writing. */
export type OpenNew = (file: string) => Promise<FileHandle>;

const openNew: OpenNew = (file) => open(file, "wx");

/** The name of what will be `file`, until it is complete. */
export function partName(file: string, token: string): string {
	return `${file}.${token}.part`;
}

/** Bytes after which the disk is asked to have them. */
const SYNC_BYTES = 16_000_000;

/**
 * A file that is seen under its name only when it is complete: until then, and when it never is, what was there before
 * stays. All throw `input` (fileNotWritten) for what the system refuses.
 */
export class PartFile {
	readonly file: string;
	readonly #target: string;
	readonly #part: string;
	readonly #handle: FileHandle;
	#writing: Promise<void> = Promise.resolve();
	#failure: unknown;
	#closed = false;
	#syncing: Promise<void> | undefined;
	#unsynced = 0;
	bytes = 0;

	private constructor(file: string, target: string, part: string, handle: FileHandle) {
		this.file = file;
		this.#target = target;
		this.#part = part;
		this.#handle = handle;
	}

	static async create(file: string, token: string, opening = openNew): Promise<PartFile> {
		// A link stays a link.
		const target = await realpath(file).catch(() => file);
		const part = partName(target, token);
		return new PartFile(file, target, part, await orRefused(() => opening(part)));
	}

	/** Takes bytes, which must not change any more; resolves when those before are written, so that two go side by side. */
	async write(bytes: Uint8Array): Promise<void> {
		this.bytes += bytes.length;
		await this.#settled();
		this.#writing = this.#all(bytes).catch((thrown: unknown) => {
			this.#failure = thrown;
		});
	}

	/** All is written and on the disk. */
	async finish(): Promise<void> {
		await this.#settled();
		await this.#syncing;
		await this.#settled();
		await orRefused(() => this.#handle.sync());
		await this.#close();
	}

	/** Takes the place of what had the name before. Only when nobody wants to cancel any more. */
	async replace(): Promise<void> {
		await orRefused(() => rename(this.#part, this.#target));
	}

	/** Leaves nothing behind. After `replace` it does nothing. */
	async discard(): Promise<void> {
		await this.#writing;
		await this.#syncing;
		// It is removed in any case; what closing says is about bytes that nobody wants.
		await this.#close().catch(() => undefined);
		await rm(this.#part, { force: true });
	}

	async #settled(): Promise<void> {
		await this.#writing;
		if (this.#failure !== undefined) throw refused(this.#failure);
	}

	async #all(bytes: Uint8Array): Promise<void> {
		for (let at = 0; at < bytes.length; ) {
			const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at);
			at += bytesWritten;
		}
		this.#unsynced += bytes.length;
		if (this.#unsynced < SYNC_BYTES || this.#syncing) return;
		this.#unsynced = 0;
		// The disk works while rows are read; `finish` hears of what goes wrong.
		this.#syncing = this.#handle.datasync().then(
			() => {
				this.#syncing = undefined;
			},
			(thrown: unknown) => {
				this.#failure = thrown;
				this.#syncing = undefined;
			},
		);
	}

	async #close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		await orRefused(() => this.#handle.close());
	}
}

async function orRefused<T>(act: () => Promise<T>): Promise<T> {
	try {
		return await act();
	} catch (thrown) {
		throw refused(thrown);
	}
}

function refused(cause: unknown): AppError {
	const detail = cause instanceof Error ? cause.message : String(cause);
	return new AppError({ kind: "input", problem: "fileNotWritten", detail }, detail, { cause });
}

/** Throws `cancelled` once the signal is aborted. */
export function stopIfAborted(signal: AbortSignal): void {
	if (signal.aborted) throw cancelled();
}
