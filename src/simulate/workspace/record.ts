/**
 * An activity of the Admin SDK Reports API, shaped as Google writes it: who, from where, and what in one event with
 * parameters. Decides nothing about who does what.
 */

import { networkAt } from '../address-book.ts';
import type { Person } from '../organisation.ts';
import { Random } from '../random.ts';

export const CUSTOMER = 'C0example';
export const DOMAIN = 'example.com';

export interface GoogleActor {
  readonly callerType: 'USER' | 'KEY' | 'APPLICATION';
  readonly email: string;
  readonly profileId: string;
  /** The OAuth client that acts in the user's name. */
  readonly applicationInfo?: { readonly oauthClientId: string; readonly applicationName: string };
}

export type Parameter = readonly [name: string, value: string | boolean | readonly string[]];

export interface WorkspaceAct {
  readonly application: 'admin' | 'drive' | 'groups' | 'login' | 'saml' | 'token' | 'user_accounts';
  readonly type: string;
  readonly name: string;
  readonly parameters?: readonly Parameter[];
}

export interface WorkspaceRecord {
  readonly kind: 'admin#reports#activity';
  readonly id: {
    readonly time: string;
    readonly uniqueQualifier: string;
    readonly applicationName: string;
    readonly customerId: string;
  };
  readonly actor: GoogleActor;
  readonly ipAddress: string | undefined;
  readonly events: readonly [{ readonly type: string; readonly name: string; readonly parameters: unknown }];
  readonly [field: string]: unknown;
}

export function workspaceRecord(
  random: Random,
  at: number,
  actor: GoogleActor,
  ip: string | undefined,
  act: WorkspaceAct,
): WorkspaceRecord {
  const network = ip === undefined ? undefined : networkAt(ip);
  return {
    kind: 'admin#reports#activity',
    id: {
      time: new Date(at).toISOString(),
      uniqueQualifier: `${random.chance(0.5) ? '-' : ''}${random.between(1, 9)}${random.word()}${random.between(10_000_000, 99_999_999)}`,
      applicationName: act.application,
      customerId: CUSTOMER,
    },
    etag: `"${random.base62(12)}"`,
    actor,
    ipAddress: ip,
    ...(network?.holder === undefined
      ? {}
      : { networkInfo: { ipAsn: [network.holder.asn], regionCode: network.country } }),
    events: [{ type: act.type, name: act.name, parameters: (act.parameters ?? []).map(parameter) }],
  };
}

/** The uid an activity with one event gives. */
export function workspaceUid({ id, events }: WorkspaceRecord): string {
  return `workspace:${Date.parse(id.time)}:${id.uniqueQualifier}:${events[0].name}`;
}

export function actorOf(person: Person, application?: GoogleActor['applicationInfo']): GoogleActor {
  return {
    callerType: 'USER',
    email: person.email,
    profileId: profileId(person),
    ...(application === undefined ? {} : { applicationInfo: application }),
  };
}

/** Twenty-one digits that follow from the person. */
function profileId({ id }: Person): string {
  const random = new Random(`google profile/${id}`);
  return `1${String(random.word()).padStart(10, '0')}${String(random.word()).padStart(10, '0')}`;
}

function parameter([name, value]: Parameter) {
  if (typeof value === 'boolean') return { name, boolValue: value };
  return typeof value === 'string' ? { name, value } : { name, multiValue: value };
}
