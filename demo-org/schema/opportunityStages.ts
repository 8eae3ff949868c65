import type { Row, RowDraft } from "../data/table.ts";

export const STAGES = [
	"Prospecting",
	"Qualification",
	"Needs Analysis",
	"Value Proposition",
	"Id. Decision Makers",
	"Perception Analysis",
	"Proposal/Price Quote",
	"Negotiation/Review",
	"Closed Won",
	"Closed Lost",
];

export const FORECASTS = ["Omitted", "Pipeline", "BestCase", "MostLikely", "Forecast", "Closed"];

/** The probability that a stage gives an opportunity. */
export function probabilityOf(stage: string): number {
	if (stage === "Closed Lost") return 0;
	return Math.min(100, (STAGES.indexOf(stage) + 1) * 10 + (stage === "Closed Won" ? 10 : 0));
}

/** What follows from an opportunity's stage. */
export function stageFacts(stage: string): RowDraft {
	const [isClosed, isWon] = [stage.startsWith("Closed"), stage === "Closed Won"];
	return {
		IsClosed: isClosed,
		IsWon: isWon,
		ForecastCategory: isWon ? "Closed" : isClosed ? "Omitted" : "Pipeline",
		ForecastCategoryName: isWon ? "Closed" : isClosed ? "Omitted" : "Pipeline",
	};
}

/** What follows from an opportunity's amount, probability and close date. */
export function amountFacts({ Amount: amount, CloseDate: date }: Row, probability: number): RowDraft {
	const [year, month] = String(date ?? "").split("-");
	const quarter = Math.ceil(Number(month) / 3);
	return {
		ExpectedRevenue: typeof amount === "number" ? Math.round(amount * probability) / 100 : null,
		FiscalYear: year === "" ? null : Number(year),
		FiscalQuarter: year === "" ? null : quarter,
		Fiscal: year === "" ? null : `${year} ${quarter}`,
	};
}
