import { html, nothing, type TemplateResult } from "lit-html";
import { grouped } from "../../src/base/text.ts";
import type {
	RecordAction,
	RecordContent,
	RecordField,
	RecordInfo,
	RecordProblem,
	RecordValue,
	RelatedList,
} from "../../src/pages/record.ts";
import { iconButton, problemButtons } from "../shared/pageFrame.ts";

export type Grouping = "layout" | "all";

/** What a person can do here. */
export interface RecordActions {
	readonly go: (recordId: string) => void;
	readonly back: () => void;
	readonly forward: () => void;
	readonly cancel: () => void;
	readonly act: (action: RecordAction) => void;
	readonly related: (list: RelatedList) => void;
	readonly moreRelated: () => void;
	readonly copy: (field: RecordField) => void;
	readonly copyId: () => void;
	readonly openInOrg: () => void;
	readonly group: (by: Grouping) => void;
}

/** What the page itself remembers. */
export interface View {
	readonly filter: string;
	readonly grouping: Grouping;
	/** Keys of the related lists that are open. */
	readonly open: ReadonlySet<string>;
	/** Whether the related lists that are on no layout are shown. */
	readonly moreRelated: boolean;
}

const LABELS: Readonly<Record<RecordAction, string>> = {
	refresh: "Refresh",
	signIn: "Sign In Again",
	startDemo: "Start Demo Org",
	showLog: "Show Log",
};

export function bar(info: RecordInfo, actions: RecordActions): TemplateResult {
	const { org, back, forward, phase } = info;
	return html`
		${iconButton("arrow-left", back === null ? "Back (Alt+Left)" : `Back to ${back} (Alt+Left)`, actions.back, back === null)}
		${iconButton("arrow-right", forward === null ? "Forward (Alt+Right)" : `Forward to ${forward} (Alt+Right)`, actions.forward, forward === null)}
		<span class="mark ${org.color.replace(".", "-")}">${org.mark}</span>
		<span class="org" title=${org.label}>${org.label}</span>
		<span class="space"></span>
		${iconButton("link-external", "Open in Org", actions.openInOrg)}
		${
			phase.kind === "loading"
				? iconButton("debug-stop", "Cancel (Esc)", actions.cancel)
				: iconButton("refresh", "Refresh (Ctrl+Enter)", () => actions.act("refresh"))
		}
	`;
}

export function heading({ content, recordId }: RecordInfo, { copyId }: RecordActions): TemplateResult {
	return html`
		<p class="object">${content ? html`${content.objectLabel}${content.objectLabel === content.objectName ? nothing : html` <span class="api">${content.objectName}</span>`}` : "Record"}</p>
		<h1 tabindex="-1" dir="auto">${content?.name ?? recordId}</h1>
		${content ? html`<p class="id"><code>${recordId}</code>${iconButton("copy", "Copy Id", copyId)}</p>` : nothing}
	`;
}

/** The switch between the groups of the layout and all in a row; there is nothing to switch without a layout. */
export function groupSwitch(info: RecordInfo, { grouping }: View, { group }: RecordActions): TemplateResult {
	if (info.content?.sections === null) return html`<span class="api">No page layout</span>`;
	const choice = (by: Grouping, label: string) => html`
		<button role="radio" aria-checked=${String(grouping === by)} @click=${() => group(by)}>${label}</button>`;
	return html`<div class="switch" role="radiogroup" aria-label="Grouping">
		${choice("layout", "Layout")}${choice("all", "All Fields")}
	</div>`;
}

export function countText(content: RecordContent, shown: number): string {
	const all = content.fields.length;
	const fields = all === 1 ? "field" : "fields";
	return shown === all ? `${grouped(all)} ${fields}` : `${grouped(shown)} of ${grouped(all)} ${fields}`;
}

export function matching(fields: readonly RecordField[], filter: string): readonly RecordField[] {
	const words = filter
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== "");
	if (words.length === 0) return fields;
	return fields.filter(({ name, label, value }) => {
		const text = `${label}\n${name}\n${valueText(value)}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

function valueText(value: RecordValue): string {
	switch (value.kind) {
		case "null":
			return "null";
		case "boolean":
			return String(value.value);
		case "lookup":
			return `${value.name ?? ""}\n${value.recordId}`;
		case "text":
		case "number":
			return `${value.text}\n${value.raw ?? ""}`;
	}
}

export function body(
	content: RecordContent,
	view: View,
	shown: readonly RecordField[],
	actions: RecordActions,
): TemplateResult {
	const { filter, grouping } = view;
	const byName = new Map(shown.map((field) => [field.name, field]));
	const groups =
		grouping === "all" || content.sections === null
			? [{ heading: "All Fields", fields: [...shown] }]
			: content.sections.map(({ heading, fields }) => ({
					heading: heading ?? "Not on the Layout",
					fields: fields.map((name) => byName.get(name)).filter((field) => field !== undefined),
				}));
	const filled = groups.filter(({ fields }) => fields.length > 0);
	const lists = content.related.filter(({ label, objectName }) =>
		`${label} ${objectName}`.toLowerCase().includes(filter.trim().toLowerCase()),
	);
	return html`
		${
			filled.length === 0
				? html`<p class="none">No field matches “${filter.trim()}”.</p>`
				: filled.map(
						(group, index) => html`<section aria-labelledby="group-${index}">
							<h2 id="group-${index}">${group.heading}</h2>
							<dl>${group.fields.map((field) => fieldRow(field, actions))}</dl>
						</section>`,
					)
		}
		${lists.length === 0 ? nothing : related(lists, view, actions)}
	`;
}

function fieldRow(field: RecordField, actions: RecordActions): TemplateResult {
	const { name, label, type, help, value } = field;
	return html`<div class="field stop" tabindex="-1" data-field=${name}>
		<dt>
			<span class="label" dir="auto">${label}${help === null ? nothing : html` <i class="codicon codicon-info" role="img" aria-label=${help} title=${help}></i>`}</span>
			<span class="api"><span>${name}</span> <span class="type">${type}</span></span>
		</dt>
		<dd class="v-${value.kind}">${valueOf(value, label, actions)}
			${value.kind === "null" ? nothing : html`<button class="icon copy" tabindex="-1" title="Copy Value (Ctrl+C)" aria-label="Copy ${label}" @click=${() => actions.copy(field)}><i class="codicon codicon-copy" aria-hidden="true"></i></button>`}
		</dd>
	</div>`;
}

function valueOf(value: RecordValue, label: string, { go }: RecordActions): TemplateResult {
	switch (value.kind) {
		case "null":
			return html`<span class="value">null</span>`;
		case "boolean":
			return value.value
				? html`<span class="value"><i class="codicon codicon-check" role="img" aria-label="true" title="true"></i></span>`
				: html`<span class="value">false</span>`;
		case "lookup":
			return html`<span class="value"><button class="link" title="Show ${label} (Enter) · ${value.recordId}" @click=${() => go(value.recordId)} dir="auto">${value.name ?? value.recordId}</button></span>`;
		case "text":
		case "number":
			return html`<span class="value" dir="auto" title=${value.raw ?? nothing}>${value.text}</span>`;
	}
}

function related(lists: readonly RelatedList[], view: View, actions: RecordActions): TemplateResult {
	const first = lists.filter(({ onLayout }) => onLayout);
	const others = lists.filter(({ onLayout }) => !onLayout);
	// Without a layout, or while filtering, nothing is put away.
	const all = view.moreRelated || first.length === 0 || view.filter.trim() !== "";
	return html`<section aria-labelledby="related">
		<h2 id="related">Related Lists</h2>
		${(all ? lists : first).map((list) => relatedList(list, view, actions))}
		${
			all || others.length === 0
				? nothing
				: html`<button class="more stop" tabindex="-1" @click=${actions.moreRelated}>Show ${others.length} more that the layout leaves out</button>`
		}
	</section>`;
}

function relatedList(list: RelatedList, { open }: View, actions: RecordActions): TemplateResult {
	const { key, label, objectName, field, state } = list;
	const isOpen = open.has(key) && state.kind !== "closed";
	const id = `list-${key}`;
	return html`<div class="related">
		<h3><button class="stop" tabindex="-1" aria-expanded=${String(isOpen)} aria-controls=${id} @click=${() => actions.related(list)}>
			<i class="codicon codicon-chevron-${isOpen ? "down" : "right"}" aria-hidden="true"></i>
			<span class="label" dir="auto">${label}</span>
			${state.kind === "rows" ? html`<span class="badge" aria-label=${`${rowCount(state)} records`}>${rowCount(state)}</span>` : nothing}
			<span class="api">${objectName}.${field}</span>
		</button></h3>
		<div id=${id} ?hidden=${!isOpen}>${isOpen ? rowsOf(list, actions) : nothing}</div>
	</div>`;
}

function rowCount({ rows, more }: { rows: readonly unknown[]; more: boolean }): string {
	return more ? `${grouped(rows.length)}+` : grouped(rows.length);
}

function rowsOf(list: RelatedList, actions: RecordActions): TemplateResult {
	const { state } = list;
	switch (state.kind) {
		case "closed":
		case "loading":
			return html`<p class="none">Loading…</p>`;
		case "failed":
			return html`<p class="failed" role="alert"><i class="codicon codicon-error" aria-hidden="true"></i> ${state.problem.message}</p>
				<p><button class="secondary stop" @click=${() => actions.related(list)}>Try Again</button></p>`;
		case "rows":
			return html`${
				state.rows.length === 0
					? html`<p class="none">No records.</p>`
					: html`<ul>${state.rows.map(
							({ recordId, name }) =>
								html`<li><button class="link stop" tabindex="-1" title=${recordId} dir="auto" @click=${() => actions.go(recordId)}>${name ?? recordId}</button>${name === null ? nothing : html` <span class="api">${recordId}</span>`}</li>`,
						)}</ul>`
			}
			${state.more ? html`<p class="none">The first ${state.rows.length}; there are more. A query shows all.</p>` : nothing}`;
	}
}

/** What stands in the record's place when it is not here: one sentence and what to do, centred. */
export function stateOf(
	{ phase, content }: RecordInfo,
	actions: RecordActions,
): TemplateResult | typeof nothing {
	if (content !== null) return nothing;
	if (phase.kind === "cancelled") {
		const problem: RecordProblem = { code: null, message: "", actions: ["refresh"] };
		return notice("debug-stop", "Cancelled before the record came.", problem, actions);
	}
	if (phase.kind !== "failed") return nothing;
	const { problem } = phase;
	return notice("error", problem.code ?? "The record could not be read", problem, actions);
}

function notice(
	icon: string,
	title: string,
	{ message, actions }: RecordProblem,
	{ act }: RecordActions,
): TemplateResult {
	return html`<i class="codicon codicon-${icon}" aria-hidden="true"></i>
		<h2>${title}</h2>
		${message === "" ? nothing : html`<p>${message}</p>`}
		<div class="buttons">${problemButtons(actions, LABELS, act)}</div>`;
}

/** What stands above a record that could not be read again: it is as it was. */
export function bandOf(
	{ phase, content }: RecordInfo,
	{ act }: RecordActions,
): TemplateResult | typeof nothing {
	if (content === null || phase.kind !== "failed") return nothing;
	const { message, actions } = phase.problem;
	return html`<i class="codicon codicon-warning" aria-hidden="true"></i>
		<span class="text">${message} What is shown was read before.</span>
		${problemButtons(actions, LABELS, act)}`;
}
