import type { Value } from "../data/table.ts";
import type { SoapCall } from "./call.ts";
import { element, leaf } from "./write.ts";

/** getUserInfo(): who is signed in, in the order of the WSDL. */
export function getUserInfo({ grant, world }: SoapCall): string {
	const { org, user } = grant;
	const row = org.table("User").get(user.id) ?? {};
	const own = (name: string): Value => row[name] ?? null;
	const isMulti = org.features.multiCurrency;
	const currency = isMulti ? null : "USD";
	const facts: readonly (readonly [string, Value])[] = [
		["accessibilityMode", false],
		["chatterExternal", false],
		["currencySymbol", isMulti ? null : "$"],
		["orgAttachmentFileSizeLimit", 26_214_400],
		["orgDefaultCurrencyIsoCode", currency],
		["orgDefaultCurrencyLocale", isMulti ? null : "en_US"],
		["orgDisallowHtmlAttachments", false],
		["orgHasPersonAccounts", org.features.personAccounts],
		["organizationId", org.id],
		["organizationMultiCurrency", isMulti],
		["organizationName", org.name],
		["profileId", own("ProfileId")],
		["roleId", own("UserRoleId")],
		["sessionSecondsValid", Math.floor(world.settings.accessTokenLifetimeMs / 1000)],
		["userDefaultCurrencyIsoCode", isMulti ? (own("DefaultCurrencyIsoCode") ?? "USD") : null],
		["userEmail", user.email],
		["userFullName", `${user.firstName} ${user.lastName}`],
		["userId", user.id],
		["userLanguage", user.language],
		["userLocale", user.locale],
		["userName", user.username],
		["userTimeZone", user.timeZone],
		["userType", "Standard"],
		["userUiSkin", "Theme3"],
	];
	return element("result", ...facts.map(([name, value]) => leaf(name, value)));
}
