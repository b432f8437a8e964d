/** A console session that grew out of a federation token instead of a sign-in. */

import { fact, isRisky, placeSurprise, surprising, together } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { descentEvidence, suspiciousDescent } from './descent.ts';
import type { Context } from './parameters.ts';

const CONSOLE_CALLS = new Set(['signin:ConsoleLogin', 'signin:GetSigninToken']);

export function judgeConsole(event: Event, at: Context): readonly Judgement[] {
  if (!CONSOLE_CALLS.has(event.operation) || !isFederationToken(event, at)) return NONE;
  const evidence = [
    fact(
      event,
      'federated-console',
      'console opened with a federation token',
      event.operation,
      'sign-in with a password or through the identity provider',
    ),
    ...together(
      [
        surprising(event, 'place', placeSurprise(at.surprise.of('where'), event.client)),
        surprising(event, 'program', at.surprise.of('with')),
      ],
      isRisky(event.client),
      THRESHOLDS.firstBrowser.bits,
    ),
  ];
  const descent = suspiciousDescent(event, at);
  if (descent !== undefined) evidence.push(descentEvidence(event, descent));
  const mint = mintOf(event, at);
  if (mint !== undefined) {
    evidence.push({
      condition: 'issued by',
      held: true,
      observed: `${mint.by.name} with ${mint.operation}`,
      expected: 'an identity provider',
      bits: 0,
      events: [mint.event],
    });
  }
  return [{ detection: 'federated-console-sign-in', evidence, foldBy: event.principal.uid }];
}

/** AWS names such users `federated-user/<name>`; SAML and Identity Center users act as roles instead. */
function isFederationToken(event: Event, at: Context): boolean {
  return (
    event.principal.uid.includes(':federated-user/') ||
    mintOf(event, at)?.operation === 'sts:GetFederationToken'
  );
}

function mintOf(event: Event, at: Context) {
  return event.credential === undefined ? undefined : at.lineage.node(event.credential.uid)?.mint;
}
