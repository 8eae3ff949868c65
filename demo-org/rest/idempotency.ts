import { headerOf, type Reply, type Request } from "../http.ts";
import { PlatformError } from "../platformError.ts";

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const LIFETIME_MS = 30 * 86_400_000;

/**
 * Replies to writes that carried an Idempotency-Key: the same key at the same resource gives the same reply and writes
 * nothing (User Interface API Developer Guide, "Prevent Record Duplication with Idempotent Record Writes").
 */
export class IdempotentReplies {
	readonly #clock: () => number;
	readonly #kept = new Map<string, { readonly reply: Reply; readonly at: number }>();

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** The kept reply, or that of `write`. Throws 400 for a key that is no UUID of version 4. */
	once(request: Request, userId: string, write: () => Reply): Reply {
		const key = headerOf(request, "idempotency-key").trim();
		if (key === "") return write();
		if (!UUID_V4.test(key)) {
			throw new PlatformError(400, "INVALID_IDEMPOTENCY_KEY", "The Idempotency-Key must be a UUID v4");
		}
		const name = [userId, request.method, request.path, key.toLowerCase()].join(" ");
		const kept = this.#kept.get(name);
		if (kept !== undefined && this.#clock() - kept.at <= LIFETIME_MS) return kept.reply;
		const reply = write();
		this.#kept.set(name, { reply, at: this.#clock() });
		return reply;
	}

	clear(): void {
		this.#kept.clear();
	}
}
