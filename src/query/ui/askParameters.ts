import * as vscode from "vscode";
import { AppError } from "../../base/errors.ts";
import type { Org } from "../../orgs/org.ts";
import {
	type Filled,
	filled,
	literalOf,
	type Parameter,
	type ParameterKind,
	parametersOf,
	typedValues,
} from "../../soql/parameters.ts";
import { NO_SCHEMA } from "../../soql/schema.ts";
import { RememberedValues } from "../rememberedValues.ts";
import type { QueryRoomDeps } from "./deps.ts";

/** So long what is known of the org may take to tell what a parameter is compared with. */
const KNOWN_MS = 1_500;
const { l10n } = vscode;

type AskDeps = Pick<QueryRoomDeps, "schemaOf" | "workspaceState">;

/**
 * A query with the values that the person gives for its parameters; at once where it has none. Throws `cancelled` on
 * Escape: nothing is remembered then.
 */
export async function fillParameters(
	{ schemaOf, workspaceState }: AskDeps,
	{ id }: Org,
	soql: string,
): Promise<Filled> {
	if (parametersOf(soql, NO_SCHEMA).length === 0) return { text: soql, written: (offset) => offset };
	const parameters = await known(soql, await schemaOf(id));
	const remembered = new RememberedValues(workspaceState);
	const typed = new Map<string, string>();
	for (const [index, parameter] of parameters.entries()) {
		const title =
			parameters.length === 1
				? l10n.t("Value of :{0}", parameter.name)
				: l10n.t("Value of :{0} ({1} of {2})", parameter.name, index + 1, parameters.length);
		const value = await ask(parameter, title, remembered.of(parameter.name));
		if (value === undefined) throw new AppError({ kind: "cancelled" });
		typed.set(parameter.name, value);
	}
	await remembered.keep(typed);
	const literals = parameters.map((parameter) => {
		const { name, kind, isList } = parameter;
		const values = typedValues(typed.get(name) ?? "", isList);
		return [name, values.flatMap((value) => literalOf(kind, value) ?? [])] as const;
	});
	return filled(soql, parameters, new Map(literals));
}

/** The parameters, once it is known what each is compared with, or a while later. */
async function known(soql: string, schema: Awaited<ReturnType<AskDeps["schemaOf"]>>): Promise<Parameter[]> {
	const until = performance.now() + KNOWN_MS;
	for (;;) {
		const parameters = parametersOf(soql, schema);
		const left = until - performance.now();
		if (left <= 0 || parameters.every(({ kind }) => kind !== "any")) return parameters;
		await new Promise<void>((resolve) => {
			const end = () => {
				clearTimeout(timer);
				listening.dispose();
				resolve();
			};
			const timer = setTimeout(end, left);
			const listening = schema.onChange(end);
		});
	}
}

async function ask(
	parameter: Parameter,
	title: string,
	before: string | undefined,
): Promise<string | undefined> {
	const { field, kind, isList } = parameter;
	const values = (field?.picklistValues ?? []).filter(({ active }) => active);
	if (kind === "boolean" && !isList) return chooseFlag(title, placeOf(parameter), before);
	if (values.length === 0) return type(parameter, title, before);
	return chooseValue(parameter, title, before);
}

async function chooseFlag(title: string, placeHolder: string, before: string | undefined) {
	const flags = before === "FALSE" ? ["FALSE", "TRUE"] : ["TRUE", "FALSE"];
	return vscode.window.showQuickPick(flags, { title, placeHolder, ignoreFocusOut: true });
}

/** One value of a picklist, or several for a list; another one can be typed. */
async function chooseValue(
	parameter: Parameter,
	title: string,
	before: string | undefined,
): Promise<string | undefined> {
	const { field, isList } = parameter;
	const chosen = new Set(before === undefined ? [] : typedValues(before, isList).map(bare));
	const items = (field?.picklistValues ?? [])
		.filter(({ active }) => active)
		.map(({ value, label }) => ({
			label: value,
			...(label !== null && label !== value ? { description: label } : {}),
			picked: isList && chosen.has(value),
			other: false,
		}))
		.sort((a, b) => (isList ? 0 : Number(chosen.has(b.label)) - Number(chosen.has(a.label))));
	const other = { label: l10n.t("Type a value…"), alwaysShow: true, picked: false, other: true };
	const options = {
		title,
		placeHolder: placeOf(parameter),
		ignoreFocusOut: true,
		matchOnDescription: true,
	};
	if (!isList) {
		const one = await vscode.window.showQuickPick([...items, other], options);
		if (one?.other) return type(parameter, title, before);
		return one && quotedText(one.label);
	}
	const several = await vscode.window.showQuickPick([...items, other], { ...options, canPickMany: true });
	if (several === undefined) return undefined;
	if (several.length === 0 || several.some((each) => each.other)) return type(parameter, title, before);
	return several.map(({ label }) => quotedText(label)).join(", ");
}

function quotedText(value: string): string {
	return literalOf("text", value) ?? "";
}

function bare(value: string): string {
	return /^'.*'$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, "$1") : value;
}

function type(parameter: Parameter, title: string, before: string | undefined): Thenable<string | undefined> {
	const { kind, isList } = parameter;
	return vscode.window.showInputBox({
		title,
		prompt: placeOf(parameter),
		placeHolder: example(kind, isList),
		value: before ?? "",
		ignoreFocusOut: true,
		validateInput: (typed) => {
			const values = typedValues(typed, isList);
			if (isList && values.length === 0) return l10n.t("Type one value or several, with commas between.");
			const wrong = values.find((value) => literalOf(kind, value) === undefined);
			return wrong === undefined ? undefined : l10n.t("Expected: {0}", example(kind, false));
		},
	});
}

/** What the value is compared with. */
function placeOf({ comparedWith, field, kind, isList }: Parameter): string {
	if (kind === "count") return l10n.t("How many rows");
	const name = field && field.label !== field.name ? `${comparedWith} (${field.label})` : comparedWith;
	const type = field ? `${name} · ${field.type}` : name;
	return isList ? l10n.t("{0}, one or several", type) : type;
}

function example(kind: ParameterKind, isList: boolean): string {
	if (isList) return l10n.t("values with commas between");
	switch (kind) {
		case "id":
			return l10n.t("an Id, or null");
		case "number":
			return l10n.t("a number, or null");
		case "count":
			return l10n.t("a whole number");
		case "boolean":
			return l10n.t("true or false");
		case "date":
			return l10n.t("a day such as 2026-01-31 or LAST_N_DAYS:30");
		case "datetime":
			return l10n.t("a moment such as 2026-01-31T10:00:00Z, a day, or LAST_N_DAYS:30");
		case "time":
			return l10n.t("a time such as 10:00:00Z");
		case "text":
		case "any":
			return l10n.t("a value, or null");
	}
}
