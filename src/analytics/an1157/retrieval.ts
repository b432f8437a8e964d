/**
 * Secrets shown in plain text by an identity provider: somebody's password or codes, the secret of an application, a
 * signing key. What programs fetch from vaults is in `secrets.ts`, devices' secrets in `machines.ts`.
 */

import { fact } from '../../contract/evidence.ts';
import { inUsualPlace, isHabit } from '../../contract/habit.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise, summariseDone } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { HOUR, keepDeed } from './deeds.ts';
import { manyEvidence } from './many.ts';
import { doubtOf, oddities, pathOf } from './oddity.ts';
import { type Context, isWatchedSecret, type Secret } from './parameters.ts';
import { otherSubject, personKeys } from './person.ts';
import { standingEvidence } from './standing.ts';
import { tally } from './tally.ts';

const OF_PEOPLE: ReadonlySet<Secret> = new Set(['password', 'temporary-access-pass', 'recovery-code']);
const OF_PROGRAMS: ReadonlySet<Secret> = new Set([
  'client-secret',
  'signing-key',
  'certificate',
  'api-token',
  'federated-credential',
]);

export function judgeRetrieval(event: Event, at: Context): readonly Judgement[] {
  const { provider, details, principal } = event;
  if (provider === 'aws' || provider === 'gcp' || provider === 'azure' || provider === 'host') return NONE;
  const secret = details['secretType'];
  if (!isWatchedSecret(at, secret) || principal.kind === 'service') return [];
  if (OF_PEOPLE.has(secret)) return judgeShown(event, secret, at);
  return OF_PROGRAMS.has(secret) && details['selfService'] !== true ? judgeExported(event, secret, at) : [];
}

/** One's own stored passwords are shown every day; in numbers they are being collected. */
function judgeShown(event: Event, secret: Secret, at: Context): Judgement[] {
  const subject = otherSubject(event);
  const many = judgeMany(event, at);
  if (subject === undefined && (event.subject !== undefined || event.details['selfService'] === true)) {
    return many;
  }
  const odd = oddities(event, at, 'secret');
  if (subject !== undefined) {
    const keys = personKeys(subject).map((person) => `pass of ${person}`);
    keepDeed(event, at, keys, `${secret} shown`, doubtOf(odd), at.parameters.signInWindow * HOUR);
  }
  const expected = at.context.isHelpdesk(event.principal) || isHabit(event, at.recall);
  if (expected && inUsualPlace(at.surprise)) return many;
  const evidence = [
    ...(subject === undefined ? [] : [ofSomeoneElse(event, `${secret} of ${subject.name}`)]),
    fact(event, 'read-in-plain', 'shown in plain text', event.operation, 'passwords are reset, not read'),
    ...(subject === undefined ? [] : standingEvidence(event, subject, at)),
    ...pathOf(event, at),
    ...odd,
  ];
  const whose = subject === undefined ? 'people' : subject.name;
  const said = summariseDone(event, `was shown a ${secret.replaceAll('-', ' ')} of ${whose}`);
  return [{ detection: 'password-revealed', evidence, ...said }, ...many];
}

function ofSomeoneElse(event: Event, what: string): Evidence {
  return fact(
    event,
    'someone-else',
    'of another identity',
    `${what}, shown to ${event.principal.name}`,
    'people see their own',
  );
}

function judgeMany(event: Event, at: Context): Judgement[] {
  const counted = tally(at.recall, {
    key: `shown ${event.principal.uid}`,
    things: [`${event.subject?.uid ?? ''} ${event.targets[0]?.uid ?? event.uid}`],
    time: event.time,
    event: event.uid,
    many: at.parameters.manySecrets,
  });
  if (counted.reached === undefined) return [];
  const evidence = [
    ...manyEvidence(
      event,
      counted,
      'many-secrets',
      'many passwords shown within an hour',
      `${counted.count} different passwords or codes`,
    ),
    ...oddities(event, at, 'secret'),
  ];
  const summary = summarise(event, `was shown at least ${counted.count} passwords within an hour,`);
  return [{ detection: 'secrets-harvested', evidence, foldBy: event.principal.uid, summary }];
}

function judgeExported(event: Event, secret: Secret, at: Context): Judgement[] {
  if (inUsualPlace(at.surprise) && isHabit(event, at.recall)) return [];
  const object = event.targets[0]?.name ?? event.targets[0]?.uid ?? 'an application';
  const evidence = [
    fact(
      event,
      'key-material',
      'key material in the open',
      `${secret.replaceAll('-', ' ')} of ${object}`,
      'keys stay where they were made',
    ),
    ...pathOf(event, at),
    ...oddities(event, at, 'key'),
  ];
  return [{ detection: 'key-material-exported', evidence, foldBy: event.principal.uid }];
}
