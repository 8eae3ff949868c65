import { describe, expect, it } from "vitest";
import { TokenStore } from "../../../src/orgs/tokenStore.ts";
import { LOGIN } from "../salesforce/gate.ts";
import { Secrets, tokens, withoutRefresh } from "./memory.ts";

const KEY = `orgsmith.login.${LOGIN}`;
const shown = (found: ReturnType<typeof tokens> | undefined) =>
	found && [found.accessToken.reveal(), found.refreshToken?.reveal(), found.instanceUrl];

describe("TokenStore", () => {
	it("gives back what was written, one secret a login", async () => {
		const secrets = new Secrets();
		const store = new TokenStore(secrets.window());
		await store.write(LOGIN, tokens());
		expect([...secrets.kept.keys()]).toEqual([KEY]);
		expect(shown(await new TokenStore(secrets.window()).read(LOGIN))).toEqual(shown(tokens()));
		await store.write(LOGIN, withoutRefresh("only-access"));
		expect(shown(await store.readAgain(LOGIN))).toEqual(shown(withoutRefresh("only-access")));
	});

	it("reads the storage once until somebody changes it", async () => {
		const secrets = new Secrets();
		const [here, there] = [new TokenStore(secrets.window()), new TokenStore(secrets.window())];
		await there.write(LOGIN, tokens("one-token"));
		await here.read(LOGIN);
		const { reads } = secrets;
		await here.read(LOGIN);
		expect(secrets.reads).toBe(reads);
		await there.write(LOGIN, tokens("two-token"));
		expect(shown(await here.read(LOGIN))?.[0]).toBe("two-token");
	});

	it("readAgain sees what another window stored even before it is told", async () => {
		const secrets = new Secrets();
		const store = new TokenStore(secrets.window());
		await store.write(LOGIN, tokens("one-token"));
		secrets.kept.set(KEY, JSON.stringify({ accessToken: "two-token", instanceUrl: "https://x.example" }));
		expect(shown(await store.read(LOGIN))?.[0]).toBe("one-token");
		expect(shown(await store.readAgain(LOGIN))?.[0]).toBe("two-token");
		expect(shown(await store.read(LOGIN))?.[0]).toBe("two-token");
	});

	it.each(["", "garbage", "{}", '{"accessToken":1}', "null"])("unreadable (%j) is missing", async (text) => {
		const secrets = new Secrets();
		secrets.kept.set(KEY, text);
		expect(await new TokenStore(secrets.window()).read(LOGIN)).toBeUndefined();
	});

	it("forgets in memory and in the storage", async () => {
		const secrets = new Secrets();
		const store = new TokenStore(secrets.window());
		await store.write(LOGIN, tokens());
		await store.forget(LOGIN);
		expect([secrets.kept.size, await store.read(LOGIN)]).toEqual([0, undefined]);
	});
});
