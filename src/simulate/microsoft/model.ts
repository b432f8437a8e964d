/** What the organisation has at Microsoft, as plain data: directory, applications, machines, vaults. */

import type { Network } from '../networks.ts';
import { Random } from '../random.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const SUBSCRIPTIONS = {
  prod: '22222222-2222-4222-8222-222222222201',
  dev: '22222222-2222-4222-8222-222222222202',
} as const;

/** An application that signs in for itself, with a secret, a certificate, or the token of another issuer. */
export interface Application {
  readonly name: string;
  readonly appId: string;
  /** Object id of the application. */
  readonly objectId: string;
  /** Object id of its service principal. */
  readonly servicePrincipal: string;
  readonly credential: 'clientSecret' | 'certificate' | 'federatedIdentityCredential';
  readonly keySeed: string;
  /** Login of the owner, who renews its secret on this day of every thirty; none where nobody does. */
  readonly owner: string;
  readonly renewalDay: number | undefined;
  /** A day on which the owner renews it once more, from home. */
  readonly renewalFromHome?: number;
  readonly network: Network;
  readonly exit: number;
  readonly agent: string;
  /** What it does all day. */
  readonly work: 'graph' | 'vault' | 'deploy' | 'backup';
  readonly secret: string;
}

/** Something in Azure that a managed identity is attached to. */
export interface AzureMachine {
  readonly name: string;
  readonly kind: 'vm' | 'function';
  /** As Azure writes it, in mixed case. */
  readonly resourceId: string;
  readonly identity: { readonly objectId: string; readonly appId: string };
  readonly program: 'node' | 'java' | 'python';
  readonly agent: string;
  readonly exit: number;
  readonly vault: string;
  readonly secret: string;
  readonly fromDay: number;
  readonly toDay: number;
}

export interface Microsoft {
  readonly applications: readonly Application[];
  readonly machines: readonly AzureMachine[];
  readonly storageAccounts: readonly string[];
  /** From this day on the gateway has another address. */
  readonly gateways: readonly { readonly network: Network; readonly fromDay: number }[];
}

interface Somebody {
  /** Of a person, in the identity store. */
  readonly id: string;
}

/** Object id in the directory: newcomers have one as soon as they are somebody. */
export function objectIdOf({ id }: Somebody): string {
  return new Random(`directory/${id}`).uuid();
}

export function deviceOf({ id }: Somebody): string {
  return new Random(`device/${id}`).uuid();
}

/** Id of an application's secret, certificate or federated credential; renewed ones count up. */
export function keyIdOf({ keySeed }: Application, number: number): string {
  return new Random(`application key/${keySeed}/${number}`).uuid();
}

/** How often its secret has been renewed when a day is over. */
export function renewalsBy({ renewalDay, renewalFromHome }: Application, day: number): number {
  const extra = renewalFromHome === undefined || day < renewalFromHome ? 0 : 1;
  return renewalDay === undefined || day < renewalDay
    ? extra
    : extra + 1 + Math.floor((day - renewalDay) / 30);
}

export function gatewayOn({ gateways }: Microsoft, day: number): Network {
  const open = gateways.filter(({ fromDay }) => fromDay <= day).at(-1);
  if (open === undefined) throw new RangeError('no gateway');
  return open.network;
}
