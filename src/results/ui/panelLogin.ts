import { AppError } from "../../base/errors.ts";
import { KIND_MARKS } from "../../orgs/identity.ts";
import type { Org } from "../../orgs/org.ts";
import type { OrgRegistry } from "../../orgs/registry.ts";
import type { LoginId } from "../../salesforce/ids.ts";
import type { CommandRegistrar } from "../../workbench/commands.ts";

/** The login that a panel was opened for: panels outlive it, and come back with it after a window reload. */
export class PanelLogin {
	readonly #registry: OrgRegistry;
	readonly #commands: CommandRegistrar;
	readonly #id: LoginId;
	readonly #label: string;

	/** `label` is shown when the login is gone, too. */
	constructor(registry: OrgRegistry, commands: CommandRegistrar, id: LoginId, label: string) {
		this.#registry = registry;
		this.#commands = commands;
		this.#id = id;
		this.#label = label;
	}

	/** The org as it is now. Throws `auth` (secretMissing) when its login is gone. */
	org(): Org {
		if (this.#registry.identity(this.#id)) return this.#registry.org(this.#id);
		throw new AppError({ kind: "auth", reason: "secretMissing", loginId: this.#id });
	}

	get instanceUrl(): string | undefined {
		return this.#registry.identity(this.#id)?.instanceUrl;
	}

	/** How pages name the org. */
	get shown(): { readonly label: string; readonly mark: string; readonly color: string } {
		const identity = this.#registry.identity(this.#id);
		const { mark, color } = KIND_MARKS[identity?.kind ?? "unknown"];
		return { label: this.#label, mark, color: identity?.color ?? color };
	}

	/** Answers whether the login can be used then: the sign-in may be given up, or be another login's. */
	async signIn(): Promise<boolean> {
		if (this.#registry.identity(this.#id)) await this.#commands.run("orgsmith.org.signInAgain", this.#id);
		else await this.#commands.run("orgsmith.org.signIn");
		return this.#isUsable();
	}

	/** The same for the demo org. */
	async startDemo(): Promise<boolean> {
		await this.#commands.run("orgsmith.demo.start");
		return this.#isUsable();
	}

	#isUsable(): boolean {
		const identity = this.#registry.identity(this.#id);
		return identity !== undefined && identity.needsLogin === undefined;
	}
}
