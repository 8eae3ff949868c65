import type { FieldDescribe } from "./describeTypes.ts";
import { boolean, dateTime, lookup, picklist, readOnly, text, textArea, typedText } from "./fields.ts";

/** The fields of users and organizations that few programs look at, but that rows of real orgs have. */

const PREFERENCES = `
	ActivityRemindersPopup EventRemindersCheckboxDefault TaskRemindersCheckboxDefault ReminderSoundOff
	DisableAllFeedsEmail DisableFollowersEmail DisableProfilePostEmail DisableChangeCommentEmail
	DisableLaterCommentEmail DisProfPostCommentEmail ContentNoEmail ContentEmailAsAndWhen
	ApexPagesDeveloperMode HideCSNGetChatterMobileTask DisableMentionsPostEmail DisMentionsCommentEmail
	HideCSNDesktopTask HideChatterOnboardingSplash HideSecondChatterOnboardingSplash
	DisCommentAfterLikeEmail DisableLikeEmail SortFeedByComment DisableMessageEmail
	DisableBookmarkEmail DisableSharePostEmail EnableAutoSubForFeeds
	DisableFileShareNotificationsForApi ShowTitleToExternalUsers ShowManagerToExternalUsers
	ShowEmailToExternalUsers ShowWorkPhoneToExternalUsers ShowMobilePhoneToExternalUsers
	ShowFaxToExternalUsers ShowStreetAddressToExternalUsers ShowCityToExternalUsers
	ShowStateToExternalUsers ShowPostalCodeToExternalUsers ShowCountryToExternalUsers
	ShowProfilePicToGuestUsers ShowTitleToGuestUsers ShowCityToGuestUsers ShowStateToGuestUsers
	ShowPostalCodeToGuestUsers ShowCountryToGuestUsers HideS1BrowserUI DisableEndorsementEmail
	PathAssistantCollapsed CacheDiagnostics ShowEmailToGuestUsers ShowManagerToGuestUsers
	ShowWorkPhoneToGuestUsers ShowMobilePhoneToGuestUsers ShowFaxToGuestUsers
	ShowStreetAddressToGuestUsers LightningExperiencePreferred PreviewLightning
	HideEndUserOnboardingAssistantModal HideLightningMigrationModal HideSfxWelcomeMat
	HideBiggerPhotoCallout GlobalNavBarWTShown GlobalNavGridMenuWTShown CreateLEXAppsWTShown
	FavoritesWTShown`;
const PERMISSIONS = `
	MarketingUser OfflineUser CallCenterAutoLogin MobileUser SFContentUser KnowledgeUser
	InteractionUser SupportUser SiteforceContributorUser SiteforcePublisherUser ChatterAnswersUser`;

/** `Hide S1 Browser UI` of `HideS1BrowserUI`. */
function spaced(name: string): string {
	return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
}

function flags(prefix: string, names: string): FieldDescribe[] {
	const list = names.split(/\s+/).filter((name) => name !== "");
	return list.map((name) => boolean(prefix + name, spaced(name), { permissionable: false }));
}

const plain = { permissionable: false };
const photo = (name: string) =>
	typedText("url", name, spaced(name), 1024, { ...readOnly, extraTypeInfo: "imageurl" });

/** What users have besides who they are and where they work. */
export const userExtras: readonly FieldDescribe[] = [
	text("Division", "Division", 80),
	boolean("EmailPreferencesAutoBcc", "AutoBcc", plain),
	boolean("EmailPreferencesAutoBccStayInTouch", "AutoBccStayInTouch", plain),
	boolean("EmailPreferencesStayInTouchReminder", "StayInTouchReminder", plain),
	typedText("email", "SenderEmail", "Email Sender Address", 80, plain),
	text("SenderName", "Email Sender Name", 80, plain),
	text("Signature", "Email Signature", 1333, plain),
	text("StayInTouchSubject", "Stay-in-Touch Email Subject", 80, plain),
	text("StayInTouchSignature", "Stay-in-Touch Email Signature", 512, plain),
	text("StayInTouchNote", "Stay-in-Touch Email Note", 512, plain),
	typedText("phone", "Fax", "Fax", 40),
	typedText("phone", "MobilePhone", "Mobile", 40),
	text("BadgeText", "User Photo badge text overlay", 80, readOnly),
	boolean("ReceivesInfoEmails", "Info Emails", plain),
	boolean("ReceivesAdminInfoEmails", "Admin Info Emails", plain),
	text("EmployeeNumber", "Employee Number", 20),
	lookup("DelegatedApproverId", "Delegated Approver ID", ["Group", "User"], "DelegatedApprover"),
	dateTime("LastPasswordChangeDate", "Last Password Change or Reset", readOnly),
	dateTime("OfflineTrialExpirationDate", "Offline Edition Trial Expiration Date", readOnly),
	dateTime("OfflinePdaTrialExpirationDate", "Sales Anywhere Trial Expiration Date", readOnly),
	...flags("UserPermissions", PERMISSIONS),
	boolean("ForecastEnabled", "Allow Forecasting", plain),
	...flags("UserPreferences", PREFERENCES),
	lookup("ContactId", "Contact ID", ["Contact"], "Contact", { ...plain, updateable: false }),
	lookup("AccountId", "Account ID", ["Account"], "Account", readOnly),
	lookup("CallCenterId", "Call Center ID", ["CallCenter"], null, plain),
	typedText("phone", "Extension", "Extension", 40),
	text("FederationIdentifier", "SAML Federation ID", 512, plain),
	textArea("AboutMe", "About Me", 1000),
	photo("FullPhotoUrl"),
	photo("SmallPhotoUrl"),
	photo("MediumPhotoUrl"),
	picklist("DigestFrequency", "Chatter Email Highlights Frequency", 40, ["D", "W", "N"], {
		permissionable: false,
		nillable: false,
		restrictedPicklist: true,
		defaultValue: "N",
		defaultedOnCreate: true,
	}),
	picklist(
		"DefaultGroupNotificationFrequency",
		"Default Notification Frequency when Joining Groups",
		40,
		["P", "D", "W", "N"],
		{
			permissionable: false,
			nillable: false,
			restrictedPicklist: true,
			defaultValue: "N",
			defaultedOnCreate: true,
		},
	),
	photo("BannerPhotoUrl"),
	photo("SmallBannerPhotoUrl"),
	photo("MediumBannerPhotoUrl"),
	boolean("IsProfilePhotoActive", "Has Profile Photo", readOnly),
];

const ORGANIZATION_PREFERENCES = `
	RequireOpportunityProducts TransactionSecurityPolicy TerminateOldestSession ConsentManagementEnabled
	AutoSelectIndividualOnMerge LightningLoginEnabled OnlyLLPermUserAllowed`;
const ACCESS = ["None", "Read", "Edit", "ReadEditTransfer", "ControlledByParent", "All"];
const MORE_ACCESS = ["HideDetails", "HideDetailsInsert", "ShowDetails", "ReadSelect"];

/** What organizations have besides name, address and edition. */
export const organizationExtras: readonly FieldDescribe[] = [
	typedText("phone", "Fax", "Fax", 40),
	boolean("ReceivesInfoEmails", "Info Emails", plain),
	boolean("ReceivesAdminInfoEmails", "Info Emails Admin", plain),
	...flags("Preferences", ORGANIZATION_PREFERENCES),
	...["Account", "Contact", "Opportunity", "Lead", "Case", "Calendar", "Pricebook", "Campaign"].map((name) =>
		picklist(`Default${name}Access`, `Default ${name} Access`, 40, [...ACCESS, ...MORE_ACCESS], {
			...readOnly,
			restrictedPicklist: true,
		}),
	),
	typedText(
		"url",
		"DelegatedAuthenticationServiceUrl",
		"Delegated Authentication Service Url",
		255,
		readOnly,
	),
	typedText("email", "ComplianceBccEmail", "Compliance BCC Email", 80, plain),
	picklist("UiSkin", "UI Skin", 40, ["Theme2", "Theme3"], plain),
	text("SignupCountryIsoCode", "Signup Country", 2, readOnly),
	{
		...text("NumKnowledgeService", "Knowledge Licenses", 0, readOnly),
		type: "int",
		soapType: "xsd:int",
		digits: 8,
	},
	text("WebToCaseDefaultOrigin", "Web to Cases Default Origin", 40, plain),
	{
		...text("MonthlyPageViewsEntitlement", "Monthly Page Views Allowed", 0, readOnly),
		type: "int",
		soapType: "xsd:int",
		digits: 9,
	},
];
