import { beforeEach, describe, expect, it } from "vitest";
import { DATA, idOf, sender, useDemoOrg } from "./demoFixture.ts";

const demo = useDemoOrg();
const send = sender(demo);
let id: string;
beforeEach(async () => {
	id = await idOf(send("POST", "sobjects/Account", { Name: "Once", Site: "north" }));
});
const read = (parameters: string) => send("GET", `ui-api/records/${id}${parameters}`);
const refusal = (status: number, errorCode: string) => ({ status, body: [{ errorCode }] });
const keysOf = (body: unknown) => Object.keys((body as { fields: object }).fields);

describe("a read names what it wants", () => {
	it("refuses to read nothing in particular, in the platform's words", async () => {
		expect(await read("")).toMatchObject({
			status: 400,
			body: [
				{
					errorCode: "INVALID_INPUT_COMBINATION",
					message: "Must provide either 'fields' or 'layoutTypes'.",
				},
			],
		});
		expect((await read("?optionalFields=Account.Site")).status).toBe(200);
	});
	it.each(["?fields=Name", "?optionalFields=Account.Name,Site", "?fields=Contact.Name", "?fields=Account."])(
		"refuses names that don't begin with the object's: %s",
		async (parameters) => {
			expect(await read(parameters)).toMatchObject(refusal(400, "ILLEGAL_QUERY_PARAMETER_VALUE"));
		},
	);
	it("refuses a required field that isn't there and leaves out an optional one", async () => {
		expect(await read("?fields=Account.Nope")).toMatchObject(refusal(400, "INVALID_FIELD"));
		const { body } = await read("?fields=Account.Name&optionalFields=Account.Nope,Account.Site");
		expect(keysOf(body)).toEqual(["Name", "Site"]);
	});
	it("gives the fields of a layout and the optional ones", async () => {
		const compact = await read("?layoutTypes=Compact&optionalFields=Account.Rating");
		expect(keysOf(compact.body)).toEqual(expect.arrayContaining(["Name", "Rating"]));
		expect(keysOf((await read("?layoutTypes=Full")).body).length).toBeGreaterThan(
			keysOf(compact.body).length,
		);
		expect(await read("?layoutTypes=Huge")).toMatchObject(refusal(400, "ILLEGAL_QUERY_PARAMETER_VALUE"));
		expect(await read("?layoutTypes=Full&fields=Account.Name")).toMatchObject(
			refusal(400, "INVALID_INPUT_COMBINATION"),
		);
	});
});

describe("an Idempotency-Key belongs to one request of one user", () => {
	const key = { "idempotency-key": "12cfe4e6-e477-4de8-aa4e-95d31aa2be24" };
	const body = { apiName: "Account", fields: { Name: "Twice" } };
	it("is refused for another body, address or method", async () => {
		expect((await send("POST", "ui-api/records", body, key)).status).toBe(201);
		const other = refusal(422, "IDEMPOTENCY_KEY_ALREADY_USED");
		const changed = { ...body, fields: { Name: "Thrice" } };
		expect(await send("POST", "ui-api/records", changed, key)).toMatchObject(other);
		expect(await send("PATCH", `ui-api/records/${id}`, { fields: { Site: "a" } }, key)).toMatchObject(other);
		expect(await send("DELETE", `ui-api/records/${id}`, undefined, key)).toMatchObject(other);
		expect((await send("POST", "ui-api/records", body, key)).status).toBe(201);
	});
	it("is refused for another user", async () => {
		await send("POST", "ui-api/records", body, key);
		const { accessToken } = await demo.client.signIn("integration");
		const reply = demo.client.send("POST", `${DATA}/ui-api/records`, accessToken, body, key);
		expect(await reply).toMatchObject(refusal(409, "IDEMPOTENCY_KEY_USED_DIFFERENT_USER"));
	});
	it("may be used again after a request that was refused", async () => {
		expect((await send("POST", "ui-api/records", { apiName: "Nope" }, key)).status).toBe(400);
		expect((await send("POST", "ui-api/records", body, key)).status).toBe(201);
	});
});
