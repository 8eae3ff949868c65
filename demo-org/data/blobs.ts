import { idOf, type Row } from "./table.ts";

/**
 * The content behind a base64 field. A written record holds its own as base64 text under the field's name; that of
 * the records from the start follows from their id.
 */
export function blobOf(objectName: string, row: Row, field: string): Buffer {
	const written = row[field];
	if (typeof written === "string") return Buffer.from(written, "base64");
	return Buffer.from(seededText(objectName, idOf(row)), "utf8");
}

/** The text in a file from the start. */
function seededText(objectName: string, id: string): string {
	if (objectName !== "EventLogFile") return `${objectName} ${id}\nUmlaute äöü, emoji 🚀.\n`;
	const lines = ["0", "1", "2"].map((n) => `"API","20260520100000.00${n}","TID:${id}${n}","query","${n}"`);
	return `"EVENT_TYPE","TIMESTAMP","REQUEST_ID","METHOD_NAME","ROWS_PROCESSED"\n${lines.join("\n")}\n`;
}

export const seededLength = (objectName: string, id: string): number =>
	Buffer.byteLength(seededText(objectName, id));
