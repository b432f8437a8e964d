/**
 * An account that signs in, or enrols a factor, after somebody else reset its password or factor, or made a pass for it: from where the
 * reset was made, or from a place new to it. Owners sign in from where they always do.
 */

import { fact } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { after, type Deed, doubtEvidence, HOUR, isDeedsPlace, recallDeed } from './deeds.ts';
import type { Context } from './parameters.ts';
import { personKeys } from './person.ts';
import { isAwayFromAll, strangePlace, wasThereBefore } from './places.ts';
import { standingEvidence } from './standing.ts';

const KINDS = ['password', 'factor', 'pass'] as const;

export function judgeTakeover(event: Event, at: Context): readonly Judgement[] {
  const { principal, client } = event;
  if (event.outcome === 'failure' || client.trusted === true || client.networkKind === 'service') return NONE;
  if (isCarriedOn(event)) return NONE;
  const deeds = deedsOf(event, at);
  const [deed] = deeds;
  const began = deeds.at(-1)?.time;
  if (deed === undefined || began === undefined || wasThereBefore(event, at, began)) return NONE;
  const resettersPlace = deeds.find((each) => isDeedsPlace(each, client));
  const told =
    resettersPlace === undefined
      ? isAwayFromAll(event, at, began) && !hasOwnFactor(event, deeds)
      : !isEverybodys(at);
  if (!told) return NONE;
  const deedWords = event.action === 'signin' ? 'signed in' : 'enrolled a factor';
  const evidence = [
    fact(
      event,
      'someone-else',
      'reset by another identity',
      deeds.map(({ what, byName }) => `${what} by ${byName}`).join(', '),
      'people see to their own',
      deeds.map(({ event: uid }) => uid),
    ),
    fact(
      event,
      'reset-used',
      `${deedWords} after it`,
      `${after(event, deed)} later`,
      'owners sign in from where they always do',
      [deed.event],
    ),
    ...(resettersPlace === undefined ? [] : [fromResettersPlace(event, resettersPlace)]),
    ...bothLocks(event, deeds),
    ...doubtEvidence(event, strongest(deeds)),
    ...standingEvidence(event, principal, at),
    ...strangePlace(event, at, began),
  ];
  return [
    {
      detection: 'reset-account-signed-in',
      evidence,
      foldBy: personKeys(principal).at(-1) ?? principal.uid,
      summary: summarise(event, `${deedWords} ${after(event, deed)} after ${deed.byName} did: ${deed.what};`),
    },
  ];
}

const NO_DEEDS: readonly LockDeed[] = [];

/** A session of the identity provider taken on to the cloud: its own sign-in is judged. */
function isCarriedOn({ principal, details }: Event): boolean {
  return principal.kind === 'federated-user' || details['samlProvider'] !== undefined;
}

interface LockDeed extends Deed {
  readonly kind: (typeof KINDS)[number];
}

/** What was done to the account's locks by others, latest first. */
function deedsOf({ principal, time }: Event, at: Context): readonly LockDeed[] {
  if (!KINDS.some((kind) => at.recall.knows(kind))) return NO_DEEDS;
  const life = at.parameters.signInWindow * HOUR;
  const found = new Map<string, LockDeed>();
  for (const person of personKeys(principal)) {
    for (const kind of KINDS) {
      const deed = recallDeed(at.recall, `${kind} of ${person}`);
      if (deed !== undefined && time >= deed.time && time - deed.time <= life)
        found.set(deed.event, { ...deed, kind });
    }
  }
  return [...found.values()].sort((a, b) => b.time - a.time);
}

/** Who was locked out on a journey still has the telephone: a factor nobody touched vouches for its owner. */
function hasOwnFactor({ details }: Event, deeds: readonly LockDeed[]): boolean {
  return details['mfaUsed'] === true && deeds.every(({ kind }) => kind === 'password');
}

/** A network that others use all the time is hardly a surprise even to whom it is new. */
function isEverybodys({ surprise }: Context): boolean {
  if (surprise.organisation.calls < THRESHOLDS.enoughOfAll.calls) return false;
  return surprise.of('where').bits < THRESHOLDS.everyday.bits;
}

function fromResettersPlace(event: Event, deed: Deed): Evidence {
  const { ip, network } = event.client;
  const place = deed.ip !== '' && deed.ip === ip ? `address ${ip}` : `network ${network ?? ''}`;
  return fact(
    event,
    'creator-signs-in',
    'signed in from where the reset was made',
    deed.agent !== '' && deed.agent === event.client.agent ? `${place}, with the same program` : place,
    `another place than that of ${deed.byName}`,
    [deed.event],
  );
}

function bothLocks(event: Event, deeds: readonly LockDeed[]): Evidence[] {
  const [first, second] = deeds;
  if (first === undefined || second === undefined || first.kind === second.kind) return [];
  return [
    fact(
      event,
      'both-locks',
      'password and second factor both opened',
      `${second.what}, then ${first.what}`,
      'one or the other is forgotten or lost',
      [second.event, first.event],
    ),
  ];
}

function strongest(deeds: readonly Deed[]): Deed {
  return deeds.reduce((most, each) => (each.doubt > most.doubt ? each : most));
}
