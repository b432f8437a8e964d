/**
 * The organisation "Acme" as plain data: its people, accounts, roles, machines and programs. Says who exists and
 * since when; what they do all day is in `behaviours/`.
 */

import type { IamUser, Role } from './aws/identity.ts';
import type { Topic } from './aws/places.ts';
import type { Gcp } from './gcp/model.ts';
import type { Hosts } from './hosts/model.ts';
import type { Microsoft } from './microsoft/model.ts';
import type { Network } from './networks.ts';
import type { OktaTenant } from './okta/tenant.ts';
import { Random } from './random.ts';

export const ACCOUNTS = { prod: '111122223333', shared: '444455556666', dev: '123456789012' } as const;
export const HOME_REGION = 'eu-west-1';
export const SECOND_REGION = 'eu-central-1';
export const IDENTITY_STORE = `arn:aws:identitystore::${ACCOUNTS.shared}:identitystore/d-9067example`;

export type Duty = 'administrator' | 'engineer' | 'analyst' | 'security';

export interface Journey {
  readonly fromDay: number;
  readonly toDay: number;
  readonly network: Network;
}

export interface Person {
  readonly login: string;
  readonly email: string;
  /** Id in the identity store. */
  readonly id: string;
  readonly duty: Duty;
  /** Hours ahead of UTC. */
  readonly zone: number;
  readonly office: Network;
  readonly home: Network;
  /** The carrier of their phone, where the simulation has carriers. */
  readonly mobile?: Network;
  /** Stable number of this person: picks devices and addresses. */
  readonly number: number;
  readonly startsOn: number;
  readonly journeys: readonly Journey[];
  /** When their programs are brought up to date. */
  readonly upgradesOn?: number;
  /** Another team, another duty. */
  readonly moves?: { readonly fromDay: number; readonly duty: Duty };
}

export interface Workload {
  readonly name: string;
  readonly kind: 'instance' | 'function' | 'task';
  readonly account: string;
  readonly region: string;
  readonly role: Role;
  readonly agent: string;
  readonly topic: Topic;
  readonly network: Network;
  /** Which address of the network: workloads of one subnet share a NAT gateway. */
  readonly exit: number;
  /** Instance id, task id; for a function its name. */
  readonly id: string;
  /** Its temporary keys follow from this and the time, so that an intruder can hold the very same key. */
  readonly keySeed: string;
  readonly delivery: '1.0' | '2.0' | undefined;
  /** First and last day it runs. */
  readonly fromDay: number;
  readonly toDay: number;
}

export interface Repository {
  readonly name: string;
  readonly role: Role;
  readonly account: string;
  readonly topic: Topic;
  readonly runsPerDay: number;
  readonly fromDay?: number;
}

/** Networks by what the organisation uses them for. */
export interface NetworkPlan {
  readonly vpn: Network;
  readonly natProd: Network;
  readonly natShared: Network;
  readonly natDev: Network;
  readonly functions: Network;
  readonly ci: Network;
  readonly ciNew: Network;
  /** Where travellers stay. */
  readonly guests: readonly [Network, ...Network[]];
}

/** The time an organisation is watched. */
export interface Span {
  /** Epoch ms of its first midnight. */
  readonly start: number;
  readonly days: number;
  /** Where chance begins for what happens once. */
  readonly seed: string;
}

export interface Organisation {
  readonly okta?: OktaTenant;
  /** Whether it uses Google Workspace. */
  readonly workspace?: boolean;
  /** Where surprises may fall on any day; without one they have the days of the example. */
  readonly span?: Span;
  readonly networks: NetworkPlan;
  /** The VPN's way out from some day on. */
  readonly vpnMove?: { readonly fromDay: number; readonly network: Network };
  readonly people: readonly Person[];
  readonly workloads: readonly Workload[];
  readonly repositories: readonly Repository[];
  /** Permission-set roles, by account and duty. */
  readonly permissionSets: ReadonlyMap<string, Role>;
  readonly roles: Readonly<Record<RoleName, Role>>;
  readonly users: { readonly exporter: IamUser; readonly mail: IamUser; readonly dormant: IamUser };
  /** Access keys of the few IAM users; `fromDay`/`toDay` bound their use. */
  readonly keys: readonly {
    readonly user: IamUser;
    readonly id: string;
    readonly fromDay: number;
    readonly toDay: number;
  }[];
  readonly ciNetworks: readonly {
    readonly network: Network;
    readonly fromDay: number;
    readonly share: number;
  }[];
  /** What there is at other providers, where they have an estate. */
  readonly gcp?: Gcp;
  readonly microsoft?: Microsoft;
  readonly hosts?: Hosts;
}

export type RoleName =
  | 'terraform'
  | 'orchestrator'
  | 'releaseProd'
  | 'releaseDev'
  | 'scanner'
  | 'auditProd'
  | 'auditShared'
  | 'auditDev'
  | 'migration'
  | 'vaultReader';

export function permissionSet(organisation: Organisation, account: string, duty: Duty): Role {
  const found = organisation.permissionSets.get(`${account}/${duty}`);
  if (found === undefined) throw new RangeError(`no permission set for ${duty} in ${account}`);
  return found;
}

export function topicOf(name: string): Topic {
  return {
    secret: `${name}/credentials`,
    bucket: `acme-${name}-eu-west-1`,
    table: name,
    parameter: `/acme/${name}/config`,
    key: new Random(`kms key/${name}`).uuid(),
  };
}
