const CHECK_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

export type Id18 = string & { readonly brand: "Id18" };
export type OrgId = Id18;
export type UserId = Id18;
/** One login: org id and user id, joined by a dash. It names the secret and everything that belongs to the login. */
export type LoginId = string & { readonly brand: "LoginId" };

export function isSalesforceId(text: string): boolean {
	return ID.test(text);
}

/**
 * The 18-character form of a 15- or 18-character id: three check characters, one for each five, whose bits say which
 * are upper case ("ID Field Type", Object Reference). Undefined for what isn't an id.
 */
export function id18(id: string): Id18 | undefined {
	if (!ID.test(id)) return undefined;
	const short = id.slice(0, 15);
	let check = "";
	for (let chunk = 0; chunk < 15; chunk += 5) {
		let bits = 0;
		for (let at = 0; at < 5; at++) if (/[A-Z]/.test(short.charAt(chunk + at))) bits |= 1 << at;
		check += CHECK_CHARACTERS.charAt(bits);
	}
	return (short + check) as Id18;
}

/** Whether two ids name one record: 15-character ids are case-sensitive, so both are compared in full form. */
export function sameId(a: string, b: string): boolean {
	const full = id18(a);
	return full !== undefined && full === id18(b);
}

export function loginIdOf(orgId: OrgId, userId: UserId): LoginId {
	return `${orgId}-${userId}` as LoginId;
}
