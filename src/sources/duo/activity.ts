/** Activities: the newer log of what administrators and users changed, with the object as it was and as it is. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import { settingChange } from '../../lib/setting-change.ts';
import { clip } from '../../lib/text.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Issued, Principal } from '../../model/event.ts';
import { bypassUid, ownership } from './admin.ts';
import { readDevice } from './device.ts';
import { FIELDS } from './fields.ts';
import { type Row, rowOf } from './operations.ts';
import { activityPerson, detailsOf, NOBODY, person } from './person.ts';

export function activityEvent(record: RecordView, name: string, time: number, uid: string): NormalisedEvent {
  const device = record.derived(FIELDS.accessDevice, readDevice);
  const principal = record.derived(FIELDS.actor, activityPerson);
  const target = record.json(FIELDS.target);
  const after = detailsOf(target);
  const row = rowOf(name);
  const failed = /^(?:failure|denied|error)$/i.test(record.text(FIELDS.outcome) ?? '');
  const subject = subjectOf(row, target, principal);
  const bypassed = /^bypass$/i.test(textAt(after, 'status') ?? '') && /^(?:user|group)_/.test(name);
  return {
    uid: `duo:${clip(uid, 128)}`,
    time,
    provider: 'duo',
    scope: record.text(FIELDS.account) ?? '',
    region: undefined,
    operation: `duo:${clip(name, 120)}`,
    action: bypassed ? 'factor.change' : (row?.action ?? 'use'),
    outcome: failed ? 'failure' : 'success',
    error: failed ? clip(record.text(FIELDS.outcome) ?? 'failure', 120) : undefined,
    access:
      principal.kind === 'application' ? 'sdk' : principal.kind === 'service' ? 'service' : device.access,
    principal,
    credential: undefined,
    session: undefined,
    client: device.client,
    targets: targetOf(target),
    issued: failed || subject === undefined ? NO_ISSUED : issuedBy(row, subject),
    subject,
    details: toldDetails(
      row?.details,
      row === undefined || row.action === 'signin'
        ? undefined
        : settingChange(detailsOf(record.json(FIELDS.oldTarget)), after),
      bypassed ? { factor: 'removed', bypass: true } : undefined,
      {
        ...ownership(textAt(after, 'role')),
        application: textAt(record.json(FIELDS.application), 'name'),
        selfService: subject === undefined ? undefined : subject.uid === principal.uid,
      },
    ),
    pair: undefined,
  };
}

const PEOPLE: ReadonlySet<string> = new Set(['user', 'admin', 'user_bypass', 'user_phone', 'user_hardtoken']);

/** Targets such as `user_bypass` carry the key of the user they belong to. */
function subjectOf(row: Row | undefined, target: unknown, principal: Principal): Principal | undefined {
  const type = textAt(target, 'type') ?? '';
  if (row === undefined || row.action === 'signin' || !PEOPLE.has(type)) return undefined;
  const subject = person(textAt(target, 'key'), textAt(target, 'name'), {
    email: textAt(detailsOf(target), 'email'),
  });
  if (subject === NOBODY) return undefined;
  return subject.uid === principal.uid ? principal : subject;
}

function targetOf(target: unknown): NormalisedEvent['targets'] {
  const name = textAt(target, 'name');
  const key = textAt(target, 'key') ?? name;
  if (key === undefined) return [];
  const kind = (textAt(target, 'type') ?? 'object').replaceAll('_', '-');
  return [
    {
      kind: clip(kind, 40),
      uid: `duo:${clip(key, 128)}`,
      name: name === undefined ? undefined : clip(name, 256),
    },
  ];
}

function issuedBy(row: Row | undefined, subject: Principal): readonly Issued[] {
  if (row?.issues === 'bypass') return [issued(bypassUid(subject), 'recovery-code', subject)];
  return row?.issues === 'password' ? [issuedPassword(subject)] : NO_ISSUED;
}
