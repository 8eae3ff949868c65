import type { FieldDescribe } from "./describeTypes.ts";
import { decimal, field, lookup, type More, picklist, readOnly, textArea } from "./fields.ts";

/** Builders of the rarer kinds of field. */

const UNSORTED: More = { groupable: false, sortable: false };

/**
 * A picklist whose values depend on those of another field of the object: for each of its values, the controlling
 * values it goes with. `validFor` is the base64 of a bitmap over the controlling values, first value in the top bit.
 */
export function dependentPicklist(
	name: string,
	label: string,
	controller: FieldDescribe,
	offered: Readonly<Record<string, readonly string[]>>,
	more: More = {},
): FieldDescribe {
	const controlling = controller.picklistValues.map(({ value }) => value);
	const dependent = picklist(name, label, 255, Object.keys(offered), {
		dependentPicklist: true,
		controllerName: controller.name,
		...more,
	});
	for (const value of dependent.picklistValues) {
		const bits = Buffer.alloc(Math.ceil(controlling.length / 8));
		for (const each of offered[value.value] ?? []) {
			const at = controlling.indexOf(each);
			bits.writeUInt8(bits.readUInt8(at >> 3) | (0x80 >> (at & 7)), at >> 3);
		}
		value.validFor = bits.toString("base64");
	}
	return dependent;
}

export function time(name: string, label: string, more: More = {}): FieldDescribe {
	return field(name, label, "time", { soapType: "xsd:time" }, more);
}

/** Binary content; its value in JSON is the path of a blob resource. */
export function base64(name: string, label: string, more: More = {}): FieldDescribe {
	const shape: More = { soapType: "xsd:base64Binary", ...UNSORTED, aggregatable: false, filterable: false };
	return field(name, label, "base64", shape, more);
}

/** A text of which only the last four characters are shown to people without "View Encrypted Data". */
export function encryptedText(name: string, label: string, length: number): FieldDescribe {
	return field(name, label, "encryptedstring", {
		...UNSORTED,
		length,
		byteLength: length * 3,
		filterable: false,
		mask: "*",
		maskType: "lastFour",
	});
}

/** What an encrypted text shows: `********1234`. */
export function masked(value: string): string {
	return "*".repeat(Math.max(0, value.length - 4)) + value.slice(-4);
}

/** A text area with markup, up to 131,072 characters. */
export function richText(name: string, label: string, length: number): FieldDescribe {
	return textArea(name, label, length, { extraTypeInfo: "richtextarea", htmlFormatted: true });
}

/** A geolocation: the compound field and its two parts. */
export function geolocation(name: string, label: string): FieldDescribe[] {
	const stem = name.slice(0, -"__c".length);
	const within: More = { compoundFieldName: name, displayLocationInDecimal: true };
	return [
		decimal("double", `${stem}__Latitude__s`, `${label} (Latitude)`, 8, 5, within),
		decimal("double", `${stem}__Longitude__s`, `${label} (Longitude)`, 8, 5, within),
		field(name, label, "location", {
			...UNSORTED,
			aggregatable: false,
			createable: false,
			updateable: false,
			displayLocationInDecimal: true,
			queryByDistance: true,
			soapType: "urn:location",
		}),
	];
}

/** Merged into a calculated field. */
export function formula(calculatedFormula: string | null): More {
	return {
		calculated: true,
		calculatedFormula,
		createable: false,
		updateable: false,
		groupable: false,
		formulaTreatNullNumberAsZero: calculatedFormula !== null,
	};
}

/** A master-detail lookup: cascade delete, and `order` 0 for the first, 1 for the second of a junction. */
export function masterDetail(
	name: string,
	label: string,
	master: string,
	relationshipName: string,
	order: 0 | 1 = 0,
): FieldDescribe {
	return lookup(name, label, [master], relationshipName, {
		cascadeDelete: true,
		nillable: false,
		permissionable: false,
		updateable: false,
		relationshipOrder: order,
		writeRequiresMasterRead: false,
	});
}

export function anyValue(name: string, label: string): FieldDescribe {
	return field(name, label, "anyType", { ...UNSORTED, ...readOnly, length: 255, filterable: false });
}
