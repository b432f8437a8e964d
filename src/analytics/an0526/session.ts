/**
 * A session turns up in a network its owner never had, and the log holds no request for it that could be judged instead:
 * the access portal, or AWS itself, obtained it in another account or out of sight. Journeys look the same, so the
 * place alone weighs little.
 */

import { isRisky, note, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { isExit } from '../../contract/exits.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { CredentialNode } from '../../lineage/credential-node.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { isNeutral, placeText } from './client.ts';
import type { Context } from './parameters.ts';

/** Asked for places only where a token's first and further networks were found unremarkable. */
export function judgeSessionPlace(event: Event, at: Context): readonly Judgement[] {
  const { action, credential, client, provider } = event;
  // Sign-ins at other providers are judged themselves, as are requests for tokens.
  if (!at.fresh.network || provider !== 'aws' || action === 'signin' || action === 'token.mint') return NONE;
  if (credential === undefined || !SESSIONS.has(credential.kind)) return NONE;
  if (event.session?.workload !== undefined || client.trusted === true || isNeutral(client)) return NONE;
  // What moves on to another network later is a laptop, unless that network or the program is an intruder's.
  if (!at.fresh.credential && !isRisky(client)) return NONE;
  const node = at.lineage.node(credential.uid);
  if (node === undefined || (at.fresh.credential && wasJudged(node)) || isMachines(node, event)) return NONE;
  if (at.surprise.principal.calls < THRESHOLDS.enoughUses.uses) return NONE;
  const asked = at.surprise.of('where');
  const where = placeSurprise(asked, client);
  if (!asked.never || where.bits < at.parameters.leastSurprise) return NONE;
  if (isExit(event, at.recall, at.surprise)) return NONE;
  const evidence = [
    note(event, 'session in another network', true, placeText(client), 'the networks of its owner'),
    ...together(
      [
        surprising(event, 'place new for the principal', where),
        surprising(event, 'program new for the principal', at.surprise.of('with')),
      ],
      isRisky(client),
    ),
  ];
  const foldBy = `${event.principal.uid}|${client.network ?? ''}`;
  return [{ detection: 'session-in-new-network', evidence, foldBy }];
}

const SESSIONS: ReadonlySet<string> = new Set(['session-token', 'console-session']);

/** A request that named its place was judged there, and the way from it is judged as a move. */
function wasJudged({ mint }: CredentialNode): boolean {
  if (mint === undefined || mint.by.kind === 'service' || isNeutral(mint.client)) return false;
  return mint.operation !== 'signin:ConsoleLogin';
}

/** What a service of AWS started runs on machines of AWS, now on one, now on another. */
function isMachines({ mint }: CredentialNode, { client }: Event): boolean {
  return mint?.by.kind === 'service' && client.cloud === 'aws';
}
