import type { FieldDescribe } from "./describeTypes.ts";

/** What happens to records when the record that a lookup of theirs points to is deleted. */
export interface ParentDelete {
	readonly cascadeDelete: boolean;
	readonly restrictedDelete: boolean;
}

/** Lookups of standard objects whose records go along with their parent, as recorded describes of parents list them. */
const GO_ALONG = new Set([
	"AccountHistory.AccountId",
	"AccountShare.AccountId",
	"Asset.AccountId",
	"Asset.ContactId",
	"Attachment.ParentId",
	"CampaignMember.CampaignId",
	"CampaignMember.ContactId",
	"CampaignMember.LeadId",
	"CaseComment.ParentId",
	"Contact.AccountId",
	"ContentDocumentLink.LinkedEntityId",
	"Contract.AccountId",
	"Entitlement.AccountId",
	"Event.WhatId",
	"Event.WhoId",
	"Expense__Share.ParentId",
	"Note.ParentId",
	"Opportunity.AccountId",
	"OpportunityContactRole.ContactId",
	"OpportunityContactRole.OpportunityId",
	"OpportunityHistory.OpportunityId",
	"OpportunityLineItem.OpportunityId",
	"Order.AccountId",
	"OrderItem.OrderId",
	"Project__History.ParentId",
	"Task.WhatId",
	"Task.WhoId",
]);

/** Lookups that keep their parent from being deleted; those that are in both lists do so once they are activated. */
const RESTRICT = new Set([
	"Case.AccountId",
	"Case.ContactId",
	"Contract.AccountId",
	"Contract.CustomerSignedId",
	"Entitlement.AccountId",
	"Order.AccountId",
	"User.ContactId",
]);

/**
 * How a relationship answers the deletion of the parent: what the field says (custom fields), and for standard objects
 * what only the parent's list of children says (recorded describes; the field's own flags are false there).
 */
export function parentDelete(objectName: string, field: FieldDescribe): ParentDelete {
	const name = `${objectName}.${field.name}`;
	return {
		cascadeDelete: field.cascadeDelete || GO_ALONG.has(name),
		restrictedDelete: field.restrictedDelete || RESTRICT.has(name),
	};
}
