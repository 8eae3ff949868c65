import type { Sums } from "../../pages/results.ts";
import { ExactNumber } from "../../salesforce/rest/query.ts";

interface Total {
	count: number;
	sum: number;
	/** What `sum` has lost so far (Neumaier's summation). */
	lost: number;
	/** The least and the greatest, as the API wrote them. */
	min: string;
	max: string;
	decimals: number;
}

/** Adds up selected cells, one currency apart from another. */
export class Summing {
	readonly #totals = new Map<string | null, Total>();
	#filled = 0;

	/** `currency` is the ISO code of the record that the value is of; null where it has none. */
	add(value: unknown, currency: string | null): void {
		if (value === null || value === undefined || value === "") return;
		this.#filled++;
		if (typeof value !== "number" && !(value instanceof ExactNumber)) return;
		const text = typeof value === "number" ? String(value) : value.text;
		const number = Number(text);
		const total = this.#totals.get(currency) ?? {
			count: 0,
			sum: 0,
			lost: 0,
			min: text,
			max: text,
			decimals: 0,
		};
		this.#totals.set(currency, total);
		const sum = total.sum + number;
		total.lost +=
			Math.abs(total.sum) >= Math.abs(number) ? total.sum - sum + number : number - sum + total.sum;
		total.sum = sum;
		total.count++;
		if (number < Number(total.min)) total.min = text;
		if (number > Number(total.max)) total.max = text;
		total.decimals = Math.max(total.decimals, decimalsOf(text));
	}

	/** The numbers as text, without digits that only the computer's fractions have brought. */
	get result(): Sums {
		const numbers = [...this.#totals].map(([currency, { count, sum, lost, min, max, decimals }]) => ({
			currency,
			count,
			sum: rounded(sum + lost, decimals),
			average: rounded((sum + lost) / count, Math.max(2, decimals + 2)),
			min,
			max,
		}));
		return { filled: this.#filled, numbers };
	}
}

function decimalsOf(text: string): number {
	const [, fraction = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([-+]?\d+))?$/i.exec(text) ?? [];
	return Math.max(0, fraction.length - Number(exponent));
}

function rounded(value: number, decimals: number): string {
	if (Math.abs(value) >= 1e21) return String(value);
	const text = value.toFixed(Math.min(decimals, 20));
	return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
