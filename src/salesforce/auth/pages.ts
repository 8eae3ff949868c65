/** The page a browser shows when a sign-in is over. All text is ours: nothing of the request is in it. */
export function endPage(title: string, text: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center; padding: 1rem; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 .25rem; }
p { margin: 0; opacity: .75; max-width: 26rem; }
</style></head><body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p></main></body></html>`;
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
