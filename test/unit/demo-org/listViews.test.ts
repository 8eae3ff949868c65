import { beforeEach, describe, expect, it } from "vitest";
import { DATA, sender, useDemoOrg } from "./demoFixture.ts";
import { like, someText } from "./matchers.ts";

interface View {
	id: string;
	label: string;
	describeUrl: string;
	resultsUrl: string;
	url: string;
}
interface Results {
	size: number;
	done: boolean;
	columns: { fieldNameOrPath: string; hidden: boolean }[];
	records: { columns: { fieldNameOrPath: string; value: string | null }[] }[];
}

const demo = useDemoOrg();
const send = sender(demo);
let views: View[];
beforeEach(async () => {
	const { status, body } = await send("GET", "sobjects/Account/listviews");
	expect(status).toBe(200);
	views = (body as { listviews: View[] }).listviews;
});
const at = (address = "", query = "") => demo.client.get(address + query, demo.token);

describe("list views", () => {
	it("are listed with their addresses, each of which leads somewhere", async () => {
		const { body } = await send("GET", "sobjects/Account/listviews");
		expect(body).toMatchObject({ done: true, size: views.length, sobjectType: "Account" });
		for (const view of views) {
			expect(view.url).toBe(`${DATA}/sobjects/Account/listviews/${view.id}`);
			expect((await at(view.url)).body).toEqual(view);
			for (const each of [view.describeUrl, view.resultsUrl]) expect((await at(each)).status).toBe(200);
		}
	});
	it("describe a query, which gives what the results show", async () => {
		for (const view of views) {
			const { query, scope, columns } = (await at(view.describeUrl)).body as {
				query: string;
				scope: string;
				columns: object[];
			};
			expect(scope).toBe(view.label.startsWith("My") ? "mine" : "everything");
			const { totalSize, records } = (await demo.client.query(query, demo.token)).body as {
				totalSize: number;
				records: { Id: string }[];
			};
			const results = (await at(view.resultsUrl, "?limit=2000")).body as Results;
			expect(results).toMatchObject({ columns, id: view.id, label: view.label, size: totalSize, done: true });
			const ids = results.records.map(
				(row) => row.columns.find((each) => each.fieldNameOrPath === "Id")?.value,
			);
			expect(ids).toEqual(records.map(({ Id }) => Id));
		}
	});
	it("give 25 records unless asked for others, all values as text", async () => {
		await send("POST", "composite/sobjects", {
			records: Array.from({ length: 30 }, (_, index) => ({
				attributes: { type: "Account" },
				Name: `More ${index}`,
			})),
		});
		const all = views.find(({ label }) => label.startsWith("All"))?.resultsUrl;
		expect((await at(all)).body).toMatchObject({ size: 25, done: false });
		const [first, second] = ((await at(all, "?limit=2")).body as Results).records;
		expect(first?.columns).toContainEqual({
			fieldNameOrPath: "CreatedDate",
			value: like(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d GMT \d{4}$/),
		});
		expect(first?.columns).toContainEqual({ fieldNameOrPath: "Name", value: someText });
		expect((await at(all, "?limit=1&offset=1")).body).toMatchObject({ records: [second] });
		expect((await at(all, "?limit=x")).status).toBe(400);
	});
	it("belong to one object", async () => {
		const [view] = views;
		expect((await send("GET", `sobjects/Contact/listviews/${view?.id}`)).status).toBe(404);
		expect((await send("GET", `sobjects/Account/listviews/${view?.id}/nothing`)).status).toBe(404);
		expect((await send("POST", "sobjects/Account/listviews")).status).toBe(405);
	});
});
