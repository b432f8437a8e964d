/** Who minted a token for whom: the pair of caller and role, its circumstances, and what the token carries. */

import type { Surprise } from '../../baseline/surprise.ts';
import { fact, placeSurprise, surprising, weighing } from '../../contract/evidence.ts';
import { allOf, NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event, Principal } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { reachedBefore } from './chain.ts';
import { descentEvidence, suspiciousDescent } from './descent.ts';
import { mapping, roleOf } from './pairs.ts';
import type { Context } from './parameters.ts';

/** The commonest noise of all: a second factor or a tool's cache asks for it many times a day. */
const OWN_TOKEN = 'sts:GetSessionToken';

export function judgeMint(event: Event, at: Context): readonly Judgement[] {
  if (event.operation === OWN_TOKEN) return NONE;
  const role = roleOf(event);
  const declared =
    role === undefined || role.uid === event.principal.uid ? 'undeclared' : mapping(event, role, at);
  const violated =
    role !== undefined && declared === 'not-allowed' ? [violation(event, role.name, role.uid)] : NONE;
  const unusual = declared === 'allowed' ? NONE : judgePair(event, at, role);
  return allOf(judgeAdministrator(event), violated, unusual);
}

function violation(event: Event, name: string, uid: string): Judgement {
  const evidence = [
    fact(
      event,
      'role-mapping-violated',
      'caller not mapped to the role',
      `${event.principal.name} → ${name}`,
      'a caller listed under roleMappings',
    ),
  ];
  return { detection: 'role-mapping-violated', evidence, foldBy: `${event.principal.uid}|${uid}` };
}

function judgeAdministrator(event: Event): readonly Judgement[] {
  if (event.operation !== 'sts:GetFederationToken' || event.details['administratorPolicy'] !== true)
    return NONE;
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

function judgePair(event: Event, at: Context, role: Principal | undefined): readonly Judgement[] {
  // Nothing in it is new: nearly always so.
  if (!at.surprise.of('what').never && !at.surprise.of('whom').never) return NONE;
  const descent = suspiciousDescent(event, at);
  const least = descent === undefined ? at.parameters.leastSurprise : THRESHOLDS.pairOfSuspect.bits;
  const strangest = strangestOf(event, at, role, least);
  if (strangest === undefined) return NONE;
  const { what, pair } = strangest;
  const region = what.feature === 'region' ? [surprising(event, 'region', what)] : [];
  const evidence: Evidence[] = [
    pair === what
      ? surprising(event, 'call never made before', what)
      : surprising(event, 'caller and role never seen together', pair),
    ...[
      surprising(event, 'place', placeSurprise(at.surprise.of('where'), event.client)),
      surprising(event, 'program', at.surprise.of('with')),
      ...region,
      // Circumstances vary from day to day and must not add up beside a new pair.
    ].map((each) => (each.bits < THRESHOLDS.oddity.bits ? weighing(each, 0) : each)),
    ...(event.operation === 'sts:AssumeRoot' ? [rootRights(event)] : []),
    ...(descent === undefined ? [] : [descentEvidence(event, descent)]),
    ...reachedBefore(event, at),
  ];
  return [
    {
      detection: 'unusual-mint',
      evidence,
      foldBy: `${event.principal.uid}|${role?.uid ?? event.operation}|${event.client.network ?? ''}`,
    },
  ];
}

/** New pair or new call: the first assumption of all is both, and is one fact. */
function strangestOf(
  event: Event,
  at: Context,
  role: Principal | undefined,
  least: number,
): { pair: Surprise; what: Surprise } | undefined {
  const what = at.surprise.of('what');
  const whom = at.surprise.of('whom');
  const unusual = isPair(event, role) && whom.never && whom.bits >= least;
  const novel = what.never && what.feature !== 'region' && what.bits >= least;
  if (!unusual && !novel) return undefined;
  return { what, pair: novel && (!unusual || what.bits > whom.bits) ? what : whom };
}

/**
 * A token for oneself says nothing about who may become whom, and the name in a federation token is whatever the
 * caller writes: a portal has a new one for each new user.
 */
function isPair(event: Event, role: Principal | undefined): boolean {
  return role !== undefined && role.kind !== 'federated-user' && role.uid !== event.principal.uid;
}

function rootRights(event: Event): Evidence {
  return fact(
    event,
    'administrator-rights',
    'session of the root user of an account',
    event.subject?.scope ?? event.operation,
    'roles of the account itself',
  );
}
