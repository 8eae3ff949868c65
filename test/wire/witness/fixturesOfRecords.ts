// Recorded answers to queries, and of single records, read and written.
import type { Asking } from "./asking.ts";
import type { Fixture } from "./fixture.ts";
import { ACCOUNT, because, CONTACT, codes, customFields, madeUp, NOTED } from "./knownDifferences.ts";

const REST = "restforce/sobject/";
const SPRING = "spring-social-salesforce/";

/** Recorded answers to queries. */
export const queries: readonly Fixture[] = [
	{
		recording: "NetCoreForce/count_query.json",
		status: 200,
		ask: (at) => at.query("SELECT COUNT() FROM Case"),
	},
	{
		recording: "NetCoreForce/query_empty_result.json",
		status: 200,
		ask: (at) => at.query("SELECT Id FROM Contact WHERE LastName = 'nobody'"),
	},
	{
		recording: `${REST}query_empty_response.json`,
		status: 200,
		ask: (at) => at.query("SELECT Id FROM Contact WHERE LastName = 'nobody'"),
	},
	...["case_result", "case_single_result"].map((name) => ({
		recording: `NetCoreForce/query_${name}.json`,
		status: 200,
		ask: (at: Asking) =>
			at.query(
				`SELECT Id, CaseNumber, SystemModstamp, Account.Name, Account.SystemModstamp, Contact.Name,
				Contact.SystemModstamp FROM Case WHERE ContactId != null LIMIT ${name.includes("single") ? 1 : 26}`,
			),
	})),
	...[1, 2, 3, 4].map((page) => ({
		recording: `NetCoreForce/querybatch/batch-${page}.json`,
		status: 200,
		ask: (at: Asking) => at.page(page, 4),
	})),
	{
		recording: "SwiftlySalesforce/MockAggregateQueryResult.json",
		status: 200,
		ask: (at) =>
			at.query(
				"SELECT WhatId, ActivityDate, Status, COUNT(Id) MyCount FROM Task GROUP BY WhatId, ActivityDate, Status",
			),
	},
	{
		recording: `${REST}query_aggregate_success_response.json`,
		status: 200,
		ask: (at) => at.query("SELECT CampaignId, SUM(Amount) FROM Opportunity GROUP BY CampaignId"),
	},
	{
		recording: `${REST}query_success_response.json`,
		status: 200,
		ask: (at) =>
			at.query(
				"SELECT Name, Is_Late__c, Due_Date__c, CreatedDate, Project__r.Name FROM Milestone__c LIMIT 1",
			),
		differs: madeUp("body.records[].*"),
	},
	{
		recording: `${REST}query_paginated_first_page_response.json`,
		status: 200,
		ask: (at) => at.page(1, 4, "LastName"),
		differs: madeUp("body.records[].Text_Label"),
	},
	{
		recording: `${REST}query_paginated_last_page_response.json`,
		status: 200,
		ask: (at) => at.page(4, 4, "LastName"),
		differs: madeUp("body.records[].Text_Label"),
	},
	{
		recording: `${REST}org_query_response.json`,
		status: 200,
		ask: (at) => at.query("SELECT Id FROM Organization"),
	},
	{
		recording: `${SPRING}query-child2parent.json`,
		status: 200,
		ask: (at) => at.query("SELECT Contact.FirstName, Contact.Account.Name FROM Contact"),
		differs: NOTED,
	},
	{
		recording: `${SPRING}query-parent2child.json`,
		status: 200,
		ask: (at) => at.query("SELECT Name, (SELECT LastName FROM Contacts) FROM Account"),
		differs: NOTED,
	},
	{
		recording: `${SPRING}query-count.json`,
		status: 200,
		ask: (at) => at.query("SELECT COUNT() FROM Contact"),
		differs: because("whoever kept the recording noted the query in it", "body.query"),
	},
	{
		recording: `${SPRING}query-groupby.json`,
		status: 200,
		ask: (at) => at.query("SELECT LeadSource, COUNT(Name) FROM Lead GROUP BY LeadSource"),
		differs: NOTED,
	},
	{
		recording: `${SPRING}query-simple.json`,
		status: 200,
		ask: (at) => at.query("SELECT Id, Name, BillingCity FROM Account"),
		differs: {
			...NOTED,
			...because("added by whoever kept it: `done` says that there is none", "body.nextRecordsUrl"),
		},
	},
	{
		recording: `${SPRING}query-where.json`,
		status: 200,
		ask: (at) => at.query("SELECT Id FROM Contact WHERE Name LIKE 'A%'"),
		differs: NOTED,
	},
];

/** Recorded answers of single records. */
export const records: readonly Fixture[] = [
	{
		recording: "SwiftlySalesforce/MockAccount.json",
		status: 200,
		ask: (at) => at.record("Account"),
		differs: {
			...ACCOUNT,
			...customFields("playgroundorg__*", "mikesnamespace1__*", "namespace2__*"),
			...because("accounts have record types here only with person accounts", "body.RecordTypeId"),
		},
	},
	{
		recording: "NetCoreForce/account.json",
		status: 200,
		ask: (at) => at.record("Account"),
		differs: {
			...ACCOUNT,
			...codes("BillingAddress", "ShippingAddress"),
			...customFields(
				"CustomerPriority__c",
				"SLA*",
				"Active__c",
				"NumberofLocations__c",
				"UpsellOpportunity__c",
			),
		},
	},
	{
		recording: "NetCoreForce/contact.json",
		status: 200,
		ask: (at) => at.record("Contact"),
		differs: { ...CONTACT, ...codes("MailingAddress"), ...customFields("Level__c", "Languages__c") },
	},
	{
		recording: "NetCoreForce/user.json",
		status: 200,
		ask: (at) => at.record("User"),
		differs: codes("Address"),
	},
	{
		recording: "CumulusCI/decoded/GET_sobjects_Organization.json",
		status: 200,
		ask: (at) => at.get(`/sobjects/Organization/${at.admin.orgId}`),
	},
	{
		recording: `${REST}sobject_find_success_response.json`,
		status: 200,
		ask: (at) => at.record("Machine__c"),
		differs: madeUp("body.*"),
	},
	{
		recording: `${REST}sobject_find_error_response.json`,
		status: 404,
		ask: (at) => at.get("/sobjects/Account/23foo"),
	},
	{
		recording: `${REST}sobject_select_success_response.json`,
		status: 200,
		ask: (at) => at.record("Skill__c", "?fields=Id,Code__c"),
		differs: madeUp("body.External_Field__c"),
	},
	{
		recording: `${REST}create_success_response.json`,
		status: 201,
		ask: (at) => at.send("POST", "/sobjects/Account", { Name: "Whizbang" }),
	},
	{
		recording: `${REST}write_error_response.json`,
		status: 400,
		ask: (at) => at.send("POST", "/sobjects/Account", { foo: "Whizbang" }),
	},
	{
		recording: `${REST}delete_error_response.json`,
		status: 404,
		ask: (at) => at.send("DELETE", "/sobjects/Account/rid"),
	},
	{
		recording: `${REST}upsert_created_success_response.json`,
		status: 201,
		ask: (at) => at.send("PATCH", "/sobjects/Skill__c/Code__c/NEW-1", { Name: "New" }, "45.0"),
	},
	{
		recording: `${REST}upsert_updated_success_response.json`,
		status: 204,
		ask: async (at) => {
			await at.send("PATCH", "/sobjects/Skill__c/Code__c/NEW-2", { Name: "New" });
			return at.send("PATCH", "/sobjects/Skill__c/Code__c/NEW-2", { Name: "Newer" }, "45.0");
		},
	},
	{
		recording: `${REST}upsert_error_response.json`,
		status: 404,
		ask: (at) => at.send("PATCH", "/sobjects/Skill__c/Namez/x", { Name: "New" }),
	},
	{
		recording: `${REST}upsert_multiple_error_response.json`,
		status: 300,
		ask: (at) => at.send("PATCH", "/sobjects/Skill__c/Legacy_Key__c/OLD-1", { Name: "New" }),
	},
	{
		recording: `${REST}get_deleted_success_response.json`,
		status: 200,
		ask: (at) => at.changes("Contact", "deleted"),
	},
	{
		recording: `${REST}get_updated_success_response.json`,
		status: 200,
		ask: (at) => at.changes("Contact", "updated"),
	},
];
