import { X509Certificate } from "node:crypto";
import { request } from "node:https";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeServerIdentity } from "../../../demo-org/https/certificates.ts";
import { type DemoOrg, startDemoOrg } from "../../../demo-org/server.ts";

interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: string;
}

let org: DemoOrg;
let caPem: string;
beforeAll(async () => {
	org = await startDemoOrg({ rows: 5, key: "test-key", https: true });
	caPem = org.caPem ?? "";
});
afterAll(() => org.close());

/** Node's own HTTPS client, trusting the authorities of `ca` only. */
function ask(url: string, ca: string | undefined, body?: object): Promise<Answer> {
	const method = body === undefined ? "GET" : "POST";
	return new Promise((resolve, reject) => {
		const call = request(
			url,
			{ method, agent: false, headers: { "x-demo-key": "test-key" }, ...(ca === undefined ? {} : { ca }) },
			(response) => {
				let text = "";
				response.setEncoding("utf8");
				response.on("data", (chunk: string) => (text += chunk));
				response.on("end", () =>
					resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
				);
			},
		);
		call.on("error", reject);
		call.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

describe("HTTPS", () => {
	it.each(["127.0.0.1", "localhost"])("answers at %s to who trusts its authority", async (host) => {
		expect(await ask(`https://${host}:${org.port}/services/data`, caPem)).toMatchObject({ status: 200 });
	});
	it("is refused by who does not, and by who trusts another demo org's authority", async () => {
		const url = `${org.url}/services/data`;
		await expect(ask(url, undefined)).rejects.toMatchObject({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
		const { caPem: other } = makeServerIdentity(Date.now());
		await expect(ask(url, other)).rejects.toThrow(/unable to verify|unable to get/);
	});
	it("speaks no plain HTTP", async () => {
		await expect(fetch(`http://127.0.0.1:${org.port}/services/data`)).rejects.toThrow();
	});
	it("gives https addresses wherever it names itself", async () => {
		expect(org.url).toBe(`https://127.0.0.1:${org.port}`);
		const { body } = await ask(`${org.url}/__demo/token`, caPem, { user: "admin" });
		const token = JSON.parse(body) as Record<string, string>;
		expect(token["instanceUrl"]).toBe(org.url);
		expect(token["id"]).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/id\//);
		const userInfo = `${org.url}/services/oauth2/userinfo?access_token=${token["accessToken"] ?? ""}`;
		const discovery = await ask(`${org.url}/.well-known/openid-configuration`, caPem);
		expect((await ask(userInfo, caPem)).body).not.toContain("http://");
		expect(discovery.body).not.toContain("http://");
	});
	it("asks browsers to keep to it by address, not for every port of localhost", async () => {
		const name = "strict-transport-security";
		expect((await ask(`${org.url}/services/data`, caPem)).headers).toHaveProperty(name);
		const byName = await ask(`https://localhost:${org.port}/services/data`, caPem);
		expect(byName.headers).not.toHaveProperty(name);
	});
	it("is off unless asked for", async () => {
		const plain = await startDemoOrg({ rows: 5 });
		expect([plain.caPem, plain.url]).toEqual([null, `http://127.0.0.1:${plain.port}`]);
		await plain.close();
	});
});

describe("a server's certificate", () => {
	const now = Date.parse("2026-11-23T12:00:00Z");
	const identity = makeServerIdentity(now);
	const [authority, certificate] = [identity.caPem, identity.certificatePem].map(
		(pem) => new X509Certificate(pem),
	);

	it("is signed by its authority, which nobody signed but itself", () => {
		expect(authority?.ca).toBe(true);
		expect(certificate?.ca).toBe(false);
		expect(certificate?.issuer).toBe(authority?.subject);
		expect(authority !== undefined && certificate?.verify(authority.publicKey)).toBe(true);
		expect(authority?.verify(authority.publicKey)).toBe(true);
		expect(certificate !== undefined && authority?.verify(certificate.publicKey)).toBe(false);
	});
	it("is for this machine's own names only", () => {
		expect(certificate?.subjectAltName).toBe(
			"DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1",
		);
		expect(certificate?.checkIP("127.0.0.1")).toBe("127.0.0.1");
		expect(certificate?.checkIP("::1")).toBe("::1");
		expect(certificate?.checkHost("example.com")).toBeUndefined();
	});
	it("is valid since yesterday, for less than the 398 days that Apple takes", () => {
		expect(certificate?.validFromDate.toISOString()).toBe("2026-11-22T12:00:00.000Z");
		expect(certificate?.validToDate.toISOString()).toBe("2027-12-18T12:00:00.000Z");
	});
	it("is another one at each start", () => {
		const other = new X509Certificate(makeServerIdentity(now).certificatePem);
		expect(other.serialNumber).not.toBe(certificate?.serialNumber);
		expect(other.fingerprint256).not.toBe(certificate?.fingerprint256);
	});
});
