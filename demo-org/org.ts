import { randomBytes } from "node:crypto";
import { type AccessPlace, isAllowed } from "./data/access.ts";
import { blobOf } from "./data/blobs.ts";
import { addPersonAccounts } from "./data/personAccounts.ts";
import { Population } from "./data/population.ts";
import { addRecordTypeRows } from "./data/recordTypeRows.ts";
import { CROWDS } from "./data/seed.ts";
import { addSetupRows } from "./data/setupRows.ts";
import { type Row, type RowDraft, Table, type Value } from "./data/table.ts";
import { type OrgUser, usersOf } from "./data/users.ts";
import { RecycleBin } from "./dml/recycleBin.ts";
import { id15, idFor } from "./ids.ts";
import { specsOf } from "./schema/catalog.ts";
import { defaultValues } from "./schema/defaultValues.ts";
import type { Features } from "./schema/features.ts";
import type { ObjectSpec } from "./schema/objectType.ts";
import { autoNumberText, type RecordType, type RecordView } from "./schema/rules.ts";
import { Schema } from "./schema/schema.ts";
import { DAY_MS } from "./times.ts";

/** How an org is made. `rows` is the number of contacts; the other objects follow in proportion. */
export interface OrgOptions {
	readonly kind: "demo" | "production";
	readonly rows: number;
	readonly seed: number;
	readonly startedAt: number;
}

const FACTS = {
	demo: {
		name: "Orgsmith Demo",
		edition: "Developer Edition",
		instance: "DEM0",
		instanceName: "DEMO1",
		serial: 1,
	},
	production: {
		name: "Acme Production",
		edition: "Enterprise Edition",
		instance: "ACM",
		instanceName: "NA900",
		serial: 2,
	},
} as const;

/** One org: its records, its people, what each of them sees, and its counters. */
export class Org implements AccessPlace {
	readonly kind: "demo" | "production";
	readonly id: string;
	readonly name: string;
	readonly users: readonly OrgUser[];
	readonly dailyApiLimit: number;
	apiUsed = 0;
	/** Grows when a switch changes the object types. */
	schemaVersion = 0;
	readonly #instance: string;
	readonly #today: number;
	#features: Features = { personAccounts: false, multiCurrency: false };
	/** Which records went to the recycle bin together. */
	readonly bin = new RecycleBin();
	#specs = new Map<string, ObjectSpec>();
	#everything = new Schema([]);
	readonly #tables = new Map<string, Table>();
	readonly #schemas = new Map<string, Schema>();

	constructor({ kind, rows, seed, startedAt }: OrgOptions) {
		const facts = FACTS[kind];
		this.kind = kind;
		this.name = facts.name;
		this.#instance = facts.instance;
		this.id = idFor("00D", facts.serial, facts.instance);
		this.dailyApiLimit = kind === "demo" ? 15_000 : 100_000;
		this.users = usersOf(kind, facts.instance);
		this.#today = Math.floor(startedAt / DAY_MS) * DAY_MS;
		// Tables exist for everything that a switch may bring; which of them are seen is the schema's affair.
		const specs = specsOf(kind, { personAccounts: true, multiCurrency: true });
		const population = new Population({
			seed: seed + facts.serial,
			scale: kind === "demo" ? rows : Math.ceil(rows / 4),
			today: this.#today,
			instance: facts.instance,
			owners: this.users.map(({ id }) => id),
			specs,
			crowds: CROWDS,
		});
		for (const { name } of specs) this.#tables.set(name, new Table(population.baseRows(name)));
		addSetupRows({
			users: this.users,
			specs,
			table: (name) => this.table(name),
			instance: facts.instance,
			createdAt: this.#today - 1000 * DAY_MS,
			today: this.#today,
			organization: this.#organization(facts),
		});
		this.setFeatures({});
	}

	get features(): Features {
		return this.#features;
	}

	/** Switches features of the org; the schema changes at once. Person accounts come with a few people. */
	setFeatures(changes: Partial<Features>): void {
		this.#features = { ...this.#features, ...changes };
		this.#specs = new Map(specsOf(this.kind, this.#features).map((spec) => [spec.name, spec]));
		this.#schemas.clear();
		this.#everything = new Schema([...this.#specs.values()]);
		this.schemaVersion += 1;
		addRecordTypeRows(this, this.#specs.values());
		if (changes.personAccounts === true) addPersonAccounts(this);
	}

	/** All object types, whoever may see them. */
	get everything(): Schema {
		return this.#everything;
	}

	/** The declaration of an object type of this org. */
	specOf(objectName: string): ObjectSpec | undefined {
		return this.#specs.get(objectName);
	}

	/** The records of an object type of this org; an empty table for any other name. */
	table(name: string): Table {
		return this.#tables.get(name) ?? new Table();
	}

	/** The object types as one user sees them. */
	schemaFor(orgUser: OrgUser): Schema {
		let schema = this.#schemas.get(orgUser.id);
		if (schema === undefined) {
			schema = new Schema([...this.#specs.values()], orgUser);
			this.#schemas.set(orgUser.id, schema);
		}
		return schema;
	}

	/** What formulas and rules look at, at an instant. */
	viewAt(now: number): RecordView {
		const view: RecordView = {
			now,
			table: (name) => this.table(name),
			value: (objectName, row, field) => this.value(objectName, row, field, view),
			parent: (objectName, id) => (typeof id === "string" ? this.table(objectName).get(id) : undefined),
		};
		return view;
	}

	/** A field's value as it reads: calculated when it is a formula or a roll-up, otherwise as stored. */
	value(objectName: string, row: Row, field: string, view: RecordView): Value {
		const computed = this.#specs.get(objectName)?.computed?.[field];
		return computed === undefined ? (row[field] ?? null) : computed(row, view);
	}

	/** Whether sharing lets a user see a record (object and field security are the schema's). */
	canSee(user: OrgUser, objectName: string, row: Row): boolean {
		return isAllowed(this, user, "see", objectName, row);
	}

	canEdit(user: OrgUser, objectName: string, row: Row): boolean {
		return user.writes && isAllowed(this, user, "edit", objectName, row);
	}

	/** The id of the record that is added to an object's table next. */
	newId(objectName: string): string {
		const keyPrefix = this.#specs.get(objectName)?.keyPrefix ?? "000";
		return idFor(keyPrefix, this.table(objectName).length + 1, this.#instance);
	}

	/** What a new record has where its maker says nothing: defaults, its record type and its auto-numbers. */
	newValues(objectName: string, given: Row, view: RecordView): RowDraft {
		const spec = this.#specs.get(objectName);
		if (spec === undefined) return {};
		const draft = defaultValues(spec, given, view);
		const type = this.recordTypes(objectName).find(({ isDefault }) => isDefault);
		if (type !== undefined) draft["RecordTypeId"] = type.id;
		for (const [field, { format, first }] of Object.entries(spec.autoNumbers ?? {}))
			draft[field] = autoNumberText(format, first + this.table(objectName).length);
		return draft;
	}

	/** The record types of an object, the Master one aside. */
	recordTypes(objectName: string): readonly (RecordType & { readonly id: string })[] {
		const declared = this.#specs.get(objectName)?.recordTypes ?? [];
		return declared.map((type) => ({ ...type, id: idFor("012", type.serial, this.#instance) }));
	}

	/** The id of an object's active assignment rule, or null. */
	assignmentRuleId(objectName: string): string | null {
		const rule = this.#specs.get(objectName)?.assignmentRule;
		return rule === undefined ? null : idFor("01Q", rule.serial, this.#instance);
	}

	/** The content behind a base64 field. */
	blob(objectName: string, row: Row, field: string): Buffer {
		return blobOf(objectName, row, field);
	}

	/** A fresh access token: the org id's 15 characters, `!`, and an opaque part. */
	newAccessToken(): string {
		return `${id15(this.id)}!AQ${randomBytes(64).toString("base64url").replaceAll("-", ".")}`;
	}

	#organization(facts: { readonly edition: string; readonly instanceName: string }): Row {
		return {
			Id: this.id,
			Name: this.name,
			Country: "US",
			DefaultLocaleSidKey: "en_US",
			TimeZoneSidKey: "America/Los_Angeles",
			LanguageLocaleKey: "en_US",
			ReceivesInfoEmails: true,
			ReceivesAdminInfoEmails: true,
			PreferencesLightningLoginEnabled: true,
			FiscalYearStartMonth: 1,
			DefaultAccountAccess: "Read",
			DefaultContactAccess: "Edit",
			DefaultOpportunityAccess: "Edit",
			DefaultLeadAccess: "ReadEditTransfer",
			DefaultCaseAccess: "ReadEditTransfer",
			DefaultCalendarAccess: "HideDetailsInsert",
			DefaultPricebookAccess: "ReadSelect",
			DefaultCampaignAccess: "All",
			UiSkin: "Theme3",
			SignupCountryIsoCode: "US",
			NumKnowledgeService: 0,
			MonthlyPageViewsEntitlement: 0,
			MonthlyPageViewsUsed: 0,
			TrialExpirationDate: null,
			OrganizationType: facts.edition,
			NamespacePrefix: null,
			InstanceName: facts.instanceName,
			IsSandbox: false,
			IsReadOnly: false,
		};
	}
}
