/** A new access key in its first minutes: tried out from another network, or by others than it was made for. */

import { fact } from '../../contract/evidence.ts';
import { summariseDone } from '../../contract/summary.ts';
import type { CredentialNode, Mint } from '../../lineage/credential-node.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { isListed } from './caller.ts';
import type { Context } from './parameters.ts';

const MINUTE = 60_000;

export function judgeFirstUse(event: Event, at: Context): Judgement[] {
  const { credential, client } = event;
  if (!at.fresh.credential && !at.fresh.network) return [];
  if (credential?.kind !== 'access-key' || client.networkKind === 'service') return [];
  const node = at.lineage.node(credential.uid);
  if (node?.mint === undefined || !isWithinWindow(event, node.mint, at)) return [];
  const { by } = node.mint;
  if (at.context.automation(by) !== undefined || isListed(by, at)) return [];
  const elsewhere = isElsewhere(node.mint.client, client);
  const forOther = by.uid !== event.principal.uid;
  // Trying out a key one just made for oneself is ordinary; so is one's own key for a program at the same desk.
  if (!elsewhere && !(forOther && node.suspicion !== undefined)) return [];
  const evidence = [
    used(event, node.mint),
    ...(elsewhere ? [otherNetwork(event, node.mint)] : []),
    ...(elsewhere && forOther ? [forAnother(event, node.mint)] : []),
    ...doubtfulMaking(event, node),
  ];
  const maker = forOther ? `${by.name} had made it` : 'making it';
  return [
    {
      detection: 'new-credential-used',
      evidence,
      foldBy: credential.uid,
      ...summariseDone(
        event,
        `used the access key ${credential.uid} ${age(event, node.mint)} after ${maker},`,
      ),
    },
  ];
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
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
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
