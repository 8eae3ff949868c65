declare module "orgsmith:tests" {
	/** Imports every test file of the suite; the bundler writes it. */
	export function loadTests(): Promise<void>;
}
