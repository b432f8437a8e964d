/** Credentials made, imported or revived for another identity, and second factors changed for it. */

import { fact, isRisky, together, weighing } from '../../contract/evidence.ts';
import { habitEvidence, inUsualPlace, isOutsideConsole } from '../../contract/habit.ts';
import { summariseDone } from '../../contract/summary.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { callerEvidence, foldKey, isExpected, waveKey } from './caller.ts';
import { isForProgram, isForSomeoneElse, type Kind, withArticle } from './kinds.ts';
import type { Context } from './parameters.ts';

const DAY = 24 * 3_600_000;

export function judgeForSomeoneElse(event: Event, kind: Kind, at: Context): Judgement[] {
  if (!isForSomeoneElse(event) || isExpected(event, at)) return [];
  const dormant = dormantSince(event, at);
  const evidence = [
    forWhom(event, kind),
    ...lasting(event, kind),
    ...(dormant === undefined ? [] : [dormant]),
    ...callerEvidence(event, at),
    ...habitOf(event, kind, at),
  ];
  const detection = dormant === undefined ? detectionFor(kind) : 'dormant-credential-revived';
  const foldBy = detection === 'key-for-someone-else' ? waveKey(event, at) : foldKey(event, at);
  return [{ detection, evidence, foldBy, ...summariseDone(event, deed(event, kind)) }];
}

function habitOf(event: Event, kind: Kind, at: Context): Evidence[] {
  const habit = habitEvidence(event, at.surprise, 'kind of holder').map((each) =>
    each.condition === NETWORK && isMovedAutomation(event, at) ? weighing(each, 0) : each,
  );
  const ofProgram = isForProgram(event) && kind !== 'service account key';
  if (!ofProgram && !isAtWork(event, at)) return habit;
  return together(habit, isRisky(event.client), THRESHOLDS.rareAct.bits);
}

/**
 * People do each thing for a first time: from where they work, with their program, that says little. A role tells no
 * person from another, so there it takes a declared administrator in a trusted network.
 */
function isAtWork({ principal, client }: Event, { context, surprise }: Context): boolean {
  const isPerson = principal.kind === 'user' || principal.kind === 'federated-user';
  const isKnown = isPerson || (client.trusted === true && context.isAdministrator(principal));
  return isKnown && inUsualPlace(surprise);
}

const NETWORK = 'network new for the principal';

/** Runners move: declared automation out of its place is weighed as that, and the new network says the same again. */
function isMovedAutomation({ principal }: Event, { context, surprise }: Context): boolean {
  return context.automation(principal) !== undefined && !surprise.of('with').never;
}

function forWhom(event: Event, kind: Kind): Evidence {
  const observed = `${kind}${idOf(event, kind)} for ${event.subject?.name ?? 'another identity'}`;
  // Of Google's accounts few need keys at all; directory applications all have secrets, which somebody makes for them.
  if (!isForProgram(event) || kind === 'service account key') return someoneElse(event, observed);
  return fact(
    event,
    'for-program',
    'for a program’s identity',
    `${observed}, by ${event.principal.name}`,
    'made by the few who look after the program',
  );
}

/** `made the access key AKIA… for bob`; of one's own the holder is not said again. */
export function deed(event: Event, kind: Kind): string {
  const forOther = isForSomeoneElse(event) ? event.subject?.name : undefined;
  if (kind === 'console password')
    return `set ${forOther === undefined ? 'its own console password' : `a console password for ${forOther}`}`;
  const id = idOf(event, kind);
  const what = id === '' ? withArticle(kind) : `the ${kind}${id}`;
  switch (event.action) {
    case 'credential.import':
      return `uploaded ${what}${preceded('for', forOther)}`;
    case 'credential.reset':
      return `reset or revived ${what}${preceded('of', forOther)}`;
    default:
      return `made ${what}${preceded('for', forOther)}`;
  }
}

function preceded(word: string, name: string | undefined): string {
  return name === undefined ? '' : ` ${word} ${name}`;
}

const PASSWORDS: ReadonlySet<Kind> = new Set(['console password', 'database password', 'machine password']);

/** Whoever is to deactivate the credential needs its name; a password has none. */
function idOf({ issued: [credential] }: Event, kind: Kind): string {
  return credential === undefined || PASSWORDS.has(kind) ? '' : ` ${credential.uid}`;
}

export function someoneElse(event: Event, observed: string): Evidence {
  return fact(
    event,
    'someone-else',
    'for another identity',
    `${observed}, by ${event.principal.name}`,
    'people and programs handle their own credentials',
  );
}

function detectionFor(kind: Kind): string {
  if (kind === 'console password') return 'login-profile-for-someone-else';
  return kind === 'SSH key' ? 'ssh-key-placed' : 'key-for-someone-else';
}

/** What makes the credential last or serve its maker. */
export function lasting(event: Event, kind: Kind): Evidence[] {
  if (kind !== 'console password') {
    return [fact(event, 'lasting-key', 'lasts until deleted', kind, 'a session that ends by itself')];
  }
  if (event.details['passwordResetRequired'] === true) return [];
  return [
    fact(
      event,
      'password-kept',
      'password need not be changed',
      'no change required at the next sign-in',
      'a password handed out is changed at the first sign-in',
    ),
  ];
}

function dormantSince(event: Event, at: Context): Evidence | undefined {
  const [issued] = event.issued;
  if (event.action !== 'credential.reset' || issued === undefined) return undefined;
  const lastUse = at.lineage.node(issued.uid)?.use?.last;
  if (lastUse === undefined) return undefined;
  const days = Math.floor((event.time - lastUse) / DAY);
  if (days < at.parameters.dormantAfter) return undefined;
  return fact(
    event,
    'dormant-credential',
    'out of use before',
    `${issued.uid} was last used ${days} days ago`,
    `credentials in use within ${at.parameters.dormantAfter} days`,
  );
}

/** Second factors: somebody else's, or one's own through a session that had none. Those of directories are AN1157's. */
export function judgeFactor(event: Event, at: Context): Judgement[] {
  if (event.provider !== 'aws' || event.subject === undefined || isExpected(event, at)) return [];
  const removed = event.details['factor'] === 'removed';
  if (!isForSomeoneElse(event) && !isOwnByStolenKey(event)) return [];
  const evidence = [
    ...(isForSomeoneElse(event)
      ? [someoneElse(event, `second factor of ${event.subject.name} ${removed ? 'removed' : 'changed'}`)]
      : []),
    ...(removed
      ? [
          fact(
            event,
            'factor-removed',
            'second factor removed',
            event.operation,
            'factors are replaced, not removed',
          ),
        ]
      : []),
    ...(event.credential?.mfa === false
      ? [
          fact(
            event,
            'no-mfa',
            'session without a second factor',
            event.credential.uid,
            'a session opened with one',
          ),
        ]
      : []),
    ...callerEvidence(event, at),
    ...habitEvidence(event, at.surprise, 'kind of holder'),
  ];
  return [{ detection: 'factor-for-someone-else', evidence, foldBy: foldKey(event, at) }];
}

/** First enrolment without a factor happens in the console; a token that was carried off enrols by API. */
function isOwnByStolenKey(event: Event): boolean {
  return (
    isOutsideConsole(event) && event.credential?.kind === 'session-token' && event.credential.mfa !== true
  );
}
