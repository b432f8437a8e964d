/**
 * What lets somebody in as another person: their password set anew, their second factors taken off or replaced, a pass
 * or recovery code made for them. Tells the help desk's daily work from the rest. People's accounts of every identity
 * provider; IAM users are AN1470's.
 */

import { fact, weighing } from '../../contract/evidence.ts';
import { inUsualPlace, isHabit, learnHabit } from '../../contract/habit.ts';
import { summariseDone } from '../../contract/summary.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { doubtEvidence, HOUR, isDeedsPlace, keepDeed, MINUTE, recallDeed } from './deeds.ts';
import { type Lock, lockOf } from './locks.ts';
import { manyEvidence } from './many.ts';
import { doubtOf, isStrangePlace, oddities, pathOf } from './oddity.ts';
import { type Context, isWatchedSecret } from './parameters.ts';
import { otherSubject, personKeys } from './person.ts';
import { isPrivileged, standingEvidence } from './standing.ts';
import { tally } from './tally.ts';

/** Two locks opened within this time belong together. */
const TOGETHER = 30 * MINUTE;

export function judgeReset(event: Event, at: Context): Judgement[] {
  const lock = lockOf(event);
  if (lock === undefined || !isWatchedSecret(at, lock.secret)) return [];
  const subject = otherSubject(event);
  if (subject === undefined) return judgeOwn(event, lock, at);
  const odd = oddities(event, at, 'kind of holder');
  const other = otherLock(event, subject, lock, at);
  keepReset(event, subject, lock, doubtOf(odd), at);
  const bulk = judgeBulk(event, subject, at);
  // Vendors and directories reset by themselves all day; only what opens other accounts is told.
  if (event.principal.kind === 'service' && !isPrivileged(subject, at)) return [];
  const helps = isHabit(event, at.recall, HELP) && inUsualPlace(at.surprise);
  learnHabit(event, at.recall, HELP);
  const ordinary = isOrdinary(event, at);
  if (ordinary && !isPrivileged(subject, at)) return bulk;
  const evidence = [
    fact(
      event,
      'someone-else',
      `${lock.name} of another identity`,
      `${lock.name} of ${subject.name} ${lock.done} by ${event.principal.name}`,
      'people see to their own, or ask the helpdesk',
    ),
    ...lockEvidence(event, lock),
    ...standingEvidence(event, subject, at),
    ...pathOf(event, at),
    ...(ordinary ? [] : helps ? odd.map(mildly) : odd),
  ];
  const summary = summariseDone(event, `${lock.verb} ${subject.name}`);
  const found = [{ detection: lock.detection, evidence, ...summary }];
  return [...found, ...judgeBoth(event, subject, other, evidence), ...bulk];
}

/** Opening any lock of others: whoever does one kind day after day meets the first of another kind one day. */
const HELP = 'help';

function mildly(evidence: Evidence): Evidence {
  return weighing(evidence, Math.min(THRESHOLDS.otherHelp.bits, evidence.bits));
}

/** The help desk, or whoever does it on most days, from the usual place. */
function isOrdinary(event: Event, at: Context): boolean {
  if (!inUsualPlace(at.surprise)) return false;
  return at.context.isHelpdesk(event.principal) || isHabit(event, at.recall);
}

function lockEvidence(event: Event, lock: Lock): Evidence[] {
  const found: Evidence[] = [];
  if (lock.kind === 'factor' && event.details['factor'] === 'added') {
    found.push(
      fact(event, 'factor-planted', 'factor put in for another', event.operation, 'people enrol themselves'),
    );
  }
  if (event.details['bypass'] === true || event.details['factor'] === 'removed') {
    found.push(
      fact(
        event,
        'factor-removed',
        'second factor removed or bypassed',
        event.operation,
        'factors are replaced, not removed',
      ),
    );
  }
  if (event.details['permanent'] === true) {
    found.push(
      fact(
        event,
        'password-kept',
        'password need not be changed',
        'set as permanent',
        'a password handed out is changed at the first sign-in',
      ),
    );
  }
  return found;
}

function keepReset(event: Event, subject: Principal, lock: Lock, doubt: number, at: Context): void {
  const life = at.parameters.signInWindow * HOUR;
  const keys = personKeys(subject).map((person) => `${lock.kind} of ${person}`);
  keepDeed(event, at, keys, `${lock.name} ${lock.done}`, doubt, Math.max(life, TOGETHER));
}

/** The other lock of the same person, opened a moment before. */
function otherLock(event: Event, subject: Principal, lock: Lock, at: Context): string | undefined {
  const kind = lock.kind === 'password' ? 'factor' : 'password';
  for (const person of personKeys(subject)) {
    const deed = recallDeed(at.recall, `${kind} of ${person}`);
    if (deed !== undefined && event.time - deed.time <= TOGETHER) return deed.event;
  }
  return undefined;
}

function judgeBoth(
  event: Event,
  subject: Principal,
  other: string | undefined,
  evidence: readonly Evidence[],
): Judgement[] {
  if (other === undefined || event.outcome === 'failure') return [];
  const both = fact(
    event,
    'both-locks',
    'password and second factor within half an hour',
    `both of ${subject.name}`,
    'one or the other is forgotten or lost',
    [other],
  );
  const said = summariseDone(event, `opened both the password and the second factor of ${subject.name}`);
  return [
    {
      detection: 'factor-and-password-reset',
      evidence: [both, ...evidence],
      foldBy: personKeys(subject).at(-1) ?? subject.uid,
      ...said,
    },
  ];
}

function judgeBulk(event: Event, subject: Principal, at: Context): Judgement[] {
  const counted = tally(at.recall, {
    key: `resets ${event.principal.uid}`,
    things: [personKeys(subject).at(-1) ?? subject.uid],
    time: event.time,
    event: event.uid,
    many: at.parameters.manyResets,
  });
  const declared = at.context.isHelpdesk(event.principal) && inUsualPlace(at.surprise);
  if (counted.reached === undefined || declared || event.principal.kind === 'service') return [];
  const evidence = [
    ...manyEvidence(
      event,
      counted,
      'many-resets',
      'many accounts within an hour',
      `${counted.count} people's passwords, factors or passes`,
    ),
    ...pathOf(event, at),
    ...oddities(event, at, 'kind of holder'),
  ];
  return [{ detection: 'accounts-reset-in-bulk', evidence, foldBy: event.principal.uid }];
}

/** One's own: quiet, unless password and factor both are replaced from a place the person never was at. */
function judgeOwn(event: Event, lock: Lock, at: Context): Judgement[] {
  const { principal, subject } = event;
  if (subject === undefined || lock.kind === 'pass' || event.outcome === 'failure') return [];
  const kind = lock.kind === 'password' ? 'factor' : 'password';
  const [person = principal.uid] = personKeys(principal).slice(-1);
  const before = recallDeed(at.recall, `own ${kind} of ${person}`);
  const elsewhere = isStrangePlace(event, at) && event.client.trusted !== true;
  const { bits } = at.surprise.of('where');
  if (elsewhere) keepDeed(event, at, [`own ${lock.kind} of ${person}`], lock.name, bits, TOGETHER);
  if (before === undefined || event.time - before.time > TOGETHER) return [];
  if (!isDeedsPlace(before, event.client)) return [];
  const evidence = [
    fact(
      event,
      'both-locks',
      'password and second factor within half an hour',
      `both of ${principal.name}, from a place new to them`,
      'people replace one of them, from where they are known',
      [before.event],
    ),
    ...doubtEvidence(event, before),
    ...oddities(event, at, 'act'),
  ];
  return [{ detection: 'recovered-from-elsewhere', evidence, foldBy: person }];
}
