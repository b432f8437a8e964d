/**
 * An application or service account that proves itself with a key nobody has seen it use: what it has always used
 * beside it, who made the key, and whether place and program fit. A key that its owner rotates in place says little.
 */

import { fact, isRisky, note, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { textsOf } from '../../contract/remembered.ts';
import type { CredentialKind, Event, PrincipalKind } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { descentEvidence, suspiciousDescent } from './descent.ts';
import type { Context } from './parameters.ts';

const KEYS: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'access-key',
  'service-credential',
  'certificate',
  'federated-credential',
]);
const MACHINES: ReadonlySet<PrincipalKind> = new Set<PrincipalKind>(['application', 'service-account']);
const REMEMBER = 180 * 86_400_000;
const MOST_KEYS = 12;

/** To be asked of the first use of a credential. */
export function judgeKey(event: Event, at: Context): readonly Judgement[] {
  const { credential, principal } = event;
  if (credential === undefined || at.again || event.outcome !== 'success') return NONE;
  if (!KEYS.has(credential.kind) || !MACHINES.has(principal.kind)) return NONE;
  const known = knownKeys(event, at);
  if (known.includes(credential.uid)) return [];
  at.recall.set(keysOf(event), [...known, credential.uid].slice(-MOST_KEYS), event.time + REMEMBER);
  const descent = suspiciousDescent(event, at);
  if (known.length === 0 && descent === undefined) return [];
  const mint = at.lineage.node(credential.uid)?.mint;
  const evidence = [
    fact(
      event,
      'unused-key',
      'key never used before',
      credential.uid,
      known.length === 0 ? 'no key before it' : known.slice(-2).join(', '),
    ),
    ...together(
      [
        surprising(event, 'place', placeSurprise(at.surprise.of('where'), event.client)),
        surprising(event, 'program', at.surprise.of('with')),
      ],
      isRisky(event.client) || descent !== undefined,
    ),
    ...(descent === undefined ? [] : [descentEvidence(event, descent)]),
    ...(mint === undefined ? [] : [note(event, 'made by', true, mint.by.name, principal.name)]),
  ];
  return [{ detection: 'unused-key', evidence, foldBy: credential.uid }];
}

function knownKeys(event: Event, at: Context): readonly string[] {
  return textsOf(at.recall.get(keysOf(event)));
}

function keysOf({ principal }: Event): string {
  return `keys ${principal.uid}`;
}
