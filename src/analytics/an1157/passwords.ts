/** Passwords of databases, and the recovery of the root user. People’s own are in `resets.ts`, IAM’s users AN1470’s. */

import { fact, note } from '../../contract/evidence.ts';
import { atOwnPlace, habitEvidence, inUsualPlace, isNew, pathEvidence } from '../../contract/habit.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const DATABASE_RESETS: ReadonlySet<string> = new Set([
  'rds:ModifyDBInstance',
  'rds:ModifyDBCluster',
  'redshift:ModifyCluster',
]);

const RECOVERY: ReadonlyMap<string, string> = new Map([
  ['signin:PasswordRecoveryRequested', 'password recovery asked for'],
  ['signin:PasswordRecoveryCompleted', 'password recovered'],
  ['signin:PasswordUpdated', 'password changed'],
  ['signin:EmailUpdated', 'e-mail address changed'],
  ['account:StartPrimaryEmailUpdate', 'change of the e-mail address begun'],
  ['account:AcceptPrimaryEmailUpdate', 'e-mail address changed'],
]);

export function judgeDatabaseOrRoot(event: Event, at: Context): Judgement[] {
  if (!at.parameters.secretType.includes('password')) return [];
  if (RECOVERY.has(event.operation)) return judgeRecovery(event, at);
  return DATABASE_RESETS.has(event.operation) ? judgeDatabase(event, at) : [];
}

function judgeDatabase(event: Event, at: Context): Judgement[] {
  if (!isNew(at.surprise, 'what') && atOwnPlace(event, at.surprise)) return [];
  const database = event.targets[0]?.uid ?? 'a database';
  const evidence = [
    note(
      event,
      'database password',
      true,
      `master password of ${database} set`,
      'passwords rotated by program',
    ),
    ...declaredOrPath(event, at),
    ...habitEvidence(event, at.surprise, 'database'),
  ];
  return [{ detection: 'database-password-reset', evidence, foldBy: `${event.principal.uid}|${database}` }];
}

function judgeRecovery(event: Event, at: Context): Judgement[] {
  const { subject, principal } = event;
  if (principal.kind !== 'root' && subject?.kind !== 'root') return [];
  const evidence = [
    fact(
      event,
      'root-recovery',
      'recovery of the root user',
      RECOVERY.get(event.operation) ?? event.operation,
      'root’s password and address stay as they are for years',
    ),
    ...ofRootByOther(event),
    habitEvidence(event, at.surprise, 'account'),
  ].flat();
  return [{ detection: 'root-password-recovery', evidence, foldBy: event.scope }];
}

/** Adding a device is good practice, from where root is known; taking the last one away never is. */
export function judgeRootFactor(event: Event, at: Context): Judgement[] {
  const { principal, subject, details } = event;
  if (principal.kind !== 'root' && subject?.kind !== 'root') return [];
  if (subject !== undefined && subject.kind !== 'root') return [];
  const removed = details['factor'] === 'removed';
  if (!removed && inUsualPlace(at.surprise)) return [];
  const evidence = [
    removed
      ? fact(
          event,
          'factor-removed',
          'second factor of root removed',
          event.operation,
          'root keeps its factors',
        )
      : note(
          event,
          'second factor of root changed',
          true,
          event.operation,
          'root’s factors stay as they are',
        ),
    ...ofRootByOther(event),
    ...habitEvidence(event, at.surprise, 'account'),
  ];
  return [{ detection: 'root-factor-changed', evidence, foldBy: event.scope }];
}

/** The engine weighs a root caller; what another does to root counts the same. */
function ofRootByOther(event: Event): Evidence[] {
  if (event.principal.kind === 'root') return [];
  return [fact(event, 'root', 'concerns the root user', event.principal.name, 'nobody acts on root')];
}

function declaredOrPath(event: Event, at: Context): Evidence[] {
  return at.context.automation(event.principal) === undefined ? pathEvidence(event) : [];
}
