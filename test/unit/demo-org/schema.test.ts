import { describe, expect, it } from "vitest";
import type { Row } from "../../../demo-org/data/table.ts";
import { Org } from "../../../demo-org/org.ts";
import { FLAGS } from "../../../demo-org/schema/objectFlags.ts";
import { masked } from "../../../demo-org/schema/specialFields.ts";
import { NOW } from "./demoClient.ts";

const make = (kind: "demo" | "production" = "demo") => new Org({ kind, rows: 120, seed: 7, startedAt: NOW });
const person = (org: Org, key: string) => {
	const found = org.users.find((user) => user.key === key);
	if (found === undefined) throw new Error(`no user ${key}`);
	return found;
};

describe("object types", () => {
	const org = make();
	const { objects } = org.schemaFor(person(org, "admin"));

	it("are at least 30 standard and six custom ones, a package, settings, metadata, a big object and an event", () => {
		const names = objects.map(({ name }) => name);
		expect(names.filter((name) => !name.includes("__")).length).toBeGreaterThanOrEqual(30);
		expect(names.filter((name) => /^[A-Z]\w*__c$/.test(name) && !name.startsWith("orgkit"))).toEqual(
			expect.arrayContaining(["Project__c", "Milestone__c", "Expense__c", "Skill__c", "Machine__c"]),
		);
		for (const suffix of [/^orgkit__/, /__mdt$/, /__b$/, /__e$/, /__Share$/, /__History$/])
			expect(names.some((name) => suffix.test(name))).toBe(true);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(objects.map(({ spec }) => spec.keyPrefix)).size).toBe(names.length);
	});

	it.each(objects.map((object) => [object.name, object] as const))(
		"%s hangs together",
		(_name, { spec, fields }) => {
			const names = fields.map(({ name }) => name);
			expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
			expect(spec.keyPrefix).toHaveLength(3);
			expect(FLAGS).toHaveProperty(spec.kind ?? "data");
			for (const field of fields) {
				expect(field.label).not.toBe("");
				if (field.type === "reference") {
					const known = ["BusinessProcess", "Calendar", "CallCenter"];
					for (const target of field.referenceTo) {
						expect([field.name, known.includes(target) || org.specOf(target) !== undefined]).toEqual([
							field.name,
							true,
						]);
					}
				}
				if (field.controllerName !== null) expect(names).toContain(field.controllerName);
				if (field.calculatedFormula !== null) expect(spec.computed).toHaveProperty(field.name);
			}
			const declared = [
				...Object.keys(spec.computed ?? {}),
				...Object.keys(spec.autoNumbers ?? {}),
				...Object.keys(spec.defaults ?? {}),
				...Object.keys(spec.listOnParent ?? {}),
				...(spec.duplicateRules ?? []).flatMap((rule) => rule.fields),
				...(spec.validationRules ?? []).flatMap(({ field }) => field ?? []),
			];
			for (const name of declared) expect(names).toContain(name);
		},
	);

	it("a parent has no two lists of one name", () => {
		for (const { name, children } of objects) {
			const lists = children.flatMap(({ relationshipName }) => relationshipName ?? []);
			expect([name, lists.filter((list, at) => lists.indexOf(list) !== at)]).toEqual([name, []]);
		}
	});

	it("the production-kind org has its own, fewer ones", () => {
		const production = make("production");
		const names = production
			.schemaFor(person(production, "production-admin"))
			.objects.map(({ name }) => name);
		expect(names).toContain("Invoice__c");
		for (const absent of ["Case", "Project__c", "orgkit__Job__c"]) expect(names).not.toContain(absent);
		for (const { fields } of production.everything.objects)
			for (const { referenceTo } of fields) expect(referenceTo).not.toContain("Campaign");
	});
});

describe("who looks", () => {
	const org = make();
	const english = org.schemaFor(person(org, "admin"));
	const german = org.schemaFor(person(org, "german"));

	it("a German user reads other labels everywhere", () => {
		const cognates = new Set(["Account", "Accounts", "Lead", "Name", "Website", "Status", "Opportunity"]);
		const more = ["Opportunities", "Leads", "Normal", "Code", "Version", "Zone"];
		for (const word of more) cognates.add(word);
		for (const { name, fields, spec } of english.objects) {
			const other = german.object(name);
			if (!cognates.has(spec.label)) expect([name, other?.spec.label]).not.toEqual([name, spec.label]);
			for (const field of fields) {
				const label = other?.field(field.name)?.label;
				if (label !== undefined && !cognates.has(field.label)) {
					expect([name, field.name, label]).not.toEqual([name, field.name, field.label]);
				}
			}
		}
		const label = (object: string, field: string) => german.object(object)?.field(field)?.label;
		expect(german.object("Contact")?.spec.labelPlural).toBe("Kontakte");
		expect([
			label("Contact", "LastName"),
			label("Contact", "AccountId"),
			label("Contact", "MailingCity"),
		]).toEqual(["Nachname", "Account-ID", "Ort (Postanschrift)"]);
		const stage = german.object("Opportunity")?.field("StageName")?.picklistValues.at(-1);
		expect(stage).toMatchObject({ value: "Closed Lost", label: "Geschlossen und verloren" });
	});

	it("fields are hidden or read-only by profile", () => {
		const limited = org.schemaFor(person(org, "limited"));
		expect(limited.object("Case")).toBeUndefined();
		expect(limited.object("Account")?.field("AnnualRevenue")).toBeUndefined();
		expect(german.object("Account")?.field("Rating")).toMatchObject({ createable: false, updateable: false });
		expect(english.object("Account")?.field("Rating")).toMatchObject({ createable: true, updateable: true });
	});

	it("sharing lets owners, those above them, queue members and those it was shared with see a private record", () => {
		const expense = (owner: string, id = "a03DEM000000zzzAAA"): Row => ({ Id: id, OwnerId: owner });
		const [admin, limited, gerda] = [person(org, "admin"), person(org, "limited"), person(org, "german")];
		const sees = (user: typeof admin, row: Row) => org.canSee(user, "Expense__c", row);
		expect([sees(admin, expense(limited.id)), sees(limited, expense(limited.id))]).toEqual([true, true]);
		// Gerda's role is above Lee's; nobody but administrators is above hers.
		expect([sees(gerda, expense(limited.id)), sees(limited, expense(gerda.id))]).toEqual([true, false]);
		const shared = org.table("Expense__Share").at(0);
		const sharedWith = org.users.find(({ id }) => id === shared?.["UserOrGroupId"]);
		const row = expense(admin.id, String(shared?.["ParentId"]));
		expect(sharedWith !== undefined && sees(sharedWith, row)).toBe(true);
		expect(sharedWith !== undefined && org.canEdit(sharedWith, "Expense__c", row)).toBe(false);
		expect(org.canSee(gerda, "Account", { Id: "001DEM000000zzzAAA", OwnerId: admin.id })).toBe(true);
		expect(org.canEdit(gerda, "Account", { Id: "001DEM000000zzzAAA", OwnerId: admin.id })).toBe(false);
	});
});

describe("calculated values", () => {
	const org = make();
	const view = org.viewAt(NOW);
	const value = (object: string, row: Row, field: string) => view.value(object, row, field);
	const project = org.table("Project__c").at(3) ?? {};
	const ofProject = org.table("Milestone__c").filter((row) => row["Project__c"] === project["Id"]);

	it("formulas read their own and their parents' fields", () => {
		expect(value("Project__c", { Budget__c: 100, Spent__c: null }, "Budget_Left__c")).toBe(100);
		const account = org.table("Account").get(String(project["Account__c"]));
		const first = ofProject[0] ?? {};
		expect(value("Milestone__c", first, "Project_Name__c")).toBe(project["Name"]);
		expect(value("Milestone__c", first, "Account_Name__c")).toBe(account?.["Name"] ?? null);
		const late = { Due_Date__c: "2026-05-19", Reached__c: false };
		expect(
			[late, { ...late, Reached__c: true }].map((row) => value("Milestone__c", row, "Is_Late__c")),
		).toEqual([true, false]);
	});

	it("roll-ups follow their children, without those in the bin", () => {
		const hours = ofProject.reduce((sum, row) => sum + Number(row["Hours__c"] ?? 0), 0);
		expect(value("Project__c", project, "Milestones__c")).toBe(3);
		expect(value("Project__c", project, "Planned_Hours__c")).toBe(hours);
		const dates = ofProject.map((row) => String(row["Due_Date__c"] ?? "")).sort();
		expect(value("Project__c", project, "Last_Milestone__c")).toBe(dates.at(-1));
		const milestones = org.table("Milestone__c");
		const index = milestones.indexOf(String(ofProject[0]?.["Id"]));
		milestones.change(index, { IsDeleted: true });
		expect(value("Project__c", project, "Milestones__c")).toBe(2);
		milestones.change(index, { IsDeleted: false });
		milestones.add({ ...ofProject[0], Id: org.newId("Milestone__c"), Hours__c: 1000 });
		expect(value("Project__c", project, "Planned_Hours__c")).toBe(hours + 1000);
	});

	it("an opportunity's amount follows its lines as soon as somebody writes one", () => {
		const opportunity = org.table("Opportunity").at(1) ?? {};
		const amount = () => value("Opportunity", opportunity, "Amount");
		const before = amount();
		expect(before).toBe(opportunity["Amount"]);
		const trigger = org.specOf("OpportunityLineItem")?.triggers?.[0];
		const given = {
			PricebookEntryId: org.table("PricebookEntry").at(0)?.["Id"] ?? null,
			Quantity: 2,
			UnitPrice: 10.5,
		};
		const priced = trigger?.sets(given, null, view) ?? {};
		expect(priced).toMatchObject({ TotalPrice: 21, Product2Id: org.table("Product2").at(0)?.["Id"] });
		const line = {
			Id: org.newId("OpportunityLineItem"),
			OpportunityId: opportunity["Id"] ?? null,
			...given,
			...priced,
		};
		org.table("OpportunityLineItem").add(line);
		expect(amount()).toBeCloseTo(Number(before) + 21, 2);
		const expected = Math.round(Number(amount()) * Number(opportunity["Probability"])) / 100;
		expect(value("Opportunity", opportunity, "ExpectedRevenue")).toBeCloseTo(expected, 2);
		expect(value("Opportunity", opportunity, "HasOpportunityLineItem")).toBe(true);
	});

	it("new records begin with defaults, a record type and numbers that go on", () => {
		expect(org.newValues("Expense__c", {}, view)).toEqual({
			Name: "EXP-000025",
			IsDeleted: false,
			Kind__c: "Other",
			Tax_Rate__c: 19,
			Spent_On__c: "2026-05-20",
		});
		expect(org.newValues("Machine__c", {}, view)).toMatchObject({
			State__c: "In Stock",
			RecordTypeId: org.recordTypes("Machine__c")[0]?.id,
		});
		expect(org.newValues("Case", {}, view)).toMatchObject({
			Status: "New",
			Priority: "Medium",
			IsEscalated: false,
			CaseNumber: String(1001 + org.table("Case").length).padStart(8, "0"),
		});
		expect(org.table("Case").get(org.newId("Case"))).toBeUndefined();
	});

	it("encrypted texts show their last four characters", () => {
		expect(["CODE-1234", "123", ""].map(masked)).toEqual(["*****1234", "123", ""]);
	});
});

describe("switches", () => {
	it("multi-currency brings currencies to every object of records", () => {
		const org = make();
		const field = (object: string) =>
			org.schemaFor(person(org, "admin")).object(object)?.field("CurrencyIsoCode");
		expect([field("Account"), org.specOf("CurrencyType")]).toEqual([undefined, undefined]);
		const before = org.schemaVersion;
		org.setFeatures({ multiCurrency: true });
		expect(org.schemaVersion).toBeGreaterThan(before);
		for (const object of ["Account", "OpportunityLineItem", "Project__c"])
			expect(field(object)).toBeDefined();
		expect(org.specOf("CurrencyType")).toBeDefined();
		const codes = new Set(
			org
				.table("Opportunity")
				.filter(() => true)
				.map((row) => row["CurrencyIsoCode"]),
		);
		expect(codes).toEqual(new Set(["USD", "EUR", "GBP", "JPY"]));
		org.setFeatures({ multiCurrency: false });
		expect(field("Account")).toBeUndefined();
	});

	it("person accounts bring fields, record types and a dozen people, once", () => {
		const org = make();
		const before = org.table("Account").length;
		org.setFeatures({ personAccounts: true });
		org.setFeatures({ personAccounts: true });
		expect(org.table("Account").length).toBe(before + 12);
		const account = org.schemaFor(person(org, "admin")).object("Account");
		for (const name of ["IsPersonAccount", "PersonEmail", "PersonMailingCity", "PersonContactId", "LastName"])
			expect(account?.field(name)).toBeDefined();
		const added = org.table("Account").at(before) ?? {};
		const contact = org.table("Contact").get(String(added["PersonContactId"]));
		expect(contact).toMatchObject({ AccountId: added["Id"], Name: added["Name"], IsPersonAccount: true });
		const types = org
			.recordTypes("Account")
			.map(({ id }) => org.table("RecordType").get(id)?.["DeveloperName"]);
		expect(types).toEqual(["Business_Account", "PersonAccount"]);
	});
});
