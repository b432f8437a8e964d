/**
 * Every use of a credential that came of something out of the ordinary: too light to be reported by itself, it is a
 * step of the intrusion when there is one.
 */

import { fact } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

/** The longest life of a session. */
const RECENT = 36 * 3_600_000;
/** A key that was laid by is first used, or used elsewhere, long after. */
const LAID_BY = 14 * 24 * 3_600_000;

export function judgeDescent(event: Event, at: Context): readonly Judgement[] {
  const { credential } = event;
  if (credential === undefined || event.principal.kind === 'service') return NONE;
  const suspects = at.lineage.suspects(credential.uid);
  if (suspects.length === 0) return NONE;
  const { uid: own } = credential;
  const within = at.fresh.credential || at.fresh.network ? LAID_BY : RECENT;
  const node = suspects.find((each) => castsDoubt(each, own, event, within));
  if (node?.suspicion === undefined) return NONE;
  const { bits, analytic, detection, event: earlier } = node.suspicion;
  const evidence = [
    fact(
      event,
      bits >= THRESHOLDS.suspiciousMint.bits ? 'suspicious-mint' : 'doubtful-mint',
      'suspicious descent',
      `${node.uid}: ${analytic} ${detection}`,
      'a credential of ordinary descent',
      [earlier],
    ),
  ];
  return [{ detection: 'suspicious-credential-used', evidence, foldBy: own }];
}

function castsDoubt(node: CredentialNode, own: string, event: Event, within: number): boolean {
  const { suspicion, mint, places } = node;
  if (suspicion === undefined || suspicion.event === event.uid || event.time - suspicion.time > within)
    return false;
  if (node.uid !== own || mint?.event === suspicion.event) return true;
  // It went astray in use: its holder goes on using it, and is no intruder.
  const astray = places.find((place) => place.event === suspicion.event);
  return astray !== undefined && astray.network === event.client.network;
}
