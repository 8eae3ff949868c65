import {
	addressFields,
	auditFields,
	boolean,
	dateTime,
	decimal,
	integer,
	lookup,
	picklist,
	readOnly,
	recordId,
	required,
	text,
	typedText,
	viewedFields,
} from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import { organizationExtras, userExtras } from "./userFields.ts";

/** The objects that describe the org itself and the people in it. */

const plain = { nillable: false, permissionable: false };

export const user: ObjectSpec = {
	name: "User",
	label: "User",
	labelPlural: "Users",
	keyPrefix: "005",
	kind: "setup",
	flags: {
		createable: true,
		updateable: true,
		feedEnabled: true,
		layoutable: true,
		mruEnabled: true,
		searchable: true,
		triggerable: true,
	},
	listOnParent: { ProfileId: "Users" },
	fields: [
		recordId("User ID"),
		text("Username", "Username", 80, { ...plain, idLookup: true }),
		text("LastName", "Last Name", 80, { ...plain, compoundFieldName: "Name", extraTypeInfo: "personname" }),
		text("FirstName", "First Name", 40, { compoundFieldName: "Name", extraTypeInfo: "personname" }),
		text("Name", "Full Name", 121, { ...readOnly, ...plain, nameField: true, extraTypeInfo: "personname" }),
		text("CompanyName", "Company Name", 80),
		text("Department", "Department", 80),
		text("Title", "Title", 80),
		...addressFields(""),
		typedText("email", "Email", "Email", 128, { ...plain, idLookup: true }),
		typedText("phone", "Phone", "Phone", 40),
		text("Alias", "Alias", 8, plain),
		text("CommunityNickname", "Nickname", 40, plain),
		boolean("IsActive", "Active"),
		picklist(
			"TimeZoneSidKey",
			"Time Zone",
			40,
			["UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo"],
			{
				...plain,
				restrictedPicklist: true,
			},
		),
		picklist("LocaleSidKey", "Locale", 40, ["en_US", "de_DE", "ja_JP", "ar"], {
			...plain,
			restrictedPicklist: true,
		}),
		picklist("EmailEncodingKey", "Email Encoding", 40, ["UTF-8", "ISO-8859-1"], {
			...plain,
			restrictedPicklist: true,
		}),
		lookup("UserRoleId", "Role ID", ["UserRole"], "UserRole", { permissionable: false }),
		lookup("ProfileId", "Profile ID", ["Profile"], "Profile", plain),
		picklist("UserType", "User Type", 40, ["Standard", "PowerPartner", "CspLitePortal", "Guest"], {
			...readOnly,
			restrictedPicklist: true,
		}),
		picklist("LanguageLocaleKey", "Language", 40, ["en_US", "de", "ja", "ar"], {
			...plain,
			restrictedPicklist: true,
		}),
		lookup("ManagerId", "Manager ID", ["User"], "Manager"),
		dateTime("LastLoginDate", "Last Login", readOnly),
		...userExtras,
		...auditFields(),
		...viewedFields(),
	],
};

export const profile: ObjectSpec = {
	name: "Profile",
	label: "Profile",
	labelPlural: "Profile",
	keyPrefix: "00e",
	kind: "setup",
	fields: [
		recordId("Profile ID"),
		text("Name", "Name", 255, { ...required, nameField: true, idLookup: true }),
		boolean("PermissionsApiEnabled", "API Enabled"),
		boolean("PermissionsModifyAllData", "Modify All Data"),
		picklist("UserType", "User Type", 40, ["Standard"], { ...readOnly, restrictedPicklist: true }),
		...auditFields(),
		text("Description", "Description", 255),
	],
};

export const group: ObjectSpec = {
	name: "Group",
	label: "Group",
	labelPlural: "Group",
	keyPrefix: "00G",
	kind: "setup",
	fields: [
		recordId("Group ID"),
		text("Name", "Name", 40, { ...required, nameField: true }),
		text("DeveloperName", "Developer Name", 80),
		picklist("Type", "Type", 40, ["Regular", "Queue", "Role", "Organization"], {
			...readOnly,
			restrictedPicklist: true,
		}),
		typedText("email", "Email", "Email", 80),
		...auditFields(),
	],
};

export const organization: ObjectSpec = {
	name: "Organization",
	label: "Organization",
	labelPlural: "Organizations",
	keyPrefix: "00D",
	kind: "setup",
	flags: { updateable: true },
	fields: [
		recordId("Organization ID"),
		text("Name", "Name", 80, { ...required, nameField: true }),
		text("Division", "Division", 80),
		...addressFields(""),
		typedText("phone", "Phone", "Phone", 40),
		text("PrimaryContact", "Primary Contact", 80),
		picklist("DefaultLocaleSidKey", "Locale", 40, ["en_US"], plain),
		picklist("TimeZoneSidKey", "Time Zone", 40, ["America/Los_Angeles", "UTC"], plain),
		picklist("LanguageLocaleKey", "Language", 40, ["en_US"], plain),
		integer("FiscalYearStartMonth", "Fiscal Year Starts In", readOnly),
		boolean("UsesStartDateAsFiscalYearName", "Fiscal Year Name by Start", readOnly),
		decimal("double", "MonthlyPageViewsUsed", "Monthly Page Views Used", 9, 0, readOnly),
		dateTime("TrialExpirationDate", "Trial Expiration Date", readOnly),
		picklist(
			"OrganizationType",
			"Edition",
			40,
			[
				"Team Edition",
				"Professional Edition",
				"Enterprise Edition",
				"Developer Edition",
				"Unlimited Edition",
			],
			readOnly,
		),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("InstanceName", "Instance Name", 5, readOnly),
		boolean("IsSandbox", "Is Sandbox", readOnly),
		boolean("IsReadOnly", "Is Read Only", readOnly),
		...organizationExtras,
		...auditFields(),
	],
};
