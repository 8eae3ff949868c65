import * as vscode from "vscode";
import type { FieldFlag, Hover } from "../hover.ts";
import type { FieldSchema, ObjectSchema } from "../schema.ts";
import { functionWords, signatureText } from "./functionWords.ts";

const { l10n } = vscode;

/** What is told of a word. All that comes from the org is plain text in it. */
export function hoverWords(hover: Hover): vscode.MarkdownString {
	const text = new Lines();
	switch (hover.kind) {
		case "object":
			aboutObject(text, hover.object);
			break;
		case "field":
			aboutField(text, hover);
			break;
		case "relationship":
			text.heading(hover.lookup.relationshipName ?? hover.lookup.name, hover.lookup.label);
			text.line(l10n.t("Parent through {0}.{1}", hover.of.name, hover.lookup.name));
			text.line(hover.targets.join(", "));
			break;
		case "children":
			text.heading(hover.object, l10n.t("children of {0}", hover.of.label));
			text.line(l10n.t("Those whose {0} is the record", hover.field));
			break;
		case "function":
			text.code(signatureText(hover.info));
			text.line(functionWords(hover.info));
			break;
		case "dateLiteral":
			text.heading(hover.text, "");
			text.line(
				hover.first === hover.last
					? l10n.t("Today that is {0}.", hover.first)
					: l10n.t("Today that is {0} to {1}.", hover.first, hover.last),
			);
			break;
	}
	return text.markdown;
}

function aboutObject(
	text: Lines,
	{ name, label, api, fields, childRelationships, queryable }: ObjectSchema,
): void {
	text.heading(name, label);
	text.line(
		l10n.t("{0} fields you may read, {1} kinds of children", fields.length, childRelationships.length),
	);
	if (api === "tooling") text.line(l10n.t("In the Tooling API only"));
	if (!queryable) text.line(l10n.t("Can't be queried"));
}

function aboutField(text: Lines, hover: Extract<Hover, { kind: "field" }>): void {
	const { of, field, type, flags, values, moreValues } = hover;
	text.heading(`${of.name}.${field.name}`, field.label);
	text.line([type, ...flags.map(flagWords)].join(" · "));
	aboutFormula(text, field);
	if (values.length === 0) return;
	const list = values.map(({ value, label, active }) => {
		const shown = label !== null && label !== value ? `${value} (${label})` : value;
		return active ? shown : l10n.t("{0}, inactive", shown);
	});
	for (const value of list) text.item(value);
	if (moreValues > 0) text.line(l10n.t("and {0} more", moreValues));
}

function aboutFormula(text: Lines, { helpText, formula }: FieldSchema): void {
	if (helpText !== null && helpText !== "") text.line(helpText);
	if (formula !== null && formula !== "") text.code(formula);
}

function flagWords(flag: FieldFlag): string {
	switch (flag) {
		case "required":
			return l10n.t("never empty");
		case "unique":
			return l10n.t("unique");
		case "externalId":
			return l10n.t("external Id");
		case "encrypted":
			return l10n.t("encrypted");
		case "calculated":
			return l10n.t("formula");
		case "notFilterable":
			return l10n.t("can't be filtered");
		case "notSortable":
			return l10n.t("can't be sorted");
		case "notGroupable":
			return l10n.t("can't be grouped");
	}
}

/** Markdown in which nothing that is put in means anything but its letters. */
class Lines {
	readonly markdown = new vscode.MarkdownString();

	heading(name: string, label: string): void {
		this.markdown.appendMarkdown("**");
		this.#text(name);
		this.markdown.appendMarkdown("**");
		if (label !== "" && label !== name) this.#text(` ${label}`);
	}

	line(text: string): void {
		this.markdown.appendMarkdown("\n\n");
		this.#text(text);
	}

	item(text: string): void {
		this.markdown.appendMarkdown("\n* ");
		this.#text(text);
	}

	code(text: string): void {
		this.markdown.appendMarkdown("\n\n");
		this.markdown.appendCodeblock(text, "soql");
	}

	#text(text: string): void {
		// A line of the org's is no line of ours; `appendText` escapes the rest.
		this.markdown.appendText(text.replace(/\s+/g, " "));
	}
}
