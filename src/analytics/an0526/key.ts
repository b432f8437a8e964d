/**
 * A lasting key that has always been used in its places is used in another network. People carry keys about, so the
 * principal's own habit decides; what a machine holds does not move.
 */

import { fact, isRisky, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialKind, Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { isNeutral, placeText } from './client.ts';
import type { Context } from './parameters.ts';

const LASTING: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'access-key',
  'api-key',
  'service-credential',
  'certificate',
]);

export function judgeKeyPlace(event: Event, at: Context): readonly Judgement[] {
  if (!at.fresh.network || at.fresh.credential) return NONE;
  const { action, credential, client } = event;
  // A request for a token is looked at whole: see request.ts.
  if (credential === undefined || !LASTING.has(credential.kind) || action === 'token.mint') return NONE;
  if (client.trusted === true || isNeutral(client)) return NONE;
  const node = at.lineage.node(credential.uid);
  if (node === undefined || node.uses <= THRESHOLDS.enoughUses.uses) return NONE;
  const asked = at.surprise.of('where');
  if (!asked.never) return NONE;
  const where = placeSurprise(asked, client);
  if (where.bits < at.parameters.leastSurprise) return NONE;
  const before = node.places.filter(({ event: uid }) => uid !== event.uid);
  const evidence = [
    fact(
      event,
      'key-moved',
      'network new for the key',
      placeText(client),
      `${node.uses - 1} uses from ${before
        .map((place) => place.network)
        .slice(0, 3)
        .join(', ')}`,
    ),
    ...together(
      [
        surprising(event, 'place new for the principal', where),
        surprising(event, 'program new for the principal', at.surprise.of('with')),
      ],
      isRisky(client),
      THRESHOLDS.keyMoved.bits,
    ),
  ];
  return [{ detection: 'key-in-new-network', evidence, foldBy: `${credential.uid}|${client.network ?? ''}` }];
}
