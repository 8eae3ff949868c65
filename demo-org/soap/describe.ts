import { describeHeader, fullDescribe, urlsOf } from "../rest/describeDocument.ts";
import { isObject } from "../rest/requestBody.ts";
import { restCall, type SoapCall } from "./call.ts";
import { SoapFault } from "./fault.ts";
import { element, escaped, leaf } from "./write.ts";

/** Elements of the WSDL's describe types that are nil rather than absent when they have no value. */
const NIL = new Set([
	"associateEntityType",
	"associateParentEntity",
	"defaultImplementation",
	"implementedBy",
	"implementsInterfaces",
	"keyPrefix",
	"networkScopeFieldName",
	"urlDetail",
	"urlEdit",
	"urlNew",
	"recordTypeId",
]);
/** Keys of the REST document that the SOAP one does not have. */
const REST_ONLY = new Set(["urls", "sobjectDescribeOption"]);

/** describeGlobal(): the headers of all objects. */
export function describeGlobal(call: SoapCall): string {
	const rest = restCall(call);
	const objects = call.grant.org
		.schemaFor(call.grant.user)
		.objects.map((object) => described("sobjects", { ...describeHeader(rest, object), idEnabled: true }));
	return element("result", leaf("encoding", "UTF-8"), leaf("maxBatchSize", 200), ...objects);
}

const MOST_AT_ONCE = 100;

/** describeSObjects(): up to 100 describes. Throws the fault INVALID_TYPE for a name that the user does not see. */
export function describeSObjects(call: SoapCall, names: readonly string[]): string {
	if (names.length > MOST_AT_ONCE) {
		throw new SoapFault("EXCEEDED_MAX_TYPES_LIMIT", `at most ${MOST_AT_ONCE} types can be described at once`);
	}
	const rest = restCall(call);
	const schema = call.grant.org.schemaFor(call.grant.user);
	return names
		.map((name) => {
			const object = schema.object(name);
			if (object === undefined) {
				throw new SoapFault(
					"INVALID_TYPE",
					`sObject type '${name}' is not supported.`,
					"InvalidSObjectFault",
				);
			}
			const urls = urlsOf(rest, object, true);
			return described("result", {
				...fullDescribe(rest, object),
				idEnabled: true,
				urlDetail: urls["uiDetailTemplate"] ?? null,
				urlEdit: urls["uiEditTemplate"] ?? null,
				urlNew: urls["uiNewRecord"] ?? null,
			});
		})
		.join("");
}

/** A describe type: its members in the order of the WSDL, which is that of the alphabet; lists as repeated elements. */
function described(name: string, value: unknown): string {
	if (Array.isArray(value)) return value.map((each: unknown) => described(name, each)).join("");
	if (value === null || value === undefined) return NIL.has(name) ? leaf(name, null) : "";
	if (!isObject(value)) return `<${name}>${escaped(String(value as string | number | boolean))}</${name}>`;
	const inside = Object.entries(value)
		.filter(([key]) => !REST_ONLY.has(key))
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, each]) => described(key, each));
	return element(name, ...inside);
}
