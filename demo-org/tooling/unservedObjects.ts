/** Objects that every org has and the demo org does not serve: they are answered with 501 and not as unknown ones. */

const BOTH = [
	"ApexComponent ApexPage ApexTestQueueItem ApexTestResult ApexTestResultLimits ApexTestRunResult",
	"ApexTestSuite TestSuiteMembership AuraDefinition AuraDefinitionBundle BusinessProcess",
	"ColorDefinition IconDefinition DataType Publisher SearchLayout OwnerChangeOptionInfo",
	"UserEntityAccess UserFieldAccess EntityLimit EmailTemplate StaticResource NamedCredential",
	"PermissionSetGroup PermissionSetTabSetting WebLink CustomNotificationType CustomHelpMenuItem",
	"CustomHelpMenuSection CustomHttpHeader CspTrustedSite FlowDefinitionView FlowVersionView",
	"TabDefinition PlatformEventChannelMember StandardAction TimeSheetTemplate",
];

const REST_ONLY = [
	"AppDefinition AppMenuItem AppTabMember AuthSession BusinessHours CaseStatus CronJobDetail Dashboard",
	"DuplicateRecordItem DuplicateRecordSet DuplicateRule EmailMessage FeedItem FieldPermissions",
	"FlowInterview Holiday LeadStatus LoginHistory LoginIp MatchingRule ObjectPermissions",
	"PermissionSetLicense PermissionSetLicenseAssign ProcessDefinition ProcessInstance",
	"ProcessInstanceStep ProcessInstanceWorkitem Report SetupAuditTrail SetupEntityAccess TaskStatus",
	"Topic UserLicense UserLogin UserPreference UserRecordAccess ContentFolder ContentWorkspace",
	"ContentDistribution",
];

const TOOLING_ONLY = [
	"ApexClassMember ApexCodeCoverage ApexCodeCoverageAggregate ApexComponentMember ApexEmailNotification",
	"ApexExecutionOverlayAction ApexExecutionOverlayResult ApexOrgWideCoverage ApexPageInfo",
	"ApexPageMember ApexResult ApexTriggerMember AssignmentRule AutoResponseRule Certificate",
	"CompactLayout CompactLayoutInfo CompactLayoutItemInfo ContainerAsyncRequest CustomApplication",
	"CustomFieldMember CustomTab EmbeddedServiceConfig FieldSet FlexiPage Flow FlowDefinition",
	"FlowTestCoverage FlowElementTestCoverage FormulaFunction GlobalValueSet HeapDump HomePageComponent",
	"HomePageLayout InstalledSubscriberPackage InstalledSubscriberPackageVersion KeywordList Layout",
	"LightningComponentBundle LightningComponentResource LookupFilter MenuItem ManagedContentType",
	"MetadataComponentDependency MetadataContainer MetadataPackage MetadataPackageVersion ModerationRule",
	"OperationLog Package2 Package2Member Package2Version Package2VersionCreateRequest",
	"Package2VersionCreateRequestError PackageInstallRequest PackageUploadRequest PathAssistant",
	"PlatformEventChannel PostTemplate ProfileLayout QuickActionDefinition QuickActionList",
	"QuickActionListItem RecommendationStrategy RemoteProxy SandboxInfo SandboxProcess Scontrol",
	"ServiceFieldDataType SiteDetail SourceMember StandardValueSet SubscriberPackage",
	"SubscriberPackageVersion SubscriberPackageVersionUninstallRequest TransactionSecurityPolicy",
	"UserCriteria UserRole WorkflowAlert WorkflowFieldUpdate WorkflowOutboundMessage WorkflowRule",
	"WorkflowTask",
];

const lower = (lines: readonly string[]): ReadonlySet<string> =>
	new Set(lines.flatMap((line) => line.toLowerCase().split(" ")));
const REST = lower([...BOTH, ...REST_ONLY]);
const TOOLING = lower([...BOTH, ...TOOLING_ONLY]);

/** Whether an API has an object of that name, in any letter case, that the demo org does not serve. */
export function isUnserved(name: string, isTooling: boolean): boolean {
	return (isTooling ? TOOLING : REST).has(name.toLowerCase());
}
