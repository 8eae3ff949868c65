import { beforeAll, describe, expect, it } from "vitest";
import type { Row } from "../../../demo-org/data/table.ts";
import { Org } from "../../../demo-org/org.ts";
import { flagsOf, type ObjectType } from "../../../demo-org/schema/objectType.ts";
import { NOW } from "./demoClient.ts";

const make = (rows: number, seed = 7) => new Org({ kind: "demo", rows, seed, startedAt: NOW });

describe("the records from the start", () => {
	let org: Org;
	let objects: readonly ObjectType[];
	const rows = (name: string): Row[] => org.table(name).filter(() => true);
	beforeAll(() => {
		org = make(600);
		objects = org.everything.objects;
	});

	it("are more than 4,000, and every object that can be asked has some", () => {
		const counts = objects.map(({ name }) => org.table(name).length);
		expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(4000);
		const empty = objects.filter(({ name, spec }) => flagsOf(spec).queryable && org.table(name).length === 0);
		// What somebody saw last is not stored of its own.
		expect(empty.map(({ name }) => name)).toEqual(["RecentlyViewed"]);
	});

	it("point to records that are there", () => {
		const dangling: string[] = [];
		for (const { name, fields } of objects) {
			const lookups = fields.filter(({ type }) => type === "reference");
			for (const row of rows(name)) {
				for (const { name: field, referenceTo } of lookups) {
					const id = row[field];
					if (typeof id !== "string") continue;
					const target = referenceTo.find((each) => org.table(each).get(id) !== undefined);
					if (target === undefined) dangling.push(`${name}.${field} ${id}`);
				}
			}
		}
		expect(dangling).toEqual([]);
	});

	it("hold values of their fields' types, within length, from the list where it is closed", () => {
		const wrong: string[] = [];
		for (const { name, fields, spec } of objects) {
			for (const row of rows(name)) {
				for (const field of fields) {
					const value = row[field.name] ?? null;
					const isFilled =
						!field.nillable && spec.computed?.[field.name] === undefined && field.type !== "base64";
					if (value === null) {
						if (isFilled && field.type !== "boolean") wrong.push(`${name}.${field.name} is empty`);
						continue;
					}
					const isNumber = ["int", "double", "currency", "percent"].includes(field.type);
					const kind = isNumber ? "number" : field.type === "boolean" ? "boolean" : "string";
					if (typeof value !== kind) wrong.push(`${name}.${field.name} is a ${typeof value}`);
					if (typeof value === "string" && field.length > 0 && value.length > field.length)
						wrong.push(`${name}.${field.name} is too long`);
					const listed = field.picklistValues.some((each) => each.value === value);
					if (field.restrictedPicklist && field.type === "picklist" && !listed)
						wrong.push(`${name}.${field.name}: ${value}`);
				}
			}
		}
		expect([...new Set(wrong)]).toEqual([]);
	});

	it("keep their own rules", () => {
		const view = org.viewAt(NOW);
		for (const { name, spec } of objects) {
			for (const rule of spec.validationRules ?? []) {
				const broken = rows(name).filter((row) => rule.fails(row, row, view));
				expect([name, rule.name, broken.length]).toEqual([name, rule.name, 0]);
			}
		}
	});

	it("unique fields are unique, in the letter case that counts", () => {
		for (const { name, fields } of objects) {
			for (const field of fields.filter(({ unique }) => unique)) {
				const values = rows(name).flatMap((row) => row[field.name] ?? []);
				const keys = values.map((value) => (field.caseSensitive ? value : String(value).toLowerCase()));
				expect([name, field.name, new Set(keys).size]).toEqual([name, field.name, values.length]);
			}
		}
	});

	it("an opportunity's amount is the sum of its lines, and each line its price times its quantity", () => {
		const sums = new Map<unknown, number>();
		for (const line of rows("OpportunityLineItem")) {
			const total = Math.round(Number(line["UnitPrice"]) * Number(line["Quantity"]) * 100) / 100;
			expect(line["TotalPrice"]).toBe(total);
			sums.set(line["OpportunityId"], (sums.get(line["OpportunityId"]) ?? 0) + total);
		}
		for (const row of rows("Opportunity")) {
			const sum = sums.get(row["Id"]);
			expect(row["HasOpportunityLineItem"]).toBe(sum !== undefined);
			if (sum !== undefined) expect(row["Amount"]).toBeCloseTo(sum, 2);
		}
		expect(sums.size).toBeGreaterThan(200);
	});

	it("a case is of its contact's account, and a member is named after its person", () => {
		for (const row of rows("Case")) {
			const contact = org.table("Contact").get(String(row["ContactId"]));
			if (contact !== undefined) expect(row["AccountId"]).toBe(contact["AccountId"]);
		}
		for (const row of rows("CampaignMember")) {
			const person = org
				.table(row["Type"] === "Lead" ? "Lead" : "Contact")
				.get(String(row["LeadId"] ?? row["ContactId"]));
			expect(row["Name"]).toBe(person?.["Name"]);
		}
	});

	it("an activity is of the account that saving it again would give it", () => {
		const view = org.viewAt(NOW);
		for (const object of ["Task", "Event"]) {
			const trigger = org.specOf(object)?.triggers?.find(({ name }) => name === "Account");
			for (const row of rows(object))
				expect(trigger?.sets(row, row, view)).toEqual({ AccountId: row["AccountId"] });
			expect(rows(object).filter((row) => row["AccountId"] !== null).length).toBeGreaterThan(50);
		}
	});

	it("files have content of the length that they say", () => {
		for (const [object, field, length] of [
			["Attachment", "Body", "BodyLength"],
			["ContentVersion", "VersionData", "ContentSize"],
			["Document", "Body", "BodyLength"],
			["EventLogFile", "LogFile", "LogFileLength"],
		] as const) {
			for (const row of rows(object)) expect(org.blob(object, row, field)).toHaveLength(Number(row[length]));
		}
		const written = { Id: "00PDEM000000zzzAAA", Body: Buffer.from([0, 255]).toString("base64") };
		expect([...org.blob("Attachment", written, "Body")]).toEqual([0, 255]);
	});

	it("depend on seed and index alone: the hundredth is the same however many come after it", () => {
		const other = make(600, 8).table("Contact").at(99);
		expect(other).not.toEqual(org.table("Contact").at(99));
		expect(make(600).table("Contact").at(99)).toEqual(org.table("Contact").at(99));
	});

	it("begin with awkward names, long notes, and a hundredth of the contacts in the bin", () => {
		expect(org.table("Account").at(2)?.["Name"]).toContain("<script>");
		expect(String(org.table("Project__c").at(0)?.["Notes__c"])).toHaveLength(130_000);
		const bin = org.table("Contact").filter((row) => row["IsDeleted"] === true);
		expect([org.table("Contact").length, bin.length]).toEqual([606, 6]);
	});

	it("a million contacts are there at once", () => {
		const large = make(1_000_000);
		const contacts = large.table("Contact");
		expect(contacts.length).toBe(1_010_000);
		const last = contacts.at(999_999);
		expect(contacts.indexOf(String(last?.["Id"]))).toBe(999_999);
	});
});
