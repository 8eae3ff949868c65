export interface PageParts {
	/** New for each document. */
	readonly nonce: string;
	/** Where the page's own files come from, as the policy names it. */
	readonly source: string;
	readonly language: string;
	readonly title: string;
	readonly styles: readonly string[];
	readonly script: string;
}

/** A page's document under a policy that allows its own files and nothing else. */
export function pageDocument({ nonce, source, language, title, styles, script }: PageParts): string {
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src ${source} 'nonce-${nonce}'`,
		`font-src ${source}`,
	].join("; ");
	const links = styles.map((href) => `<link rel="stylesheet" nonce="${nonce}" href="${href}">`);
	return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)}</title>
${links.join("\n")}
</head>
<body data-nonce="${nonce}"><div id="root"></div><script nonce="${nonce}" src="${script}"></script></body>
</html>`;
}
