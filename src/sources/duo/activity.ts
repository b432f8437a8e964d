/** Activities: the newer log of what administrators and users changed, with the object as it was and as it is. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import { settingChange } from '../../lib/setting-change.ts';
import { clip } from '../../lib/text.ts';
import { type Told, toldDetails } from '../../lib/told-details.ts';
import type { Issued, Principal, Target } from '../../model/event.ts';
import { bypassUid } from './admin.ts';
import { ownership } from './description.ts';
import { readDevice } from './device.ts';
import { FIELDS } from './fields.ts';
import { type Row, rowOf } from './operations.ts';
import { activityPerson, detailsOf, NOBODY, person } from './person.ts';

export function activityEvent(record: RecordView, name: string, time: number, uid: string): NormalisedEvent {
  const device = record.derived(FIELDS.accessDevice, readDevice);
  const principal = record.derived(FIELDS.actor, activityPerson);
  const target = record.derived(FIELDS.target, readThing);
  const row = rowOf(name);
  const outcome = record.text(FIELDS.outcome);
  const failed = outcome !== undefined && /^(?:failure|denied|error)$/i.test(outcome);
  const subject = subjectOf(row, target, principal);
  const bypassed = target.isBypassed && /^(?:user|group)_/.test(name);
  const changes = row !== undefined && row.action !== 'signin';
  return {
    uid: `duo:${clip(uid, 128)}`,
    time,
    provider: 'duo',
    scope: record.text(FIELDS.account) ?? '',
    region: undefined,
    operation: `duo:${clip(name, 120)}`,
    action: bypassed ? 'factor.change' : (row?.action ?? 'use'),
    outcome: failed ? 'failure' : 'success',
    error: failed ? clip(outcome, 120) : undefined,
    access:
      principal.kind === 'application' ? 'sdk' : principal.kind === 'service' ? 'service' : device.access,
    principal,
    credential: undefined,
    session: undefined,
    client: device.client,
    targets: target.targets,
    issued: failed || subject === undefined ? NO_ISSUED : issuedBy(row, subject),
    subject,
    details: toldDetails(
      row?.details,
      changes ? target.changeFrom(record.derived(FIELDS.oldTarget, readThing)) : undefined,
      bypassed ? BYPASSED : undefined,
      target.ownership,
      {
        application: record.derived(FIELDS.application, readName),
        selfService: subject === undefined ? undefined : subject.uid === principal.uid,
      },
    ),
    pair: undefined,
  };
}

const BYPASSED: Told = Object.freeze({ factor: 'removed', bypass: true });

function readName(application: unknown): string | undefined {
  return textAt(application, 'name');
}

/** A user, device or setting as it was or as it is. */
class Thing {
  readonly type: string;
  /** Undefined where it names nobody. */
  readonly person: Principal | undefined;
  readonly isBypassed: boolean;
  readonly ownership: Told;
  readonly targets: readonly Target[];
  private readonly details: unknown;
  private latest: { readonly from: Thing; readonly change: Told } | undefined;

  constructor(value: unknown) {
    this.type = textAt(value, 'type') ?? '';
    this.details = detailsOf(value);
    const named = person(textAt(value, 'key'), textAt(value, 'name'), {
      email: textAt(this.details, 'email'),
    });
    this.person = named === NOBODY ? undefined : named;
    this.isBypassed = /^bypass$/i.test(textAt(this.details, 'status') ?? '');
    this.ownership = ownership(textAt(this.details, 'role'));
    this.targets = targetsOf(value);
  }

  /** The same two are often changed into each other: a setting is switched from and to the same. */
  changeFrom(from: Thing): Told {
    if (this.latest?.from !== from) this.latest = { from, change: settingChange(from.details, this.details) };
    return this.latest.change;
  }
}

function readThing(value: unknown): Thing {
  return value === undefined ? NOTHING : new Thing(value);
}

const PEOPLE: ReadonlySet<string> = new Set(['user', 'admin', 'user_bypass', 'user_phone', 'user_hardtoken']);

/** Targets such as `user_bypass` carry the key of the user they belong to. */
function subjectOf(row: Row | undefined, target: Thing, principal: Principal): Principal | undefined {
  if (row === undefined || row.action === 'signin' || !PEOPLE.has(target.type)) return undefined;
  return target.person?.uid === principal.uid ? principal : target.person;
}

const NO_TARGETS: readonly Target[] = Object.freeze([]);

function targetsOf(target: unknown): readonly Target[] {
  const name = textAt(target, 'name');
  const key = textAt(target, 'key') ?? name;
  if (key === undefined) return NO_TARGETS;
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

const NOTHING = new Thing(undefined);
