/** Where a workload credential is used: inside the provider's networks and endpoints, or elsewhere. */

import { fact, note, surprising } from '../../contract/evidence.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

const MINUTE = 60_000;
/** What is remembered of a workload's places. */
const REMEMBER = 30 * 24 * 60 * MINUTE;
/** A role whose calls come from a network this habitually is at home there, cloud or not. */
const AT_HOME_BITS = 4;
const AT_HOME_CONFIDENCE = 0.6;

export function judgeNetwork(event: Event, at: Context): Judgement[] {
  if (!at.fresh.network || event.client.ip === undefined) return [];
  const pinned = pin(event, at);
  if (isInside(event) || isDeclared(event, at)) return judgeSecond(event, at, pinned);
  if (event.client.networkKind === 'private') return judgePrivate(event, at, pinned);
  const where = at.surprise.of('where');
  if (!where.never && where.bits < AT_HOME_BITS && where.confidence > AT_HOME_CONFIDENCE) return [];
  const evidence = [
    fact(
      event,
      'off-workload',
      'used outside the cloud of the workload',
      placeOf(event),
      `${workloadOf(event)} calls from AWS networks or private endpoints`,
    ),
    note(
      event,
      'network of the workload before',
      pinned !== undefined,
      pinned?.network ?? 'none seen',
      'the same network',
    ),
    ...delivery(event),
  ];
  return [
    { detection: 'off-workload', evidence, foldBy: `${event.principal.uid}|${event.client.network ?? ''}` },
  ];
}

interface Pin {
  readonly network: string;
  readonly time: number;
  readonly event: string;
}

/** The workload's network before this event, within the window that counts as "at once"; notes the present one. */
function pin(event: Event, at: Context): Pin | undefined {
  const key = `place ${event.principal.uid} ${event.session?.workload?.id ?? ''}`;
  const before = at.recall.get(key);
  const place = event.client.prefix ?? event.client.network ?? '';
  if (isInside(event) || before === undefined)
    at.recall.set(key, [place, event.time, event.uid], event.time + REMEMBER);
  if (!Array.isArray(before)) return undefined;
  const [network, time, uid] = before;
  if (typeof network !== 'string' || typeof time !== 'number' || typeof uid !== 'string' || network === place)
    return undefined;
  return { network, time, event: uid };
}

/** Two places inside the cloud: told apart by prefix, and only while the first is still in use. */
function judgeSecond(event: Event, at: Context, pinned: Pin | undefined): Judgement[] {
  const node = event.credential === undefined ? undefined : at.lineage.node(event.credential.uid);
  const other = node?.places.find(
    (place) => place.network !== event.client.network && place.client.endpoint === undefined,
  );
  if (pinned === undefined || other === undefined || event.client.endpoint !== undefined) return [];
  if (event.time - other.last > at.parameters.timeWindow * MINUTE) return [];
  return [secondNetwork(event, at, other.network, other.event)];
}

/** A private address without an endpoint says little; only a second place for one credential does. */
function judgePrivate(event: Event, at: Context, pinned: Pin | undefined): Judgement[] {
  if (pinned === undefined || event.client.endpoint !== undefined) return [];
  return [secondNetwork(event, at, pinned.network, pinned.event)];
}

function secondNetwork(event: Event, at: Context, other: string, otherEvent: string): Judgement {
  const evidence: Evidence[] = [
    fact(
      event,
      'pinned-elsewhere',
      'two networks, one workload',
      placeOf(event),
      `${workloadOf(event)} was calling from ${other}`,
      [otherEvent],
    ),
    surprising(event, 'network new for the role', at.surprise.of('where')),
    surprising(event, 'program new for the role', at.surprise.of('with')),
    ...delivery(event),
  ];
  return {
    detection: 'second-network',
    evidence,
    foldBy: `${event.principal.uid}|${event.client.network ?? ''}`,
  };
}

/** A network the context file declares as `cloud` without saying whose is the workloads' own. */
function isInside({ client, provider }: Event): boolean {
  const ownCloud = client.networkKind === 'cloud' && client.cloud === undefined;
  return ownCloud || client.cloud === provider || client.endpoint !== undefined;
}

function isDeclared(event: Event, at: Context): boolean {
  const declared = at.context.workload(event);
  return (
    declared !== undefined &&
    event.client.network !== undefined &&
    declared.networks.includes(event.client.network)
  );
}

function delivery(event: Event): Evidence[] {
  if (event.session?.workload?.delivery !== '1.0') return [];
  return [fact(event, 'imdsv1', 'delivered by IMDSv1', 'ec2RoleDelivery 1.0', 'IMDSv2 (2.0)')];
}

function placeOf({ client }: Event): string {
  return [
    client.ip,
    client.network === client.prefix ? undefined : client.network,
    client.asOrg,
    client.country,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function workloadOf({ session }: Event): string {
  return session?.workload === undefined ? 'the workload' : `${session.workload.kind} ${session.workload.id}`;
}
