import { AppError, failureOf } from "../base/errors.ts";
import type { Op } from "../base/op.ts";
import { refresh } from "../salesforce/auth/tokens.ts";
import type { HttpSend } from "../salesforce/http.ts";
import type { LoginId } from "../salesforce/ids.ts";
import type { Session, SessionSource } from "../salesforce/transport.ts";
import type { NeedsLoginReason } from "./identity.ts";
import type { CrossWindowLock } from "./refreshLock.ts";
import type { TokenStore, Tokens } from "./tokenStore.ts";

const RENEWAL_MS = 25_000;

export interface SessionDeps {
	readonly id: LoginId;
	readonly store: TokenStore;
	readonly lock: CrossWindowLock;
	readonly send: HttpSend;
	/** Where and as which app the refresh token is valid; read anew each time, since a new sign-in may change it. */
	readonly grant: () => { readonly loginHost: string; readonly clientId: string };
	/** Told when only a person can go on, and why. */
	readonly onDead: (reason: NeedsLoginReason) => void;
}

/**
 * Sessions of one login. A renewal holds the cross-window lock, reads the secret again inside, and stores the new
 * tokens before it lets go: with rotation on, a refresh token that is used twice kills every token of the grant.
 * Throws `auth` (secretMissing, expired, revoked) when the person must sign in again.
 */
export function loginSessions({ id, store, lock, send, grant, onDead }: SessionDeps): SessionSource {
	const dead = (reason: NeedsLoginReason, cause?: unknown): AppError => {
		onDead(reason);
		const code = failureOf(cause, "auth")?.code;
		const message = cause instanceof Error ? cause.message : undefined;
		return new AppError(
			{ kind: "auth", reason, loginId: id, ...(code === undefined ? {} : { code }) },
			message,
			{ cause },
		);
	};

	const renewInside = async (op: Op, stale: Session): Promise<Session> => {
		const tokens = await store.readAgain(id);
		if (!tokens) throw dead("secretMissing");
		if (!tokens.accessToken.equals(stale.accessToken)) return session(tokens);
		if (!tokens.refreshToken) throw dead("expired");
		const { loginHost, clientId } = grant();
		try {
			const fresh = await refresh(
				{ loginHost, clientId, send, signal: atMost(op.signal) },
				tokens.refreshToken,
			);
			const renewed: Tokens = {
				accessToken: fresh.accessToken,
				refreshToken: fresh.refreshToken ?? tokens.refreshToken,
				instanceUrl: fresh.instanceUrl,
			};
			await store.write(id, renewed);
			op.log.info(`[auth] ${id}: session renewed${fresh.refreshToken ? ", refresh token rotated" : ""}`);
			return session(renewed);
		} catch (thrown) {
			const reason = failureOf(thrown, "auth")?.reason;
			if (reason === undefined) throw thrown;
			// A window whose lock went stale may still have got in between: its token is as good.
			const now = await store.readAgain(id);
			if (now && !now.accessToken.equals(stale.accessToken)) return session(now);
			// Neither the token nor the app is refused for good: too many logins at once, for one.
			if (reason === "rejected") throw thrown;
			throw dead(reason === "revoked" ? "revoked" : "expired", thrown);
		}
	};

	return {
		current: async () => {
			const tokens = await store.read(id);
			if (!tokens) throw dead("secretMissing");
			return session(tokens);
		},
		renew: (op, stale) => lock(`refresh-${id}`, op.signal, () => renewInside(op, stale)),
	};
}

function session({ accessToken, instanceUrl }: Tokens): Session {
	return { accessToken, instanceUrl };
}

// Shorter than a lock may get old (30 s): while a renewal is under way nobody must take the lock over.
function atMost(signal: AbortSignal): AbortSignal {
	return AbortSignal.any([signal, AbortSignal.timeout(RENEWAL_MS)]);
}
