import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { Asking } from "./witness/asking.ts";
import { recordedText, recordingsArePresent } from "./witness/recordings.ts";
import { askSoap, envelopes, envelopeTree } from "./witness/soap.ts";
import { attest, compareAnswers } from "./witness/witness.ts";

describe.skipIf(!recordingsArePresent)("the demo org's Partner API answers in recorded envelopes", () => {
	let asking: Asking;
	beforeAll(async () => {
		asking = await Asking.start();
	});
	beforeEach(() => asking.reset());
	afterAll(() => asking.close());

	it.for(envelopes.map((envelope) => [envelope.recording, envelope] as const))(
		"%s",
		async ([recording, { status, ask, differs }], { task }) => {
			const { operation, sessionId } = await ask(asking);
			const recorded = { status, body: envelopeTree(recordedText(recording)) };
			attest(
				task.meta,
				recording,
				compareAnswers(recorded, await askSoap(asking, operation, sessionId)),
				differs,
			);
		},
	);
});
