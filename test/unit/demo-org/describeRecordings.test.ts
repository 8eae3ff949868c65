import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { specsOf } from "../../../demo-org/schema/catalog.ts";
import { DemoClient } from "./demoClient.ts";

/** Describes recorded from real orgs (API v48 to v62), kept beside the repository and not in it. */
const RECORDINGS = path.resolve(import.meta.dirname, "../../../../shared/wire/CumulusCI/decoded");
const present = existsSync(RECORDINGS);
if (!present) console.warn(`skipped: no recorded describes at ${RECORDINGS}`);

type Json = Record<string, unknown>;
interface Describe extends Json {
	readonly fields: readonly Json[];
	readonly childRelationships: readonly Json[];
	readonly recordTypeInfos: readonly Json[];
}

const recorded = (name: string): Describe =>
	JSON.parse(readFileSync(path.join(RECORDINGS, `GET_sobjects_${name}_describe.json`), "utf8")) as Describe;
const kindOf = (value: unknown): string =>
	value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
const byName = (fields: readonly Json[]) => new Map(fields.map((field) => [String(field["name"]), field]));

/** Fields that real orgs have and this one leaves out: they point to objects that it does not have. */
const LEFT_OUT = new Set([
	"DandbCompanyId",
	"IndividualId",
	"OperatingHoursId",
	// Account has record types here only with person accounts.
	"RecordTypeId",
]);
/** What differs with reason, by `Object.Field.key`. */
const DIFFERS: Readonly<Record<string, string>> = {
	"OpportunityContactRole.Id.label": "the label follows from the object's",
};
/** Lists that depend on what else an org has. */
const OWN = new Set(["picklistValues", "referenceTo"]);

const NAMES = ["Account", "Case", "Contact", "Event", "Lead", "Opportunity", "OpportunityContactRole"];

describe.skipIf(!present)("describes beside recorded ones", () => {
	let client: DemoClient;
	let token: string;
	const described = async (name: string): Promise<Describe> =>
		(await client.get(`/services/data/v66.0/sobjects/${name}/describe`, token)).body as Describe;

	beforeAll(async () => {
		client = await DemoClient.start();
		token = (await client.signIn()).accessToken;
	});
	afterAll(() => client.org.close());

	it.each(NAMES)("%s has the recorded keys with the recorded types", async (name) => {
		const [ours, theirs] = [await described(name), recorded(name)];
		for (const [key, value] of Object.entries(theirs)) {
			expect(ours, key).toHaveProperty(key);
			if (value !== null && ours[key] !== null)
				expect([key, kindOf(ours[key])]).toEqual([key, kindOf(value)]);
		}
		const [field, theirField] = [ours.fields[0], theirs.fields[0]];
		expect(Object.keys(field ?? {}).sort()).toEqual(Object.keys(theirField ?? {}).sort());
		const child = recorded("Account").childRelationships[0] ?? {};
		for (const each of ours.childRelationships)
			expect(Object.keys(each).sort()).toEqual(Object.keys(child).sort());
	});

	it.each(NAMES)("%s describes each recorded standard field as recorded", async (name) => {
		const ours = byName((await described(name)).fields);
		const differences: string[] = [];
		for (const theirs of recorded(name).fields) {
			const field = String(theirs["name"]);
			if (theirs["custom"] === true || field.includes("__") || LEFT_OUT.has(field)) continue;
			const mine = ours.get(field);
			if (mine === undefined) differences.push(`${name}.${field} is missing`);
			for (const [key, value] of Object.entries(mine === undefined ? {} : theirs)) {
				const place = `${name}.${field}.${key}`;
				if (OWN.has(key) || DIFFERS[place] !== undefined) continue;
				if (JSON.stringify(mine?.[key]) !== JSON.stringify(value))
					differences.push(
						`${place}: recorded ${JSON.stringify(value)}, here ${JSON.stringify(mine?.[key])}`,
					);
			}
		}
		expect(differences).toEqual([]);
	});

	it.each(NAMES)("what goes with a deleted %s, and what keeps it, is as recorded", async (name) => {
		const flags = ({ childRelationships }: Describe) =>
			new Map(
				childRelationships.map(({ childSObject, field, cascadeDelete, restrictedDelete }) => [
					`${String(childSObject)}.${String(field)}`,
					[cascadeDelete, restrictedDelete],
				]),
			);
		const [ours, theirs] = [flags(await described(name)), flags(recorded(name))];
		const shared = [...ours].filter(([list]) => theirs.has(list));
		expect(Object.fromEntries(shared)).toEqual(
			Object.fromEntries(shared.map(([list]) => [list, theirs.get(list)])),
		);
	});

	it("person accounts bring the recorded fields", () => {
		const theirs = byName(recorded("Account_PersonAccount").fields);
		const spec = specsOf("demo", { personAccounts: true, multiCurrency: false }).find(
			({ name }) => name === "Account",
		);
		const differences: string[] = [];
		const person = (spec?.fields ?? []).filter(({ name }) =>
			/Person|^(?:First|Last)Name$|^Salutation$/.test(name),
		);
		expect(person.length).toBeGreaterThan(20);
		for (const mine of person) {
			const recordedField = theirs.get(mine.name);
			if (recordedField === undefined) differences.push(`${mine.name} is not recorded`);
			for (const [key, value] of Object.entries(mine)) {
				if (OWN.has(key) || recordedField === undefined) continue;
				if (JSON.stringify(recordedField[key]) !== JSON.stringify(value))
					differences.push(`${mine.name}.${key}: recorded ${JSON.stringify(recordedField[key])}`);
			}
		}
		expect(differences).toEqual([]);
	});

	it.each([
		["Organization", "CumulusCI/decoded/GET_sobjects_Organization.json"],
		["User", "NetCoreForce/user.json"],
	])("the one row of %s has what a recorded row has", async (name, file) => {
		const text = readFileSync(path.join(RECORDINGS, "../..", file), "utf8").replace(/^\uFEFF/, "");
		const theirs = JSON.parse(text) as Json;
		const soql = `SELECT FIELDS(ALL) FROM ${name} ORDER BY Id LIMIT 1`;
		const { records } = (await client.query(soql, token)).body as { records: Json[] };
		const [ours = {}] = records;
		expect(Object.keys(theirs).filter((key) => !(key in ours))).toEqual([]);
		for (const [key, value] of Object.entries(theirs)) {
			if (value !== null && ours[key] !== null)
				expect([key, kindOf(ours[key])]).toEqual([key, kindOf(value)]);
		}
	});

	it("header flags are the recorded ones", async () => {
		const differences: string[] = [];
		for (const name of NAMES) {
			const [ours, theirs] = [await described(name), recorded(name)];
			for (const [key, value] of Object.entries(theirs)) {
				if (typeof value !== "boolean" || ours[key] === value) continue;
				differences.push(`${name}.${key}: recorded ${value}`);
			}
		}
		// The recorded Case describe is of v48; cases merge since v51.
		expect(differences).toEqual(["Case.mergeable: recorded false"]);
	});

	it("global describe has the recorded keys per object", async () => {
		const { body } = await client.get("/services/data/v66.0/sobjects", token);
		const theirs = recorded("Global")["sobjects"] as Json[];
		const ours = (body as Json)["sobjects"] as Json[];
		for (const each of ours) expect(Object.keys(each).sort()).toEqual(Object.keys(theirs[0] ?? {}).sort());
		for (const name of ["Campaign", "CampaignMember", "Organization", "User", "UserRole"]) {
			const flags = (list: readonly Json[]) => {
				const found = byName(list).get(name) ?? {};
				return Object.entries(found).filter(([, value]) => typeof value === "boolean");
			};
			const [mine, recordedFlags] = [new Map(flags(ours)), flags(theirs)];
			expect([name, recordedFlags.filter(([key, value]) => mine.get(key) !== value)]).toEqual([name, []]);
		}
	});
});
