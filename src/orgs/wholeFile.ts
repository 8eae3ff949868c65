import { randomUUID } from "node:crypto";
import { rename, rm, utimes, writeFile } from "node:fs/promises";

/**
 * Writes a file that is there whole or not at all, whoever reads it meanwhile: to a name of its own beside it, which ends
 * in `.tmp`, and then in its place. Only its owner may read it. `at` sets its time, epoch milliseconds. Throws what the
 * file system throws; then the file is as it was.
 */
export async function writeWhole(target: string, text: string, at?: number): Promise<void> {
	const aside = `${target}.${randomUUID()}.tmp`;
	try {
		await writeFile(aside, text, { mode: 0o600 });
		if (at !== undefined) await utimes(aside, at / 1000, at / 1000);
		await rename(aside, target);
	} finally {
		await rm(aside, { force: true }).catch(() => undefined);
	}
}
