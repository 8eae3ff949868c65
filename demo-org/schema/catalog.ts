import { account, contact } from "./accountObjects.ts";
import { event, task } from "./activityObjects.ts";
import { caseObject } from "./caseObject.ts";
import {
	apexClass,
	apexLog,
	apexTrigger,
	asyncApexJob,
	cronTrigger,
	eventLogFile,
	machineAlert,
	readings,
} from "./codeObjects.ts";
import { invoice, project } from "./customObjects.ts";
import { type Features, withFeatures } from "./features.ts";
import {
	attachment,
	contentDocument,
	contentDocumentLink,
	contentVersion,
	document,
	folder,
	note,
} from "./fileObjects.ts";
import {
	machine,
	managedAccountFields,
	managedJob,
	managedJobLine,
	orgSettings,
	regionCodes,
	taxRate,
} from "./machineObjects.ts";
import { campaign, campaignMember, lead } from "./marketingObjects.ts";
import type { ObjectSpec } from "./objectType.ts";
import { opportunity } from "./opportunityObject.ts";
import { expense, milestone, projectSkill, skill } from "./projectObjects.ts";
import {
	asset,
	contract,
	opportunityContactRole,
	opportunityHistory,
	opportunityLineItem,
	opportunityStage,
	order,
	orderItem,
	pricebook,
	pricebookEntry,
	product,
} from "./salesObjects.ts";
import {
	currencyType,
	customPermission,
	datedConversionRate,
	groupMember,
	historyOf,
	listView,
	permissionSet,
	permissionSetAssignment,
	queueSobject,
	recentlyViewed,
	recordTypeObject,
	shareOf,
	userRole,
} from "./securityObjects.ts";
import { caseComment, entitlement, solution } from "./serviceObjects.ts";
import { group, organization, profile, user } from "./setupObjects.ts";

const EVERYWHERE: readonly ObjectSpec[] = [
	account,
	contact,
	opportunity,
	user,
	profile,
	group,
	organization,
	userRole,
	permissionSet,
	permissionSetAssignment,
	groupMember,
	queueSobject,
	recordTypeObject,
	apexClass,
	listView,
];

const MANAGED_ACCOUNT: ObjectSpec = { ...account, fields: [...account.fields, ...managedAccountFields] };

const DEMO: readonly ObjectSpec[] = [
	...EVERYWHERE.map((spec) => (spec === account ? MANAGED_ACCOUNT : spec)),
	caseObject,
	project,
	lead,
	campaign,
	campaignMember,
	product,
	pricebook,
	pricebookEntry,
	opportunityLineItem,
	opportunityContactRole,
	opportunityStage,
	opportunityHistory,
	order,
	orderItem,
	contract,
	asset,
	caseComment,
	solution,
	entitlement,
	task,
	event,
	contentDocument,
	contentVersion,
	contentDocumentLink,
	attachment,
	note,
	document,
	folder,
	eventLogFile,
	apexTrigger,
	apexLog,
	asyncApexJob,
	cronTrigger,
	customPermission,
	recentlyViewed,
	historyOf("Account", "Account", "0H1"),
	historyOf("Project__c", "Project", "0H2"),
	shareOf("Account", "Account", "00r"),
	shareOf("Expense__c", "Expense", "02c"),
	milestone,
	expense,
	skill,
	projectSkill,
	machine,
	orgSettings,
	regionCodes,
	taxRate,
	readings,
	machineAlert,
	managedJob,
	managedJobLine,
];

const PRODUCTION: readonly ObjectSpec[] = [...EVERYWHERE, lead, task, event, invoice];

const EVERY_NAME = new Set([...DEMO, ...PRODUCTION].map(({ name }) => name));

/** The object types of an org of that kind with those features switched on. */
export function specsOf(kind: "demo" | "production", features: Features): readonly ObjectSpec[] {
	const currencies = features.multiCurrency ? [currencyType, datedConversionRate] : [];
	const specs = [...(kind === "demo" ? DEMO : PRODUCTION), ...currencies];
	const names = new Set(specs.map(({ name }) => name));
	return specs.map((spec) => withFeatures(within(spec, names), features));
}

/** An object type without lookups to types that the org doesn't have. */
function within(spec: ObjectSpec, names: ReadonlySet<string>): ObjectSpec {
	const isThere = (target: string) => names.has(target) || !EVERY_NAME.has(target);
	if (spec.fields.every(({ referenceTo }) => referenceTo.every(isThere))) return spec;
	const fields = spec.fields
		.map((field) => ({ ...field, referenceTo: field.referenceTo.filter(isThere) }))
		.filter((field) => field.type !== "reference" || field.referenceTo.length > 0);
	return { ...spec, fields };
}
