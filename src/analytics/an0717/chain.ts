/** The end of the chain: a credential of suspicious descent touches something of high value. */

import { fact, surprising } from '../../contract/evidence.ts';
import type { CredentialNode, Suspicion } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

export function judgeChain(event: Event, at: Context): Judgement[] {
  if (event.credential === undefined || event.outcome !== 'success') return [];
  const value = highValue(event, at);
  if (value === undefined) return [];
  const suspect = suspicionOf(event.credential.uid, at);
  if (suspect === undefined || suspect.suspicion.event === event.uid) return [];
  const { node, suspicion } = suspect;
  const evidence: Evidence[] = [
    fact(
      event,
      'suspicious-mint',
      'suspicious descent',
      `${node.uid}: ${suspicion.analytic} ${suspicion.detection}`,
      'a credential of ordinary descent',
      [suspicion.event],
    ),
    fact(event, 'high-value', 'high-value resource', value, 'ordinary resources'),
    surprising(event, 'object', at.surprise.of('whom')),
    surprising(event, 'call', at.surprise.of('what')),
  ];
  return [{ detection: 'suspicious-chain', evidence, foldBy: `${event.credential.uid}|${event.operation}` }];
}

function highValue(event: Event, at: Context): string | undefined {
  for (const target of event.targets) {
    const name = at.context.highValue(event, target);
    if (name !== undefined) return `${name}: ${target.name ?? target.uid}`;
  }
  return at.context.highValue(event);
}

/** The nearest suspicion on the credential or its ancestors. */
function suspicionOf(uid: string, at: Context): { node: CredentialNode; suspicion: Suspicion } | undefined {
  const own = at.lineage.node(uid);
  for (const node of [...(own === undefined ? [] : [own]), ...at.lineage.ancestors(uid)]) {
    if (node.suspicion !== undefined) return { node, suspicion: node.suspicion };
  }
  return undefined;
}
