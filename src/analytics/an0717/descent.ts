/** What a credential inherits: the nearest suspicion on itself or on what it was minted from. */

import { fact } from '../../contract/evidence.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode, Suspicion } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const DAY = 86_400_000;

interface Descent {
  readonly node: CredentialNode;
  readonly suspicion: Suspicion;
}

/** Suspicions raised by this very event, and those too old to say anything, do not count. */
export function suspiciousDescent(event: Event, at: Context): Descent | undefined {
  if (event.credential === undefined) return undefined;
  for (const node of at.lineage.suspects(event.credential.uid)) {
    const { suspicion } = node;
    if (suspicion === undefined || suspicion.event === event.uid) continue;
    if (event.time - suspicion.time <= at.parameters.suspicionWindow * DAY) return { node, suspicion };
  }
  return undefined;
}

/** Of a mint or use that was a finding of weight itself. */
export function isClear({ suspicion }: Descent): boolean {
  return suspicion.bits >= THRESHOLDS.suspiciousMint.bits;
}

export function descentEvidence(event: Event, { node, suspicion }: Descent): Evidence {
  return fact(
    event,
    isClear({ node, suspicion }) ? 'suspicious-mint' : 'doubtful-mint',
    'suspicious descent',
    `${node.uid}: ${suspicion.analytic} ${suspicion.detection}`,
    'a credential of ordinary descent',
    [suspicion.event],
  );
}
