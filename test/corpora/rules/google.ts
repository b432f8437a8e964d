/** Rules over logs of Google Cloud and Google Workspace. */

import { gives, missed } from '../expectation.ts';
import {
  CODE,
  DATA,
  DETECTOR,
  LOG,
  MAIL,
  NETWORK,
  NO_CREDENTIAL,
  OWN,
  RIGHTS,
  type RuleSet,
  rule,
  SOME_TIME,
} from './rule-set.ts';

const OWN_SIGNATURE = 'a service account signs for itself, as its libraries do all day';

const GOOGLE_CLOUD: RuleSet = {
  log: 'gcp-audit',
  product: 'Google Cloud',
  filledIn: { timestamp: SOME_TIME, insertId: '1' },
  within: [
    rule('GCP.Compute.SSHConnection', gives('AN1470', 'ssh-key-placed', 'low'), [
      'SSH From Remote Machine',
      'SSH From GCP Console',
    ]),
    rule('GCP.Compute.SSHConnection', missed('a connection with a key or right that was there before'), [
      'Connect with IAP',
      'SSH From OS Login Without MFA',
      'Connect to Serial Port',
    ]),
    rule('GCP.IAM.serviceAccounts.signBlob', missed(OWN_SIGNATURE)),
    rule('GCP.IAM.serviceAccounts.signJwt.Privilege.Escalation', missed(OWN_SIGNATURE)),
    rule(
      'GCP.Storage.Hmac.Keys.Create',
      missed('a deployment that needs the permission; the key it made has a record of its own'),
    ),
    rule(
      'GCP.serviceusage.apiKeys.create.Privilege.Escalation',
      missed(
        'a key that names no identity, made by a person of the project: found when that is new for its maker',
      ),
    ),
  ],
  beyond: [
    [
      RIGHTS,
      [
        'GCP.Cloud.Run.Set.IAM.Policy',
        'GCP.GCS.IAMChanges',
        'GCP.GCS.Public',
        'GCP.IAM.CorporateEmail',
        'GCP.IAM.OrgFolderIAMChanges',
        'GCP.KMS.EnableKey',
        'GCP.Project.ExternalUserOwnershipInvite',
        'GCP.User.Added.to.IAP.Protected.Service',
        'GCP.iam.roles.update.Privilege.Escalation',
      ],
    ],
    [
      DATA,
      [
        'GCP.Compute.Snapshot.UnexpectedDomain',
        'GCP.Destructive.Queries',
        'GCP.GCS.BulkObjectRewrite',
        'GCP.GCS.Ransom.Note.Upload',
      ],
    ],
    [
      CODE,
      [
        'GCP.CloudBuild.Potential.Privilege.Escalation',
        'GCP.Cloudfunctions.Functions.Update',
        'GCP.K8S.Privileged.Pod.Created',
        'GCP.K8s.IOC.Activity',
        'GCP.K8s.Pod.Attached.To.Node.Host.Network',
        'GCP.K8s.Pod.Using.Host.PID.Namespace',
      ],
    ],
    [LOG, ['GCP.Log.Bucket.Or.Sink.Deleted', 'GCP.Logging.Sink.Modified', 'GCP.VPC.Flow.Logs.Disabled']],
    [NETWORK, ['GCP.Firewall.Rule.Deleted', 'GCP.Firewall.Rule.Modified']],
    [NO_CREDENTIAL, ['GCP.KMS.EraseKey']],
  ],
};

const WORKSPACE: RuleSet = {
  log: 'google-workspace',
  product: 'Google Workspace',
  filledIn: { id: { time: SOME_TIME, uniqueQualifier: '1' } },
  within: [
    rule('GSuite.TwoStepVerification', missed(OWN)),
    rule('GSuite.Workspace.TrustedDomainsAllowlist', gives('AN1157', 'sso-setting-changed', 'informational')),
    rule(
      'Google.Workspace.Advanced.Protection.Program',
      gives('AN1157', 'sso-setting-changed', 'informational'),
    ),
    rule('Google.Workspace.OAuth.Privileged.Scopes', gives('AN1157', 'delegation-granted', 'informational')),
    rule(
      'Google.Workspace.Apps.Marketplace.New.Domain.Application',
      missed('the record does not say what the application may do; its delegation has a record of its own'),
    ),
  ],
  beyond: [
    [
      DETECTOR,
      [
        'GSuite.DeviceSuspiciousActivity',
        'GSuite.GovernmentBackedAttack',
        'GSuite.Rule',
        'GSuite.UserSuspended',
      ],
    ],
    [
      MAIL,
      [
        'GSuite.Gmail.Email.SpamFilter.Bypass',
        'GSuite.Gmail.Potential.Spoofed.Email',
        'GSuite.Gmail.Spam.Email.Surge',
        'GSuite.Gmail.SpamEmail.LinkClicked',
        'GSuite.GroupBannedUser',
        'GSuite.Workspace.CalendarExternalSharingSetting',
        'GSuite.Workspace.GmailPredeliveryScanningDisabled',
      ],
    ],
    [RIGHTS, ['Google.Workspace.Admin.Custom.Role']],
    [DATA, ['GSuite.GoogleAccess']],
  ],
};

export const GOOGLE_RULES: readonly RuleSet[] = [GOOGLE_CLOUD, WORKSPACE];
