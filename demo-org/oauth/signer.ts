import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { signedJwt } from "./jws.ts";

/** The key of this server's own tokens: made when the first one is asked for, because that takes a tenth of a second. */
export class Signer {
	#key: KeyObject | undefined;

	/** A token signed with RS256 under that key id. */
	sign(keyId: string, header: object, claims: object): string {
		return signedJwt({ ...header, kid: keyId, typ: "JWT", alg: "RS256" }, claims, this.#privateKey);
	}

	/** The public key as a JSON Web Key (RFC 7517), once for each id that tokens name. */
	keys(keyIds: readonly string[]): readonly object[] {
		const { n, e } = createPublicKey(this.#privateKey).export({ format: "jwk" });
		return keyIds.map((kid) => ({ kty: "RSA", n, use: "sig", alg: "RS256", e, kid }));
	}

	get #privateKey(): KeyObject {
		this.#key ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
		return this.#key;
	}
}
