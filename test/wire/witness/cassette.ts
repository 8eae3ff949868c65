// Cassettes: whole conversations of a client with a real org, recorded one call after the other.
import { parse } from "yaml";
import { recordedText } from "./recordings.ts";

/** One call of a cassette and its answer. */
export interface Interaction {
	readonly method: string;
	/** Path and query string. */
	readonly path: string;
	readonly body: string | null;
	readonly status: number;
	/** Text of the answer. */
	readonly answer: string;
}

interface Recorded {
	readonly include_file?: string;
	readonly request?: { readonly method: string; readonly uri: string; readonly body?: string | null };
	readonly response?: {
		readonly status?: { readonly code: number };
		readonly body?: { readonly string?: string | object } | null;
	};
}

/**
 * The calls of a cassette of vcrpy. Version numbers that were made equal for the recording become v66.0; calls that
 * stand in files of their own are left to those.
 */
export function interactionsOf(recording: string): readonly Interaction[] {
	const cassette = parse(onOneLine(recordedText(recording)), { uniqueKeys: false }) as
		| ({ readonly interactions?: readonly Recorded[] | null } & Recorded)
		| null;
	const calls = cassette?.interactions ?? (cassette === null ? [] : [cassette]);
	return calls.flatMap(({ request, response }) => {
		if (request === undefined) return [];
		const { pathname, search } = new URL(request.uri.replaceAll("vxx.0", "v66.0"));
		const answer = response?.body?.string ?? "";
		return [
			{
				method: request.method,
				path: pathname + search,
				body: request.body?.replaceAll("vxx.0", "v66.0") ?? null,
				status: response?.status?.code ?? 200,
				answer: typeof answer === "string" ? answer.replaceAll("vxx.0", "v66.0") : "",
			},
		];
	});
}

/** Some cassettes break quoted bodies over lines that aren't indented enough for YAML; Python reads them all the same. */
function onOneLine(text: string): string {
	return text.replace(/^ *body: '(?:[^']|'')*'/gm, (body) => body.replace(/\n\s*/g, " "));
}
