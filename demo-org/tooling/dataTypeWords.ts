import type { FieldDescribe } from "../schema/describeTypes.ts";

/** As Setup words it: `Text(255)`, `Currency(16, 2)`, `Lookup(Account)`. */
export function dataTypeWords(field: FieldDescribe): string {
	const { type, length, precision, scale, referenceTo, calculated } = field;
	const digits = `(${precision - scale}, ${scale})`;
	const words: Partial<Record<FieldDescribe["type"], string>> = {
		string: field.autoNumber ? "Auto Number" : `Text(${length})`,
		textarea: length > 255 ? `Long Text Area(${length})` : `Text Area(${length})`,
		reference: `${field.cascadeDelete ? "Master-Detail" : "Lookup"}(${referenceTo.join(",")})`,
		double: `Number${digits}`,
		int: `Number(${field.digits}, 0)`,
		currency: `Currency${digits}`,
		percent: `Percent${digits}`,
		boolean: "Checkbox",
		multipicklist: "Picklist (Multi-Select)",
		datetime: "Date/Time",
		encryptedstring: `Text (Encrypted)(${length})`,
		location: "Geolocation",
	};
	const name = words[type] ?? type.charAt(0).toUpperCase() + type.slice(1);
	return calculated ? `Formula (${name.replace(/\(.*$/, "")})` : name;
}
