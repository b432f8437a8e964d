/** What intruders do at Okta and in Workspace: whose session they hold, and every act with its label. */

import { open, signIn, type TimedAct } from '../okta/acts.ts';
import { type OktaAct, type OktaCaller, oktaRecord } from '../okta/record.ts';
import type { OktaTenant } from '../okta/tenant.ts';
import { browserOf, caller, sessionId } from '../okta/users.ts';
import type { Organisation, Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { MINUTE } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Staging, Timed } from '../stage.ts';
import {
  CUSTOMER,
  type GoogleActor,
  type WorkspaceAct,
  workspaceRecord,
  workspaceUid,
} from '../workspace/record.ts';
import { drawIntruder, drawVictim, type Intruder } from './intruder.ts';
import { dayIndexOf, drawWorkingMoment } from './moments.ts';
import type { Recorder, Step } from './recorder.ts';

export function tenantOf({ okta }: Organisation): OktaTenant {
  if (okta === undefined) throw new RangeError('the organisation has no Okta');
  return okta;
}

export function drawAdministrator(organisation: Organisation, { random }: Staging): Person {
  return drawVictim(administrators(organisation), random.fork('administrator'), () => true);
}

/** The session an administrator opened at Okta this morning, presented by somebody else. */
export interface Hijack {
  readonly administrator: Person;
  readonly intruder: Intruder;
  readonly at: number;
  readonly admin: OktaCaller;
}

/** @param days left for what follows */
export function hijackAdministrator(organisation: Organisation, staging: Staging, days: number): Hijack {
  const administrator = drawAdministrator(organisation, staging);
  const intruder = drawIntruder(staging, administrator.office.country);
  const at = drawWorkingMoment(staging, days, administrator.zone);
  const session = sessionId(administrator, dayIndexOf(staging, at), 0);
  return {
    administrator,
    intruder,
    at,
    admin: caller(administrator, intruder.ip, intruder.browser, session),
  };
}

/** Writes acts of one step, in the log and in the labels. */
export class OktaRecorder {
  readonly #log: Recorder;
  readonly #tenant: OktaTenant;
  readonly #random: Random;

  constructor(log: Recorder, organisation: Organisation, { random }: Staging) {
    this.#log = log;
    this.#tenant = tenantOf(organisation);
    this.#random = random;
  }

  act(step: Step, at: number, by: OktaCaller, act: OktaAct): void {
    const record = oktaRecord(this.#random, at, by, act);
    this.#log.write(step, at, 'okta-system-log', {
      record,
      eventID: record.uuid,
      account: this.#tenant.domain,
      region: '',
      operation: `okta:${record.eventType}`,
    });
  }

  all(step: Step, by: OktaCaller, acts: readonly TimedAct[]): void {
    for (const { at, act } of acts) this.act(step, at, by, act);
  }
}

export function workspaceAct(
  log: Recorder,
  { random }: Staging,
  step: Step,
  at: number,
  by: { readonly actor: GoogleActor; readonly ip: string },
  act: WorkspaceAct,
): void {
  const record = workspaceRecord(random, at, by.actor, by.ip, act);
  log.write(step, at, 'google-workspace', {
    record,
    eventID: workspaceUid(record),
    account: CUSTOMER,
    region: '',
    operation: `${act.application}:${act.name}`,
  });
}

/** An insider's own sign-in at Okta on the way to AWS: as honest as any, so it carries no label. */
export function ownSignIn(
  { okta }: Organisation,
  person: Person,
  ip: string,
  at: number,
  staging: Staging,
): Timed[] {
  if (okta === undefined) return [];
  const random = staging.random.fork('own sign-in', at);
  const by = caller(person, ip, browserOf(person), sessionId(person, dayIndexOf(staging, at), 70));
  const acts = [
    ...signIn({ person, by, at: at - 4 * MINUTE }),
    { at: at - 2000, act: open(person, okta.apps.aws) },
  ];
  return acts.map(({ at: time, act }) => ({
    at: time,
    log: 'okta-system-log',
    record: oktaRecord(random, time, by, act),
  }));
}
