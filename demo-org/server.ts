import { randomBytes } from "node:crypto";
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { Faults } from "./control/faults.ts";
import { RequestLog } from "./control/requestLog.ts";
import { defaultSettings } from "./control/settings.ts";
import { AppPolicies } from "./oauth/appPolicies.ts";
import { Grants } from "./oauth/grants.ts";
import { Signer } from "./oauth/signer.ts";
import { UserRestrictions } from "./oauth/userRestrictions.ts";
import { Org } from "./org.ts";
import { answer } from "./pipeline.ts";
import { IdempotentReplies } from "./rest/idempotency.ts";
import { Locators } from "./rest/locators.ts";
import type { World } from "./world.ts";

export interface DemoOrgOptions {
	/** 0, the default, takes any free port. */
	readonly port?: number;
	/** How many contacts the demo org has; the other objects follow. Default 600. */
	readonly rows?: number;
	readonly seed?: number;
	/** Milliseconds since 1970. Data dates are relative to the UTC day it gives at the start. */
	readonly clock?: () => number;
	/** The secret of the control plane; 32 random bytes in hex by default. */
	readonly key?: string;
	/** Serves HTTPS with a certificate of an authority made for this server; false, the default, plain HTTP. */
	readonly https?: boolean;
	/** Ends the server after so long without a request; 0, the default, never. */
	readonly idleMinutes?: number;
	readonly log?: (line: string) => void;
	readonly onIdle?: () => void;
}

export interface DemoOrg {
	readonly url: string;
	readonly port: number;
	readonly key: string;
	/** The 18-character id of the demo org, the one that the challenge proves. */
	readonly orgId: string;
	/** With HTTPS, the authority that clients are to trust; null without. */
	readonly caPem: string | null;
	readonly close: () => Promise<void>;
}

/** Larger than the platform's own limit of 16,384 bytes, so that we and not Node answer 414 and 431. */
const MAX_HEADER_BYTES = 131_072;

/** Starts the server on the loopback address. Rejects when the port is taken. */
export async function startDemoOrg(options: DemoOrgOptions = {}): Promise<DemoOrg> {
	const { port = 0, rows = 600, seed = 7, clock = Date.now, idleMinutes = 0, log = () => {} } = options;
	const key = options.key ?? randomBytes(32).toString("hex");
	const settings = defaultSettings();
	const startedAt = clock();
	const makeOrgs = () =>
		(["demo", "production"] as const).map((kind) => new Org({ kind, rows, seed, startedAt }));
	const orgs = makeOrgs();
	const state = {
		grants: new Grants(settings, clock),
		apps: new AppPolicies(),
		restrictions: new UserRestrictions(),
		signer: new Signer(),
		locators: new Locators(clock),
		idempotent: new IdempotentReplies(clock),
		faults: new Faults(),
		requests: new RequestLog(),
		marks: { views: 0, references: 0 },
		writes: { count: 0 },
	};
	const reset = (): void => {
		Object.assign(settings, defaultSettings());
		orgs.splice(0, orgs.length, ...makeOrgs());
		state.grants.clear();
		state.apps.clear();
		state.restrictions.clear();
		state.locators.clear();
		state.idempotent.clear();
		state.faults.clear();
		state.requests.clear();
		Object.assign(state.marks, { views: 0, references: 0 });
		state.writes.count = 0;
	};
	let world: World | undefined;
	let lastRequestAt = Date.now();
	const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
		lastRequestAt = Date.now();
		if (world !== undefined) void answer(world, request, response);
	};
	const { caPem, make } = options.https === true ? await secureServers() : plainServers();
	const server = make(onRequest);
	await listen(server, port, "127.0.0.1");
	const bound = (server.address() as AddressInfo).port;
	const second = make(onRequest);
	const servers = (await listen(second, bound, "::1").then(
		() => true,
		() => false,
	))
		? [server, second]
		: [server];
	const url = `${caPem === null ? "http" : "https"}://127.0.0.1:${bound}`;
	world = { url, key, orgs, settings, clock, log, reset, ...state };

	let idleTimer: NodeJS.Timeout | undefined;
	const close = async (): Promise<void> => {
		clearInterval(idleTimer);
		await Promise.all(servers.map(end));
	};
	if (idleMinutes > 0) {
		const limit = idleMinutes * 60_000;
		idleTimer = setInterval(
			() => {
				if (Date.now() - lastRequestAt < limit) return;
				log(`no request for ${idleMinutes} minutes: ending`);
				void close().then(options.onIdle);
			},
			Math.min(limit, 30_000),
		);
		idleTimer.unref();
	}
	const orgId = orgs.find(({ kind }) => kind === "demo")?.id ?? "";
	return { url, port: bound, key, orgId, caPem, close };
}

interface ServerKind {
	readonly caPem: string | null;
	readonly make: (onRequest: RequestListener) => Server;
}

function plainServers(): ServerKind {
	return {
		caPem: null,
		make: (onRequest) => createServer({ maxHeaderSize: MAX_HEADER_BYTES }, onRequest),
	};
}

/** Loaded when asked for, so that a plain start waits for no cryptography. */
async function secureServers(): Promise<ServerKind> {
	const [https, { makeServerIdentity }] = await Promise.all([
		import("node:https"),
		import("./https/certificates.ts"),
	]);
	const { caPem, certificatePem, keyPem } = makeServerIdentity(Date.now());
	const options = { maxHeaderSize: MAX_HEADER_BYTES, cert: certificatePem, key: keyPem };
	return { caPem, make: (onRequest) => https.createServer(options, onRequest) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});
}

function end(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
