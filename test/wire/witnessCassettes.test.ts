import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { Asking } from "./witness/asking.ts";
import { interactionsOf } from "./witness/cassette.ts";
import { cassettes, differencesOf } from "./witness/cassettes.ts";
import { recordingsArePresent } from "./witness/recordings.ts";
import { replay } from "./witness/replay.ts";
import { attest } from "./witness/witness.ts";

/** Cassettes of orgs whose accounts have record types. */
const RECORD_TYPES = new Set([
	"TestDatasetsE2E.test_datasets_e2e.yaml",
	"TestDatasetsE2E.test_datasets_extract_standard_objects.yaml",
	"GET_sobjects_Account_PersonAccount_describe.yaml",
]);

describe.skipIf(!recordingsArePresent)("the demo org answers as recorded in whole conversations", () => {
	let asking: Asking;
	beforeAll(async () => {
		asking = await Asking.start();
	});
	beforeEach(() => asking.reset());
	afterAll(() => asking.close());

	it.for(cassettes.map((name) => [name] as const))("%s", async ([recording], { task }) => {
		const name = recording.split("/").at(-1) ?? "";
		if (RECORD_TYPES.has(name)) await asking.client.control("POST", "settings", { personAccounts: true });
		attest(task.meta, recording, await replay(asking, interactionsOf(recording)), differencesOf(name));
	});
});
