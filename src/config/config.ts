/**
 * The context file after reading: checked, included files in place, times as epoch ms, defaults filled in.
 * Plain data, so that it can be handed to another thread and compiled there.
 */

import type {
  Automation,
  Change,
  DeclaredNetwork,
  DeclaredWorkload,
  Exception,
} from '../contract/context.ts';

export interface NetworkConfig extends DeclaredNetwork {
  readonly cidrs: readonly string[];
}

export interface AutomationConfig extends Automation {
  readonly principals: readonly string[];
}

export interface HighValueConfig {
  readonly name: string;
  /** Empty = any. */
  readonly resources: readonly string[];
  readonly operations: readonly string[];
}

export interface RoleMappingConfig {
  readonly roles: readonly string[];
  readonly callers: readonly string[];
}

export interface WorkloadConfig extends DeclaredWorkload {
  readonly principals: readonly string[];
  /** Empty = any. */
  readonly instances: readonly string[];
  /** Names of its machines in host logs; empty = none. */
  readonly hosts: readonly string[];
}

/** Fields of a finding an exception can speak of; an absent one fits everything. */
export const EXCEPTION_FIELDS = [
  'analytic',
  'detection',
  'principal',
  'target',
  'network',
  'operation',
  'scope',
] as const;
export type ExceptionField = (typeof EXCEPTION_FIELDS)[number];

export interface ExceptionConfig extends Exception {
  readonly fields: Readonly<Partial<Record<ExceptionField, string>>>;
}

export interface AddressData {
  /** Paths of .mmdb and .csv files, resolved. */
  readonly asn?: string;
  readonly country?: string;
  readonly city?: string;
}

export interface Limits {
  readonly maxRecordBytes?: number;
  readonly maxDecompressedBytes?: number;
  /** Ratio of decompressed to compressed bytes. */
  readonly maxExpansion?: number;
  /** Bytes. */
  readonly memory?: number;
}

export type AnalyticParameters = Readonly<Record<string, number | readonly string[]>>;

export interface Config {
  readonly networks: readonly NetworkConfig[];
  readonly automation: readonly AutomationConfig[];
  readonly administrators: readonly string[];
  readonly helpdesk: readonly string[];
  readonly breakGlass: readonly string[];
  readonly highValue: readonly HighValueConfig[];
  readonly highValueDefaults: boolean;
  readonly roleMappings: readonly RoleMappingConfig[];
  readonly workloads: readonly WorkloadConfig[];
  readonly changes: readonly Change[];
  readonly exceptions: readonly ExceptionConfig[];
  /** By analytic id. */
  readonly parameters: Readonly<Record<string, AnalyticParameters>>;
  /** Findings a day by analytic id; `default` for the others. */
  readonly budget: Readonly<Record<string, number>>;
  readonly addressData: AddressData;
  readonly limits: Limits;
}

export const EMPTY_CONFIG: Config = {
  networks: [],
  automation: [],
  administrators: [],
  helpdesk: [],
  breakGlass: [],
  highValue: [],
  highValueDefaults: true,
  roleMappings: [],
  workloads: [],
  changes: [],
  exceptions: [],
  parameters: {},
  budget: {},
  addressData: {},
  limits: {},
};
