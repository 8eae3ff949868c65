import { MODELS } from "../schema/machineObjects.ts";
import { EXPENSE_KINDS } from "../schema/projectObjects.ts";
import { DAY_MS, dateText, dateTimeText } from "../times.ts";
import { type Crowd, maybe } from "./population.ts";
import { projectCount } from "./projects.ts";
import { SENTENCES } from "./words.ts";

/** What belongs to projects, machines with their readings, and the records of the managed package. */

const milestones: Crowd = {
	objectName: "Milestone__c",
	count: (scale) => 3 * projectCount(scale),
	row: (i, random, population) => ({
		Name: `MS-${String(i + 1).padStart(5, "0")}`,
		Project__c: population.id("Project__c", Math.floor(i / 3)),
		Title__c: ["Kick-off", "Pilot", "Roll-out"][i % 3] ?? "",
		Due_Date__c: maybe(random, dateText(population.today + random.integer(-200, 200) * DAY_MS), 0.9),
		Hours__c: maybe(random, random.integer(1, 800) / 2, 0.9),
		Reached__c: random.chance(0.4),
	}),
};

const expenses: Crowd = {
	objectName: "Expense__c",
	count: (scale) => 2 * projectCount(scale),
	row: (i, random, population) => ({
		Name: `EXP-${String(i + 1).padStart(6, "0")}`,
		Project__c: i % 5 === 4 ? null : population.id("Project__c", Math.floor(i / 2)),
		Paid_To__c: maybe(random, population.pick(random, "Account"), 0.6),
		Kind__c: random.pick(EXPENSE_KINDS),
		Amount__c: random.integer(100, 900_000) / 100,
		Tax_Rate__c: random.pick([0, 7, 19]),
		Spent_On__c: dateText(population.today - random.integer(0, 300) * DAY_MS),
		Remark__c: maybe(random, random.pick(SENTENCES), 0.3),
	}),
};

const SKILLS = ["Apex", "apexdoc", "Java", "SQL", "Welding", "Übersetzen", "設計", "Selling"];

const skills: Crowd = {
	objectName: "Skill__c",
	count: () => SKILLS.length * 2,
	row: (i) => {
		const name = SKILLS[i % SKILLS.length] ?? "";
		const isSecond = i >= SKILLS.length;
		return {
			Name: isSecond ? `${name} II` : name,
			Code__c: `SK${isSecond ? "b" : "A"}${i}`,
			Number__c: 100 + i,
			// Not unique: two skills share each key.
			Legacy_Key__c: `OLD-${i % SKILLS.length}`,
		};
	},
};

const projectSkills: Crowd = {
	objectName: "Project_Skill__c",
	count: (scale) => 2 * projectCount(scale),
	row: (i, random, population) => {
		const project = Math.floor(i / 2);
		return {
			Name: `PS-${String(i + 1).padStart(4, "0")}`,
			Project__c: population.id("Project__c", project),
			Skill__c: population.id("Skill__c", (project + (i % 2) * 3) % population.count("Skill__c")),
			Level__c: random.pick(["Basic", "Good", "Expert"]),
		};
	},
};

const MODEL_NAMES = Object.keys(MODELS);
const machineCount = (scale: number): number => Math.max(8, Math.ceil(scale / 12));

const machines: Crowd = {
	objectName: "Machine__c",
	count: machineCount,
	row: (i, random, population) => {
		const model = random.pick(MODEL_NAMES);
		const category = random.pick(MODELS[model] ?? ["Vehicle"]);
		const isVehicle = category === "Vehicle";
		const isPlaced = random.chance(0.8);
		const hour = String(random.integer(0, 23)).padStart(2, "0");
		return {
			Name: `${model} #${i + 1}`,
			RecordTypeId: population.id("RecordType", isVehicle ? 0 : 1),
			Account__c: maybe(random, population.pick(random, "Account"), 0.9),
			Number__c: `M${i % 2 === 0 ? "a" : "A"}-${Math.floor(i / 2)}`,
			Category__c: category,
			Model__c: model,
			State__c: random.pick(isVehicle ? ["In Stock", "On the Road", "In Service"] : ["In Stock", "Scrapped"]),
			Position__Latitude__s: isPlaced ? random.integer(-6_000_000, 7_000_000) / 100_000 : null,
			Position__Longitude__s: isPlaced ? random.integer(-18_000_000, 18_000_000) / 100_000 : null,
			Serviced_At__c: maybe(random, `${hour}:30:00.000Z`, 0.7),
			Access_Code__c: maybe(random, `CODE-${random.integer(1000, 9999)}`, 0.8),
			Manual__c: maybe(
				random,
				`<p>See <b>${model}</b> &amp; <a href="https://www.example.com">here</a></p>`,
				0.5,
			),
			Languages__c: maybe(random, random.pick(["English", "English;German", "German;Japanese"]), 0.7),
			Alarm_Email__c: maybe(random, `alarm${i + 1}@example.com`, 0.5),
			Hotline__c: maybe(random, `+49 800 ${random.integer(1000, 9999)}`, 0.5),
			Built_On__c: maybe(random, dateText(population.today - random.integer(0, 4000) * DAY_MS), 0.9),
			Remark__c: maybe(random, random.pick(SENTENCES), 0.2),
		};
	},
};

const readings: Crowd = {
	objectName: "Reading__b",
	count: () => 48,
	row: (i, random, population) => ({
		Machine_Number__c: `M${i % 2 === 0 ? "a" : "A"}-${Math.floor(i / 12)}`,
		Taken_At__c: dateTimeText(population.today - i * 3_600_000),
		Degrees__c: random.integer(-500, 9000) / 100,
	}),
};

const jobCount = (scale: number): number => Math.max(4, Math.ceil(scale / 40));

const jobs: Crowd = {
	objectName: "orgkit__Job__c",
	count: jobCount,
	row: (i, random, population) => ({
		Name: `Sync ${i + 1}`,
		orgkit__Account__c: population.pick(random, "Account"),
		orgkit__State__c: random.pick(["Waiting", "Running", "Done", "Failed"]),
	}),
};

const jobLines: Crowd = {
	objectName: "orgkit__Job_Line__c",
	count: (scale) => 2 * jobCount(scale),
	row: (i, random, population) => ({
		Name: `L-${String(i + 1).padStart(4, "0")}`,
		orgkit__Job__c: population.id("orgkit__Job__c", Math.floor(i / 2)),
		orgkit__Message__c: random.pick(["started", "finished", "7 rows"]),
	}),
};

export const machineCrowds: readonly Crowd[] = [
	milestones,
	expenses,
	skills,
	projectSkills,
	machines,
	readings,
	jobs,
	jobLines,
];
