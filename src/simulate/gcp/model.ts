/** What the organisation has at Google Cloud, as plain data: projects, service accounts, machines, keys. */

import type { Network } from '../networks.ts';

export interface Project {
  readonly id: string;
  readonly number: string;
}

export interface ServiceAccount {
  readonly email: string;
  /** 21 digits. */
  readonly uniqueId: string;
  readonly project: Project;
}

export interface GcpMachine {
  readonly name: string;
  /** Numeric id of the instance. */
  readonly id: string;
  readonly zone: string;
  readonly account: ServiceAccount;
  /** A key of the table of user agents. */
  readonly program: 'node' | 'java' | 'python';
  readonly secret: string;
  readonly bucket: string;
  /** First and last day it runs. */
  readonly fromDay: number;
  readonly toDay: number;
}

/** A program outside Google Cloud with a service-account key. */
export interface KeyHolder {
  readonly account: ServiceAccount;
  readonly network: Network;
  readonly exit: number;
  readonly agent: string;
  /** Days from one rotation by Terraform to the next; none where nobody rotates it. */
  readonly rotation: number | undefined;
  /** A day on which all keys are renewed at once, whether it is time or not. */
  readonly wave?: number;
  readonly keySeed: string;
  readonly secret: string;
  readonly bucket: string;
}

export interface Pipeline {
  readonly name: string;
  /** Who acts through whom, every day. */
  readonly orchestrator: ServiceAccount;
  readonly transform: ServiceAccount;
  readonly writer: ServiceAccount;
}

export interface Gcp {
  readonly projects: { readonly prod: Project; readonly data: Project; readonly dev: Project };
  readonly machines: readonly GcpMachine[];
  readonly holders: readonly KeyHolder[];
  readonly pipelines: readonly Pipeline[];
  /** Engineers act as this one when they develop. */
  readonly developer: ServiceAccount;
  readonly deploy: ServiceAccount;
  readonly terraform: ServiceAccount;
  /** Migrates data in production; only with an approved change. */
  readonly migration: ServiceAccount;
  /** Made for an audit long ago; nobody uses it, and it may still do nearly everything. */
  readonly forgotten: ServiceAccount;
}
