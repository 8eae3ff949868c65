import { bareObject, dataObject, plainObject } from "./declare.ts";
import {
	boolean,
	date,
	decimal,
	integer,
	lookup,
	multiPicklist,
	picklist,
	required,
	text,
	textArea,
	typedText,
} from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import {
	dependentPicklist,
	encryptedText,
	formula,
	geolocation,
	masterDetail,
	richText,
	time,
} from "./specialFields.ts";

/** An object with two record types and every rare kind of field; custom settings and metadata; a managed package. */

const category = picklist("Category__c", "Category", 255, ["Vehicle", "Printer", "Sensor"], {
	restrictedPicklist: true,
});

/** The models, with the categories that each goes with. */
export const MODELS: Readonly<Record<string, readonly string[]>> = {
	"Van 3": ["Vehicle"],
	"Truck 7": ["Vehicle"],
	"Laser 10": ["Printer"],
	"Ink 2": ["Printer"],
	"Probe A": ["Sensor"],
	"Combi X": ["Printer", "Sensor"],
};
const STATES = ["In Stock", "On the Road", "In Service", "Printing", "Measuring", "Scrapped"];

export const machine: ObjectSpec = dataObject(
	["Machine__c", "Machine", "Machines", "a06"],
	[
		text("Name", "Machine Name", 80, {
			nameField: true,
			idLookup: true,
			permissionable: false,
			defaultedOnCreate: true,
		}),
		lookup("RecordTypeId", "Record Type ID", ["RecordType"], "RecordType", {
			permissionable: false,
			searchPrefilterable: false,
		}),
		lookup("Account__c", "Account", ["Account"], "Account__r"),
		text("Number__c", "Number", 20, {
			externalId: true,
			idLookup: true,
			unique: true,
			caseSensitive: true,
			nillable: false,
			permissionable: false,
		}),
		category,
		dependentPicklist("Model__c", "Model", category, MODELS, { restrictedPicklist: true }),
		picklist("State__c", "State", 255, STATES, { defaultValue: "In Stock", defaultedOnCreate: true }),
		...geolocation("Position__c", "Position"),
		time("Serviced_At__c", "Serviced Daily At"),
		encryptedText("Access_Code__c", "Access Code", 40),
		richText("Manual__c", "Manual", 32768),
		multiPicklist("Languages__c", "Languages", ["English", "German", "Japanese"]),
		typedText("email", "Alarm_Email__c", "Alarm Email", 80),
		typedText("phone", "Hotline__c", "Hotline", 40),
		date("Built_On__c", "Built On"),
		decimal("double", "Age_in_Years__c", "Age in Years", 18, 1, formula("(TODAY() - Built_On__c) / 365")),
		text("Owner_City__c", "Owner City", 1300, formula("Account__r.BillingCity")),
		textArea("Remark__c", "Remark", 255),
	],
	{
		owner: ["Group", "User"],
		listOnParent: { Account__c: "Machines__r" },
		sharing: "read",
		recordTypes: [
			{
				serial: 1,
				developerName: "Vehicle",
				label: "Vehicle",
				description: "Machines that drive",
				isDefault: true,
				values: {
					Category__c: ["Vehicle"],
					State__c: ["In Stock", "On the Road", "In Service", "Scrapped"],
				},
			},
			{
				serial: 2,
				developerName: "Device",
				label: "Device",
				description: "Machines that stand",
				isDefault: false,
				values: {
					Category__c: ["Printer", "Sensor"],
					State__c: ["In Stock", "Printing", "Measuring", "Scrapped"],
				},
			},
		],
		computed: {
			Age_in_Years__c: ({ Built_On__c: built }, { now }) =>
				typeof built === "string" ? Math.floor((now - Date.parse(built)) / 3_153_600_000) / 10 : null,
			Owner_City__c: (row, view) => view.parent("Account", row["Account__c"])?.["BillingCity"] ?? null,
		},
	},
);

const setting = { kind: "setting", flags: { layoutable: false, searchable: false } } as const;
const settingName = text("Name", "Name", 80, { nameField: true, idLookup: true, permissionable: false });

/** A hierarchy custom setting: values for the org, a profile or a user. */
export const orgSettings: ObjectSpec = plainObject(
	["Org_Settings__c", "Org Settings", "Org Settings", "a07"],
	[
		settingName,
		lookup("SetupOwnerId", "Location", ["Organization", "Profile", "User"], "SetupOwner", {
			...required,
			updateable: false,
			defaultedOnCreate: true,
		}),
		decimal("double", "Page_Size__c", "Page Size", 4, 0, {
			defaultValueFormula: "50",
			defaultedOnCreate: true,
		}),
		boolean("Sends_Mail__c", "Sends Mail"),
	],
	{ ...setting, bin: true, defaults: { Page_Size__c: () => 50 } },
);

/** A list custom setting. */
export const regionCodes: ObjectSpec = plainObject(
	["Region_Code__c", "Region Code", "Region Codes", "a08"],
	[{ ...settingName, ...required, unique: true }, text("Code__c", "Code", 5), boolean("In_Use__c", "In Use")],
	{ ...setting, bin: true },
);

/** A custom metadata type. */
export const taxRate: ObjectSpec = bareObject(
	["Tax_Rate__mdt", "Tax Rate", "Tax Rates", "m00"],
	[
		text("DeveloperName", "Custom Metadata Record Name", 40, {
			...required,
			updateable: false,
			createable: false,
		}),
		text("MasterLabel", "Label", 40, { ...required, updateable: false, createable: false, nameField: true }),
		picklist("Language", "Master Language", 40, ["en_US", "de"], { createable: false, updateable: false }),
		text("NamespacePrefix", "Namespace Prefix", 15, { createable: false, updateable: false }),
		text("Label", "Label", 40, { createable: false, updateable: false }),
		text("QualifiedApiName", "Qualified API Name", 70, { createable: false, updateable: false }),
		text("Country__c", "Country", 2, { createable: false, updateable: false }),
		decimal("percent", "Rate__c", "Rate", 4, 2, { createable: false, updateable: false }),
	],
	{ kind: "metadata" },
);

/** The managed package `orgkit`: jobs and their lines, and two fields on accounts. */
export const managedJob: ObjectSpec = dataObject(
	["orgkit__Job__c", "Kit Job", "Kit Jobs", "a09"],
	[
		text("Name", "Job Name", 80, {
			nameField: true,
			idLookup: true,
			permissionable: false,
			defaultedOnCreate: true,
		}),
		lookup("orgkit__Account__c", "Account", ["Account"], "orgkit__Account__r"),
		picklist("orgkit__State__c", "State", 255, ["Waiting", "Running", "Done", "Failed"], {
			restrictedPicklist: true,
		}),
	],
	{ listOnParent: { orgkit__Account__c: "orgkit__Jobs__r" } },
);

export const managedJobLine: ObjectSpec = dataObject(
	["orgkit__Job_Line__c", "Kit Job Line", "Kit Job Lines", "a0A"],
	[
		text("Name", "Line", 80, {
			nameField: true,
			idLookup: true,
			permissionable: false,
			autoNumber: true,
			createable: false,
			updateable: false,
			nillable: false,
			defaultedOnCreate: true,
		}),
		masterDetail("orgkit__Job__c", "Job", "orgkit__Job__c", "orgkit__Job__r"),
		text("orgkit__Message__c", "Message", 255),
	],
	{
		owner: null,
		autoNumbers: { Name: { format: "L-{0000}", first: 1 } },
		sharing: { controlledBy: "orgkit__Job__c" },
		listOnParent: { orgkit__Job__c: "orgkit__Lines__r" },
	},
);

/** What the package adds to accounts. */
export const managedAccountFields = [
	integer("orgkit__Score__c", "Kit Score", {
		type: "double",
		soapType: "xsd:double",
		digits: 0,
		precision: 3,
	}),
	boolean("orgkit__Synced__c", "Kit Synced"),
];
