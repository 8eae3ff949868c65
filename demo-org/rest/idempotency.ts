import { createHash } from "node:crypto";
import { headerOf, type Reply, type Request } from "../http.ts";
import { PlatformError } from "../platformError.ts";

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const LIFETIME_MS = 30 * 86_400_000;

/** Who sends a request with a key. Keys of one org are apart from those of another. */
interface Sender {
	readonly org: { readonly id: string };
	readonly user: { readonly id: string };
}

interface Kept {
	readonly userId: string;
	/** What the first request with the key asked for: method, address and body. */
	readonly asked: string;
	readonly reply: Reply;
	readonly at: number;
}

/**
 * Replies to writes that carried an Idempotency-Key: the same request with the same key gives the same reply and writes
 * nothing (User Interface API Developer Guide, "Prevent Record Duplication with Idempotent Record Writes").
 */
export class IdempotentReplies {
	readonly #clock: () => number;
	readonly #kept = new Map<string, Kept>();

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/**
	 * The kept reply, or that of `write`. Throws 400 for a key that is no UUID of version 4, 422 for one that the user
	 * has used for another request, and 409 for one that another user has used.
	 */
	once(request: Request, { org, user }: Sender, write: () => Reply): Reply {
		const key = headerOf(request, "idempotency-key").trim();
		if (key === "") return write();
		if (!UUID_V4.test(key)) {
			throw new PlatformError(400, "INVALID_IDEMPOTENCY_KEY", "The Idempotency-Key must be a UUID v4");
		}
		const name = `${org.id} ${key.toLowerCase()}`;
		const asked = askedBy(request);
		const kept = this.#kept.get(name);
		if (kept !== undefined && this.#clock() - kept.at <= LIFETIME_MS) {
			if (kept.userId !== user.id) {
				const message = "The Idempotency-Key is already used by a different user";
				throw new PlatformError(409, "IDEMPOTENCY_KEY_USED_DIFFERENT_USER", message);
			}
			if (kept.asked === asked) return kept.reply;
			const message = "The Idempotency-Key is already used for a different request";
			throw new PlatformError(422, "IDEMPOTENCY_KEY_ALREADY_USED", message);
		}
		const reply = write();
		this.#kept.set(name, { userId: user.id, asked, reply, at: this.#clock() });
		return reply;
	}

	clear(): void {
		this.#kept.clear();
	}
}

function askedBy({ method, path, query, body }: Request): string {
	const digest = createHash("sha256").update(body).digest("hex");
	return `${method} ${path}?${query.toString()} ${digest}`;
}
