import { AppError, failureOf } from "../base/errors.ts";
import type { Op } from "../base/op.ts";
import type { Secret } from "../base/secret.ts";
import { authorizeUrl, redirectUri } from "../salesforce/auth/authorize.ts";
import { type Loopback, listenForRedirect, pasteOnly } from "../salesforce/auth/loopback.ts";
import { newState, pkce } from "../salesforce/auth/pkce.ts";
import { exchangeCode, revoke, type TokenReply } from "../salesforce/auth/tokens.ts";
import { effectOf } from "../salesforce/effect/classify.ts";
import type { HttpSend } from "../salesforce/http.ts";
import { id18, loginIdOf, type OrgId, type UserId } from "../salesforce/ids.ts";
import { apiVersionOf, readOrganization, userInfo } from "../salesforce/rest/org.ts";
import { Connection, type Session } from "../salesforce/transport.ts";
import { type LoginIdentity, type LoginSource, orgKind } from "./identity.ts";
import type { Org } from "./org.ts";
import type { OrgRegistry } from "./registry.ts";

const REVOKE_MS = 10_000;

export interface SignInDeps {
	readonly registry: OrgRegistry;
	readonly send: HttpSend;
	/** Whether the org at this address is the demo org of our own process. */
	readonly provesDemo: (op: Op, instanceUrl: string, orgId: string) => Promise<boolean>;
	readonly now?: () => number;
}

export interface BrowserSignIn {
	readonly loginHost: string;
	readonly clientId: string;
	readonly port: number;
	readonly loginHint?: string | undefined;
	readonly timeoutMs: number;
	readonly pages: { readonly success: string; readonly failure: string };
	/** Opens the address in the person's browser. */
	readonly open: (url: string) => Promise<void>;
	/**
	 * Shows that we wait, and takes a pasted address: returns once the wait is over. `portTaken` says that only pasting
	 * can end it. `paste` answers whether the text was a redirect of this sign-in.
	 */
	readonly whileWaiting: (wait: {
		readonly portTaken: boolean;
		readonly url: string;
		readonly paste: (address: string) => boolean;
		readonly ended: Promise<unknown>;
	}) => void;
}

/**
 * Web server flow with PKCE ("OAuth 2.0 Web Server Flow", Salesforce Help): opens the browser, waits for the redirect
 * or a pasted address, exchanges the code and adds the login. Overlapping sign-ins don't meet: each has its own state.
 * Throws `auth` (denied, stateMismatch, timedOut, appBlocked, rejected), `cancelled`, or what the wire throws.
 */
export async function signInWithBrowser(op: Op, deps: SignInDeps, request: BrowserSignIn): Promise<Org> {
	const state = newState();
	const { verifier, challenge } = pkce();
	const redirect = redirectUri(request.port);
	const { waiting, portTaken } = await listen(op, request, state);
	try {
		const url = authorizeUrl({
			loginHost: request.loginHost,
			clientId: request.clientId,
			redirectUri: redirect,
			state,
			challenge,
			loginHint: request.loginHint,
		});
		request.whileWaiting({
			portTaken,
			url,
			paste: (address) => waiting.accept(address),
			ended: waiting.code,
		});
		await request.open(url);
		const code = await waiting.code;
		op.report({ message: "Signing in" });
		const endpoint = {
			loginHost: request.loginHost,
			clientId: request.clientId,
			send: deps.send,
			signal: op.signal,
		};
		const reply = await exchanged(exchangeCode(endpoint, { code, verifier, redirectUri: redirect }));
		try {
			return await adopt(op, deps, reply, { ...request, source: "web" });
		} catch (thrown) {
			// Nobody would know of this grant: it must not stay in the org's list.
			const ending = { ...endpoint, signal: AbortSignal.timeout(REVOKE_MS) };
			await revoke(ending, reply.refreshToken ?? reply.accessToken).catch(() => {
				op.log.warn("[auth] the grant of a sign-in that failed could not be revoked");
			});
			throw thrown;
		}
	} finally {
		waiting.close();
	}
}

export interface TokenSignIn {
	readonly instanceUrl: string;
	readonly accessToken: Secret;
}

/** A login from an access token (session id) that the person brings. It ends with the session: nothing renews it. */
export async function signInWithToken(op: Op, deps: SignInDeps, request: TokenSignIn): Promise<Org> {
	const { instanceUrl, accessToken } = request;
	const probe = connectionTo(deps, { accessToken, instanceUrl });
	const info = await userInfo(op, probe);
	const orgId = id18(info.orgId);
	const userId = id18(info.userId);
	if (!orgId || !userId) throw new AppError({ kind: "network", reason: "notSalesforce" });
	const reply: TokenReply = { accessToken, refreshToken: undefined, instanceUrl, orgId, userId, scopes: [] };
	return adopt(op, deps, reply, { loginHost: instanceUrl, clientId: "", source: "token" });
}

/** Signs out: the org forgets our own grant (a token that somebody brought is left alone), then we do. */
export async function signOut(op: Op, deps: SignInDeps, identity: LoginIdentity): Promise<void> {
	const tokens = await deps.registry.tokens(identity.id);
	try {
		if (tokens && identity.source === "web") {
			const endpoint = { loginHost: identity.loginHost, send: deps.send, signal: op.signal };
			await revoke(endpoint, tokens.refreshToken ?? tokens.accessToken);
		}
	} catch (thrown) {
		// The person wants to be out: an org that can't be reached must not hold them.
		if (failureOf(thrown, "cancelled")) throw thrown;
		op.log.warn(`[auth] ${identity.id}: the grant could not be revoked`);
	}
	await deps.registry.remove(identity.id);
}

async function listen(
	op: Op,
	{ port, timeoutMs, pages }: BrowserSignIn,
	state: string,
): Promise<{ waiting: Loopback; portTaken: boolean }> {
	const options = {
		port,
		state,
		signal: op.signal,
		timeoutMs,
		pages,
		log: (line: string) => op.log.info(line),
	};
	try {
		return { waiting: await listenForRedirect(options), portTaken: false };
	} catch (thrown) {
		if (failureOf(thrown, "input")?.problem !== "portTaken") throw thrown;
		return { waiting: pasteOnly(options), portTaken: true };
	}
}

// An expired or used code is "invalid_grant" like a dead refresh token, but here the person just tries again.
async function exchanged(exchange: Promise<TokenReply>): Promise<TokenReply> {
	try {
		return await exchange;
	} catch (thrown) {
		const auth = failureOf(thrown, "auth");
		if (auth?.reason !== "revoked" || !(thrown instanceof AppError)) throw thrown;
		throw new AppError({ ...auth, reason: "rejected" }, thrown.message, { cause: thrown });
	}
}

async function adopt(
	op: Op,
	deps: SignInDeps,
	reply: TokenReply,
	how: { loginHost: string; clientId: string; source: LoginSource },
): Promise<Org> {
	const { accessToken, refreshToken, instanceUrl, orgId, userId } = reply;
	const connection = connectionTo(deps, { accessToken, instanceUrl });
	const apiVersion = await apiVersionOf(deps.send, instanceUrl, op.signal);
	const [info, row, provenDemo] = await Promise.all([
		userInfo(op, connection),
		readOrganization(op, connection, apiVersion),
		deps.provesDemo(op, instanceUrl, orgId),
	]);
	const identity: LoginIdentity = {
		id: loginIdOf(orgId, userId),
		orgId,
		userId,
		username: info.username,
		label: row && row.name !== "" ? row.name : info.username,
		instanceUrl,
		loginHost: how.loginHost,
		clientId: how.clientId,
		source: how.source,
		kind: orgKind(row, instanceUrl, provenDemo),
		apiVersion,
		scopes: reply.scopes,
		lastUsed: (deps.now ?? Date.now)(),
	};
	return deps.registry.add(labelled(identity, deps.registry.identities), {
		accessToken,
		refreshToken,
		instanceUrl,
	});
}

/** Two logins with one label could be taken for each other: the later one gets its user name. */
function labelled(identity: LoginIdentity, others: readonly LoginIdentity[]): LoginIdentity {
	const taken = others.some(({ id, label }) => id !== identity.id && label === identity.label);
	return taken ? { ...identity, label: `${identity.label} (${identity.username})` } : identity;
}

// Before the login is known: reads only, and a 401 is final.
function connectionTo(deps: SignInDeps, session: Session): Connection {
	return new Connection({
		loginId: loginIdOf("" as OrgId, "" as UserId),
		send: deps.send,
		effectOf,
		permit: (effect) => {
			if (effect.kind === "write") throw new AppError({ kind: "bug" }, "a write before sign-in");
		},
		sessions: {
			current: () => Promise.resolve(session),
			renew: () => Promise.reject(new AppError({ kind: "auth", reason: "expired" })),
		},
	});
}
