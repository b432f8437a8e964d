/**
 * A new key in its first minutes: tried out from another network, or by others than it was made for; and in its first
 * days, from a place where its holder never was.
 */

import { fact, isOdd, isRisky, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { summariseDone } from '../../contract/summary.ts';
import type { CredentialNode, Mint } from '../../lineage/credential-node.ts';
import type { Client, CredentialKind, Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { isListed } from './caller.ts';
import type { Context } from './parameters.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export function judgeFirstUse(event: Event, at: Context): readonly Judgement[] {
  const { credential, client } = event;
  if (!at.fresh.credential && !at.fresh.network) return NONE;
  if (credential === undefined || !KEYS.has(credential.kind) || client.networkKind === 'service') return NONE;
  const node = at.lineage.node(credential.uid);
  if (node?.mint === undefined) return NONE;
  const { by } = node.mint;
  // What makes keys for a living hands them on; only where they turn up says whether it was itself at work.
  if (at.context.automation(by) !== undefined || isListed(by, at))
    return judgeStrangePlace(event, node, node.mint, at);
  if (!isWithinWindow(event, node.mint, at) || isDeployed(event, node.mint, at))
    return judgeStrangePlace(event, node, node.mint, at);
  const elsewhere = isElsewhere(node.mint.client, client);
  const forOther = by.uid !== event.principal.uid;
  // Trying out a key one just made for oneself is ordinary; so is one's own key for a program at the same desk.
  if (!elsewhere && !(forOther && node.suspicion !== undefined))
    return judgeStrangePlace(event, node, node.mint, at);
  const evidence = [
    used(event, node.mint),
    ...(elsewhere ? [otherNetwork(event, node.mint)] : []),
    ...(elsewhere && forOther && event.principal.kind === 'user' ? [forAnother(event, node.mint)] : []),
    ...doubtfulMaking(event, node),
  ];
  return [
    {
      detection: 'new-credential-used',
      evidence,
      foldBy: credential.uid,
      ...summariseDone(
        event,
        `used the ${nameOf(credential.kind)} ${credential.uid} ${age(event, node.mint)} after ${making(node.mint, forOther)},`,
      ),
    },
  ];
}

const KEYS: ReadonlySet<CredentialKind> = new Set([
  'access-key',
  'api-key',
  'service-credential',
  'certificate',
  'signing-key',
  'federated-credential',
]);

function nameOf(kind: CredentialKind): string {
  return kind === 'service-credential' ? 'secret' : kind.replace('-', ' ');
}

/** A program's key is used where the program runs, which is not where it was made; there is news only in a new place. */
function isDeployed({ principal, client }: Event, { by }: Mint, at: Context): boolean {
  if (principal.kind === 'user' || by.uid === principal.uid || isRisky(client)) return false;
  return !isOdd(at.surprise.of('where'));
}

/** The first days: the holder has a history, and this place is not in it. */
function judgeStrangePlace(
  event: Event,
  node: CredentialNode,
  mint: Mint,
  at: Context,
): readonly Judgement[] {
  const where = at.surprise.of('where');
  const old = event.time - mint.time > at.parameters.firstUseWatch * DAY;
  if (old || event.time < mint.time || event.client.trusted === true || !isOdd(where)) return NONE;
  const forOther = mint.by.uid !== event.principal.uid;
  const makers = forOther && mint.client.ip !== undefined && mint.client.ip === event.client.ip;
  const odd = [
    surprising(event, 'network new for the holder', placeSurprise(where, event.client)),
    surprising(event, 'program new for the holder', at.surprise.of('with')),
  ];
  const evidence = [
    ...together(odd, makers || node.suspicion !== undefined || isRisky(event.client)),
    ...(makers ? [makersPlace(event, mint)] : []),
    ...doubtfulMaking(event, node),
  ];
  const summary = `used the ${nameOf(node.kind)} ${node.uid} ${age(event, mint)} after ${making(mint, forOther)},`;
  return [{ detection: 'new-credential-used', evidence, foldBy: node.uid, ...summariseDone(event, summary) }];
}

/** A key that was made to work again is none that was made then. */
function making({ by, operation }: Mint, forOther: boolean): string {
  const revived = /:(?:Update|Reset|Enable)/.test(operation);
  if (!forOther) return revived ? 'reviving it' : 'making it';
  return `${by.name} had ${revived ? 'reset or revived' : 'made'} it`;
}

function makersPlace(event: Event, mint: Mint): Evidence {
  return fact(
    event,
    'maker-uses-it',
    'used from where it was made',
    `${event.client.ip ?? ''}, by ${mint.by.name} for ${event.principal.name}`,
    'handed over to its holder',
    [mint.event],
  );
}

function isWithinWindow(event: Event, mint: Mint, at: Context): boolean {
  const age = event.time - mint.time;
  return age >= 0 && age <= at.parameters.newCredentialUsageWindow * MINUTE;
}

function isElsewhere(made: Client, used: Client): boolean {
  if (used.trusted === true || made.networkKind === 'service') return false;
  return made.network !== undefined && used.network !== undefined && made.network !== used.network;
}

function used(event: Event, mint: Mint): Evidence {
  return fact(
    event,
    'fresh-credential-used',
    'used right after it was made',
    `first seen ${age(event, mint)} after ${mint.operation}`,
    'new keys are installed first and used later',
    [mint.event],
  );
}

function age(event: Event, mint: Mint): string {
  const seconds = Math.round((event.time - mint.time) / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

function otherNetwork(event: Event, mint: Mint): Evidence {
  return fact(
    event,
    'another-network',
    'used from another network than it was made from',
    `${event.client.ip ?? ''} ${event.client.network ?? ''}`.trim(),
    `${mint.client.ip ?? ''} ${mint.client.network ?? ''}`.trim(),
    [mint.event],
  );
}

function forAnother(event: Event, mint: Mint): Evidence {
  return fact(
    event,
    'someone-else',
    'made by another identity',
    `key of ${event.principal.name}, made by ${mint.by.name}`,
    'keys made by their holders',
    [mint.event],
  );
}

function doubtfulMaking(event: Event, { suspicion }: CredentialNode): Evidence[] {
  if (suspicion === undefined) return [];
  return [
    fact(
      event,
      'suspicious-mint',
      'its making was out of the ordinary',
      `${suspicion.analytic} ${suspicion.detection}`,
      'a key made in the ordinary way',
      [suspicion.event],
    ),
  ];
}
