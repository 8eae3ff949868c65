import type { ExportFormat } from "../../pages/results.ts";

/** The name that a file gets when nobody chooses another: `Account Acme Production 2026-05-31.csv`. */
export function fileNameFor(objectName: string, orgLabel: string, at: Date, format: ExportFormat): string {
	const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
		.map((part) => String(part).padStart(2, "0"))
		.join("-");
	const name = [objectName === "" ? "Results" : objectName, orgLabel, day].join(" ");
	// What a file system somewhere does not take.
	return `${name
		.replaceAll(/[<>:"/\\|?*\p{Cc}]+/gu, " ")
		.replaceAll(/\s+/g, " ")
		.trim()}.${format}`;
}
