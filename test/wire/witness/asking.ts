import { DemoClient, type JsonReply, type SignedIn } from "../../unit/demo-org/demoClient.ts";

/** A running demo org and somebody signed in to it: short words for what the witnesses ask. */
export class Asking {
	readonly client: DemoClient;
	#admin: SignedIn;

	private constructor(client: DemoClient, admin: SignedIn) {
		this.client = client;
		this.#admin = admin;
	}

	get admin(): SignedIn {
		return this.#admin;
	}

	static async start(): Promise<Asking> {
		const client = await DemoClient.start({ rows: 900 });
		return new Asking(client, await client.signIn());
	}

	/** Everything as at the start, and signed in anew. */
	async reset(): Promise<void> {
		await this.client.control("POST", "reset");
		this.#admin = await this.client.signIn();
	}

	close(): Promise<void> {
		return this.client.org.close();
	}

	get(path: string, version = "66.0"): Promise<JsonReply> {
		return this.client.get(`/services/data/v${version}${path}`, this.admin.accessToken);
	}

	send(method: string, path: string, body?: unknown, version = "66.0"): Promise<JsonReply> {
		return this.client.send(method, `/services/data/v${version}${path}`, this.admin.accessToken, body);
	}

	query(soql: string, version = "66.0"): Promise<JsonReply> {
		return this.get(`/query?q=${encodeURIComponent(soql)}`, version);
	}

	search(sosl: string, version = "66.0"): Promise<JsonReply> {
		return this.get(`/search?q=${encodeURIComponent(sosl)}`, version);
	}

	/** The ids of the first records of a type. */
	async ids(type: string, count: number): Promise<readonly string[]> {
		const { body } = await this.query(`SELECT Id FROM ${type} ORDER BY Id LIMIT ${count}`);
		return (body as { records: readonly { Id: string }[] }).records.map(({ Id }) => Id);
	}

	/** The first record of a type. */
	async record(type: string, parameters = ""): Promise<JsonReply> {
		const [id] = await this.ids(type, 1);
		return this.get(`/sobjects/${type}/${id}${parameters}`);
	}

	/** One page of a query whose answer has `pages` pages. */
	async page(page: number, pages: number, fields = "Id"): Promise<JsonReply> {
		const soql = `SELECT ${fields} FROM Contact LIMIT ${200 * pages}`;
		let reply = await this.client.query(soql, this.admin.accessToken, {
			"sforce-query-options": "batchSize=200",
		});
		for (let seen = 1; seen < page; seen += 1) {
			const { nextRecordsUrl } = reply.body as { nextRecordsUrl: string };
			reply = await this.client.get(nextRecordsUrl, this.admin.accessToken);
		}
		return reply;
	}

	/** Records of a type that were updated or deleted of late; one is, so that there is something to say. */
	async changes(type: string, kind: "updated" | "deleted"): Promise<JsonReply> {
		const { body } = await this.send("POST", `/sobjects/${type}`, { LastName: "Changed" });
		const { id } = body as { id: string };
		if (kind === "deleted") await this.send("DELETE", `/sobjects/${type}/${id}`);
		this.client.pass(3_600_000);
		return this.get(`/sobjects/${type}/${kind}?start=2026-05-19T00:00:00Z&end=2026-05-21T00:00:00Z`);
	}

	/** What was looked at last; something is. */
	async recent(): Promise<JsonReply> {
		for (const type of ["User", "Opportunity", "Case", "Account"]) {
			await this.query(`SELECT Id FROM ${type} LIMIT 1 FOR VIEW`);
		}
		return this.get("/recent");
	}

	refresh(token: string): Promise<JsonReply> {
		return this.client.form("/services/oauth2/token", {
			grant_type: "refresh_token",
			client_id: "PlatformCLI",
			refresh_token: token,
		});
	}
}
