// A process of `refreshLock.test.ts`: takes the lock so many times, and notes when it is in and out.
import { appendFile } from "node:fs/promises";
import { fileLock } from "../../../src/orgs/refreshLock.ts";

const [folder = "", log = "", times = "0"] = process.argv.slice(2);
const lock = fileLock(folder);
for (let at = 0; at < Number(times); at++) {
	await lock("login", new AbortController().signal, async () => {
		await appendFile(log, `in ${process.pid} ${at}\n`);
		await appendFile(log, `out ${process.pid} ${at}\n`);
	});
}
