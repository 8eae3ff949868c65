import {
	auditFields,
	boolean,
	date,
	dateTime,
	deletedField,
	integer,
	lookup,
	ownerField,
	picklist,
	readOnly,
	recordId,
	text,
	textArea,
	typedText,
} from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";
import type { Trigger } from "./rules.ts";

/** Tasks and events: `WhoId` names a person, `WhatId` any of the objects that take activities. */

const WHAT = [
	"Account",
	"Asset",
	"Campaign",
	"Case",
	"Contract",
	"Machine__c",
	"Opportunity",
	"Order",
	"Product2",
	"Project__c",
	"Solution",
];
const open = { permissionable: false };
const SUBJECTS = ["Call", "Email", "Meeting", "Send Letter/Quote", "Other"];

/** An activity is of the account that it is about, or of its contact's, opportunity's or case's account. */
const ofAccount: Trigger = {
	name: "Account",
	on: ["insert", "update"],
	sets: (row, _before, view) => {
		const { WhatId: about, WhoId: person } = row;
		if (view.parent("Account", about) !== undefined) return { AccountId: about ?? null };
		const records = ["Opportunity", "Case", "Contract", "Asset"].map((name) => view.parent(name, about));
		const found = [...records, view.parent("Contact", person)].find((each) => each !== undefined);
		return { AccountId: found?.["AccountId"] ?? null };
	},
};

const who = lookup("WhoId", "Name ID", ["Contact", "Lead"], "Who");
const what = lookup("WhatId", "Related To ID", WHAT, "What");
const subject = typedText("combobox", "Subject", "Subject", 255, {
	...open,
	groupable: false,
	nameField: true,
	picklistValues: SUBJECTS.map((value) => ({
		active: true,
		defaultValue: false,
		label: value,
		validFor: null,
		value,
	})),
});
const account = lookup("AccountId", "Account ID", ["Account"], "Account", readOnly);
const MONTHS = "January February March April May June July August September October November December".split(
	" ",
);
const recurrence = [
	boolean("IsRecurrence", "Create Recurring Series of Events", { ...open, updateable: false }),
	picklist(
		"RecurrenceType",
		"Recurrence Type",
		40,
		[
			"RecursDaily",
			"RecursEveryWeekday",
			"RecursMonthly",
			"RecursMonthlyNth",
			"RecursWeekly",
			"RecursYearly",
			"RecursYearlyNth",
		],
		{ ...open, restrictedPicklist: true },
	),
	integer("RecurrenceInterval", "Recurrence Interval", { ...open, digits: 9 }),
	date("RecurrenceEndDateOnly", "Recurrence End", open),
	integer("RecurrenceDayOfMonth", "Recurrence Day of Month", { ...open, digits: 9 }),
	picklist("RecurrenceInstance", "Recurrence Instance", 40, ["First", "Second", "Third", "Fourth", "Last"], {
		...open,
		restrictedPicklist: true,
	}),
	picklist("RecurrenceMonthOfYear", "Recurrence Month of Year", 40, MONTHS, {
		...open,
		restrictedPicklist: true,
	}),
	picklist(
		"RecurrenceTimeZoneSidKey",
		"Recurrence Time Zone",
		40,
		["UTC", "America/Los_Angeles", "Europe/Berlin"],
		{
			...open,
			restrictedPicklist: true,
		},
	),
	integer("RecurrenceDayOfWeekMask", "Recurrence Day of Week Mask", { ...open, digits: 9 }),
];
const archived = boolean("IsArchived", "Archived", readOnly);
const reminder = [
	dateTime("ReminderDateTime", "Reminder Date/Time", open),
	boolean("IsReminderSet", "Reminder Set", open),
];

export const task: ObjectSpec = {
	name: "Task",
	label: "Task",
	labelPlural: "Tasks",
	keyPrefix: "00T",
	flags: { mruEnabled: false },
	listOnParent: { WhoId: "Tasks", WhatId: "Tasks" },
	fields: [
		recordId("Activity ID"),
		who,
		what,
		subject,
		date("ActivityDate", "Due Date Only", open),
		picklist(
			"Status",
			"Status",
			255,
			["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"],
			{ ...open, nillable: false, defaultValue: "Not Started", defaultedOnCreate: true },
		),
		picklist("Priority", "Priority", 255, ["High", "Normal", "Low"], {
			...open,
			nillable: false,
			defaultValue: "Normal",
			defaultedOnCreate: true,
		}),
		boolean("IsHighPriority", "High Priority", readOnly),
		ownerField(["Group", "User"]),
		textArea("Description", "Description", 32000),
		picklist("Type", "Type", 255, ["Call", "Meeting", "Other"]),
		deletedField(),
		account,
		boolean("IsClosed", "Closed", readOnly),
		...auditFields(),
		archived,
		integer("CallDurationInSeconds", "Call Duration", open),
		picklist("CallType", "Call Type", 40, ["Internal", "Inbound", "Outbound"], {
			...open,
			restrictedPicklist: true,
		}),
		...reminder,
		...recurrence,
		picklist("TaskSubtype", "Task Subtype", 40, ["Task", "Email", "Call"], {
			...open,
			restrictedPicklist: true,
			updateable: false,
		}),
		dateTime("CompletedDateTime", "Completed Date", readOnly),
	],
	triggers: [
		ofAccount,
		{
			name: "Closed",
			on: ["insert", "update"],
			sets: (row) => ({
				IsClosed: row["Status"] === "Completed",
				IsHighPriority: row["Priority"] === "High",
			}),
		},
	],
};

export const event: ObjectSpec = {
	name: "Event",
	label: "Event",
	labelPlural: "Events",
	keyPrefix: "00U",
	flags: { feedEnabled: false },
	listOnParent: { WhoId: "Events", WhatId: "Events" },
	fields: [
		recordId("Activity ID"),
		who,
		what,
		subject,
		text("Location", "Location", 255),
		boolean("IsAllDayEvent", "All-Day Event"),
		dateTime("ActivityDateTime", "Due Date Time", open),
		date("ActivityDate", "Due Date Only", { ...open, aggregatable: false }),
		integer("DurationInMinutes", "Duration", open),
		dateTime("StartDateTime", "Start Date Time", open),
		dateTime("EndDateTime", "End Date Time", open),
		date("EndDate", "End Date", readOnly),
		textArea("Description", "Description", 32000),
		account,
		{ ...ownerField(["Calendar", "User"]), label: "Assigned To ID" },
		boolean("IsPrivate", "Private", open),
		picklist("ShowAs", "Show Time As", 40, ["Busy", "OutOfOffice", "Free"], {
			...open,
			restrictedPicklist: true,
			defaultValue: "Busy",
			defaultedOnCreate: true,
		}),
		deletedField(),
		boolean("IsChild", "Is Child", readOnly),
		boolean("IsGroupEvent", "Is Group Event", readOnly),
		picklist("GroupEventType", "Group Event Type", 40, ["0", "1", "2", "3"], {
			...readOnly,
			restrictedPicklist: true,
			defaultValue: "0",
			defaultedOnCreate: true,
		}),
		...auditFields(),
		archived,
		...recurrence,
		lookup("RecurrenceActivityId", "Recurrence Activity ID", ["Event"], null, {
			...readOnly,
			searchPrefilterable: false,
		}),
		dateTime("RecurrenceStartDateTime", "Recurrence Start", open),
		...reminder,
		picklist("EventSubtype", "Event Subtype", 40, ["Event"], {
			...open,
			restrictedPicklist: true,
			updateable: false,
		}),
		boolean("IsRecurrence2", "Repeat", readOnly),
		boolean("IsRecurrence2Exception", "Is Exception", readOnly),
		boolean("IsRecurrence2Exclusion", "Historical Event, Not Following Recurrence", readOnly),
		textArea("Recurrence2PatternText", "Recurrence Pattern", 512, {
			permissionable: false,
			updateable: false,
		}),
		picklist("Recurrence2PatternVersion", "Pattern Version", 40, ["1", "2"], {
			...readOnly,
			restrictedPicklist: true,
		}),
		dateTime("Recurrence2PatternStartDate", "Recurrence Pattern Start Date", readOnly),
		text("Recurrence2PatternTimeZone", "Recurrence Pattern Time Zone Reference", 255, readOnly),
	],
	triggers: [ofAccount],
	validationRules: [
		{
			name: "End_after_start",
			errorMessage: "An event can't end before it begins.",
			field: "EndDateTime",
			fails: ({ StartDateTime: start, EndDateTime: end }) =>
				typeof start === "string" && typeof end === "string" && end < start,
		},
	],
};
