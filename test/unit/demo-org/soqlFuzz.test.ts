import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient } from "./demoClient.ts";
import { RandomQueries } from "./soqlRandomQuery.ts";

const QUERIES = 10_000;
const AT_ONCE = 4;

interface Answer {
	readonly status: number;
	readonly text: string;
}

function get(agent: Agent, url: string, token: string): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sent = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
			const parts: Buffer[] = [];
			response.on("data", (part: Buffer) => parts.push(part));
			response.on("error", reject);
			response.on("end", () =>
				resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }),
			);
		});
		sent.on("error", reject);
		sent.end();
	});
}

/** What is wrong with an answer, if anything: rows, or an error body in the platform's form. */
function fault({ status, text }: Answer): string | null {
	const body: unknown = JSON.parse(text);
	if (status === 200) {
		const page = body as { totalSize?: unknown; done?: unknown; records?: unknown };
		const isPage = typeof page.totalSize === "number" && typeof page.done === "boolean";
		return isPage && Array.isArray(page.records) ? null : "not a page of rows";
	}
	const [error] = Array.isArray(body) ? (body as { errorCode?: unknown; message?: unknown }[]) : [];
	const isError = typeof error?.errorCode === "string" && typeof error.message === "string";
	if (!isError) return "not an error body";
	return status === 400 || status === 414 || status === 501 ? null : `status ${status}`;
}

describe("ten thousand random queries", () => {
	let client: DemoClient;
	let token: string;
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	beforeAll(async () => {
		client = await DemoClient.start({ rows: 60 });
		({ accessToken: token } = await client.signIn());
	});
	afterAll(async () => {
		agent.destroy();
		await client.org.close();
	});

	it("are answered with rows, or refused in the platform's form", async () => {
		const queries = new RandomQueries(20_260_520);
		const faults: string[] = [];
		const statuses = new Map<number, number>();
		let left = QUERIES;
		const worker = async (): Promise<void> => {
			while (left > 0) {
				left -= 1;
				const soql = queries.next();
				const url = `${client.org.url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`;
				const answer = await get(agent, url, token);
				statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
				const wrong = fault(answer);
				if (wrong !== null) faults.push(`${wrong}: ${soql}`);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
		expect(faults.slice(0, 5)).toEqual([]);
		// Both outcomes are tried in earnest.
		expect(statuses.get(200)).toBeGreaterThan(QUERIES / 4);
		expect(statuses.get(400)).toBeGreaterThan(QUERIES / 10);
	}, 60_000);
});
