/** API calls of the rolling 24 hours. The counter is approximate: it may go back between two answers. */
export interface ApiUsage {
	readonly used: number;
	readonly max: number;
}

/** Reads `Sforce-Limit-Info: api-usage=18/5000; per-app-api-usage=…` ("Limit Info Header", REST API Guide). */
export function apiUsage(header: string | null | undefined): ApiUsage | undefined {
	const match = /(?:^|[;,\s])api-usage=(\d+)\/(\d+)/.exec(header ?? "");
	if (!match) return undefined;
	return { used: Number(match[1]), max: Number(match[2]) };
}
