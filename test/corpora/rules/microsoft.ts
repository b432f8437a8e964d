/** Rules over logs of Microsoft: Azure, Entra ID, Microsoft 365. */

import { gives, missed } from '../expectation.ts';
import {
  CODE,
  DATA,
  FAILED,
  LOG,
  NETWORK,
  NO_CREDENTIAL,
  NO_EARLIER,
  ONLY_RISK,
  type RuleSet,
  rule,
} from './rule-set.ts';

const ONE_KEY =
  'one read of a resource’s key, as its owners do: found when it is new for whoever reads, or one of many';

const AZURE: RuleSet = {
  log: 'azure-activity',
  product: 'Azure',
  within: [
    rule('Azure.MonitorActivity.Compute.DiskSASURIGenerated', missed(ONE_KEY)),
    rule(
      'Azure.MonitorActivity.KeyVault.KeyAccessed.Recovered',
      missed('what is done with a vault’s keys is judged in the vault’s own log'),
    ),
    rule('Azure.MonitorActivity.StorageAccount.KeysListed', missed(ONE_KEY)),
  ],
  beyond: [
    [
      NO_CREDENTIAL,
      [
        'Azure.MonitorActivity.KeyVault.KeyPurged',
        'Azure.MonitorActivity.RecoveryServices.ProtectionContainerDeleted',
        'Azure.MonitorActivity.SQL.ServerDeleted',
      ],
    ],
    [
      DATA,
      [
        'Azure.MonitorActivity.Compute.SnapshotDeleted',
        'Azure.MonitorActivity.Storage.Blob.BulkDeletion',
        'Azure.MonitorActivity.Storage.Blob.CPKEncryptionDetected',
        'Azure.MonitorActivity.Storage.Blob.Uploaded',
        'Azure.MonitorActivity.Storage.ImmutabilityPolicyDeleted',
        'Azure.MonitorActivity.StorageAccount.BlobAnonymousAccessEnabled',
        'Azure.MonitorActivity.StorageAccount.VersioningDisabled',
      ],
    ],
    [
      'a setting of one resource, nobody’s sign-on',
      ['Azure.MonitorActivity.StorageAccount.SharedKeyAccessEnabled'],
    ],
    [
      'a signature at work in the log of the storage itself, which no source reads',
      ['Azure.MonitorActivity.Storage.SASTokenExternalAccess'],
    ],
    [
      CODE,
      [
        'Azure.MonitorActivity.Automation.RunbookDeleted',
        'Azure.MonitorActivity.Automation.ServerlessExecution',
        'Azure.MonitorActivity.Compute.VMCommandExecuted',
      ],
    ],
    [
      LOG,
      [
        'Azure.MonitorActivity.ActionGroups.Deleted',
        'Azure.MonitorActivity.AlertRules.Deleted',
        'Azure.MonitorActivity.DiagnosticSettings.Deleted',
        'Azure.MonitorActivity.LogAnalyticsWorkspace.Deleted',
      ],
    ],
    [
      NETWORK,
      [
        'Azure.MonitorActivity.Network.IPDiscovery',
        'Azure.MonitorActivity.Network.PortMapping',
        'Azure.MonitorActivity.StorageAccount.PublicNetworkAccessEnabled',
      ],
    ],
  ],
};

const ENTRA: RuleSet = {
  log: 'azure-audit',
  product: 'Entra ID',
  within: [
    rule('Azure.Audit.ExcessiveAccountLockouts', missed(FAILED)),
    rule('Azure.Audit.GraphSessionMultipleIPs', missed(NO_EARLIER)),
    rule('Azure.Audit.HighRiskSignIn', missed(ONLY_RISK)),
    rule('Azure.Audit.MultipleProtectionAlerts', missed(ONLY_RISK)),
    rule('Azure.Audit.OIDC.Changed', gives('AN1157', 'identity-provider-added', 'low')),
    rule('Azure.Audit.PolicyChanged', gives('AN1157', 'sign-on-policy-weakened', 'low')),
    rule('Azure.Audit.RiskLevelPassthrough', missed(FAILED)),
  ],
  beyond: [],
};

const MICROSOFT_365: RuleSet = {
  log: 'm365',
  product: 'Microsoft 365',
  within: [
    rule('Microsoft365.Brute.Force.Login.by.User', missed(FAILED)),
    rule(
      'Microsoft365.MFA.Disabled',
      missed('Microsoft’s own service, which acts for people who see to their own factors'),
    ),
  ],
  beyond: [],
};

export const MICROSOFT_RULES: readonly RuleSet[] = [AZURE, ENTRA, MICROSOFT_365];
