import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { DemoClient, type JsonReply } from "./demoClient.ts";

export const DATA = "/services/data/v66.0";

/** The demo org of a test file; both parts are there as soon as its tests run. */
export interface DemoFixture {
	client: DemoClient;
	/** The admin's access token. */
	token: string;
}

/** Starts a demo org for the tests of this file, and makes it as new before each of them. */
export function useDemoOrg(): DemoFixture {
	const demo = {} as DemoFixture;
	beforeAll(async () => {
		demo.client = await DemoClient.start();
	});
	beforeEach(() => startAnew(demo));
	afterAll(() => demo.client.org.close());
	return demo;
}

/** Takes back all changes and signs the admin in again. */
export async function startAnew(demo: DemoFixture): Promise<void> {
	await demo.client.control("POST", "reset");
	demo.token = (await demo.client.signIn()).accessToken;
}

/** Calls with a JSON body below a path, as the admin. */
export function sender(demo: DemoFixture, base = DATA) {
	return (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
		demo.client.send(method, `${base}/${path}`, demo.token, body, headers);
}

/** The records of a query's first page; with `all` those in the recycle bin too. */
export async function rowsOf(
	{ client, token }: DemoFixture,
	soql: string,
	all = false,
): Promise<Record<string, unknown>[]> {
	const path = `${DATA}/${all ? "queryAll" : "query"}?q=${encodeURIComponent(soql)}`;
	const { body } = await client.get(path, token);
	return (body as { records: Record<string, unknown>[] }).records;
}

/** The id in a reply that must be of success. */
export async function idOf(reply: Promise<JsonReply>): Promise<string> {
	const { status, body } = await reply;
	expect([200, 201], JSON.stringify(body)).toContain(status);
	return (body as { id: string }).id;
}
