import { PROJECT_STATUSES, PROJECT_TAGS } from "../schema/customObjects.ts";
import { DAY_MS, dateText, dateTimeText } from "../times.ts";
import { type Crowd, maybe } from "./population.ts";
import { AWKWARD_NAMES, SENTENCES } from "./words.ts";

const LONG_NOTES = "0123456789 Zeile mit Umlauten äöü, emoji 🚀 and <markup> & more.\n"
	.repeat(2200)
	.slice(0, 130_000);

export const projectCount = (scale: number): number => Math.max(12, Math.ceil(scale / 10));

/** Projects; the first one's notes are 130,000 characters long. */
export const projects: Crowd = {
	objectName: "Project__c",
	count: projectCount,
	row: (i, random, population) => {
		const { today } = population;
		const budget = maybe(random, random.integer(1_000, 900_000) / 2, 0.9);
		const spent = maybe(random, random.integer(0, 100_000) / 4, 0.7);
		const tags = PROJECT_TAGS.filter(() => random.chance(0.35));
		return {
			Name: AWKWARD_NAMES[i] ?? `Project ${i + 1}`,
			Account__c: maybe(random, population.pick(random, "Account"), 0.9),
			Lead_Contact__c: maybe(random, population.pick(random, "Contact"), 0.7),
			Budget__c: budget,
			Spent__c: spent,
			Budget_Left__c: (budget ?? 0) - (spent ?? 0),
			Start_Date__c: maybe(random, dateText(today + random.integer(-400, 200) * DAY_MS)),
			Go_Live__c: maybe(random, dateTimeText(today + random.integer(0, 400) * DAY_MS + 30_600_000), 0.5),
			Status__c: random.pick(PROJECT_STATUSES),
			Tags__c: tags.length === 0 ? null : tags.join(";"),
			Is_Billable__c: random.chance(0.6),
			Completion__c: maybe(random, random.integer(0, 10_000) / 100, 0.8),
			Wiki__c: maybe(random, `https://wiki.example.com/p/${i + 1}`, 0.4),
			External_Id__c: `PRJ-${i + 1}`,
			Notes__c: i === 0 ? LONG_NOTES : maybe(random, random.pick(SENTENCES), 0.5),
			Risks__c: maybe(random, random.pick(SENTENCES), 0.2),
		};
	},
};

/** Invoices of the production-kind org. */
export const invoices: Crowd = {
	objectName: "Invoice__c",
	count: (scale) => Math.ceil(scale / 2),
	row: (i, random, population) => ({
		Name: `INV-${String(i + 1).padStart(5, "0")}`,
		Account__c: population.pick(random, "Account"),
		Total__c: random.integer(100, 999_999) / 100,
		Due_Date__c: dateText(population.today + random.integer(-90, 90) * DAY_MS),
		Status__c: random.pick(["Open", "Paid", "Overdue"]),
	}),
};
