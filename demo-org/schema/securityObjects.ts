import { bareObject, plainObject } from "./declare.ts";
import {
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
	textArea,
	typedText,
} from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import { anyValue } from "./specialFields.ts";

/** Who may do what: roles, permission sets, groups and queues, record types. */

const label = (length = 80) => text("Name", "Name", length, { ...required, nameField: true });
const developerName = (more = {}) =>
	text("DeveloperName", "Developer Name", 80, { permissionable: false, ...more });
const written = { createable: true, updateable: true, deletable: true };

export const userRole: ObjectSpec = plainObject(
	["UserRole", "Role", "Role", "00E"],
	[
		label(),
		lookup("ParentRoleId", "Parent Role ID", ["UserRole"], null, { permissionable: false }),
		text("RollupDescription", "Description", 80, { permissionable: false }),
		developerName(),
	],
	{ flags: { ...written, searchable: true } },
);

export const permissionSet = plainObject(
	["PermissionSet", "Permission Set", "Permission Sets", "0PS"],
	[
		text("Name", "Permission Set Name", 80, { ...required, nameField: true }),
		text("Label", "Permission Set Label", 80, required),
		lookup("ProfileId", "Profile ID", ["Profile"], "Profile", readOnly),
		boolean("IsOwnedByProfile", "Is Owned By Profile", readOnly),
		boolean("IsCustom", "Is Custom", readOnly),
		boolean("PermissionsApiEnabled", "API Enabled", { permissionable: false }),
		boolean("PermissionsViewAllData", "View All Data", { permissionable: false }),
		boolean("PermissionsModifyAllData", "Modify All Data", { permissionable: false }),
		text("Description", "Description", 255, { permissionable: false }),
	],
	{ flags: written },
);

export const permissionSetAssignment = bareObject(
	["PermissionSetAssignment", "Permission Set Assignment", "Permission Set Assignments", "0Pa"],
	[
		lookup("PermissionSetId", "Permission Set ID", ["PermissionSet"], "PermissionSet", {
			...required,
			updateable: false,
		}),
		lookup("AssigneeId", "Assignee ID", ["User"], "Assignee", { ...required, updateable: false }),
		dateTime("SystemModstamp", "System Modstamp", readOnly),
		boolean("IsActive", "Is Active", readOnly),
	],
	{
		kind: "setup",
		flags: { createable: true, deletable: true },
		listOnParent: { PermissionSetId: "Assignments", AssigneeId: "PermissionSetAssignments" },
	},
);

export const groupMember = bareObject(
	["GroupMember", "Group Member", "Group Members", "011"],
	[
		lookup("GroupId", "Group ID", ["Group"], "Group", { ...required, updateable: false }),
		lookup("UserOrGroupId", "User/Group ID", ["Group", "User"], null, { ...required, updateable: false }),
		dateTime("SystemModstamp", "System Modstamp", readOnly),
	],
	{ kind: "setup", flags: { createable: true, deletable: true }, listOnParent: { GroupId: "GroupMembers" } },
);

export const queueSobject = bareObject(
	["QueueSobject", "Queue Sobject", "Queue Sobjects", "03g"],
	[
		lookup("QueueId", "Group ID", ["Group"], "Queue", { ...required, updateable: false }),
		picklist("SobjectType", "Sobject Type", 40, ["Case", "Lead", "Order", "Task", "Project__c"], required),
		lookup("CreatedById", "Created By ID", ["User"], "CreatedBy", readOnly),
		dateTime("SystemModstamp", "System Modstamp", readOnly),
	],
	{ kind: "setup", flags: { createable: true, deletable: true }, listOnParent: { QueueId: "QueueSobjects" } },
);

export const recordTypeObject = plainObject(
	["RecordType", "Record Type", "Record Types", "012"],
	[
		label(),
		developerName({ nillable: false }),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("Description", "Description", 255, { permissionable: false }),
		lookup("BusinessProcessId", "Business Process ID", ["BusinessProcess"], null, { permissionable: false }),
		picklist("SobjectType", "SObject Type Name", 40, ["Machine__c", "Account", "Case", "Opportunity"], {
			...required,
			restrictedPicklist: true,
		}),
		boolean("IsActive", "Active", { permissionable: false }),
	],
	{ flags: { createable: true, updateable: true } },
);

export const listView = plainObject(
	["ListView", "List View", "List Views", "00B"],
	[
		text("Name", "View Name", 80, { ...readOnly, nameField: true }),
		developerName(readOnly),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		picklist(
			"SobjectType",
			"Sobject Type",
			40,
			["Account", "Contact", "Opportunity", "Case", "Project__c"],
			readOnly,
		),
		boolean("IsSoqlCompatible", "Is Soql Compatible", readOnly),
		dateTime("LastViewedDate", "Last Viewed Date", readOnly),
		dateTime("LastReferencedDate", "Last Referenced Date", readOnly),
	],
);

/** What the user saw last, of any object: computed for whoever asks. */
export const recentlyViewed: ObjectSpec = {
	...bareObject(
		["RecentlyViewed", "Recently Viewed", "Recently Viewed", "0dT"],
		[
			text("Name", "Name", 255, { ...readOnly, nameField: true }),
			text("LastName", "Last Name", 80, readOnly),
			text("FirstName", "First Name", 40, readOnly),
			text("Type", "Type", 255, readOnly),
			text("Alias", "Alias", 8, readOnly),
			boolean("IsActive", "Active", readOnly),
			text("Title", "Title", 80, readOnly),
			typedText("email", "Email", "Email", 80, readOnly),
			typedText("phone", "Phone", "Phone", 40, readOnly),
			dateTime("LastViewedDate", "Last Viewed Date", readOnly),
			dateTime("LastReferencedDate", "Last Referenced Date", readOnly),
		],
		{ hidesKeyPrefix: true, flags: { retrieveable: false } },
	),
};

export const currencyType = plainObject(
	["CurrencyType", "Currency Type", "Currency Types", "01L"],
	[
		picklist("IsoCode", "Currency ISO Code", 3, ["USD", "EUR", "GBP", "JPY"], {
			...required,
			nameField: true,
		}),
		decimal("double", "ConversionRate", "Conversion Rate", 18, 6, required),
		integer("DecimalPlaces", "Decimal Places", required),
		boolean("IsActive", "Active", { permissionable: false }),
		boolean("IsCorporate", "Corporate Currency", readOnly),
	],
	{ flags: { createable: true, updateable: true } },
);

export const datedConversionRate = plainObject(
	["DatedConversionRate", "Dated Conversion Rate", "Dated Conversion Rates", "04w"],
	[
		picklist("IsoCode", "Currency ISO Code", 3, ["USD", "EUR", "GBP", "JPY"], required),
		{ ...text("StartDate", "Start Date", 0), type: "date", soapType: "xsd:date", byteLength: 0 },
		{
			...text("NextStartDate", "Next Start Date", 0, readOnly),
			type: "date",
			soapType: "xsd:date",
			byteLength: 0,
		},
		decimal("double", "ConversionRate", "Conversion Rate", 18, 6, required),
	],
	{ flags: written },
);

export const customPermission = plainObject(
	["CustomPermission", "Custom Permission", "Custom Permissions", "0CP"],
	[
		developerName({ ...required, nameField: true }),
		text("MasterLabel", "Label", 80, required),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		textArea("Description", "Description", 255, { permissionable: false }),
	],
	{ flags: written },
);

/** A history object: one row for each field that changed. */
export function historyOf(objectName: string, objectLabel: string, keyPrefix: string): ObjectSpec {
	const isCustom = objectName.endsWith("__c");
	const name = isCustom ? `${objectName.slice(0, -1)}History` : `${objectName}History`;
	const [field, relationship] = isCustom ? ["ParentId", "Parent"] : [`${objectName}Id`, objectName];
	const historyLabel = `${objectLabel} History`;
	return {
		name,
		label: historyLabel,
		labelPlural: historyLabel,
		keyPrefix,
		hidesKeyPrefix: true,
		kind: "history",
		listOnParent: { [field]: "Histories" },
		sharing: { controlledBy: field },
		fields: [
			recordId(`${historyLabel} ID`),
			boolean("IsDeleted", "Deleted", readOnly),
			lookup(field, `${objectLabel} ID`, [objectName], relationship, { ...readOnly, nillable: false }),
			...auditFields().slice(1, 2),
			...auditFields().slice(0, 1),
			picklist("Field", "Changed Field", 255, ["created", "Name", "Owner"], { ...readOnly, nillable: false }),
			picklist("DataType", "Datatype", 40, ["Text", "EntityId", "Currency"], readOnly),
			anyValue("OldValue", "Old Value"),
			anyValue("NewValue", "New Value"),
		],
	};
}

/** A share object: one row for each reason why somebody may see a record. */
export function shareOf(objectName: string, objectLabel: string, keyPrefix: string): ObjectSpec {
	const isCustom = objectName.endsWith("__c");
	const name = isCustom ? `${objectName.slice(0, -1)}Share` : `${objectName}Share`;
	const [field, relationship] = isCustom ? ["ParentId", "Parent"] : [`${objectName}Id`, objectName];
	const level = isCustom ? "AccessLevel" : `${objectName}AccessLevel`;
	const shareLabel = `${objectLabel} Share`;
	return {
		name,
		label: shareLabel,
		labelPlural: shareLabel,
		keyPrefix,
		hidesKeyPrefix: true,
		kind: "share",
		listOnParent: { [field]: "Shares" },
		fields: [
			recordId(`${shareLabel} ID`),
			lookup(field, `${objectLabel} ID`, [objectName], relationship, { ...required, updateable: false }),
			lookup("UserOrGroupId", "User/Group ID", ["Group", "User"], "UserOrGroup", {
				...required,
				updateable: false,
			}),
			picklist(level, `${objectLabel} Access`, 40, ["Read", "Edit", "All"], {
				...required,
				restrictedPicklist: true,
			}),
			picklist("RowCause", "Row Cause", 40, ["Owner", "Manual", "Rule"], {
				...readOnly,
				restrictedPicklist: true,
			}),
			...auditFields().slice(2, 4),
			boolean("IsDeleted", "Deleted", readOnly),
		],
	};
}
