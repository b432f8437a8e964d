/** Who minted a token for whom: the pair of caller and role, its circumstances, and what the token carries. */

import { fact, surprising } from '../../contract/evidence.ts';
import { matchesAny } from '../../lib/wildcard.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

/** Tokens for oneself say nothing about who may become whom (and are the commonest noise of all). */
const FOR_ONESELF = new Set(['sts:GetSessionToken', 'sts:GetCallerIdentity']);

export function judgeMint(event: Event, at: Context): Judgement[] {
  if (event.action !== 'token.mint' || FOR_ONESELF.has(event.operation)) return [];
  return [...judgeMapping(event, at), ...judgeAdministrator(event), ...judgePair(event, at)];
}

function judgeMapping(event: Event, at: Context): Judgement[] {
  const role = event.issued[0]?.holder;
  if (role === undefined || isAuthorised(event, role.uid, at)) return [];
  if (at.context.mayAssume(event.principal, role) !== 'not-allowed') return [];
  const evidence = [
    fact(
      event,
      'role-mapping-violated',
      'caller not mapped to the role',
      `${event.principal.name} → ${role.name}`,
      'a caller listed under roleMappings',
    ),
  ];
  return [{ detection: 'role-mapping-violated', evidence, foldBy: `${event.principal.uid}|${role.uid}` }];
}

function isAuthorised(event: Event, role: string, at: Context): boolean {
  return at.parameters.authorizedRoleMappings.some((pair) => {
    const [caller = '', wanted = ''] = pair.split('->').map((part) => part.trim());
    return matchesAny([caller], event.principal.uid) && matchesAny([wanted], role);
  });
}

function judgeAdministrator(event: Event): Judgement[] {
  if (event.operation !== 'sts:GetFederationToken' || event.details['administratorPolicy'] !== true)
    return [];
  const policy =
    event.details['policyArns'] ?? event.details['requestedPolicy'] ?? 'a policy that allows everything';
  const evidence = [
    fact(
      event,
      'administrator-rights',
      'administrator rights asked for',
      String(policy),
      'a policy for the task at hand',
    ),
    fact(
      event,
      'federated-console',
      'token outlives its key',
      'sts:GetFederationToken',
      'roles, whose sessions can be revoked',
    ),
  ];
  return [{ detection: 'administrator-federation-token', evidence }];
}

function judgePair(event: Event, at: Context): Judgement[] {
  const whom = at.surprise.of('whom');
  const what = at.surprise.of('what');
  const unusual = whom.never && whom.bits >= at.parameters.leastSurprise;
  const novel = what.never && what.feature === 'operation' && what.bits >= at.parameters.leastSurprise;
  if (!unusual && !novel) return [];
  const evidence: Evidence[] = [
    surprising(event, 'caller and role never seen together', whom),
    surprising(event, 'place', at.surprise.of('where')),
    surprising(event, 'program', at.surprise.of('with')),
    surprising(event, 'call or region', what),
  ];
  return [
    {
      detection: 'unusual-mint',
      evidence: withoutNoise(evidence),
      foldBy: `${event.principal.uid}|${event.issued[0]?.holder.uid ?? event.operation}`,
    },
  ];
}

/** A new pair from the usual place with the usual program is a new duty: small surprises must not add up. */
function withoutNoise(evidence: readonly Evidence[]): Evidence[] {
  return evidence.map((each) => (each.bits < 2 ? { ...each, bits: 0 } : each));
}
