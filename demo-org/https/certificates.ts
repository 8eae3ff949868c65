import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import * as der from "./der.ts";

/** What an HTTPS server needs, and what its clients are to trust; all PEM. */
export interface ServerIdentity {
	readonly caPem: string;
	readonly certificatePem: string;
	readonly keyPem: string;
}

const DAY_MS = 86_400_000;
/** Apple's platforms refuse server certificates that are valid for more than 398 days. */
const VALID_DAYS = 390;

const ECDSA_WITH_SHA256 = der.sequence(der.objectId("1.2.840.10045.4.3.2"));
const COMMON_NAME = der.objectId("2.5.4.3");
const ORGANIZATION = der.objectId("2.5.4.10");
const SERVER_AUTH = der.objectId("1.3.6.1.5.5.7.3.1");

const IPV4_LOOPBACK = Buffer.from([127, 0, 0, 1]);
const IPV6_LOOPBACK = Buffer.from([...Array.from({ length: 15 }, () => 0), 1]);
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** Where the server may be found, as general names. */
const LOCAL_NAMES = [
	der.contextBytes(DNS_NAME, Buffer.from("localhost")),
	der.contextBytes(IP_ADDRESS, IPV4_LOOPBACK),
	der.contextBytes(IP_ADDRESS, IPV6_LOOPBACK),
];

/** The same as the only subtrees that the authority may speak for: an address with its mask. */
const LOCAL_SUBTREES = [
	der.contextBytes(DNS_NAME, Buffer.from("localhost")),
	der.contextBytes(IP_ADDRESS, Buffer.concat([IPV4_LOOPBACK, Buffer.alloc(4, 0xff)])),
	der.contextBytes(IP_ADDRESS, Buffer.concat([IPV6_LOOPBACK, Buffer.alloc(16, 0xff)])),
];

/**
 * A fresh certificate authority and a certificate of it for 127.0.0.1, ::1 and localhost (RFC 5280; ECDSA on P-256).
 * The authority can vouch for those names only, and its private key is gone when this function returns: whoever
 * trusts it trusts this one server. `now` is real time, which clients hold against the validity.
 */
export function makeServerIdentity(now: number): ServerIdentity {
	const authority = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const authorityName = name(`Orgsmith demo org CA ${randomBytes(4).toString("hex")}`);
	const authorityKeyId = keyId(authority.publicKey);
	const issue = (subject: Buffer, key: KeyObject, extensions: readonly Buffer[]): string => {
		const toSign = der.sequence(
			der.context(0, der.integer(Buffer.from([2]))),
			der.integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
			ECDSA_WITH_SHA256,
			authorityName,
			der.sequence(der.utcTime(now - DAY_MS), der.utcTime(now + VALID_DAYS * DAY_MS)),
			subject,
			key.export({ type: "spki", format: "der" }),
			der.context(3, der.sequence(...extensions)),
		);
		const signature = sign("sha256", toSign, authority.privateKey);
		return pem(der.sequence(toSign, ECDSA_WITH_SHA256, der.bitString(signature)));
	};
	const caPem = issue(authorityName, authority.publicKey, [
		extension("2.5.29.19", true, der.sequence(der.boolean(true), der.integer(Buffer.from([0])))),
		extension("2.5.29.15", true, der.bitString(Buffer.from([0b0000_0110]), 1)),
		extension("2.5.29.14", false, der.octetString(authorityKeyId)),
		extension(
			"2.5.29.30",
			true,
			der.sequence(der.context(0, ...LOCAL_SUBTREES.map((tree) => der.sequence(tree)))),
		),
	]);
	const certificatePem = issue(name("localhost"), server.publicKey, [
		extension("2.5.29.19", true, der.sequence()),
		extension("2.5.29.15", true, der.bitString(Buffer.from([0b1000_0000]), 7)),
		extension("2.5.29.37", false, der.sequence(SERVER_AUTH)),
		extension("2.5.29.17", false, der.sequence(...LOCAL_NAMES)),
		extension("2.5.29.14", false, der.octetString(keyId(server.publicKey))),
		extension("2.5.29.35", false, der.sequence(der.contextBytes(0, authorityKeyId))),
	]);
	const keyPem = server.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
	return { caPem, certificatePem, keyPem };
}

function name(commonName: string): Buffer {
	const part = (type: Buffer, text: string) => der.set(der.sequence(type, der.utf8String(text)));
	return der.sequence(part(ORGANIZATION, "Orgsmith demo org"), part(COMMON_NAME, commonName));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
	const head = [der.objectId(id), ...(critical ? [der.boolean(true)] : [])];
	return der.sequence(...head, der.octetString(value));
}

function keyId(key: KeyObject): Buffer {
	return createHash("sha1")
		.update(key.export({ type: "spki", format: "der" }))
		.digest();
}

function pem(certificate: Buffer): string {
	const lines = certificate.toString("base64").replace(/(.{64})(?=.)/g, "$1\n");
	return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
