import { DAY_MS, dateText, dateTimeText } from "../times.ts";
import { accountOfContact } from "./accounts.ts";
import { type Crowd, maybe, type Population } from "./population.ts";
import { SENTENCES, SUBJECTS } from "./words.ts";

function contactOfCase(population: Population, index: number): number {
	return population.random("Case.ContactId", index).integer(0, population.count("Contact") - 1);
}

/** The account of the n-th case: its contact's. */
export function accountOfCase(population: Population, index: number): string | null {
	return accountOfContact(population, contactOfCase(population, index));
}

/** Cases, every ninth owned by the support queue. */
const cases: Crowd = {
	objectName: "Case",
	count: (scale) => Math.ceil(scale / 3),
	row: (i, random, population) => {
		const contact = contactOfCase(population, i);
		const status = random.pick(["New", "Working", "Escalated", "Closed"]);
		const closed = status === "Closed";
		return {
			CaseNumber: String(i + 1001).padStart(8, "0"),
			ContactId: random.chance(0.9) ? population.id("Contact", contact) : null,
			AccountId: accountOfContact(population, contact),
			ParentId: null,
			Type: maybe(random, random.pick(["Mechanical", "Electrical", "Other"]), 0.6),
			Status: status,
			Reason: maybe(random, random.pick(["Installation", "Breakdown", "Other"]), 0.6),
			Origin: random.pick(["Phone", "Email", "Web"]),
			Subject: random.pick(SUBJECTS),
			Priority: random.pick(["High", "Medium", "Low"]),
			Description: maybe(random, random.pick(SENTENCES), 0.5),
			IsClosed: closed,
			ClosedDate: closed ? dateTimeText(population.today - random.integer(0, 300) * DAY_MS) : null,
			IsEscalated: status === "Escalated",
			...(i % 9 === 8 ? { OwnerId: population.id("Group", 0) } : {}),
		};
	},
};

const comments: Crowd = {
	objectName: "CaseComment",
	count: (scale) => Math.ceil(scale / 6),
	row: (i, random, population) => ({
		ParentId: population.id("Case", (i * 2) % population.count("Case")),
		IsPublished: random.chance(0.5),
		CommentBody: random.pick(SENTENCES),
	}),
};

const solutions: Crowd = {
	objectName: "Solution",
	count: () => 12,
	row: (i, random) => ({
		SolutionNumber: String(i + 1).padStart(8, "0"),
		SolutionName: `How to: ${random.pick(SUBJECTS)}`,
		IsPublished: random.chance(0.5),
		Status: random.pick(["Draft", "Reviewed"]),
		IsReviewed: random.chance(0.5),
		SolutionNote: random.pick(SENTENCES),
		TimesUsed: random.integer(0, 40),
	}),
};

const entitlements: Crowd = {
	objectName: "Entitlement",
	count: (scale) => Math.max(4, Math.ceil(scale / 30)),
	row: (i, random, population) => ({
		Name: `Support ${i + 1}`,
		AccountId: population.pick(random, "Account"),
		AssetId: maybe(random, population.pick(random, "Asset"), 0.5),
		Type: random.pick(["Phone Support", "Web Support"]),
		StartDate: dateText(population.today - random.integer(0, 200) * DAY_MS),
		EndDate: dateText(population.today + random.integer(0, 200) * DAY_MS),
		RemainingCases: random.integer(0, 20),
		Status: "Active",
	}),
};

export const serviceCrowds: readonly Crowd[] = [cases, comments, solutions, entitlements];
