/**
 * Whose logs the captured files are, by path: what a reader should recognise them as. Files no rule names are of
 * products that nothing here reads (load balancers, flow logs, platform logs), and must not be taken for another.
 */

interface Product {
  readonly paths: RegExp;
  /** Source id; more than one where the same bytes may rightly be either, or the file mixes them. */
  readonly sources: readonly string[];
  /** Records trimmed by hand, or parts of records printed on a page: not every one can be an event. */
  readonly fragments?: true;
}

const PRODUCTS: readonly Product[] = [
  { paths: /^(stratus-red-team\/aws\.|invictus-aws\/CloudTrail\/)/, sources: ['aws-cloudtrail'] },
  { paths: /^elastic-integrations\/aws\/cloudtrail\//, sources: ['aws-cloudtrail'] },
  { paths: /^plaso\/test_data\/jsonl\/aws_cloudtrail/, sources: ['aws-cloudtrail'] },
  { paths: /^vendor-docs\/aws-/, sources: ['aws-cloudtrail'], fragments: true },
  { paths: /^panther-tests\/aws-cloudtrail/, sources: ['aws-cloudtrail'], fragments: true },
  { paths: /^elastic-integrations\/aws\/guardduty\//, sources: ['aws-guardduty'] },
  { paths: /^panther-tests\/aws-guardduty/, sources: ['aws-guardduty'], fragments: true },
  { paths: /^elastic-integrations\/gcp\/audit\//, sources: ['gcp-audit'] },
  {
    paths: /^gcp-security-analytics\/(?!.*(loadbalancing|vpc_flows))/,
    sources: ['gcp-audit'],
  },
  { paths: /^sentinel\/GCP_IAM_CL/, sources: ['gcp-audit'] },
  { paths: /^plaso\/test_data\/jsonl\/gcp_logging/, sources: ['gcp-audit'] },
  { paths: /^panther-tests\/gcp-audit/, sources: ['gcp-audit'], fragments: true },
  { paths: /^vendor-docs\/stratus-red-team-docs\/gcp\./, sources: ['gcp-audit'], fragments: true },
  { paths: /^elastic-integrations\/google_workspace\/alert\//, sources: ['google-workspace-alerts'] },
  { paths: /^elastic-integrations\/google_workspace\/(?!alert\/)/, sources: ['google-workspace'] },
  { paths: /^panther-tests\/google-workspace/, sources: ['google-workspace'], fragments: true },
  {
    paths: /^elastic-integrations\/azure\/(auditlogs|signinlogs|identity_protection|provisioning)\//,
    sources: ['entra-id'],
  },
  { paths: /^sentinel\/(AuditLogs_Hunting|sign-in_adelete|disable_accounts)/, sources: ['entra-id'] },
  { paths: /^panther-tests\/azure-audit/, sources: ['entra-id'], fragments: true },
  { paths: /^vendor-docs\/stratus-red-team-docs\/entra-id\./, sources: ['entra-id'], fragments: true },
  // One of the files holds sign-ins alone, another mixes them with activities.
  { paths: /^elastic-integrations\/azure\/activitylogs\//, sources: ['azure-activity', 'entra-id'] },
  { paths: /^sentinel\/azure_?activity/i, sources: ['azure-activity'] },
  { paths: /^plaso\/test_data\/jsonl\/azure_activity/, sources: ['azure-activity'] },
  { paths: /^panther-tests\/azure-activity/, sources: ['azure-activity'], fragments: true },
  { paths: /^vendor-docs\/stratus-red-team-docs\/azure\./, sources: ['azure-activity'], fragments: true },
  { paths: /^sentinel\/office_activity/, sources: ['microsoft-365'] },
  { paths: /^plaso\/test_data\/jsonl\/microsoft_audit/, sources: ['microsoft-365'] },
  { paths: /^panther-tests\/m365/, sources: ['microsoft-365'], fragments: true },
  { paths: /^(elastic-integrations\/okta\/|sentinel\/Okta)/, sources: ['okta-system-log'] },
  { paths: /^panther-tests\/okta/, sources: ['okta-system-log'], fragments: true },
  {
    paths: /^elastic-integrations\/cisco_duo\/(admin|auth|telephony|offline_enrollment|summary)\//,
    sources: ['duo'],
  },
  { paths: /^sentinel\/DuoSecurity/, sources: ['duo'] },
  { paths: /^panther-tests\/duo/, sources: ['duo'], fragments: true },
  { paths: /^elastic-integrations\/ping_one\//, sources: ['ping-one'] },
  { paths: /^elastic-integrations\/auth0\//, sources: ['auth0'] },
  { paths: /^panther-tests\/auth0/, sources: ['auth0'], fragments: true },
  { paths: /^sentinel\/OneLogin/, sources: ['onelogin'] },
  { paths: /^panther-tests\/onelogin/, sources: ['onelogin'], fragments: true },
  { paths: /^elastic-integrations\/jumpcloud\//, sources: ['jumpcloud'] },
  { paths: /^elastic-integrations\/keycloak\//, sources: ['keycloak'] },
  { paths: /^linux-auditd\/.*\.(log|txt)$/, sources: ['auditd'] },
  { paths: /^elastic-integrations\/sysmon_linux\//, sources: ['sysmon'] },
  { paths: /^panther-tests\/osquery/, sources: ['osquery'], fragments: true },
];

/** What the file should be recognised as; undefined for what nothing here reads. */
export function productOf(path: string): Product | undefined {
  return PRODUCTS.find(({ paths }) => paths.test(path));
}
