import { type KeyObject, sign, verify } from "node:crypto";

type Fields = Readonly<Record<string, unknown>>;

/** A token that was read, but not yet believed. */
export interface ParsedJwt {
	readonly header: Fields;
	readonly claims: Fields;
	/** Whether the RS256 signature is that of the key. */
	readonly isSignedBy: (key: KeyObject) => boolean;
}

/** A JSON Web Token in compact form (RFC 7519, RFC 7515), signed with RS256. */
export function signedJwt(header: object, claims: object, key: KeyObject): string {
	const input = [header, claims]
		.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
		.join(".");
	return `${input}.${sign("sha256", Buffer.from(input), key).toString("base64url")}`;
}

/** Reads a token in compact form; null for anything else, and for another algorithm than RS256. */
export function parsedJwt(text: string): ParsedJwt | null {
	const parts = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text);
	if (parts === null) return null;
	const [, first = "", second = "", third = ""] = parts;
	const [header, claims] = [fieldsOf(first), fieldsOf(second)];
	if (header === null || claims === null || header["alg"] !== "RS256") return null;
	const input = Buffer.from(`${first}.${second}`);
	const signature = Buffer.from(third, "base64url");
	return { header, claims, isSignedBy: (key) => verify("sha256", input, key, signature) };
}

function fieldsOf(part: string): Fields | null {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
		return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
	} catch (thrown) {
		if (thrown instanceof SyntaxError) return null;
		throw thrown;
	}
}
