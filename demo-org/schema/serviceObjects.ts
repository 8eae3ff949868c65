import { dataObject, plainObject } from "./declare.ts";
import { boolean, date, integer, lookup, picklist, readOnly, required, text, textArea } from "./fields.ts";

export const caseComment = plainObject(
	["CaseComment", "Case Comment", "Case Comments", "00a"],
	[
		lookup("ParentId", "Parent ID", ["Case"], "Parent", { ...required, updateable: false }),
		boolean("IsPublished", "Published", { permissionable: false }),
		textArea("CommentBody", "Body", 4000, { permissionable: false }),
	],
	{
		kind: "part",
		bin: true,
		flags: { layoutable: false, searchable: true },
		listOnParent: { ParentId: "CaseComments" },
		sharing: { controlledBy: "ParentId" },
	},
);

export const solution = dataObject(
	["Solution", "Solution", "Solutions", "501"],
	[
		text("SolutionNumber", "Solution Number", 30, {
			...readOnly,
			autoNumber: true,
			defaultedOnCreate: true,
			nillable: false,
		}),
		text("SolutionName", "Title", 255, { ...required, nameField: true, idLookup: true }),
		boolean("IsPublished", "Public"),
		picklist("Status", "Status", 40, ["Draft", "Reviewed", "Duplicate"], {
			...required,
			defaultValue: "Draft",
		}),
		boolean("IsReviewed", "Reviewed", readOnly),
		textArea("SolutionNote", "Solution Details", 32000),
		integer("TimesUsed", "Num Related Cases", { ...readOnly, nillable: false }),
	],
	{ autoNumbers: { SolutionNumber: { format: "{00000000}", first: 1 } }, flags: { feedEnabled: true } },
);

export const entitlement = dataObject(
	["Entitlement", "Entitlement", "Entitlements", "550"],
	[
		text("Name", "Entitlement Name", 255, { ...required, nameField: true, idLookup: true }),
		lookup("AccountId", "Account ID", ["Account"], "Account", { ...required, updateable: false }),
		lookup("AssetId", "Asset ID", ["Asset"], "Asset"),
		picklist("Type", "Type", 40, ["Phone Support", "Web Support"]),
		date("StartDate", "Start Date"),
		date("EndDate", "End Date"),
		integer("RemainingCases", "Remaining Cases"),
		picklist("Status", "Status", 40, ["Active", "Expired", "Inactive"], readOnly),
	],
	{ owner: null, listOnParent: { AccountId: "Entitlements", AssetId: "Entitlements" } },
);
