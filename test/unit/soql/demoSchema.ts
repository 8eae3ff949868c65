import { decode } from "../../../src/base/decode.ts";
import { mergedObjects, objectSchema } from "../../../src/orgs/objectSchema.ts";
import { globalDescribe, objectDescribe } from "../../../src/salesforce/rest/describeShapes.ts";
import type { ObjectSchema, SchemaPort } from "../../../src/soql/schema.ts";
import { DATA, type DemoFixture } from "../demo-org/demoFixture.ts";

/** What the demo org says of its objects, all of it known. */
export async function demoSchema({ client, token }: DemoFixture): Promise<SchemaPort> {
	const get = async (path: string): Promise<unknown> => (await client.get(`${DATA}/${path}`, token)).body;
	const sobjects = decode(globalDescribe, await get("sobjects"), "describe");
	const objects = [...mergedObjects(sobjects, []).values()];
	const known = new Map<string, ObjectSchema>();
	for (const { name } of objects) {
		const described = decode(objectDescribe, await get(`sobjects/${name}/describe`), "describe");
		known.set(name.toLowerCase(), objectSchema(described, "rest"));
	}
	return { objects, object: (name) => known.get(name.toLowerCase()) ?? "absent" };
}
