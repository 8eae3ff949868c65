import { DAY_MS, dateTimeText } from "../times.ts";
import { accountOfContact } from "./accounts.ts";
import { type Crowd, maybe } from "./population.ts";
import { SENTENCES, SUBJECTS } from "./words.ts";

/** Cases, every ninth owned by the support queue. */
export const cases: Crowd = {
	objectName: "Case",
	count: (scale) => Math.ceil(scale / 3),
	row: (i, random, population) => {
		const contact = random.integer(0, population.count("Contact") - 1);
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
