/**
 * Secrets, certificates, signing keys, API tokens and federated credentials of applications and identity providers:
 * who makes them, and their first use elsewhere than where such a program or person is known. Keys of cloud accounts
 * (IAM, service accounts, machines) are AN1470's.
 */

import { fact, isRisky, note, placeSurprise, surprising } from '../../contract/evidence.ts';
import { inUsualPlace, isHabit } from '../../contract/habit.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise, summariseDone } from '../../contract/summary.ts';
import type { WeightName } from '../../contract/weights.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { after, DAY, type Deed, doubtEvidence, isDeedsPlace, keepDeed, recallDeed } from './deeds.ts';
import { doubtOf, isKnownPlace, isStrangePlace, oddities, pathOf } from './oddity.ts';
import { type Context, isWatchedSecret, type Secret } from './parameters.ts';
import { standingEvidence } from './standing.ts';

interface Made {
  readonly detection: string;
  readonly weight: WeightName;
  readonly said: string;
}

const SECRET: Made = {
  detection: 'application-secret-added',
  weight: 'application-secret',
  said: 'secret of an application',
};

const MADE: Readonly<Partial<Record<Secret, Made>>> = {
  'client-secret': SECRET,
  certificate: { ...SECRET, said: 'certificate of an application' },
  'federated-credential': {
    detection: 'federated-credential-added',
    weight: 'federated-credential',
    said: 'tokens of another issuer taken for an application’s own',
  },
  'signing-key': {
    detection: 'signing-certificate-changed',
    weight: 'certificate-replaced',
    said: 'signing key',
  },
  'api-token': { detection: 'api-token-created', weight: 'api-token', said: 'API token' },
};

/** Clouds whose IAM has lasting keys of its own, made and used there alone. */
function hasKeysOfItsOwn({ provider }: Event): boolean {
  return provider === 'aws' || provider === 'gcp' || provider === 'host';
}

export function judgeNewSecret(event: Event, at: Context): Judgement[] {
  const secret = event.details['secretType'];
  // What is stored in a vault is nobody's credential yet.
  if (hasKeysOfItsOwn(event) || event.operation.startsWith('keyvault:')) return [];
  if (!isWatchedSecret(at, secret) || event.principal.kind === 'service') return [];
  const made = MADE[secret];
  if (made === undefined) return [];
  const odd = oddities(event, at, 'kind of holder');
  const keys = event.issued.filter(({ uid }) => uid !== '').map(({ uid }) => `made ${uid}`);
  keepDeed(event, at, keys, `${made.said} made`, doubtOf(odd), at.parameters.newTrustWindow * DAY);
  if (inUsualPlace(at.surprise) && isHabit(event, at.recall)) return [];
  const holder = event.subject?.name ?? event.targets[0]?.name ?? event.targets[0]?.uid;
  const evidence = [
    fact(
      event,
      made.weight,
      'works until somebody deletes it',
      holder === undefined ? made.said : `${made.said}: ${holder}`,
      'made by the program’s owners, announced',
    ),
    ...sweeping(event, at),
    ...pathOf(event, at),
    ...odd,
  ];
  const [issued] = event.issued;
  return [
    {
      detection: made.detection,
      evidence,
      foldBy: issued?.uid ?? `${event.principal.uid}|${holder ?? ''}`,
      ...summariseDone(event, `made or replaced this for ${holder ?? 'itself'}: ${made.said}`),
    },
  ];
}

/** The program it opens was given leave to act as others. */
function sweeping(event: Event, at: Context): Evidence[] {
  const { subject } = event;
  const granted = subject === undefined ? undefined : recallDeed(at.recall, `granted ${subject.uid}`);
  if (granted !== undefined) {
    return [
      fact(
        event,
        'privileged-subject',
        'a program that may act as others',
        `${granted.what}, by ${granted.byName}`,
        'programs that act as themselves',
        [granted.event],
      ),
    ];
  }
  return subject === undefined ? [] : standingEvidence(event, subject, at);
}

export function judgeSecretUse(event: Event, at: Context): readonly Judgement[] {
  if (hasKeysOfItsOwn(event) || !at.recall.knows('made')) return NONE;
  const { credential, client } = event;
  if (credential === undefined || event.outcome === 'failure') return NONE;
  if (!(at.fresh.credential || at.fresh.network) || client.networkKind === 'service') return NONE;
  const deed = recallDeed(at.recall, `made ${credential.uid}`);
  if (deed === undefined || deed.time > event.time || client.trusted === true) return NONE;
  const same = isDeedsPlace(deed, client);
  const own = deed.by === event.principal.uid;
  const where = at.surprise.of('where');
  const doubt = doubtEvidence(event, deed);
  // A program known elsewhere, or one whose secret was made oddly; a new program's first place is anybody's guess.
  if (isKnownPlace(at) || (same && own)) return [];
  if (!isStrangePlace(event, at) && doubt.length === 0 && !isRisky(client)) return [];
  const evidence = [
    fact(
      event,
      'fresh-credential-used',
      'first used there after it was made',
      `${after(event, deed)} after: ${deed.what} by ${deed.byName}`,
      'used where its owner runs',
      [deed.event],
    ),
    placeOfUse(event, deed, same),
    ...doubt,
    surprising(event, 'network new for the holder', placeSurprise(where, client)),
  ];
  return [
    {
      detection: 'new-secret-used',
      evidence,
      foldBy: credential.uid,
      summary: summarise(event, `came with what ${deed.byName} had made ${after(event, deed)} before,`),
    },
  ];
}

function placeOfUse(event: Event, deed: Deed, same: boolean): Evidence {
  const { ip, network } = event.client;
  const here = `${ip ?? ''} ${network ?? ''}`.trim();
  const there = `${deed.ip} ${deed.network}`.trim();
  if (same) {
    return fact(
      event,
      'creator-signs-in',
      'used from where it was made',
      here,
      'where the program or its owner runs',
      [deed.event],
    );
  }
  if (there === '') return note(event, 'another network than it was made in', false, here, 'not told');
  return fact(event, 'another-network', 'used from another network than it was made in', here, there, [
    deed.event,
  ]);
}
