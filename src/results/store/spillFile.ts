import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AppError } from "../../base/errors.ts";

const PREFIX = "orgsmith-rows-";

/** A private file of this process for rows that memory has no room for. Gone with `dispose`, or at the next start. */
export class SpillFile {
	readonly #folder: string;
	readonly #file: number;
	#end = 0;

	/**
	 * `under` is the folder for temporary files; the one made there is for the owner only. Throws `input` (diskFull) when
	 * it can't be made.
	 */
	constructor(under = tmpdir()) {
		this.#folder = path.join(under, `${PREFIX}${process.pid}-${crypto.randomUUID()}`);
		this.#file = orFull(() => {
			mkdirSync(this.#folder, { mode: 0o700 });
			return openSync(path.join(this.#folder, "rows"), "wx+", 0o600);
		});
		// Where a file may be gone while it is open, no end of the process, however sudden, leaves it behind.
		if (process.platform !== "win32") rmSync(this.#folder, { recursive: true, force: true });
	}

	/** Puts bytes at the end and answers where. Throws `input` (diskFull) when they can't be kept. */
	write(bytes: Buffer): number {
		const at = this.#end;
		orFull(() => {
			for (let done = 0; done < bytes.length; )
				done += writeSync(this.#file, bytes, done, bytes.length - done, at + done);
		});
		this.#end += bytes.length;
		return at;
	}

	read(at: number, length: number): Buffer {
		const bytes = Buffer.allocUnsafeSlow(length);
		for (let done = 0; done < length; ) {
			const read = readSync(this.#file, bytes, done, length - done, at + done);
			if (read === 0) throw new AppError({ kind: "bug" }, "rows on disk are cut off");
			done += read;
		}
		return bytes;
	}

	dispose(): void {
		closeSync(this.#file);
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

function orFull<T>(act: () => T): T {
	try {
		return act();
	} catch (cause) {
		throw new AppError({ kind: "input", problem: "diskFull" }, String(cause), { cause });
	}
}

/** Removes what earlier processes, and earlier threads of this one, have left behind. Called before any file is made. */
export function removeLeftovers(under = tmpdir()): void {
	for (const name of readdirSync(under)) {
		const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
		if (Number.isNaN(owner) || (owner !== process.pid && isAlive(owner))) continue;
		try {
			rmSync(path.join(under, name), { recursive: true, force: true });
		} catch {
			// Somebody else's: theirs to remove.
		}
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (thrown) {
		// EPERM: somebody else's.
		return (thrown as NodeJS.ErrnoException).code !== "ESRCH";
	}
}
