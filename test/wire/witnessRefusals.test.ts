import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Asking } from "./witness/asking.ts";
import { recordedJson, recordingsArePresent } from "./witness/recordings.ts";
import { notProvoked, type Refusal, refusals } from "./witness/refusals.ts";
import { attest, compareAnswers } from "./witness/witness.ts";

const RECORDING = "errors/errors.json";

interface Recorded {
	readonly status: number;
	readonly body: readonly unknown[];
}

const recorded: readonly Recorded[] = recordingsArePresent
	? (recordedJson(RECORDING) as { readonly rest: readonly Recorded[] }).rest
	: [];
const holding = (words: string) => recorded.filter(({ body }) => JSON.stringify(body).includes(words));

/** Code and words of a refusal, one item of a collection's among them. */
function said(body: unknown, part: Refusal["part"]): readonly unknown[] {
	const [first] = body as readonly Readonly<Record<string, unknown>>[];
	const error =
		first?.["success"] === false
			? (first["errors"] as readonly Readonly<Record<string, unknown>>[])[0]
			: first;
	const { message = "" } = error as { readonly message?: string };
	const code = error?.["errorCode"] ?? error?.["statusCode"];
	if (part === "last line") return [code, message.split("\n").at(-1)];
	return [code, part === "beginning" ? message.split(/[:"\d]/)[0] : message];
}

describe.skipIf(!recordingsArePresent)("the demo org refuses in the recorded words", () => {
	let asking: Asking;
	beforeAll(async () => {
		asking = await Asking.start();
	});
	beforeEach(() => asking.reset());
	afterAll(() => asking.close());

	it.for(refusals.map((refusal) => [refusal.words, refusal] as const))(
		"%s",
		async ([words, { ask, names = {}, part, differs }], { task }) => {
			const [theirs] = holding(words);
			if (theirs === undefined) throw new Error(`no recorded body holds ${words}`);
			const ours = await ask(asking);
			let text = JSON.stringify(theirs.body);
			for (const [name, own] of Object.entries(names)) text = text.replaceAll(name, own);
			if (typeof theirs.body[0] !== "string") {
				expect(said(ours.body, part)).toEqual(said(JSON.parse(text), part));
			}
			attest(task.meta, RECORDING, compareAnswers(theirs, ours), differs);
		},
	);

	it("each recorded refusal is provoked, or is not for a reason", () => {
		const known = [...refusals.map(({ words }) => words), ...Object.keys(notProvoked)];
		for (const words of known) expect(holding(words).length, words).toBeGreaterThan(0);
		const unknown = recorded.filter(
			({ body }) => !known.some((words) => JSON.stringify(body).includes(words)),
		);
		expect(unknown).toEqual([]);
	});
});
