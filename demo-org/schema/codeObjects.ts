import { bareObject, plainObject } from "./declare.ts";
import {
	boolean,
	date,
	dateTime,
	decimal,
	integer,
	lookup,
	picklist,
	readOnly,
	required,
	text,
	textArea,
} from "./fields.ts";
import { base64 } from "./specialFields.ts";

/** Code, jobs and logs. */

const API_VERSION = decimal("double", "ApiVersion", "Api Version", 18, 1, required);
const status = picklist("Status", "Status", 40, ["Inactive", "Active", "Deleted"], {
	...required,
	restrictedPicklist: true,
});
const namespace = text("NamespacePrefix", "Namespace Prefix", 15, readOnly);
const body = (label: string) =>
	textArea("Body", label, 1_000_000, { permissionable: false, aggregatable: false, filterable: false });

export const apexClass = plainObject(
	["ApexClass", "Apex Class", "Apex Classes", "01p"],
	[
		namespace,
		text("Name", "Name", 255, { ...required, nameField: true }),
		API_VERSION,
		status,
		boolean("IsValid", "Is Valid", readOnly),
		decimal("double", "BodyCrc", "Body CRC", 18, 0, readOnly),
		body("Body"),
		integer("LengthWithoutComments", "Size Without Comments", readOnly),
	],
	{ flags: { createable: true, updateable: true, deletable: true } },
);

export const apexTrigger = plainObject(
	["ApexTrigger", "Apex Trigger", "Apex Triggers", "01q"],
	[
		namespace,
		text("Name", "Name", 255, { ...required, nameField: true }),
		text("TableEnumOrId", "Custom Object Definition ID", 40, required),
		boolean("UsageBeforeInsert", "Before Insert", { permissionable: false }),
		boolean("UsageAfterInsert", "After Insert", { permissionable: false }),
		boolean("UsageBeforeUpdate", "Before Update", { permissionable: false }),
		boolean("UsageAfterUpdate", "After Update", { permissionable: false }),
		API_VERSION,
		status,
		boolean("IsValid", "Is Valid", readOnly),
		body("Apex Trigger Body"),
		integer("LengthWithoutComments", "Size Without Comments", readOnly),
	],
	{ flags: { createable: true, updateable: true, deletable: true } },
);

export const apexLog = bareObject(
	["ApexLog", "Apex Debug Log", "Apex Debug Logs", "07L"],
	[
		lookup("LogUserId", "Log User ID", ["User"], "LogUser", readOnly),
		integer("LogLength", "Log Size (bytes)", readOnly),
		dateTime("LastModifiedDate", "Last Modified", readOnly),
		picklist("Request", "Request Type", 40, ["API", "APPLICATION"], readOnly),
		text("Operation", "Operation", 175, readOnly),
		text("Application", "Application", 40, readOnly),
		text("Status", "Status", 255, readOnly),
		integer("DurationMilliseconds", "Duration (ms)", readOnly),
		dateTime("SystemModstamp", "System Modstamp", readOnly),
		dateTime("StartTime", "Start Time", readOnly),
		picklist("Location", "Location", 40, ["SystemLog", "Monitoring"], readOnly),
	],
	{ flags: { deletable: true } },
);

export const asyncApexJob = bareObject(
	["AsyncApexJob", "Apex Job", "Apex Jobs", "707"],
	[
		dateTime("CreatedDate", "Created Date", readOnly),
		lookup("CreatedById", "Created By ID", ["User"], "CreatedBy", readOnly),
		picklist(
			"JobType",
			"Job Type",
			40,
			["Future", "ScheduledApex", "BatchApex", "TestRequest", "Queueable"],
			readOnly,
		),
		lookup("ApexClassId", "Class ID", ["ApexClass"], "ApexClass", readOnly),
		picklist(
			"Status",
			"Status",
			40,
			["Queued", "Processing", "Aborted", "Completed", "Failed", "Preparing", "Holding"],
			readOnly,
		),
		integer("JobItemsProcessed", "Batches Processed", readOnly),
		integer("TotalJobItems", "Total Batches", readOnly),
		integer("NumberOfErrors", "Failures", readOnly),
		dateTime("CompletedDate", "Completion Date", readOnly),
		text("MethodName", "Apex Method", 255, readOnly),
		text("ExtendedStatus", "Status Detail", 255, readOnly),
	],
);

export const cronTrigger = bareObject(
	["CronTrigger", "Scheduled Jobs", "Scheduled Jobs", "08e"],
	[
		dateTime("NextFireTime", "Next Run Time", readOnly),
		dateTime("PreviousFireTime", "Previous Run Time", readOnly),
		text("State", "State", 16, readOnly),
		dateTime("StartTime", "Start Time", readOnly),
		text("CronExpression", "Cron Expression", 255, readOnly),
		text("TimeZoneSidKey", "Time Zone", 40, readOnly),
		lookup("OwnerId", "Owner ID", ["User"], "Owner", readOnly),
		integer("TimesTriggered", "Times Triggered", readOnly),
		dateTime("CreatedDate", "Created Date", readOnly),
	],
);

export const eventLogFile = plainObject(
	["EventLogFile", "Event Log File", "Event Log Files", "0AT"],
	[
		picklist("EventType", "Event Type", 40, ["Login", "API", "RestApi", "ApexExecution"], readOnly),
		dateTime("LogDate", "Log Date", readOnly),
		decimal("double", "LogFileLength", "Log File Length", 18, 0, readOnly),
		text("LogFileContentType", "Log File Content Type", 100, readOnly),
		decimal("double", "ApiVersion", "Api Version", 18, 1, readOnly),
		integer("Sequence", "Sequence", readOnly),
		picklist("Interval", "Interval", 40, ["Hourly", "Daily"], readOnly),
		text("LogFileFieldNames", "Log File Field Names", 4000, readOnly),
		text("LogFileFieldTypes", "Log File Field Types", 4000, readOnly),
		base64("LogFile", "Log File", readOnly),
	],
);

/** A big object: its rows are found by the fields of its index, in their order. */
export const readings = {
	...bareObject(
		["Reading__b", "Reading", "Readings", "b00"],
		[
			text("Machine_Number__c", "Machine Number", 20, { ...required, custom: true, updateable: false }),
			dateTime("Taken_At__c", "Taken At", { ...required, updateable: false }),
			decimal("double", "Degrees__c", "Degrees", 5, 2, { updateable: false }),
			dateTime("CreatedDate", "Created Date", readOnly),
			lookup("CreatedById", "Created By ID", ["User"], "CreatedBy", readOnly),
		],
		{ kind: "bigObject" },
	),
};

/** A platform event: published, never queried. */
export const machineAlert = {
	...bareObject(
		["Machine_Alert__e", "Machine Alert", "Machine Alerts", "e00"],
		[
			text("ReplayId", "Replay ID", 1000, readOnly),
			dateTime("CreatedDate", "Created Date", readOnly),
			lookup("CreatedById", "Created By ID", ["User"], "CreatedBy", readOnly),
			text("EventUuid", "Event UUID", 36, readOnly),
			text("Machine_Number__c", "Machine Number", 20),
			decimal("double", "Degrees__c", "Degrees", 5, 2),
			date("Day__c", "Day"),
		],
		{ kind: "event" },
	),
};
