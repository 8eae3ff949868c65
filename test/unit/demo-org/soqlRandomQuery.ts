import { Random } from "../../../demo-org/random.ts";

const words = (text: string): readonly string[] => text.split(" ");

/** Fields by what they can be compared with, and the lists of children. */
interface Shape {
	readonly text: readonly string[];
	readonly number: readonly string[];
	readonly date: readonly string[];
	readonly dateTime: readonly string[];
	readonly flag: readonly string[];
	readonly id: readonly string[];
	readonly label: readonly string[];
	/** Selected only: compound fields, long texts. */
	readonly other: readonly string[];
	readonly children: Readonly<Record<string, string>>;
}

const AUDIT = { dateTime: words("CreatedDate LastModifiedDate"), flag: ["IsDeleted"] };
const SHAPES: Readonly<Record<string, Shape>> = {
	Account: {
		...AUDIT,
		text: words("Name Phone BillingCity Parent.Name Owner.Name Parent.Parent.Owner.Profile.Name"),
		number: words("AnnualRevenue NumberOfEmployees BillingLatitude Parent.AnnualRevenue"),
		date: [],
		id: words("Id OwnerId ParentId Parent.OwnerId"),
		label: words("Industry Rating Type"),
		other: words("BillingAddress ShippingAddress Description"),
		children: { Contacts: "Contact", Opportunities: "Opportunity", ChildAccounts: "Account", Cases: "Case" },
	},
	Contact: {
		...AUDIT,
		text: words(
			"Name LastName Email Title Account.Name Account.Parent.Name ReportsTo.Account.Name Owner.Name",
		),
		number: words("Account.AnnualRevenue Account.NumberOfEmployees"),
		date: ["Birthdate"],
		flag: words("DoNotCall HasOptedOutOfEmail"),
		id: words("Id AccountId OwnerId ReportsToId"),
		label: words("LeadSource Salutation Account.Industry"),
		other: words("MailingAddress Description"),
		children: { Cases: "Case", Tasks: "Task" },
	},
	Opportunity: {
		...AUDIT,
		text: words("Name Account.Name NextStep Owner.Name"),
		number: words("Amount Probability ExpectedRevenue TotalOpportunityQuantity"),
		date: ["CloseDate"],
		flag: words("IsWon IsClosed"),
		id: words("Id AccountId OwnerId"),
		label: words("StageName Type LeadSource Account.Rating"),
		other: ["Description"],
		children: { Tasks: "Task" },
	},
	Case: {
		...AUDIT,
		text: words("CaseNumber Subject Owner.Name Owner.Type Contact.Name Account.Name"),
		number: ["Account.AnnualRevenue"],
		date: ["Contact.Birthdate"],
		id: words("Id ContactId AccountId OwnerId"),
		label: words("Status Priority Origin"),
		other: ["Description"],
		children: { Tasks: "Task" },
	},
	Project__c: {
		...AUDIT,
		text: words("Name External_Id__c Account__r.Name Lead_Contact__r.Email"),
		number: words("Budget__c Spent__c Budget_Left__c Completion__c Milestones__c Planned_Hours__c"),
		date: words("Start_Date__c Last_Milestone__c"),
		id: words("Id Account__c Lead_Contact__c OwnerId"),
		label: words("Status__c Account__r.Industry"),
		other: words("Tags__c Notes__c"),
		children: { Milestones__r: "Milestone__c", Tasks: "Task" },
	},
	Milestone__c: {
		...AUDIT,
		text: words("Name Title__c Project_Name__c Project__r.Account__r.Name"),
		number: words("Hours__c Share_of_Project__c Project__r.Budget__c"),
		date: ["Due_Date__c"],
		id: words("Id Project__c"),
		label: ["Project__r.Status__c"],
		other: [],
		children: {},
	},
	Task: {
		...AUDIT,
		text: words("Subject What.Name What.Type Who.Name Who.Type Owner.Name"),
		number: ["CallDurationInSeconds"],
		date: ["ActivityDate"],
		id: words("Id WhatId WhoId OwnerId"),
		label: words("Status Priority"),
		other: ["Description"],
		children: {},
	},
};
const WRONG = words(
	"Nonsense Foo__r.Bar Parent.Parent.Parent.Parent.Parent.Parent.Name COUNT a.b.c.d.e.f.g Case",
);

type Text = () => string;

/** Writes random queries by SOQL's grammar: most are right, some name or combine what does not exist or does not fit. */
export class RandomQueries {
	readonly #random: Random;
	#depth = 0;

	constructor(seed: number) {
		this.#random = new Random(seed);
	}

	next(): string {
		this.#depth = 0;
		const object = this.#word(...Object.keys(SHAPES));
		const text = this.#random.chance(0.7) ? this.#records(object, object) : this.#groups(object);
		if (this.#random.chance(0.08)) return this.#broken(text);
		return this.#random.chance(0.03) ? text.replace(/FROM \w+/, "FROM XYZZY") : text;
	}

	#word(...items: readonly string[]): string {
		return this.#random.pick(items);
	}

	/** One of several texts; the others are not made. */
	#either(...items: readonly Text[]): string {
		return this.#random.pick(items)();
	}

	#maybe(chance: number, text: Text): string {
		return this.#random.chance(chance) ? ` ${text()}` : "";
	}

	#list(most: number, item: Text, glue = ", "): string {
		return Array.from({ length: this.#random.integer(1, most) }, item).join(glue);
	}

	#shape(object: string): Shape {
		const shape = SHAPES[object];
		if (shape === undefined) throw new RangeError(`no shape of ${object}`);
		return shape;
	}

	#field(object: string, ...kinds: readonly (keyof Omit<Shape, "children">)[]): string {
		if (this.#random.chance(0.01)) return this.#word(...WRONG);
		const shape = this.#shape(object);
		const fields = kinds.flatMap((kind) => shape[kind]);
		return fields.length === 0 ? "Id" : this.#word(...fields);
	}

	#records(object: string, from: string): string {
		const fields = new Set(
			Array.from({ length: this.#random.integer(1, 4) }, () =>
				this.#field(object, "text", "number", "date", "dateTime", "flag", "id", "label", "other"),
			),
		);
		const rare = (text: Text) => this.#maybe(0.04, text);
		this.#depth += 1;
		const special = [
			this.#maybe(0.1, () => `toLabel(${this.#field(object, "label")}) l`),
			this.#maybe(0.1, () => `FORMAT(${this.#field(object, "number", "date", "dateTime")}) f`),
			rare(() => `convertCurrency(${this.#field(object, "number")}) c`),
			this.#maybe(0.1, () => `${this.#distance(object)} d`),
			rare(() => `FIELDS(${this.#word("ALL", "STANDARD", "CUSTOM")})`),
			rare(
				() =>
					`TYPEOF ${this.#word("Owner", "What")} WHEN ${this.#word("User", "Account", "Group")} THEN Name, Id END`,
			),
			this.#maybe(this.#depth < 4 ? 0.25 : 0, () => this.#children(object)),
		].filter(Boolean);
		const clauses = [
			rare(() => `USING SCOPE ${this.#word("mine", "everything", "team", "delegated", "nonsense")}`),
			this.#maybe(0.6, () => `WHERE ${this.#condition(object)}`),
			rare(() => `WITH ${this.#word("SECURITY_ENFORCED", "USER_MODE", "DATA CATEGORY A__c AT b__c")}`),
			this.#maybe(0.4, () => `ORDER BY ${this.#list(3, () => this.#ordered(object))}`),
			this.#maybe(0.5, () => `LIMIT ${this.#word("0", "1", "10", "200")}`),
			this.#depth === 1 ? rare(() => `OFFSET ${this.#word("0", "5", "2000", "2001")}`) : "",
			rare(() => this.#word("FOR VIEW", "FOR REFERENCE", "FOR UPDATE", "ALL ROWS", "UPDATE VIEWSTAT")),
		];
		this.#depth -= 1;
		return `SELECT ${[...fields, ...special].join(", ")} FROM ${from}${clauses.join("")}`;
	}

	#children(object: string): string {
		const lists = Object.entries(this.#shape(object).children);
		if (lists.length === 0) return "Id";
		const [relationship, child] = this.#random.pick(lists);
		return `(${this.#records(child, relationship)})`;
	}

	#groups(object: string): string {
		const keys = this.#list(3, () => this.#groupKey(object));
		const by = this.#either(
			() => keys,
			() => `ROLLUP(${keys})`,
			() => `CUBE(${keys})`,
		);
		const having = this.#maybe(
			0.3,
			() => `HAVING ${this.#aggregate(object)} ${this.#word(">", "<=", "!=")} 3`,
		);
		const order = this.#maybe(
			0.3,
			() =>
				`ORDER BY ${this.#either(
					() => this.#aggregate(object),
					() => keys,
				)}`,
		);
		const aggregates = this.#list(3, () => this.#aggregate(object));
		return `SELECT ${this.#maybe(0.7, () => `${keys}, `)}${aggregates} FROM ${object}${this.#maybe(0.4, () => `WHERE ${this.#condition(object)}`)} GROUP BY ${by}${having}${order}${this.#maybe(0.3, () => "LIMIT 20")}`;
	}

	#distance(object: string): string {
		const field = this.#shape(object).other.find((name) => name.endsWith("Address")) ?? "Name";
		const [latitude, longitude] = [this.#random.integer(-95, 95), this.#random.integer(-185, 185)];
		return `DISTANCE(${field}, GEOLOCATION(${latitude}, ${longitude}), '${this.#word("mi", "km", "km", "yd")}')`;
	}

	#datePart(object: string): string {
		const name = this.#word(
			"CALENDAR_YEAR",
			"FISCAL_QUARTER",
			"DAY_IN_WEEK",
			"WEEK_IN_YEAR",
			"CALENDAR_MONTH",
		);
		return this.#either(
			() => `${name}(${this.#field(object, "date", "dateTime")})`,
			() => `${this.#word(name, "HOUR_IN_DAY")}(convertTimezone(${this.#field(object, "dateTime")}))`,
			() => `HOUR_IN_DAY(${this.#field(object, "dateTime", "date")})`,
		);
	}

	#groupKey(object: string): string {
		return this.#either(
			() => this.#field(object, "text", "label", "id"),
			() => this.#field(object, "label", "date"),
			() => this.#datePart(object),
		);
	}

	#aggregate(object: string): string {
		return this.#either(
			() => `COUNT(${this.#field(object, "id", "text")})`,
			() => `${this.#word("SUM", "AVG", "MIN", "MAX")}(${this.#field(object, "number")})`,
			() =>
				`${this.#word("MIN", "MAX", "COUNT_DISTINCT")}(${this.#field(object, "text", "date", "dateTime")})`,
			() => this.#word("COUNT()", `GROUPING(${this.#field(object, "label")})`, "FORMAT(COUNT(Id))"),
		);
	}

	#ordered(object: string): string {
		const what = this.#either(
			() => this.#field(object, "text", "number", "date", "id", "label"),
			() => this.#field(object, "text", "dateTime", "flag", "label"),
			() => this.#distance(object),
		);
		return `${what}${this.#word("", " ASC", " DESC")}${this.#word("", " NULLS LAST", " NULLS FIRST")}`;
	}

	#condition(object: string): string {
		if (this.#depth > 5) return this.#comparison(object);
		this.#depth += 1;
		const inner = () =>
			this.#random.chance(0.25) ? `(${this.#condition(object)})` : this.#comparison(object);
		const text = this.#either(
			() => this.#comparison(object),
			() => this.#list(4, inner, this.#word(" AND ", " OR ")),
			() => `NOT ${inner()}`,
			() => `(NOT ${inner()}) AND ${inner()}`,
		);
		this.#depth -= 1;
		return text;
	}

	#comparison(object: string): string {
		const compares = () => this.#word("=", "!=", "<", "<=", ">", ">=", "<>");
		const of = (field: string, literal: Text) =>
			this.#either(
				() => `${field} ${compares()} ${literal()}`,
				() => `${field} ${this.#word("IN", "NOT IN")} (${this.#list(4, literal)})`,
			);
		const text = () => this.#word("'x'", "'A%'", "'%\\_\\%\\''", "'🚀'", "''", "null", "'Köln'");
		const number = () => this.#word(String(this.#random.integer(-5, 100_000)), "-2500.5", "null", "0.1");
		const range = () => this.#word(...RANGES);
		return this.#either(
			() => of(this.#field(object, "text", "label"), text),
			() => `${this.#field(object, "text", "label")} LIKE ${text()}`,
			() => of(this.#field(object, "number"), number),
			() => of(this.#field(object, "date"), () => this.#word("2026-05-01", "null", range())),
			() => of(this.#field(object, "dateTime"), () => this.#word("2026-05-01T10:00:00Z", range())),
			() => `${this.#field(object, "flag")} ${this.#word("=", "!=")} ${this.#word("true", "false", "null")}`,
			() => of(this.#field(object, "id"), () => this.#word(...IDS)),
			() => `${this.#datePart(object)} ${compares()} ${this.#random.integer(1, 12)}`,
			() => `${this.#distance(object)} ${this.#word("<", ">", "=")} 5000`,
			() => `toLabel(${this.#field(object, "label")}) = ${text()}`,
			() => this.#semiJoin(object),
			() =>
				`${this.#field(object, "text", "number", "date", "flag", "id")} ${compares()} ${this.#word(...LITERALS)}`,
		);
	}

	#semiJoin(object: string): string {
		const [left, inner] = this.#word(
			"Id SELECT AccountId FROM Contact",
			"AccountId SELECT AccountId FROM Opportunity",
			"Id SELECT WhatId FROM Task",
			"OwnerId SELECT OwnerId FROM Lead",
			"Id SELECT Project__c FROM Milestone__c",
			"Id SELECT Name FROM Account",
		).split(/ (.*)/);
		const other = /FROM (\w+)/.exec(inner ?? "")?.[1] ?? object;
		const where =
			SHAPES[other] === undefined ? "" : this.#maybe(0.4, () => `WHERE ${this.#condition(other)}`);
		return `${left} ${this.#word("IN", "NOT IN")} (${inner}${where})`;
	}

	/** One character is taken away, doubled or replaced. */
	#broken(text: string): string {
		const at = this.#random.integer(0, text.length - 1);
		const put = this.#word(
			"",
			text.charAt(at).repeat(2),
			"'",
			"\\",
			"(",
			")",
			",",
			"\u00A0",
			'"',
			";",
			"\n",
			"\u{1F680}",
		);
		return text.slice(0, at) + put + text.slice(at + 1);
	}
}

const RANGES = words(
	"TODAY THIS_WEEK LAST_FISCAL_QUARTER NEXT_YEAR LAST_N_DAYS:30 NEXT_N_WEEKS:0 N_MONTHS_AGO:3 LAST_N_FISCAL_YEARS:99999999 NEXT_N_QUARTERS:12345",
);
const IDS = words(
	"'001DEM000000001YBA' '001dem000000002yba' '003DEM000000005' null 'nonsense' '005DEM000000001YBA'",
);
const LITERALS = words(
	"null true 'x' 5 USD5000 2026-05-01 2026-02-30 2026-05-01T10:00:00Z TODAY LAST_N_DAYS :bound Name 10:00:00Z",
);
