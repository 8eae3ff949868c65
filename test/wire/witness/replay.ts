import type { Asking } from "./asking.ts";
import type { Interaction } from "./cassette.ts";
import { compareAnswers, type Findings } from "./witness.ts";

/** What the demo org doesn't serve: it says so, and whoever builds it finds the recording waiting here. */
const NOT_SERVED: readonly RegExp[] = [
	/\/services\/async\//,
	/\/connect\//,
	/\/tooling\/runTestsAsynchronous/,
];
const TYPES: Readonly<Record<string, string>> = {
	"001": "Account",
	"003": "Contact",
	"006": "Opportunity",
	"00Q": "Lead",
};
const ID = /\b[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?\b/g;

/** `POST composite/sobjects`, `GET query Account`: names a call in lists of differences. */
function label({ method, path }: Interaction): string {
	const [first = "", second] = path.replace(/^\/services\/data\/v[\d.]+\//, "").split(/[/?]/);
	const more = first === "sobjects" || first === "composite" || first === "tooling" || first === "limits";
	const place = more && second !== undefined && second !== "" ? `${first}/${second}` : first;
	const object = /[+\s]FROM[+\s]+(\w+)(?![\s\S]*[+\s]FROM[+\s])/i.exec(decodeURIComponent(path))?.[1];
	return [method, place, ...(object === undefined ? [] : [object])].join(" ");
}

/**
 * Plays the calls of a cassette to the demo org, one after the other, and compares every answer. Ids of the recorded org
 * become those that the same call gave here, or of records that are here.
 */
export async function replay(asking: Asking, calls: readonly Interaction[]): Promise<Findings> {
	const ours = new Map<string, string>();
	const found = new Map<string, string>();
	let checks = 0;
	const translate = async (text: string): Promise<string> => {
		for (const id of new Set(text.match(ID))) {
			const type = TYPES[id.slice(0, 3)];
			if (ours.has(id) || type === undefined) continue;
			const known = [...ours.keys()].filter((each) => each.startsWith(id.slice(0, 3))).length;
			const [stand = id] = (await asking.ids(type, known + 1)).slice(-1);
			ours.set(id, stand);
		}
		return text.replace(ID, (id) => (id.startsWith("00D") ? asking.admin.orgId : (ours.get(id) ?? id)));
	};
	for (const call of calls) {
		const [path, body] = [await translate(call.path), call.body === null ? null : await translate(call.body)];
		const reply = await asking.client.request(path, {
			method: call.method,
			headers: {
				authorization: `Bearer ${asking.admin.accessToken}`,
				...(body === null ? {} : { "content-type": "application/json" }),
			},
			...(body === null ? {} : { body }),
		});
		if (NOT_SERVED.some((place) => place.test(path))) {
			checks += 1;
			if (reply.status !== 501) found.set(`${label(call)}: served`, `status ${reply.status}`);
			continue;
		}
		const answer: unknown = call.answer === "" ? "" : JSON.parse(call.answer);
		const findings = compareAnswers({ status: call.status, body: answer }, reply);
		checks += findings.checks;
		for (const [where, text] of findings.found) found.set(`${label(call)}: ${where}`, text);
		learn(answer, reply.body, ours);
	}
	return { checks, found };
}

/** The ids that a recorded answer gave stand for those in ours, place by place. */
function learn(theirs: unknown, mine: unknown, ours: Map<string, string>): void {
	if (typeof theirs === "string" && typeof mine === "string") {
		if (theirs.length === 18 && mine.length === 18) ours.set(theirs, mine);
	} else if (typeof theirs === "object" && typeof mine === "object" && theirs !== null && mine !== null) {
		for (const [key, value] of Object.entries(theirs))
			learn(value, (mine as Record<string, unknown>)[key], ours);
	}
}
