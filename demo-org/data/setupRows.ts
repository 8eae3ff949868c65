import { idFor } from "../ids.ts";
import type { ObjectSpec } from "../schema/objectType.ts";
import { probabilityOf, STAGES, stageFacts } from "../schema/opportunityStages.ts";
import { DAY_MS, dateText, dateTimeText } from "../times.ts";
import type { Row, Table } from "./table.ts";
import { type OrgUser, ROLES } from "./users.ts";

/** The rows that describe the org itself: few, written out, the same whatever the seed. */

export interface SetupPlace {
	readonly users: readonly OrgUser[];
	readonly specs: readonly ObjectSpec[];
	readonly table: (name: string) => Table;
	readonly instance: string;
	readonly organization: Row;
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	readonly today: number;
}

type Adder = (objectName: string, values: Row) => string;

/** Fills the setup objects of an org. */
export function addSetupRows(place: SetupPlace): void {
	const { users, specs, instance, createdAt } = place;
	const prefixes = new Map(specs.map(({ name, keyPrefix }) => [name, keyPrefix]));
	const adminId = users[0]?.id ?? "";
	const created = dateTimeText(createdAt);
	const audit = {
		CreatedDate: created,
		CreatedById: adminId,
		LastModifiedDate: created,
		LastModifiedById: adminId,
		SystemModstamp: created,
	};
	const add: Adder = (objectName, values) => {
		const keyPrefix = prefixes.get(objectName);
		if (keyPrefix === undefined) return "";
		const table = place.table(objectName);
		const id = idFor(keyPrefix, table.length + 1, instance);
		table.add({ Id: id, ...audit, ...values });
		return id;
	};
	const name = users[0] === undefined ? "" : `${users[0].firstName} ${users[0].lastName}`;
	add("Organization", { ...place.organization, PrimaryContact: name });
	addPeople(place, add);
	addGroups(place, add);
	addCode(place, add);
	addSettings(place, add);
}

function addPeople({ users }: SetupPlace, add: Adder): void {
	const roles = new Map<string, string>();
	for (const [role, above] of ROLES) {
		const id = add("UserRole", {
			Name: role,
			DeveloperName: role.replaceAll(" ", "_"),
			ParentRoleId: above === null ? null : (roles.get(above) ?? null),
			RollupDescription: role,
		});
		roles.set(role, id);
	}
	const profiles = new Map<string, string>();
	for (const { profile, modifiesAll } of users) {
		if (profiles.has(profile)) continue;
		const permissions = { PermissionsApiEnabled: true, PermissionsModifyAllData: modifiesAll };
		const id = add("Profile", { Name: profile, ...permissions, UserType: "Standard", Description: null });
		profiles.set(profile, id);
		const named = profile.replace(/\W+/g, "_");
		add("PermissionSet", {
			Name: `X00e_${named}`,
			Label: profile,
			ProfileId: id,
			IsOwnedByProfile: true,
			IsCustom: false,
			...permissions,
			PermissionsViewAllData: modifiesAll,
		});
	}
	const extra = add("PermissionSet", {
		Name: "Machine_Manager",
		Label: "Machine Manager",
		IsOwnedByProfile: false,
		IsCustom: true,
		PermissionsApiEnabled: false,
		PermissionsViewAllData: false,
		PermissionsModifyAllData: false,
		Description: "Looks after machines",
	});
	for (const user of users) {
		add("User", {
			Username: user.username,
			LastName: user.lastName,
			FirstName: user.firstName,
			Name: `${user.firstName} ${user.lastName}`,
			CompanyName: "Orgsmith",
			Email: user.email,
			Alias: user.key.slice(0, 8),
			CommunityNickname: user.username.split("@")[0] ?? user.key,
			IsActive: true,
			TimeZoneSidKey: user.timeZone,
			LocaleSidKey: user.locale,
			EmailEncodingKey: "UTF-8",
			ProfileId: profiles.get(user.profile) ?? null,
			UserRoleId: user.role === null ? null : (roles.get(user.role) ?? null),
			DigestFrequency: "N",
			DefaultGroupNotificationFrequency: "N",
			UserPreferencesLightningExperiencePreferred: true,
			Country: "US",
			UserType: "Standard",
			LanguageLocaleKey: user.language,
			ManagerId: user.id === users[0]?.id ? null : (users[0]?.id ?? null),
		});
		add("PermissionSetAssignment", { PermissionSetId: extra, AssigneeId: user.id, IsActive: true });
	}
}

function addGroups({ users }: SetupPlace, add: Adder): void {
	const queue = add("Group", { Name: "Support Queue", DeveloperName: "Support", Type: "Queue" });
	const everybody = add("Group", { Name: "Everybody", DeveloperName: "Everybody", Type: "Regular" });
	for (const type of ["Case", "Lead", "Order", "Task"])
		add("QueueSobject", { QueueId: queue, SobjectType: type });
	for (const { id, role } of users) {
		if (role !== "CEO") add("GroupMember", { GroupId: queue, UserOrGroupId: id });
		add("GroupMember", { GroupId: everybody, UserOrGroupId: id });
	}
}

function addCode({ today, users }: SetupPlace, add: Adder): void {
	const apexClass = (name: string, namespace: string | null, body: string) =>
		add("ApexClass", {
			Name: name,
			NamespacePrefix: namespace,
			ApiVersion: 66,
			Status: "Active",
			IsValid: true,
			BodyCrc: body.length * 7919,
			Body: namespace === null ? body : "(hidden)",
			LengthWithoutComments: namespace === null ? body.length : -1,
		});
	const classId = apexClass(
		"ProjectService",
		null,
		"public with sharing class ProjectService {\n\tpublic static Integer open() {\n\t\treturn [SELECT COUNT() FROM Project__c WHERE Status__c != 'Done'];\n\t}\n}\n",
	);
	apexClass("KitRunner", "orgkit", "global class KitRunner {}");
	add("ApexTrigger", {
		Name: "ProjectTrigger",
		TableEnumOrId: "Project__c",
		UsageBeforeInsert: false,
		UsageAfterInsert: false,
		UsageBeforeUpdate: true,
		UsageAfterUpdate: false,
		ApiVersion: 66,
		Status: "Active",
		IsValid: true,
		Body: "trigger ProjectTrigger on Project__c (before update) {\n}\n",
		LengthWithoutComments: 60,
	});
	for (const [index, status] of ["Success", "System.NullPointerException"].entries()) {
		const at = dateTimeText(today - index * 3_600_000);
		add("ApexLog", {
			LogUserId: users[0]?.id ?? null,
			LogLength: 2048 + index,
			LastModifiedDate: at,
			Request: "API",
			Operation: "/services/data/v66.0/tooling/executeAnonymous/",
			Application: "Unknown",
			Status: status,
			DurationMilliseconds: 12 + index,
			SystemModstamp: at,
			StartTime: at,
			Location: "Monitoring",
		});
		add("AsyncApexJob", {
			JobType: "Queueable",
			ApexClassId: classId,
			Status: index === 0 ? "Completed" : "Failed",
			JobItemsProcessed: 1,
			TotalJobItems: 1,
			NumberOfErrors: index,
			CompletedDate: at,
			MethodName: null,
			ExtendedStatus: index === 0 ? null : status,
		});
	}
	add("CronTrigger", {
		NextFireTime: dateTimeText(today + DAY_MS),
		PreviousFireTime: dateTimeText(today - DAY_MS),
		State: "WAITING",
		StartTime: dateTimeText(today - 30 * DAY_MS),
		CronExpression: "0 0 2 * * ?",
		TimeZoneSidKey: "Europe/Berlin",
		OwnerId: users[0]?.id ?? null,
		TimesTriggered: 30,
	});
	add("CustomPermission", {
		DeveloperName: "Sees_Access_Codes",
		MasterLabel: "Sees Access Codes",
		NamespacePrefix: null,
		Description: "May look up the codes of machines",
	});
}

function addSettings({ users, today, organization }: SetupPlace, add: Adder): void {
	for (const [index, stage] of STAGES.entries()) {
		const { ForecastCategory, ForecastCategoryName, ...facts } = stageFacts(stage);
		add("OpportunityStage", {
			MasterLabel: stage,
			ApiName: stage,
			IsActive: true,
			SortOrder: index + 1,
			...facts,
			ForecastCategory: ForecastCategory ?? null,
			ForecastCategoryName: ForecastCategoryName ?? null,
			DefaultProbability: probabilityOf(stage),
			Description: null,
		});
	}
	for (const type of ["Account", "Contact", "Opportunity", "Case", "Project__c"]) {
		for (const view of ["All", "Mine"]) {
			add("ListView", {
				Name: view === "All" ? `All ${type}` : `My ${type}`,
				DeveloperName: `${view}_${type.replace("__c", "")}`,
				NamespacePrefix: null,
				SobjectType: type,
				IsSoqlCompatible: true,
			});
		}
	}
	const owners = [organization["Id"] ?? null, users[0]?.id ?? null];
	for (const [index, owner] of owners.entries()) {
		add("Org_Settings__c", {
			Name: `Org Settings ${index + 1}`,
			SetupOwnerId: owner,
			Page_Size__c: 50 * (index + 1),
			Sends_Mail__c: index === 0,
			IsDeleted: false,
		});
	}
	for (const [name, code] of [
		["Rhineland", "RHL"],
		["Lower Saxony", "NDS"],
		["Bavaria", "BAY"],
	] as const) {
		add("Region_Code__c", { Name: name, Code__c: code, In_Use__c: code !== "BAY", IsDeleted: false });
	}
	for (const [country, rate] of [
		["DE", 19],
		["FR", 20],
		["LU", 17],
	] as const) {
		add("Tax_Rate__mdt", {
			DeveloperName: `Tax_${country}`,
			MasterLabel: `Tax ${country}`,
			Label: `Tax ${country}`,
			Language: "en_US",
			NamespacePrefix: null,
			QualifiedApiName: `Tax_${country}`,
			Country__c: country,
			Rate__c: rate,
		});
	}
	for (const [code, rate] of [
		["USD", 1],
		["EUR", 0.9],
		["GBP", 0.8],
		["JPY", 150],
	] as const) {
		const from = dateText(today - 365 * DAY_MS);
		add("CurrencyType", {
			IsoCode: code,
			ConversionRate: rate,
			DecimalPlaces: code === "JPY" ? 0 : 2,
			IsActive: true,
			IsCorporate: code === "USD",
		});
		add("DatedConversionRate", {
			IsoCode: code,
			StartDate: from,
			NextStartDate: "9999-12-31",
			ConversionRate: rate,
		});
	}
}
