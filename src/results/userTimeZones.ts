import { toAppError } from "../base/errors.ts";
import type { Op } from "../base/op.ts";
import type { Org } from "../orgs/org.ts";
import type { LoginId } from "../salesforce/ids.ts";
import { readTimeZone } from "../salesforce/rest/record.ts";

/** The time zone each login's user sees times in: asked once a login, UTC while it can't be read. */
export class UserTimeZones {
	readonly #known = new Map<LoginId, string>();

	async of(op: Op, org: Org): Promise<string> {
		const known = this.#known.get(org.id);
		if (known !== undefined) return known;
		try {
			const zone = await readTimeZone(op, org.connection, org.apiVersion, org.userId);
			// Throws for a zone that this machine doesn't know.
			new Intl.DateTimeFormat("en", { timeZone: zone });
			this.#known.set(org.id, zone);
			return zone;
		} catch (thrown) {
			op.log.warn(`[record] times are shown in UTC: ${toAppError(thrown).message}`);
			return "UTC";
		}
	}
}
