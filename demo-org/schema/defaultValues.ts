import type { Row, RowDraft } from "../data/table.ts";
import type { ObjectSpec } from "./objectType.ts";
import type { RecordView } from "./rules.ts";

/** What a new record has by its fields' defaults: unticked boxes, default picklist values, default formulas. */
export function defaultValues({ fields, defaults }: ObjectSpec, given: Row, view: RecordView): RowDraft {
	const draft: RowDraft = {};
	for (const { name, type, defaultValue, calculated, picklistValues } of fields) {
		if (calculated) continue;
		const byFormula = defaults?.[name];
		if (byFormula !== undefined) draft[name] = byFormula(given, view);
		else if (type === "boolean") draft[name] = defaultValue === true;
		else if (type === "picklist") {
			const chosen = picklistValues.find((value) => value.defaultValue);
			if (chosen !== undefined) draft[name] = chosen.value;
		}
	}
	return draft;
}
