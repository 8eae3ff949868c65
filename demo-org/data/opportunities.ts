import { STAGES } from "../schema/opportunityStages.ts";
import { DAY_MS, dateText } from "../times.ts";
import { type Crowd, maybe } from "./population.ts";
import { COMPANY_HEADS, SENTENCES } from "./words.ts";

export const opportunities: Crowd = {
	objectName: "Opportunity",
	count: (scale) => Math.ceil(scale / 2),
	row: (i, random, population) => {
		const stage = random.pick(STAGES);
		const amount = maybe(random, random.integer(100, 9_000_000) / 100, 0.9);
		const probability =
			stage === "Closed Won" ? 100 : stage === "Closed Lost" ? 0 : random.integer(1, 9) * 10;
		const closeDate = dateText(population.today + random.integer(-500, 300) * DAY_MS);
		return {
			AccountId: population.pick(random, "Account"),
			IsPrivate: false,
			Name: `Deal ${i + 1}: ${random.pick(COMPANY_HEADS)}`,
			Description: maybe(random, random.pick(SENTENCES), 0.2),
			StageName: stage,
			Amount: amount,
			Probability: probability,
			ExpectedRevenue: amount === null ? null : Math.round(amount * probability) / 100,
			TotalOpportunityQuantity: maybe(random, random.integer(1, 400), 0.3),
			CloseDate: closeDate,
			Type: maybe(random, random.pick(["Existing Customer - Upgrade", "New Customer"]), 0.7),
			NextStep: maybe(random, "Send offer", 0.2),
			LeadSource: maybe(random, random.pick(["Web", "Other"]), 0.5),
			IsClosed: stage.startsWith("Closed"),
			IsWon: stage === "Closed Won",
			FiscalYear: Number(closeDate.slice(0, 4)),
			FiscalQuarter: Math.ceil(Number(closeDate.slice(5, 7)) / 3),
		};
	},
};
