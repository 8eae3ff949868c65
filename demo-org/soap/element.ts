import { SaxesParser, type SaxesTagNS } from "saxes";

/** An element of a SOAP message: its local name and namespace, child elements in order, and its own text. */
export interface Element {
	readonly name: string;
	readonly uri: string;
	/** `xsi:nil="true"` */
	readonly isNil: boolean;
	/** The local part of `xsi:type`, empty without one. */
	readonly type: string;
	readonly children: readonly Element[];
	readonly text: string;
}

interface Open {
	readonly tag: SaxesTagNS;
	readonly children: Element[];
	text: string;
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const DEEPEST = 100;

/** The root element of an XML text. Throws SyntaxError with what is wrong and where; documents with a DTD are refused. */
export function parseXml(text: string): Element {
	const parser = new SaxesParser({ xmlns: true });
	const open: Open[] = [];
	let root: Element | undefined;
	let failure: Error | undefined;
	parser.on("error", (error) => {
		failure ??= error;
	});
	parser.on("doctype", () => {
		failure ??= new Error("DTDs are not allowed");
	});
	parser.on("opentag", (tag) => {
		if (open.length > DEEPEST) failure ??= new Error("elements are too deep");
		else open.push({ tag, children: [], text: "" });
	});
	const onText = (more: string) => {
		const current = open.at(-1);
		if (current !== undefined) current.text += more;
	};
	parser.on("text", onText);
	parser.on("cdata", onText);
	parser.on("closetag", () => {
		const closed = open.pop();
		if (closed === undefined) return;
		const element = elementOf(closed);
		const parent = open.at(-1);
		if (parent === undefined) root = element;
		else parent.children.push(element);
	});
	parser.write(text);
	if (failure === undefined) parser.close();
	if (failure !== undefined || root === undefined) {
		throw new SyntaxError(failure?.message ?? "there is no element");
	}
	return root;
}

function elementOf({ tag, children, text }: Open): Element {
	const attributes = Object.values(tag.attributes);
	const xsi = (local: string) => attributes.find((each) => each.uri === XSI && each.local === local)?.value;
	return {
		name: tag.local,
		uri: tag.uri,
		isNil: ["true", "1"].includes(xsi("nil") ?? ""),
		type: xsi("type")?.replace(/^.*:/, "") ?? "",
		children,
		text: children.length > 0 ? text.trim() : text,
	};
}

export function child({ children }: Element, name: string): Element | undefined {
	return children.find((each) => each.name === name);
}

/** The text of a child, null when it is absent or nil. */
export function textOf(element: Element, name: string): string | null {
	const found = child(element, name);
	return found === undefined || found.isNil ? null : found.text.trim();
}

/** The texts of all children of that name. */
export function textsOf({ children }: Element, name: string): string[] {
	return children.filter((each) => each.name === name && !each.isNil).map(({ text }) => text.trim());
}

export function flagOf(element: Element, name: string): boolean {
	return ["true", "1"].includes(textOf(element, name) ?? "");
}
