import { LEAD_SOURCES } from "./accountObjects.ts";
import type { FieldDescribe } from "./describeTypes.ts";
import { addressFields, boolean, date, lookup, picklist, readOnly, text, typedText } from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import type { RecordType } from "./rules.ts";

/** What an administrator can switch on for a whole org; the schema follows at once. */
export interface Features {
	readonly personAccounts: boolean;
	readonly multiCurrency: boolean;
}

const CURRENCIES = ["USD", "EUR", "GBP", "JPY"];

const currencyField = (): FieldDescribe =>
	picklist("CurrencyIsoCode", "Currency ISO Code", 3, CURRENCIES, {
		permissionable: false,
		restrictedPicklist: true,
		defaultValue: "USD",
		defaultedOnCreate: true,
	});

const personName = {
	extraTypeInfo: "switchablepersonname",
	compoundFieldName: "Name",
	permissionable: false,
};

/** What person accounts add to Account; the names as the describe of a recorded org has them. */
const personFields = (): FieldDescribe[] => [
	text("LastName", "Last Name", 80, { ...personName, nameField: true }),
	text("FirstName", "First Name", 40, { ...personName, nameField: true }),
	picklist("Salutation", "Salutation", 40, ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof."], personName),
	lookup("RecordTypeId", "Record Type ID", ["RecordType"], "RecordType", {
		permissionable: false,
		searchPrefilterable: false,
	}),
	lookup("PersonContactId", "Contact ID", ["Contact"], "PersonContact", {
		...readOnly,
		searchPrefilterable: true,
	}),
	boolean("IsPersonAccount", "Is Person Account", readOnly),
	...addressFields("PersonMailing").map((field) => ({
		...field,
		label: field.label.replace("PersonMailing", "Mailing"),
	})),
	typedText("phone", "PersonMobilePhone", "Mobile", 40),
	typedText("phone", "PersonHomePhone", "Home Phone", 40),
	typedText("email", "PersonEmail", "Email", 80),
	text("PersonTitle", "Title", 80),
	text("PersonDepartment", "Department", 80),
	picklist("PersonLeadSource", "Lead Source", 255, LEAD_SOURCES),
	date("PersonBirthdate", "Birthdate"),
	boolean("PersonHasOptedOutOfEmail", "Email Opt Out"),
	boolean("PersonDoNotCall", "Do Not Call"),
];

const ACCOUNT_TYPES: readonly RecordType[] = [
	{
		serial: 3,
		developerName: "Business_Account",
		label: "Business Account",
		description: "Companies",
		isDefault: true,
		values: {},
	},
	{
		serial: 4,
		developerName: "PersonAccount",
		label: "Person Account",
		description: "People who are customers themselves",
		isDefault: false,
		isPersonType: true,
		values: {},
	},
];

/** An object type as it is with those features. */
export function withFeatures(spec: ObjectSpec, { personAccounts, multiCurrency }: Features): ObjectSpec {
	const added: FieldDescribe[] = [];
	const { kind = "data" } = spec;
	if (multiCurrency && (kind === "data" || kind === "part")) added.push(currencyField());
	if (personAccounts && spec.name === "Account") added.push(...personFields());
	if (personAccounts && spec.name === "Contact")
		added.push(boolean("IsPersonAccount", "Is Person Account", readOnly));
	if (personAccounts && spec.name === "RecordType")
		added.push(boolean("IsPersonType", "Is Person Type", readOnly));
	if (added.length === 0) return spec;
	const isAccount = personAccounts && spec.name === "Account";
	return {
		...spec,
		fields: [...spec.fields, ...added],
		...(isAccount ? { recordTypes: ACCOUNT_TYPES } : {}),
	};
}
