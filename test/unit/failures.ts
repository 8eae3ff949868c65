import { AppError, type Failure } from "../../src/base/errors.ts";

/** The failure that a promise rejects with; fails loudly when it resolves or throws something else. */
export async function failureFrom(work: Promise<unknown>): Promise<Failure> {
	return (await errorFrom(work)).failure;
}

export async function errorFrom(work: Promise<unknown>): Promise<AppError> {
	const outcome = await work.then(
		(value) => ({ value }),
		(thrown: unknown) => ({ thrown }),
	);
	if (!("thrown" in outcome)) throw new Error(`resolved with ${JSON.stringify(outcome.value)}`);
	if (outcome.thrown instanceof AppError) return outcome.thrown;
	throw outcome.thrown;
}

/** The failure that a call throws. */
export function failureOfCall(act: () => unknown): Failure {
	try {
		act();
	} catch (thrown) {
		if (thrown instanceof AppError) return thrown.failure;
		throw thrown;
	}
	throw new Error("did not throw");
}
