/** Where a workload credential is used: inside the provider's networks and endpoints, or elsewhere. */

import { fact, note } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { delivery, placeOf, workloadOf } from './describe.ts';
import type { Context } from './parameters.ts';
import { isOddPlace, judgePrivate, judgeReturn, judgeSecond } from './second.ts';
import { judgeContinued, keepPlace } from './stay.ts';
import { lastElsewhere, rememberCredential, rememberTenant } from './whereabouts.ts';
import { cloudName, cloudOf } from './workload.ts';

export function judgeNetwork(event: Event, at: Context): readonly Judgement[] {
  if (event.client.ip === undefined) return NONE;
  const continued = at.fresh.network ? NONE : judgeContinued(event, at);
  if (continued.length > 0 || !(at.fresh.network || at.fresh.back)) return continued;
  const credentials = rememberCredential(event, at);
  rememberTenant(event, at);
  // Endpoints stand beside a gateway by nature, and each service has its own.
  if (event.client.endpoint !== undefined || isOrdinary(event, at) || isDeclared(event, at)) return NONE;
  if (event.client.networkKind === 'private') return judgePrivate(event, at, credentials);
  if (isOutside(event)) return judgeOutside(event, at, credentials);
  return at.fresh.back ? judgeReturn(event, at) : judgeSecond(event, at, credentials);
}

/** Nothing below finds anything in it, whatever was declared of the workload. */
function isOrdinary(event: Event, at: Context): boolean {
  const { fresh } = at;
  if (event.client.networkKind === 'private') return !fresh.agent;
  if (isOutside(event)) return !fresh.network;
  // A function runs on many machines at once, each with an address of its own; so does what shares an identity.
  const kind = event.session?.workload?.kind;
  if (kind === undefined || kind === 'function') return true;
  return !fresh.back && !isOddPlace(at);
}

function judgeOutside(event: Event, at: Context, credentials: readonly string[]): readonly Judgement[] {
  const where = at.surprise.of('where');
  const { oddity, atHome } = THRESHOLDS;
  // A role whose calls come from a network habitually is at home there, cloud or not.
  if (!where.never && where.bits < oddity.bits && where.confidence > atHome.confidence) return NONE;
  const elsewhere = lastElsewhere(event, at, credentials);
  const evidence = [
    fact(
      event,
      'off-workload',
      'used outside the cloud of the workload',
      placeOf(event.client),
      `${workloadOf(event)} calls from ${cloudName(event.provider)} networks or private endpoints`,
    ),
    note(
      event,
      'network of the workload before',
      elsewhere !== undefined,
      elsewhere === undefined ? 'none seen' : placeOf(elsewhere.place.client),
      'the same network',
    ),
    ...delivery(event),
  ];
  const judgement = {
    detection: 'off-workload',
    evidence,
    foldBy: `${event.principal.uid}|${event.client.network ?? ''}`,
  };
  keepPlace(event, at, judgement, where.bits);
  return [judgement];
}

/**
 * A network the context file declares as `cloud` without saying whose is the workloads' own. Machines that Systems
 * Manager looks after stand in their owner's own rooms, wherever those are.
 */
function isOutside({ client, provider, session }: Event): boolean {
  if (session?.workload?.kind === 'machine') return false;
  const ownCloud = client.networkKind === 'cloud' && client.cloud === undefined;
  return !ownCloud && client.cloud !== cloudOf(provider) && client.endpoint === undefined;
}

function isDeclared(event: Event, at: Context): boolean {
  const declared = at.context.workload(event);
  return (
    declared !== undefined &&
    event.client.network !== undefined &&
    declared.networks.includes(event.client.network)
  );
}
