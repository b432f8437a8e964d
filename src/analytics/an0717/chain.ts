/**
 * The end of the chain: a credential of suspicious descent touches something of high value. Where the mint's record
 * comes after such a use, the use is remembered and the mint is judged with it.
 */

import type { Surprise } from '../../baseline/surprise.ts';
import { fact, surprising } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { descentEvidence, isClear, suspiciousDescent } from './descent.ts';
import type { Context } from './parameters.ts';

/** Records are delivered hours late at most. */
const REMEMBER = 6 * 3_600_000;
const MOST_DESCENDANTS = 32;

export function judgeChain(event: Event, at: Context): readonly Judgement[] {
  if (event.credential === undefined || event.outcome !== 'success') return NONE;
  const descent = suspiciousDescent(event, at);
  if (descent === undefined) {
    rememberUse(event, at);
    return NONE;
  }
  const value = highValue(event, at);
  if (value === undefined) return NONE;
  const [object, call] = [at.surprise.of('whom'), at.surprise.of('what')];
  // A pipeline on a new runner deploys what it deploys every day: the oddity of its mint has been weighed already.
  if (!isClear(descent) && !object.never && isEveryday(call)) return NONE;
  const evidence: Evidence[] = [
    descentEvidence(event, descent),
    fact(event, 'high-value', 'high-value resource', value, 'ordinary resources'),
    surprising(event, 'object', object),
    surprising(event, 'call', call),
  ];
  return [
    {
      detection: 'suspicious-chain',
      evidence,
      foldBy: `${event.principal.uid}|${event.operation}|${event.client.network ?? ''}`,
    },
  ];
}

function isEveryday({ never, confidence }: Surprise): boolean {
  return !never && confidence >= THRESHOLDS.everydayCall.confidence;
}

/** What a credential minted by this event has already been used for, when the mint is learned of afterwards. */
export function reachedBefore(event: Event, at: Context): Evidence[] {
  for (const { uid } of event.issued) {
    const issued = at.lineage.node(uid);
    if (issued?.use === undefined || issued.use.first > event.time) continue;
    for (const node of descendants(issued, at)) {
      const kept = at.recall.get(`reached ${node.uid}`);
      if (!Array.isArray(kept)) continue;
      const [use, value] = kept;
      const observed = `${String(value)}, already used when the mint was seen`;
      return [
        fact(event, 'high-value', 'reached a high-value resource', observed, 'ordinary resources', [
          String(use),
        ]),
      ];
    }
  }
  return [];
}

/** Only for credentials whose origin is still unknown: all others are judged with it at once. */
function rememberUse(event: Event, at: Context): void {
  const uid = event.credential?.uid;
  if (uid === undefined || event.session?.workload !== undefined) return;
  const root = at.lineage.root(uid);
  if (root?.kind !== 'session-token' || root.mint !== undefined) return;
  const value = highValue(event, at);
  if (value === undefined) return;
  at.recall.set(`reached ${uid}`, [event.uid, value], event.time + REMEMBER);
}

function descendants(node: CredentialNode, at: Context): CredentialNode[] {
  const found = [node];
  for (let next = 0; next < found.length && found.length < MOST_DESCENDANTS; next++) {
    const { uid } = found[next] ?? node;
    for (const child of at.lineage.children(uid)) if (!found.includes(child)) found.push(child);
  }
  return found;
}

function highValue(event: Event, at: Context): string | undefined {
  for (const target of event.targets) {
    const name = at.context.highValue(event, target);
    if (name !== undefined) return `${name}: ${target.name ?? target.uid}`;
  }
  return at.context.highValue(event);
}
