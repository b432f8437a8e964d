/**
 * `credtrail.yaml` to a checked configuration and its compiled context, or every problem in it. Pure but for
 * the function that reads the files it names.
 */

import type { Change, Context } from '../contract/context.ts';
import { at, isObject } from '../lib/json.ts';
import { lastingExceptions, meaningFaults } from './check.ts';
import {
  type AddressData,
  type Config,
  EXCEPTION_FIELDS,
  type ExceptionConfig,
  type Limits,
  type NetworkConfig,
} from './config.ts';
import { compileContext } from './context.ts';
import { type ConfigDocument, readDocument } from './document.ts';
import { type Included, type ReadFile, readIncluded, resolvePath } from './included.ts';
import { checkParameters, type KnownAnalytic } from './parameters.ts';
import { type ConfigProblem, inFileOrder } from './problem.ts';
import { parseSize } from './quantity.ts';
import { type ConfigFile, configSchema } from './schema.ts';
import { shapeFaults } from './shape.ts';
import { instant } from './tickets.ts';

export type ReadConfig = ReadableConfig | { readonly problems: readonly ConfigProblem[] };

export interface ReadableConfig {
  readonly config: Config;
  readonly context: Context;
  /** What is worth a look and stops nothing: exceptions without expiry, tickets that were passed over. */
  readonly warnings: readonly ConfigProblem[];
}

/** `file` is the path of the text: it is quoted in problems, and other paths are relative to its folder. */
export function readConfig(
  text: string,
  file: string,
  analytics: readonly KnownAnalytic[],
  readFile: ReadFile,
): ReadConfig {
  const document = withoutEmptySections(readDocument(text, file));
  if (!document.readable) return { problems: inFileOrder(document.problems) };
  const parameters = checkParameters(at(document.value, 'parameters'), analytics);
  const faults = [
    ...shapeFaults(document),
    ...meaningFaults(document.value, analytics),
    ...parameters.faults,
  ];
  const included = readIncluded(document, file, readFile);
  const problems = [...document.problems, ...faults.map(document.place), ...included.problems];
  const parsed = configSchema.safeParse(document.value);
  if (problems.length > 0 || !parsed.success) return { problems: inFileOrder(problems) };
  const config = { ...assemble(parsed.data, file, included), parameters: parameters.values };
  const warnings = [...lastingExceptions(document.value).map(document.place), ...included.warnings];
  return { config, context: compileContext(config), warnings };
}

/** A section whose entries are all commented out is read as one that is not there. */
function withoutEmptySections(document: ConfigDocument): ConfigDocument {
  if (document.value === null) return { ...document, value: {} };
  if (!isObject(document.value)) return document;
  const filled = Object.entries(document.value).filter(([, section]) => section !== null);
  return { ...document, value: Object.fromEntries(filled) };
}

function assemble(file: ConfigFile, path: string, included: Included): Omit<Config, 'parameters'> {
  return {
    networks: (file.networks ?? []).map((network, index) => toNetwork(network, included.cidrs.get(index))),
    automation: (file.automation ?? []).map(({ agents = [], networks = [], ...rest }) => ({
      ...rest,
      agents,
      networks,
    })),
    administrators: file.administrators ?? [],
    helpdesk: file.helpdesk ?? [],
    breakGlass: file.breakGlass ?? [],
    highValue: (file.highValue ?? []).map(({ name, resources = [], operations = [] }) => ({
      name,
      resources,
      operations,
    })),
    highValueDefaults: file.highValueDefaults ?? true,
    roleMappings: file.roleMappings ?? [],
    workloads: (file.workloads ?? []).map(({ instances = [], hosts = [], networks = [], ...rest }) => ({
      ...rest,
      instances,
      hosts,
      networks,
    })),
    changes: (file.changes ?? []).flatMap((entry, index) => toChanges(entry, included.changes.get(index))),
    exceptions: (file.exceptions ?? []).map(toException),
    budget: file.budget ?? {},
    addressData: addressData(file.addressData ?? {}, path),
    limits: limits(file.limits ?? {}),
  };
}

type EntryOf<Section extends 'networks' | 'changes' | 'exceptions'> = NonNullable<
  ConfigFile[Section]
>[number];

function toNetwork(
  { name, cidrs = [], trusted = false, kind = 'declared', country, asn }: EntryOf<'networks'>,
  included: readonly string[] = [],
): NetworkConfig {
  const known = kind === 'office' ? 'declared' : kind;
  return { name, cidrs: [...cidrs, ...included], trusted, kind: known, country, asn };
}

function toException({ name, owner, reason, expires, ...given }: EntryOf<'exceptions'>): ExceptionConfig {
  const fields = EXCEPTION_FIELDS.flatMap((field) =>
    given[field] === undefined ? [] : [[field, given[field]]],
  );
  return {
    name,
    owner,
    reason,
    expires: expires === undefined ? undefined : instant(expires, 'end'),
    fields: Object.fromEntries(fields),
  };
}

function toChanges(entry: EntryOf<'changes'>, included: readonly Change[] = []): readonly Change[] {
  if ('file' in entry) return included;
  const { id, actor, target, action, from, to, approvedBy } = entry;
  return [{ id, actor, target, action, from: instant(from, 'start'), to: instant(to, 'end'), approvedBy }];
}

function addressData(given: NonNullable<ConfigFile['addressData']>, path: string): AddressData {
  const paths = Object.entries(given).flatMap(([kind, name]) =>
    name === undefined ? [] : [[kind, resolvePath(path, name)]],
  );
  return Object.fromEntries(paths);
}

function limits(given: NonNullable<ConfigFile['limits']>): Limits {
  const amounts = Object.entries(given).flatMap(([name, amount]) => {
    const value = typeof amount === 'string' ? parseSize(amount) : amount;
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(amounts);
}
