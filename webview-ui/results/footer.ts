import { grouped } from "../../src/base/text.ts";
import type { Sums } from "../../src/pages/results.ts";

/** `12 cells · sum 4,300 · average 358 · min 1 · max 900`; one such list a currency. */
export function sumsText(cells: number, { filled, numbers }: Sums): string {
	const parts = [`${grouped(cells)} cells selected`];
	if (filled < cells) parts.push(`${grouped(filled)} filled`);
	for (const { currency, count, sum, average, min, max } of numbers) {
		if (count < 2 && numbers.length === 1) continue;
		const unit = currency === null ? "" : `${currency} `;
		parts.push(
			`${unit}sum ${number(sum)}`,
			`avg ${number(average)}`,
			`min ${number(min)}`,
			`max ${number(max)}`,
		);
	}
	return parts.join(" · ");
}

const format = new Intl.NumberFormat(undefined, { maximumFractionDigits: 20 });

function number(text: string): string {
	// As text it keeps all its digits.
	return format.format(text as Intl.StringNumericLiteral);
}
