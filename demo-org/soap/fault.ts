import type { PlatformError } from "../platformError.ts";
import { escaped } from "./write.ts";

/** A refusal of a whole SOAP call. `type` is the fault's type in the WSDL. */
export class SoapFault extends Error {
	readonly code: string;
	readonly type: string;

	constructor(code: string, message: string, type = "UnexpectedErrorFault") {
		super(message);
		this.name = "SoapFault";
		this.code = code;
		this.type = type;
	}
}

const FAULT_TYPES: Readonly<Record<string, string>> = {
	MALFORMED_QUERY: "MalformedQueryFault",
	INVALID_FIELD: "InvalidFieldFault",
	INVALID_TYPE: "InvalidSObjectFault",
	INVALID_QUERY_LOCATOR: "InvalidQueryLocatorFault",
	INVALID_ID_FIELD: "InvalidIdFault",
	MALFORMED_SEARCH: "MalformedSearchFault",
};

/** The fault that stands for a refusal of the REST API with the same code. */
export function faultOf({ errorCode, message }: PlatformError): SoapFault {
	return new SoapFault(errorCode, message, FAULT_TYPES[errorCode] ?? "ApiFault");
}

/** The envelope of a fault, as recorded: `sf:CODE`, and `CODE: message` as its text. */
export function faultEnvelope({ code, message, type }: SoapFault): string {
	const text = escaped(message);
	const isClient = code.startsWith("soapenv:");
	const head = isClient
		? `<faultcode>${code}</faultcode><faultstring>${text}</faultstring>`
		: `<faultcode>sf:${code}</faultcode><faultstring>${code}: ${text}</faultstring><detail><sf:${type} xsi:type="sf:${type}"><sf:exceptionCode>${code}</sf:exceptionCode><sf:exceptionMessage>${text}</sf:exceptionMessage></sf:${type}></detail>`;
	return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault>${head}</soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
}
