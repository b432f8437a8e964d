/**
 * The table of operations: what each means in our vocabulary. The service is the workload that did it. Operations that
 * are not listed are `use`.
 */

import type { FindDetail } from '../../contract/operation-row.ts';
import type { Action } from '../../model/action.ts';
import type { Principal } from '../../model/event.ts';
import { loginOf } from '../../vendor/microsoft/claims.ts';
import { userPrincipal } from '../../vendor/microsoft/principal.ts';
import type { Call } from './call.ts';
import { DIRECTORY, subjectsPassword } from './directory-operations.ts';
import { type Finders, type Row, rows } from './row.ts';

const asked =
  (...names: readonly string[]): FindDetail<Call> =>
  (call) => {
    for (const name of names) {
      const value = call.parameter(name);
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  };
const sso = (ssoScope: string, facts: Finders = {}): Finders => ({ says: { ssoScope }, ...facts });
const isTrue = (call: Call, name: string): boolean => /^(?:true|\$true)$/i.test(call.parameter(name) ?? '');
const isFalse = (call: Call, name: string): boolean =>
  /^(?:false|\$false)$/i.test(call.parameter(name) ?? '');

const FORWARDING = {
  forwardTo: asked(
    'ForwardTo',
    'RedirectTo',
    'ForwardAsAttachmentTo',
    'ForwardingSmtpAddress',
    'ForwardingAddress',
    'BlindCopyTo',
    'RedirectMessageTo',
  ),
  ruleName: asked('Name', 'Identity'),
};

/** `Set-Mailbox` does many things; a new password, a way out for mail, or an end to auditing are what matters. */
const mailboxChange = (call: Call): Action => {
  if (call.parameter('Password') !== undefined) return 'credential.reset';
  if (isFalse(call, 'AuditEnabled')) return 'telemetry.change';
  if (call.parameter('GrantSendOnBehalfTo') !== undefined) return 'privilege.grant';
  return FORWARDING.forwardTo(call) === undefined ? 'use' : 'resource.access';
};

/** Whose password it is, where one was set. */
const mailboxOwner = (call: Call): Principal | undefined =>
  call.parameter('Password') === undefined
    ? undefined
    : userPrincipal({ upn: loginOf(call.parameter('Identity')), tenant: call.tenant });

const auditConfig = (call: Call): Action =>
  isFalse(call, 'UnifiedAuditLogIngestionEnabled') || isFalse(call, 'AdminAuditLogEnabled')
    ? 'telemetry.change'
    : 'use';

const organizationConfig = (call: Call): Action => {
  if (isTrue(call, 'AuditDisabled')) return 'telemetry.change';
  return call.parameter('OAuth2ClientProfileEnabled') === undefined ? 'use' : 'sso.change';
};

const EXCHANGE: readonly Row[] = [
  ...rows(
    'exchange',
    'sso.change',
    [
      'Add-FederatedDomain',
      'Remove-FederatedDomain',
      'New-FederationTrust',
      'Set-FederationTrust',
      'Set-FederatedOrganizationIdentifier',
    ],
    sso('federation', {
      details: { domain: asked('DomainName', 'AccountNamespace', 'Identity') },
    }),
  ),
  ...rows(
    'exchange',
    'trust.change',
    [
      'New-OrganizationRelationship',
      'Set-OrganizationRelationship',
      'New-SharingPolicy',
      'Set-SharingPolicy',
    ],
    sso('cross-tenant', {
      details: { domain: asked('DomainNames', 'Domains') },
    }),
  ),
  ...rows(
    'exchange',
    'trust.change',
    [
      'New-PartnerApplication',
      'Set-PartnerApplication',
      'New-AuthServer',
      'Set-AuthServer',
      'Set-AuthConfig',
    ],
    sso('application'),
  ),
  ...rows(
    'exchange',
    'sso.change',
    ['New-AuthenticationPolicy', 'Set-AuthenticationPolicy', 'Remove-AuthenticationPolicy'],
    sso('authentication-method'),
  ),
  ...rows(
    'exchange',
    'sso.change',
    ['New-ClientAccessRule', 'Set-ClientAccessRule', 'Remove-ClientAccessRule'],
    sso('network-zone'),
  ),
  ...rows('exchange', 'sso.change', ['Set-OrganizationConfig'], { decide: organizationConfig }),

  ...rows(
    'exchange',
    'privilege.grant',
    [
      'Add-MailboxPermission',
      'Add-RecipientPermission',
      'Add-MailboxFolderPermission',
      'Set-MailboxFolderPermission',
      'AddFolderPermissions',
      'ModifyFolderPermissions',
      'UpdateCalendarDelegation',
    ],
    {
      details: { mailbox: asked('Identity'), grantee: asked('User', 'Trustee'), role: asked('AccessRights') },
    },
  ),
  ...rows(
    'exchange',
    'privilege.grant',
    [
      'Add-RoleGroupMember',
      'New-RoleGroup',
      'Update-RoleGroupMember',
      'New-ManagementRoleAssignment',
      'Add-ManagementRoleEntry',
    ],
    {
      details: {
        role: asked('Identity', 'Role', 'Name'),
        grantee: asked('Member', 'Members', 'User', 'SecurityGroup'),
      },
    },
  ),
  ...rows(
    'exchange',
    'resource.access',
    [
      'New-InboxRule',
      'Set-InboxRule',
      'Enable-InboxRule',
      'UpdateInboxRules',
      'New-TransportRule',
      'Set-TransportRule',
      'Set-RemoteDomain',
      'New-InboundConnector',
      'New-OutboundConnector',
    ],
    {
      details: FORWARDING,
    },
  ),
  ...rows('exchange', 'resource.access', ['Set-Mailbox', 'Set-MailUser', 'New-Mailbox'], {
    decide: mailboxChange,
    subject: mailboxOwner,
    issues: subjectsPassword,
    details: {
      forwardTo: FORWARDING.forwardTo,
      mailbox: asked('Identity', 'Name'),
      secretType: (call) => (call.parameter('Password') === undefined ? undefined : 'password'),
    },
  }),
  ...rows(
    'exchange',
    'resource.access',
    [
      'MailItemsAccessed',
      'MessageBind',
      'FolderBind',
      'Send',
      'SendAs',
      'SendOnBehalf',
      'HardDelete',
      'SoftDelete',
      'MoveToDeletedItems',
      'SearchQueryInitiatedExchange',
      'New-MailboxExportRequest',
      'New-ComplianceSearch',
      'New-ComplianceSearchAction',
    ],
    {
      details: { mailbox: (call) => call.text('mailboxOwner')?.toLowerCase() },
    },
  ),
  ...rows('exchange', 'signin', ['MailboxLogin']),
  ...rows('exchange', 'telemetry.change', ['Set-AdminAuditLogConfig'], { decide: auditConfig }),
  ...rows('exchange', 'telemetry.change', [
    'Set-MailboxAuditBypassAssociation',
    'Remove-UnifiedAuditLogRetentionPolicy',
    'Disable-OrganizationCustomization',
  ]),
];

/** SharePoint and OneDrive share one file store and its names. */
const FILES: readonly Row[] = ['sharepoint', 'onedrive'].flatMap((service) => [
  ...rows(service, 'resource.access', [
    'FileAccessed',
    'FileAccessedExtended',
    'FileDownloaded',
    'FilePreviewed',
    'FileCopied',
    'FileSyncDownloadedFull',
    'FileSyncDownloadedPartial',
    'FileModified',
    'FileModifiedExtended',
    'FileUploaded',
    'FileDeleted',
    'FileRecycled',
    'FileRenamed',
    'FileMoved',
    'SearchQueryPerformed',
  ]),
  ...rows(
    service,
    'privilege.grant',
    [
      'AnonymousLinkCreated',
      'AnonymousLinkUpdated',
      'AddedToSecureLink',
      'SecureLinkCreated',
      'CompanyLinkCreated',
      'SharingInvitationCreated',
      'SharingSet',
      'AddedToGroup',
      'SiteCollectionAdminAdded',
      'SitePermissionsModified',
    ],
    { details: { grantee: (call) => call.text('sharedWith') } },
  ),
  ...rows(
    service,
    'sso.change',
    ['NetworkAccessPolicyChanged', 'DeviceAccessPolicyChanged'],
    sso('network-zone'),
  ),
  ...rows(service, 'sso.change', ['LegacyAuthProtocolsEnabledSet'], sso('sign-on-policy')),
]);

const OTHERS: readonly Row[] = [
  ...rows('entra', 'signin', [
    'UserLoggedIn',
    'UserLoginFailed',
    'ForeignRealmIndexLogonInitialAuthUsingADFSFederatedToken',
    'PasswordLogonInitialAuthUsingPassword',
  ]),
  ...rows('teams', 'signin', ['TeamsSessionStarted']),
  ...rows('teams', 'privilege.grant', ['MemberAdded', 'MemberRoleChanged']),
  ...rows('teams', 'resource.access', ['MessageRead', 'MessagesListed', 'MessagesExported', 'ChatRetrieved']),
  ...rows('compliance', 'resource.access', [
    'SearchExported',
    'SearchExportDownloaded',
    'SearchResultExportDownloaded',
    'SearchPreviewed',
    'ViewedSearchPreviewed',
    'SearchStarted',
  ]),
  ...rows(
    'compliance',
    'privilege.grant',
    ['Add-RoleGroupMember', 'Add-eDiscoveryCaseAdmin', 'CaseAdminAdded'],
    {
      details: { role: asked('Identity'), grantee: asked('Member', 'User') },
    },
  ),
  ...rows('compliance', 'telemetry.change', [
    'Remove-UnifiedAuditLogRetentionPolicy',
    'Set-UnifiedAuditLogRetentionPolicy',
  ]),
  ...rows('compliance', 'alert', ['AlertTriggered', 'AlertEntityGenerated']),
];

export const OPERATIONS: readonly Row[] = [...DIRECTORY, ...EXCHANGE, ...FILES, ...OTHERS];
