/**
 * Kinds of alerts: whom each is about, and how much it says of them at most. A detector's own severity may say less,
 * never more: that a message was dangerous makes nobody of its receivers dangerous.
 */

import type { Operation } from '../../contract/source.ts';
import type { Risk } from './risk.ts';

/** Where the data names people: a path, in which `*` stands for every element of a list. */
type People = readonly string[];

export interface AlertKind extends Operation {
  readonly atMost: Risk;
  /** Whom the alert is about. */
  readonly people: People;
  /** Whose credential the one who acted changed. */
  readonly subject?: People;
  readonly address?: readonly string[];
  /** Says nothing of security. */
  readonly notice?: true;
}

type Rest = Omit<AlertKind, keyof Operation | 'atMost' | 'people'>;

function kind(name: string, atMost: Risk, people: People, rest: Rest = {}): AlertKind {
  return { operation: `alertcenter:${name}`, action: 'alert', atMost, people, ...rest };
}

export const OPERATIONS: readonly AlertKind[] = [
  kind('AccountWarning', 'high', ['email'], { address: ['loginDetails', 'ipAddress'] }),
  kind('StateSponsoredAttack', 'high', ['email']),
  kind('SensitiveAdminAction', 'medium', ['actorEmail'], {
    subject: ['superAdminPasswordResetEvent.userEmail', 'primaryAdminChangedEvent.updatedAdminEmail'],
  }),
  kind('DomainWideTakeoutInitiated', 'medium', ['email']),
  kind('DeviceCompromised', 'medium', ['email']),
  kind('SuspiciousActivity', 'medium', ['email']),
  kind('DlpRuleViolation', 'low', ['ruleViolationInfo.triggeringUserEmail']),
  kind('ActivityRule', 'low', []),
  kind('ReportingRule', 'low', []),
  kind('MailPhishing', 'low', ['messages.*.recipient']),
  kind('PhishingSpike', 'low', ['messages.*.recipient']),
  kind('BadWhitelist', 'low', ['messages.*.recipient'], { address: ['sourceIp'] }),
  kind('AbuseDetected', 'low', []),
  kind('AbuseDetectedSummary', 'low', []),
  kind('UserChanges', 'low', ['email']),
  kind('VaultAcceleratedDeletion', 'low', ['actorEmail']),
  kind('AccountSuspensionWarning', 'low', [], { notice: true }),
  kind('GoogleOperations', 'low', [], { notice: true }),
  kind('AppMakerSqlSetupNotification', 'low', [], { notice: true }),
  kind('AppsOutage', 'low', [], { notice: true }),
  kind('AccessApproval', 'low', [], { notice: true }),
  kind('ApnsCertificateExpirationInfo', 'low', [], { notice: true }),
  kind('TransferError', 'low', [], { notice: true }),
  kind('TransferMisconfiguration', 'low', [], { notice: true }),
];
