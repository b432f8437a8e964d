/**
 * The streams of every provider's log that are switched on by themselves: how to tell that one is there, what is lost
 * without it and what to switch on. How to switch things on is told in more words by the README of each source.
 */

import { type Action, ADMINISTRATION } from '../model/action.ts';
import type { Event, Provider } from '../model/event.ts';
import type { FieldName } from '../report/coverage-shape.ts';

export interface Stream {
  readonly provider: Provider;
  readonly what: string;
  /** Of the events of the provider, which tell that it is there. All that are given must hold. */
  readonly source?: string;
  readonly actions?: readonly Action[];
  readonly operations?: RegExp;
  readonly when?: (event: Event) => boolean;
  /** Least share of events in which a field must be filled to be of use. */
  readonly fields?: Readonly<Partial<Record<FieldName, number>>>;
  /** What is not seen without it. */
  readonly loses: string;
  readonly switchOn: string;
}

const SIGN_INS: readonly Action[] = ['signin'];
const isAttached = ({ credential }: Event): boolean => credential?.uid.startsWith('gcp:attached:') === true;

function signIns(provider: Provider, switchOn: string, fields: Stream['fields'] = {}): Stream {
  return {
    provider,
    what: 'sign-ins',
    actions: SIGN_INS,
    fields: { 'client.ip': 0.7, ...fields },
    loses: 'an account entered by a stranger, and what a reset or a new factor was for',
    switchOn,
  };
}

function administration(provider: Provider, switchOn: string): Stream {
  return {
    provider,
    what: 'administration',
    actions: ADMINISTRATION,
    fields: { 'client.ip': 0.3 },
    loses: 'resets of passwords and factors, new credentials, changed sign-on settings',
    switchOn,
  };
}

/** By `provider.stream`. Google leaves addresses out of what its own services and other customers' identities do. */
export const STREAMS: Readonly<Record<string, Stream>> = {
  'aws.sts': {
    provider: 'aws',
    what: 'temporary tokens being issued (STS)',
    actions: ['token.mint'],
    operations: /^(?:sts|sso|signin):/,
    fields: { issued: 0.5, 'client.userAgent': 0.8 },
    loses: 'who asked for a token, and so every trail: calls have no origin',
    switchOn:
      'CloudTrail: a trail for all regions with global service events and management events (STS logs in the region of the endpoint that was called, the global endpoint in us-east-1)',
  },
  'aws.reads': {
    provider: 'aws',
    what: 'management events that read',
    operations: /:(?:Get|List|Describe|BatchGet|Head)/,
    fields: { credential: 0.5, 'client.userAgent': 0.8 },
    loses: 'secrets and passwords being retrieved, and what a stolen credential looks at first',
    switchOn:
      'CloudTrail: PutEventSelectors with ReadWriteType=All (management events for reading and writing)',
  },
  'aws.writes': {
    provider: 'aws',
    what: 'management events that write',
    operations: /:(?:Create|Update|Put|Delete|Attach|Add|Register|Modify|Run|Set|Tag)/,
    fields: { 'client.userAgent': 0.8 },
    loses: 'new keys, changed trust, granted rights',
    switchOn:
      'CloudTrail: PutEventSelectors with ReadWriteType=All (management events for reading and writing)',
  },
  'aws.global': {
    provider: 'aws',
    what: 'events of us-east-1, where IAM, root sign-ins and global STS are logged',
    when: ({ region }) => region === 'us-east-1',
    loses: 'everything IAM does: keys, passwords, factors, federation',
    switchOn:
      'CloudTrail: IsMultiRegionTrail=true and IncludeGlobalServiceEvents=true; deliver us-east-1 too',
  },
  'aws.sign-ins': {
    provider: 'aws',
    what: 'console and portal sign-ins',
    actions: SIGN_INS,
    fields: { 'client.ip': 0.7 },
    loses: 'how a person came in, with which factor, and consoles opened with stolen credentials',
    switchOn:
      'CloudTrail: a trail for all regions, so that signin.amazonaws.com events of every sign-in region are kept',
  },
  'aws.identity-center': {
    provider: 'aws',
    what: 'IAM Identity Center',
    operations: /^(?:sso|sso-directory|identitystore):/,
    loses: 'changes of identity source, permission sets and factors of the access portal',
    switchOn:
      'CloudTrail of the management or delegated administrator account, in the home region of IAM Identity Center, if you use it',
  },
  'aws.data': {
    provider: 'aws',
    what: 'data events (S3 objects, DynamoDB items, Lambda calls)',
    operations:
      /^(?:s3:(?:Get|Put|Copy|Delete|Restore)Objects?|dynamodb:(?:GetItem|PutItem|UpdateItem|DeleteItem|Query|Scan|BatchGetItem|BatchWriteItem)|lambda:Invoke)/,
    loses: 'data being read or taken: a thief who only reads objects is not seen',
    switchOn:
      'CloudTrail: advanced event selectors with eventCategory=Data for AWS::S3::Object, AWS::DynamoDB::Table and AWS::Lambda::Function, at least for what is declared as highValue',
  },
  'aws.workloads': {
    provider: 'aws',
    what: 'calls made with credentials of instances, tasks and functions',
    when: ({ session }) => session?.workload !== undefined,
    fields: { 'client.ip': 0.5, 'client.userAgent': 0.8 },
    loses: 'workload credentials used elsewhere',
    switchOn: 'CloudTrail: management events of every account and region in which workloads run',
  },
  'gcp.admin': {
    provider: 'gcp',
    what: 'Admin Activity logs',
    operations: /[:.-](?:create|insert|delete|update|patch|set|replace|put|undelete|enable|disable|upload)/i,
    fields: { 'client.ip': 0.2 },
    loses: 'new keys, changed policies, federation set up',
    switchOn:
      'Google Cloud: an organisation sink with --include-children for cloudaudit.googleapis.com/activity (the log itself is always on)',
  },
  'gcp.iamcredentials': {
    provider: 'gcp',
    what: 'Data Access logs of iamcredentials',
    operations: /^(?:iamcredentials|iam):(?:GenerateAccessToken|GenerateIdToken|SignJwt|SignBlob)$/,
    fields: { issued: 0.5, subject: 0.5 },
    loses: 'tokens of service accounts being issued: impersonation has no origin',
    switchOn: 'Google Cloud: auditConfigs for iamcredentials.googleapis.com with DATA_READ and ADMIN_READ',
  },
  'gcp.sts': {
    provider: 'gcp',
    what: 'Data Access logs of sts (workload identity federation)',
    operations: /^sts:ExchangeToken$/,
    loses: 'tokens obtained through federation from outside',
    switchOn:
      'Google Cloud: auditConfigs for sts.googleapis.com with DATA_READ and ADMIN_READ, if you federate workloads',
  },
  'gcp.secrets': {
    provider: 'gcp',
    what: 'Data Access logs of secretmanager',
    operations: /^secretmanager:AccessSecretVersion$/,
    loses: 'secrets being read',
    switchOn: 'Google Cloud: auditConfigs for secretmanager.googleapis.com with DATA_READ',
  },
  'gcp.data': {
    provider: 'gcp',
    what: 'Data Access logs of storage and other data',
    operations: /^(?:storage:objects\.(?:get|list)|bigquery:|cloudkms:(?:Raw)?(?:Decrypt|Asymmetric))/,
    loses: 'data being read or taken',
    switchOn:
      'Google Cloud: auditConfigs for storage.googleapis.com, bigquery.googleapis.com and cloudkms.googleapis.com with DATA_READ',
  },
  'gcp.attached': {
    provider: 'gcp',
    what: 'calls made with service accounts attached to machines',
    when: isAttached,
    fields: { 'client.userAgent': 0.8 },
    loses: 'tokens of machines used elsewhere',
    switchOn:
      'Google Cloud: auditConfigs with DATA_READ and ADMIN_READ for the services that workloads call (allServices shows the most)',
  },
  'entra.audit': {
    provider: 'entra',
    source: 'entra-id',
    what: 'AuditLogs',
    operations: /^entra:(?!.*sign-in)/i,
    loses: 'new secrets, resets, factors, federation and conditional access being changed',
    switchOn: 'Entra ID: diagnostic setting with category AuditLogs',
  },
  'entra.interactive': {
    provider: 'entra',
    what: 'SignInLogs (interactive)',
    operations: /^entra:Sign-in activity$/,
    fields: { 'client.ip': 0.9, session: 0.5 },
    loses: 'people signing in',
    switchOn: 'Entra ID: diagnostic setting with category SignInLogs',
  },
  'entra.non-interactive': {
    provider: 'entra',
    what: 'NonInteractiveUserSignInLogs',
    operations: /^entra:Non-interactive sign-in$/,
    fields: { 'client.ip': 0.9, session: 0.5 },
    loses: 'tokens fetched with a stolen session or refresh token',
    switchOn: 'Entra ID: diagnostic setting with category NonInteractiveUserSignInLogs (off by default)',
  },
  'entra.service-principals': {
    provider: 'entra',
    what: 'ServicePrincipalSignInLogs',
    operations: /^entra:Service principal sign-in$/,
    fields: { 'client.ip': 0.9, credential: 0.5 },
    loses: 'new or stolen application secrets being used',
    switchOn: 'Entra ID: diagnostic setting with category ServicePrincipalSignInLogs (off by default)',
  },
  'entra.managed-identities': {
    provider: 'entra',
    what: 'ManagedIdentitySignInLogs',
    operations: /^entra:Managed identity sign-in$/,
    loses: 'tokens of machines being issued',
    switchOn: 'Entra ID: diagnostic setting with category ManagedIdentitySignInLogs (off by default)',
  },
  'entra.graph': {
    provider: 'entra',
    source: 'microsoft-graph-activity',
    what: 'MicrosoftGraphActivityLogs',
    loses: 'what a token does in the directory: reading, enumerating',
    switchOn:
      'Entra ID: diagnostic setting with category MicrosoftGraphActivityLogs (off by default, needs P1)',
  },
  'azure.activity': {
    provider: 'azure',
    source: 'azure-activity',
    what: 'the activity log',
    fields: { 'client.ip': 0.5, credential: 0.3 },
    loses: 'keys of resources listed or renewed, rights granted, machines entered',
    switchOn: 'Azure: diagnostic setting on every subscription with category Administrative',
  },
  'azure.key-vault': {
    provider: 'azure',
    source: 'azure-key-vault',
    what: 'Key Vault audit logs',
    fields: { 'client.ip': 0.5, credential: 0.3 },
    loses: 'secrets, keys and certificates being read',
    switchOn: 'Azure: diagnostic setting on each vault with category AuditEvent (nothing is logged without)',
  },
  'microsoft-365.audit': {
    provider: 'microsoft-365',
    what: 'the unified audit log',
    loses: 'inbox rules, mail and files being read, directory changes as Microsoft 365 tells them',
    switchOn:
      'Microsoft 365: Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true, and export the log',
  },
  'okta.sign-ins': signIns(
    'okta',
    'Okta: a log stream or collector for the whole System Log (it is always on, kept 90 days)',
    {
      session: 0.7,
    },
  ),
  'okta.administration': administration(
    'okta',
    'Okta: a log stream or collector without filters on event types (user.*, system.*, policy.*, application.*)',
  ),
  'google-workspace.sign-ins': {
    ...signIns(
      'google-workspace',
      'Google Workspace: export the login and SAML activities (kept six months)',
    ),
    operations: /^(?:login|saml):/,
  },
  'google-workspace.administration': administration(
    'google-workspace',
    'Google Workspace: export the admin and user_accounts activities (kept six months)',
  ),
  'google-workspace.tokens': {
    provider: 'google-workspace',
    what: 'token activities',
    operations: /^token:/,
    loses: 'applications being given access to mailboxes and files',
    switchOn: 'Google Workspace: export the token activities',
  },
  'auth0.sign-ins': signIns('auth0', 'Auth0: a log stream with the categories Login and Token exchange'),
  'auth0.administration': administration('auth0', 'Auth0: a log stream with the category Management API'),
  'onelogin.sign-ins': signIns('onelogin', 'OneLogin: a broadcaster that sends all event types'),
  'onelogin.administration': administration('onelogin', 'OneLogin: a broadcaster that sends all event types'),
  'duo.sign-ins': signIns('duo', 'Duo: collect authentication logs (Admin API, "Grant read log")'),
  'duo.administration': {
    ...administration('duo', 'Duo: collect administrator and activity logs (Admin API, "Grant read log")'),
    // Duo's administrator log has no addresses.
    fields: {},
  },
  'ping-one.sign-ins': signIns('ping-one', 'PingOne: a webhook that names session and password events'),
  'ping-one.administration': administration(
    'ping-one',
    'PingOne: a webhook that names configuration events, those of the category "config read" too',
  ),
  'jumpcloud.sign-ins': signIns('jumpcloud', 'JumpCloud: export Directory Insights with service "all"'),
  'jumpcloud.administration': administration(
    'jumpcloud',
    'JumpCloud: export Directory Insights with service "all"',
  ),
  'keycloak.sign-ins': signIns(
    'keycloak',
    'Keycloak: Realm settings → Events: save user events (off by default)',
  ),
  'keycloak.administration': administration(
    'keycloak',
    'Keycloak: Realm settings → Events: save admin events, with representation (off by default)',
  ),
  'host.metadata': {
    provider: 'host',
    what: 'processes that ask the metadata service',
    actions: ['token.metadata'],
    loses:
      'which process took a machine’s credential: theft is seen only when the credential is used elsewhere',
    switchOn:
      'machines: auditd rules for connect and execve, or Sysmon event 3, or a Tetragon, Tracee, Falco or osquery rule for 169.254.169.254',
  },
};
