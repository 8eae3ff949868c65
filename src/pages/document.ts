export interface PageParts {
	/** New for each document. */
	readonly nonce: string;
	/** Where the page's own files come from, as the policy names it. */
	readonly source: string;
	readonly language: string;
	readonly title: string;
	/** The page's code itself: each file of its own would cost the first paint a trip to the host and back. */
	readonly style: string;
	readonly script: string;
	/**
	 * Address of a style sheet that the page adds once it is loaded: the icons. VS Code holds messages back until a page's
	 * `load` event, which would wait for it.
	 */
	readonly icons: string;
}

/** A page's document under a policy that allows its own code and files and nothing else. No data is in it. */
export function pageDocument({ nonce, source, language, title, style, script, icons }: PageParts): string {
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src ${source} 'nonce-${nonce}'`,
		`font-src ${source}`,
	].join("; ");
	// What would end the element it stands in may be in a string of the code.
	const inside = (code: string, element: string) =>
		code.replace(new RegExp(`</(?=${element})`, "gi"), "<\\/");
	return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)}</title>
<style nonce="${nonce}">${inside(style, "style")}</style>
</head>
<body data-icons="${icons}"><div id="root"></div><script nonce="${nonce}">${inside(script, "script")}</script></body>
</html>`;
}
