import type { Random } from "../random.ts";
import { INDUSTRIES } from "../schema/accountObjects.ts";
import { DAY_MS, dateText, dateTimeText } from "../times.ts";
import { accountOfContact, nameOfContact, phone } from "./accounts.ts";
import { accountOfCase } from "./cases.ts";
import { accountOfOpportunity } from "./opportunities.ts";
import { type Crowd, maybe, type Population } from "./population.ts";
import { COMPANY_HEADS, COMPANY_TAILS, PEOPLE, SENTENCES, TITLES } from "./words.ts";

/** Leads, members of campaigns, tasks and events. */

const leads: Crowd = {
	objectName: "Lead",
	count: (scale) => Math.ceil(scale / 4),
	row: (i, random, population) => {
		const [first, last, country, city] = random.pick(PEOPLE);
		const isConverted = i % 10 === 9;
		return {
			LastName: last,
			FirstName: first,
			Salutation: maybe(random, random.pick(["Mr.", "Ms.", "Dr."]), 0.5),
			Name: `${first} ${last}`,
			Title: maybe(random, random.pick(TITLES)),
			Company: `${random.pick(COMPANY_HEADS)} ${random.pick(COMPANY_TAILS)}`,
			City: city,
			Country: country,
			Phone: maybe(random, phone(random)),
			Email: maybe(random, `lead${i + 1}@example.com`, 0.9),
			LeadSource: maybe(random, random.pick(["Web", "Partner Referral", "Other"])),
			Status: isConverted
				? "Closed - Converted"
				: random.pick(["Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"]),
			Industry: maybe(random, random.pick(INDUSTRIES)),
			Rating: maybe(random, random.pick(["Hot", "Warm", "Cold"])),
			AnnualRevenue: maybe(random, random.integer(1, 9000) * 1000, 0.5),
			NumberOfEmployees: maybe(random, random.integer(1, 4000), 0.5),
			IsConverted: isConverted,
			ConvertedDate: isConverted ? dateText(population.today - random.integer(1, 90) * DAY_MS) : null,
			ConvertedAccountId: isConverted ? population.pick(random, "Account") : null,
			ConvertedContactId: isConverted ? population.pick(random, "Contact") : null,
			IsUnreadByOwner: random.chance(0.3),
			Description: maybe(random, random.pick(SENTENCES), 0.2),
			...(i % 8 === 7 ? { OwnerId: population.id("Group", 0) } : {}),
		};
	},
};

const members: Crowd = {
	objectName: "CampaignMember",
	count: (scale) => Math.ceil(scale / 3),
	row: (i, random, population) => {
		const isLead = i % 4 === 3;
		const hasResponded = random.chance(0.4);
		const leadIndex = i % population.count("Lead");
		return {
			CampaignId: population.id("Campaign", i % population.count("Campaign")),
			LeadId: isLead ? population.id("Lead", leadIndex) : null,
			ContactId: isLead ? null : population.id("Contact", i),
			Status: hasResponded ? "Responded" : "Sent",
			HasResponded: hasResponded,
			FirstRespondedDate: hasResponded ? dateText(population.today - random.integer(0, 90) * DAY_MS) : null,
			Name: isLead ? leadName(population.random("Lead", leadIndex)) : nameOfContact(population, i),
			Type: isLead ? "Lead" : "Contact",
		};
	},
};

function leadName(random: Random): string {
	const [first, last] = random.pick(PEOPLE);
	return `${first} ${last}`;
}

/** The account of an activity: the one it is about, otherwise its opportunity's or case's, otherwise its contact's. */
function accountOfActivity(
	population: Population,
	what: string,
	about: string | null,
	contact: number | null,
): string | null {
	if (about !== null && what === "Account") return about;
	if (about !== null && what === "Opportunity")
		return accountOfOpportunity(population, population.indexOf(about));
	if (about !== null && what === "Case") return accountOfCase(population, population.indexOf(about));
	return contact === null ? null : accountOfContact(population, contact);
}

const tasks: Crowd = {
	objectName: "Task",
	count: (scale) => Math.ceil(scale / 2),
	row: (i, random, population) => {
		const status = random.pick(["Not Started", "In Progress", "Completed"]);
		const isClosed = status === "Completed";
		const priority = random.pick(["High", "Normal", "Normal", "Low"]);
		const what = ["Account", "Opportunity", "Case", "Project__c"][i % 4] ?? "Account";
		const contact = random.integer(0, population.count("Contact") - 1);
		const hasContact = random.chance(0.7);
		const about = i % 5 === 4 ? null : maybe(random, population.pick(random, what), 0.8);
		return {
			Subject: random.pick(["Call", "Email", "Send Letter/Quote", "Angebot nachfassen"]),
			WhoId:
				i % 5 === 4 ? population.pick(random, "Lead") : hasContact ? population.id("Contact", contact) : null,
			WhatId: about,
			AccountId: accountOfActivity(population, what, about, i % 5 !== 4 && hasContact ? contact : null),
			ActivityDate: maybe(random, dateText(population.today + random.integer(-60, 60) * DAY_MS), 0.9),
			Status: status,
			Priority: priority,
			IsHighPriority: priority === "High",
			IsClosed: isClosed,
			CompletedDateTime: isClosed ? dateTimeText(population.today - random.integer(0, 60) * DAY_MS) : null,
			Description: maybe(random, random.pick(SENTENCES), 0.4),
			Type: maybe(random, random.pick(["Call", "Meeting", "Other"]), 0.5),
			IsArchived: false,
			IsReminderSet: false,
			IsRecurrence: false,
			TaskSubtype: "Task",
		};
	},
};

const events: Crowd = {
	objectName: "Event",
	count: (scale) => Math.ceil(scale / 4),
	row: (i, random, population) => {
		const start = population.today + random.integer(-60, 60) * DAY_MS + random.integer(8, 17) * 3_600_000;
		const minutes = random.pick([30, 60, 90]);
		const contact = random.integer(0, population.count("Contact") - 1);
		const hasContact = random.chance(0.8);
		const what = i % 2 === 0 ? "Account" : "Opportunity";
		const about = maybe(random, population.pick(random, what), 0.7);
		return {
			Subject: random.pick(["Meeting", "Call", "Other"]),
			WhoId: hasContact ? population.id("Contact", contact) : null,
			WhatId: about,
			AccountId: accountOfActivity(population, what, about, hasContact ? contact : null),
			Location: maybe(random, random.pick(["Köln", "Zoom", "Room 4"]), 0.7),
			IsAllDayEvent: false,
			ActivityDateTime: dateTimeText(start),
			ActivityDate: dateText(start),
			DurationInMinutes: minutes,
			StartDateTime: dateTimeText(start),
			EndDateTime: dateTimeText(start + minutes * 60_000),
			EndDate: dateText(start + minutes * 60_000),
			IsPrivate: false,
			ShowAs: "Busy",
			IsChild: false,
			IsGroupEvent: false,
			GroupEventType: "0",
			IsArchived: false,
			IsRecurrence: false,
			IsReminderSet: false,
			EventSubtype: "Event",
		};
	},
};

export const peopleCrowds: readonly Crowd[] = [leads, members, tasks, events];
