import { createHash, randomBytes } from "node:crypto";

export interface Pkce {
	readonly verifier: string;
	readonly challenge: string;
}

/** A verifier and its S256 challenge (RFC 7636), both base64url. */
export function pkce(random: (bytes: number) => Buffer = randomBytes): Pkce {
	const verifier = random(48).toString("base64url");
	return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** An unguessable `state`: base64url, because a `+` in a query string turns into a space. */
export function newState(random: (bytes: number) => Buffer = randomBytes): string {
	return random(24).toString("base64url");
}
