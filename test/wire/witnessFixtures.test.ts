import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { Asking } from "./witness/asking.ts";
import { exchanges, recordedAnswer } from "./witness/exchanges.ts";
import { fixtures } from "./witness/fixtures.ts";
import { recordedJson, recordingsArePresent } from "./witness/recordings.ts";
import { attest, compareAnswers } from "./witness/witness.ts";

describe.skipIf(!recordingsArePresent)("the demo org answers as recorded in single answers", () => {
	let asking: Asking;
	beforeAll(async () => {
		asking = await Asking.start();
	});
	beforeEach(async () => {
		await asking.reset();
	});
	afterAll(() => asking.close());

	it.for(fixtures.map((fixture) => [fixture.recording, fixture] as const))(
		"%s",
		async ([recording, { status, ask, differs }], { task }) => {
			const recorded = { status, body: recordedJson(recording) };
			attest(task.meta, recording, compareAnswers(recorded, await ask(asking)), differs);
		},
	);

	it.for(exchanges.map((exchange) => [exchange.recording, exchange] as const))(
		"%s",
		async ([recording, { ask, differs }], { task }) => {
			const findings = compareAnswers(recordedAnswer(recording), await ask(asking));
			attest(task.meta, recording, findings, differs);
		},
	);
});
