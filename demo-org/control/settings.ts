import { isIP } from "node:net";

/** Switches of the demo org, changed with `POST /__demo/settings`. */
export interface Settings {
	/** A refresh gives a new refresh token and retires the old one. */
	rotateRefreshTokens: boolean;
	requirePkce: boolean;
	/** How sign-in fails: an error page, a redirect with `invalid_client`, or the page for a missing External Client App. */
	blockedApp: "generic" | "redirect" | "ecaMissing" | null;
	codeLifetimeMs: number;
	accessTokenLifetimeMs: number;
	/** New access tokens are JWTs, which only REST takes. */
	jwtAccessTokens: boolean;
	/** Where requests seem to come from: an IP address. */
	clientAddress: string;
	/** Sessions work from the address only that they were opened from. */
	lockSessionsToIp: boolean;
	/** Users' IP ranges hold for every request, not only when they sign in. */
	enforceLoginIpRanges: boolean;
	/** Whether the demo org may be used by API at all. */
	apiEnabled: boolean;
	/** Users who may not see pages ("API Only User") may nevertheless approve an app on one. */
	apiOnlyUsersAuthorize: boolean;
	/** Daily API calls at which REQUEST_LIMIT_EXCEEDED begins; null keeps each org's own. */
	dailyApiLimit: number | null;
	/** Every n-th record that is written is locked by somebody else: UNABLE_TO_LOCK_ROW. Null: none. */
	lockEvery: number | null;
	/** Waits so long before each reply. */
	latencyMs: number;
	/** How fast bodies come; null: as fast as they can. */
	bytesPerSecond: number | null;
	/** Features of the demo org that change its schema at once. */
	personAccounts: boolean;
	multiCurrency: boolean;
}

export function defaultSettings(): Settings {
	return {
		rotateRefreshTokens: false,
		requirePkce: false,
		blockedApp: null,
		codeLifetimeMs: 15 * 60_000,
		accessTokenLifetimeMs: 2 * 3_600_000,
		jwtAccessTokens: false,
		clientAddress: "127.0.0.1",
		lockSessionsToIp: false,
		enforceLoginIpRanges: false,
		apiEnabled: true,
		apiOnlyUsersAuthorize: true,
		dailyApiLimit: null,
		lockEvery: null,
		latencyMs: 0,
		bytesPerSecond: null,
		personAccounts: false,
		multiCurrency: false,
	};
}

const isPeriod = (value: unknown): boolean =>
	typeof value === "number" && Number.isFinite(value) && value >= 0;
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;
const isFlag = (value: unknown): boolean => typeof value === "boolean";

const VALID: Readonly<Record<keyof Settings, (value: unknown) => boolean>> = {
	rotateRefreshTokens: isFlag,
	requirePkce: isFlag,
	blockedApp: (value) =>
		value === null || ["generic", "redirect", "ecaMissing"].some((each) => each === value),
	codeLifetimeMs: isPeriod,
	accessTokenLifetimeMs: isPeriod,
	jwtAccessTokens: isFlag,
	clientAddress: (value) => typeof value === "string" && isIP(value) !== 0,
	lockSessionsToIp: isFlag,
	enforceLoginIpRanges: isFlag,
	apiEnabled: isFlag,
	apiOnlyUsersAuthorize: isFlag,
	dailyApiLimit: (value) => value === null || isPeriod(value),
	lockEvery: (value) => value === null || isCount(value),
	latencyMs: isPeriod,
	bytesPerSecond: (value) => value === null || isCount(value),
	personAccounts: isFlag,
	multiCurrency: isFlag,
};

/** Applies changes in place. Gives the name of the first setting that is unknown or has a wrong value, else null. */
export function changeSettings(
	settings: Settings,
	changes: Readonly<Record<string, unknown>>,
): string | null {
	for (const [name, value] of Object.entries(changes)) {
		const valid = Object.entries(VALID).find(([known]) => known === name)?.[1];
		if (valid === undefined || !valid(value)) return name;
	}
	Object.assign(settings, changes);
	return null;
}
