import { randomBytes } from "node:crypto";
import { Population } from "./data/population.ts";
import { CROWDS } from "./data/seed.ts";
import { Table } from "./data/table.ts";
import { addUserRows, type OrgUser, usersOf } from "./data/users.ts";
import { id15, idFor } from "./ids.ts";
import { invoice, project } from "./schema/customObjects.ts";
import type { ObjectSpec } from "./schema/objectType.ts";
import { Schema } from "./schema/schema.ts";
import { group, organization, profile, user } from "./schema/setupObjects.ts";
import { account, caseObject, contact, opportunity } from "./schema/standardObjects.ts";
import { DAY_MS, dateTimeText } from "./times.ts";

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
export class Org {
	readonly kind: "demo" | "production";
	readonly id: string;
	readonly name: string;
	readonly users: readonly OrgUser[];
	readonly dailyApiLimit: number;
	apiUsed = 0;
	readonly #specs: readonly ObjectSpec[];
	readonly #tables = new Map<string, Table>();
	readonly #schemas = new Map<string, Schema>();

	constructor({ kind, rows, seed, startedAt }: OrgOptions) {
		const facts = FACTS[kind];
		this.kind = kind;
		this.name = facts.name;
		this.id = idFor("00D", facts.serial, facts.instance);
		this.dailyApiLimit = kind === "demo" ? 15_000 : 100_000;
		this.users = usersOf(kind, facts.instance);
		const standard = [account, contact, opportunity, user, profile, group, organization];
		this.#specs = kind === "demo" ? [...standard, caseObject, project] : [...standard, invoice];
		const today = Math.floor(startedAt / DAY_MS) * DAY_MS;
		const createdAt = today - 1000 * DAY_MS;
		const { instance } = facts;
		const population = new Population({
			seed: seed + facts.serial,
			scale: kind === "demo" ? rows : Math.ceil(rows / 4),
			today,
			instance,
			owners: this.users.map(({ id }) => id),
			specs: this.#specs,
			crowds: CROWDS,
		});
		for (const { name } of this.#specs) this.#tables.set(name, new Table(population.baseRows(name)));
		const owners = addUserRows(this.users, this.table("User"), this.table("Profile"), instance, createdAt);
		const audit = {
			CreatedDate: dateTimeText(createdAt),
			CreatedById: owners[0] ?? null,
			LastModifiedDate: dateTimeText(createdAt),
			LastModifiedById: owners[0] ?? null,
			SystemModstamp: dateTimeText(createdAt),
		};
		const queueId = idFor("00G", 1, instance);
		this.table("Group").add({
			Id: queueId,
			Name: "Support Queue",
			DeveloperName: "Support",
			Type: "Queue",
			...audit,
		});
		this.table("Organization").add({
			Id: this.id,
			Name: facts.name,
			Country: "US",
			PrimaryContact: `${this.users[0]?.firstName} ${this.users[0]?.lastName}`,
			DefaultLocaleSidKey: "en_US",
			TimeZoneSidKey: "America/Los_Angeles",
			LanguageLocaleKey: "en_US",
			FiscalYearStartMonth: 1,
			MonthlyPageViewsUsed: 0,
			TrialExpirationDate: null,
			OrganizationType: facts.edition,
			NamespacePrefix: null,
			InstanceName: facts.instanceName,
			IsSandbox: false,
			IsReadOnly: false,
			...audit,
		});
	}

	/** The records of an object type of this org; an empty table for any other name. */
	table(name: string): Table {
		return this.#tables.get(name) ?? new Table();
	}

	/** The object types as one user sees them. */
	schemaFor(orgUser: OrgUser): Schema {
		let schema = this.#schemas.get(orgUser.id);
		if (schema === undefined) {
			schema = new Schema(this.#specs, orgUser.hidden);
			this.#schemas.set(orgUser.id, schema);
		}
		return schema;
	}

	/** A fresh access token: the org id's 15 characters, `!`, and an opaque part. */
	newAccessToken(): string {
		return `${id15(this.id)}!AQ${randomBytes(64).toString("base64url").replaceAll("-", ".")}`;
	}
}
