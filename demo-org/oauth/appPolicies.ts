import { createPublicKey, type KeyObject } from "node:crypto";

/** What an administrator decides about an app (connected apps and external client apps: OAuth policies). */
export interface AppPolicy {
	/** `all`: users approve the app themselves, by signing in. `adminApproved`: the approved ones only, unasked. */
	readonly permittedUsers: "all" | "adminApproved";
	/** Keys of users. */
	readonly approvedUsers: readonly string[];
	/** The key of the user that the client credentials flow runs as; null: none is chosen. */
	readonly runAs: string | null;
}

const DEFAULT: AppPolicy = { permittedUsers: "all", approvedUsers: [], runAs: null };

/** The policies and certificates of the apps, by client id. */
export class AppPolicies {
	readonly #policies = new Map<string, AppPolicy>();
	readonly #keys = new Map<string, KeyObject>();

	of(clientId: string): AppPolicy {
		return this.#policies.get(clientId) ?? DEFAULT;
	}

	change(clientId: string, changes: Partial<AppPolicy>): AppPolicy {
		const policy = { ...this.of(clientId), ...changes };
		this.#policies.set(clientId, policy);
		return policy;
	}

	/**
	 * Registers what the app signs its assertions with: an RSA public key or an X.509 certificate, in PEM.
	 * Throws TypeError for anything else, a private key above all.
	 */
	registerKey(clientId: string, pem: string): void {
		if (pem.includes("PRIVATE KEY")) throw new TypeError("that is a private key: register the public one");
		let key: KeyObject;
		try {
			key = createPublicKey(pem);
		} catch (cause) {
			throw new TypeError("publicKey must be an RSA public key or a certificate in PEM", { cause });
		}
		if (key.asymmetricKeyType !== "rsa") throw new TypeError("publicKey must be an RSA key");
		this.#keys.set(clientId, key);
	}

	keyOf(clientId: string): KeyObject | undefined {
		return this.#keys.get(clientId);
	}

	clear(): void {
		this.#policies.clear();
		this.#keys.clear();
	}
}
