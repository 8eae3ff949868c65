import { escaped } from "./cells.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Where the sheet with this number, counted from 1, is in the package. */
export function sheetPart(number: number): string {
	return `xl/worksheets/sheet${number}.xml`;
}

/** The parts of a workbook (ECMA-376) beside its sheets, which have these names. */
export function workbookParts(names: readonly string[]): readonly (readonly [name: string, text: string])[] {
	const sheets = names.map((name, at) => ({ name, number: at + 1 }));
	return [
		[
			"[Content_Types].xml",
			`${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${sheets.map(({ number }) => `<Override PartName="/${sheetPart(number)}" ContentType="${TYPES}.worksheet+xml"/>`).join("")}</Types>`,
		],
		[
			"_rels/.rels",
			`${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		],
		[
			"xl/workbook.xml",
			`${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map(({ name, number }) => `<sheet name="${escaped(name).replaceAll('"', "&quot;")}" sheetId="${number}" r:id="rId${number}"/>`).join("")}</sheets></workbook>`,
		],
		[
			"xl/_rels/workbook.xml.rels",
			`${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map(({ number }) => `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join("")}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
		],
		["xl/styles.xml", STYLES],
	];
}

// The formats that `cells.ts` names: general, date, datetime (which says that it is UTC), header.
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss\\ &quot;UTC&quot;"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`;

/** What a sheet begins with: its first row stays in view. */
export function sheetStart(widths: readonly number[]): string {
	const columns = widths.map(
		(width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
	);
	return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`}<sheetData>`;
}

export const SHEET_END = "</sheetData></worksheet>";

/** `A` … `Z`, `AA` …, counted from 0. */
export function columnLetters(at: number): string {
	const last = String.fromCharCode(65 + (at % 26));
	return at < 26 ? last : columnLetters(Math.floor(at / 26) - 1) + last;
}

const MOST_NAME = 31;

/** A name that a sheet may have and none of `taken` has, whatever its case. */
export function sheetName(wanted: string, taken: readonly string[]): string {
	const allowed = wanted
		.replace(/[[\]:*?/\\\p{Cc}]/gu, " ")
		.replace(/^'+|'+$/g, "")
		.trim();
	const name = allowed === "" || /^history$/i.test(allowed) ? `${allowed} rows`.trim() : allowed;
	const lower = new Set(taken.map((one) => one.toLowerCase()));
	for (let number = 1; ; number++) {
		const end = number === 1 ? "" : ` (${number})`;
		const tried = withoutHalf(name.slice(0, MOST_NAME - end.length)).replace(/'+$/, "") + end;
		if (!lower.has(tried.toLowerCase())) return tried;
	}
}

/** A surrogate pair isn't cut in two. */
function withoutHalf(text: string): string {
	return text.replace(/[\ud800-\udbff]$/, "");
}
