/**
 * Compiles a configuration to the questions of the context contract. Answers about principals are remembered,
 * because the same few thousand principals are asked about for every event; the memory is bounded.
 */

import type {
  Automation,
  Context,
  DeclaredNetwork,
  DeclaredWorkload,
  Excepted,
  Exception,
} from '../contract/context.ts';
import { cidrContains, cidrTable, parseCidr, parseIp } from '../lib/ip.ts';
import type { Matcher } from '../lib/wildcard.ts';
import type { Event, Principal, Target } from '../model/event.ts';
import { compileChanges } from './changes.ts';
import {
  type Config,
  EMPTY_CONFIG,
  EXCEPTION_FIELDS,
  type ExceptionField,
  type NetworkConfig,
} from './config.ts';
import { DEFAULT_HIGH_VALUE } from './default-high-value.ts';
import { compilePattern, compilePatterns, fitsIdentity } from './patterns.ts';

export function compileContext(config: Config): Context {
  const standing = compileStanding(config);
  return {
    network: compileNetworks(config.networks),
    automation: (principal) => standing(principal).automation,
    isAdministrator: (principal) => standing(principal).administrator,
    isHelpdesk: (principal) => standing(principal).helpdesk,
    isBreakGlass: (principal) => standing(principal).breakGlass,
    highValue: compileHighValue(config),
    mayAssume: (caller, role) => {
      const { asRole } = standing(role);
      if (asRole.length === 0) return 'undeclared';
      const { asCaller } = standing(caller);
      return asRole.some(asCaller) ? 'allowed' : 'not-allowed';
    },
    workload: compileWorkloads(config, standing),
    changes: compileChanges(config.changes),
    exception: compileExceptions(config),
    parameters: (analytic) => own(config.parameters, analytic) ?? {},
    budget: (analytic) => own(config.budget, analytic) ?? own(config.budget, 'default'),
  };
}

/** What is asked about each principal again and again. */
interface Standing {
  readonly automation: Automation | undefined;
  readonly administrator: boolean;
  readonly helpdesk: boolean;
  readonly breakGlass: boolean;
  /** Role mappings and workloads, by position, that speak of it. */
  readonly asRole: readonly number[];
  readonly asWorkload: readonly number[];
  /** Whether a role mapping allows it as a caller. */
  asCaller(mapping: number): boolean;
}

const REMEMBERED = 50_000;

function compileStanding(config: Config): (principal: Principal) => Standing {
  const automation = config.automation.map(({ name, agents, networks, principals }) => {
    return { declared: { name, agents, networks }, matches: compilePatterns(principals) };
  });
  const administrator = compilePatterns(config.administrators);
  const helpdesk = compilePatterns(config.helpdesk);
  const breakGlass = compilePatterns(config.breakGlass);
  const roles = config.roleMappings.map((mapping) => compilePatterns(mapping.roles));
  const callers = config.roleMappings.map((mapping) => compilePatterns(mapping.callers));
  const workloads = config.workloads.map((workload) => compilePatterns(workload.principals));
  return remembered((principal) => ({
    automation: automation.find(({ matches }) => fitsIdentity(matches, principal))?.declared,
    administrator: fitsIdentity(administrator, principal),
    helpdesk: fitsIdentity(helpdesk, principal),
    breakGlass: fitsIdentity(breakGlass, principal),
    asRole: fitting(roles, principal),
    asWorkload: fitting(workloads, principal),
    asCaller: once((mapping) => {
      const caller = callers[mapping];
      return caller !== undefined && fitsIdentity(caller, principal);
    }),
  }));
}

/** Remembers its answers: there are no more than there are mappings. */
function once(answer: (mapping: number) => boolean): (mapping: number) => boolean {
  const known = new Map<number, boolean>();
  return (mapping) => {
    const before = known.get(mapping);
    if (before !== undefined) return before;
    const now = answer(mapping);
    known.set(mapping, now);
    return now;
  };
}

function fitting(matchers: readonly Matcher[], principal: Principal): readonly number[] {
  return matchers.flatMap((matches, index) => (fitsIdentity(matches, principal) ? [index] : []));
}

/** One uid may come with several names (a renamed user); the last one seen is remembered. */
function remembered(judge: (principal: Principal) => Standing): (principal: Principal) => Standing {
  let known = new Map<string, { readonly name: string; readonly standing: Standing }>();
  return (principal) => {
    const before = known.get(principal.uid);
    if (before?.name === principal.name) return before.standing;
    if (known.size >= REMEMBERED) known = new Map();
    const standing = judge(principal);
    known.set(principal.uid, { name: principal.name, standing });
    return standing;
  };
}

function compileNetworks(networks: readonly NetworkConfig[]): (ip: string) => DeclaredNetwork | undefined {
  const entries = networks.flatMap(({ cidrs, ...network }) =>
    cidrs.flatMap((text) => {
      const cidr = parseCidr(text);
      return cidr ? [[cidr, network] as const] : [];
    }),
  );
  const table = cidrTable<DeclaredNetwork>(entries);
  return (text) => {
    const ip = entries.length === 0 ? undefined : parseIp(text);
    return ip && table.find(ip);
  };
}

function compileHighValue(config: Config): (event: Event, target?: Target) => string | undefined {
  const declared = config.highValue.map(({ name, resources, operations }) => ({
    name,
    resource: resources.length === 0 ? undefined : compilePatterns(resources),
    operation: operations.length === 0 ? undefined : compilePatterns(operations),
  }));
  const known = (config.highValueDefaults ? DEFAULT_HIGH_VALUE : []).map((entry) => {
    return { ...entry, operation: compilePatterns(entry.operations) };
  });
  const knownOf = new Map<string, (typeof known)[number] | undefined>();
  const knownFor = (operation: string) => {
    if (knownOf.size >= REMEMBERED) knownOf.clear();
    if (!knownOf.has(operation))
      knownOf.set(
        operation,
        known.find((entry) => entry.operation(operation)),
      );
    return knownOf.get(operation);
  };
  return (event, target) => {
    const targets = target ? [target] : event.targets;
    const entry = declared.find(({ resource, operation }) => {
      if (operation && !operation(event.operation)) return false;
      return !resource || targets.some((one) => fitsIdentity(resource, one));
    });
    if (entry) return entry.name;
    const usual = knownFor(event.operation);
    return usual && (usual.detail === undefined || event.details[usual.detail] === true)
      ? usual.name
      : undefined;
  };
}

function compileWorkloads(
  { workloads }: Config,
  standing: (principal: Principal) => Standing,
): (event: Event) => DeclaredWorkload | undefined {
  const compiled = workloads.map(({ name, applications, networks, instances, hosts }) => ({
    declared: { name, applications, networks },
    host: hosts.length === 0 ? undefined : compilePatterns(hosts),
    instance: instances.length === 0 ? undefined : compilePatterns(instances),
  }));
  return ({ principal, session }) => {
    if (principal.kind === 'host') return compiled.find(({ host }) => host?.(principal.name))?.declared;
    const id = session?.workload?.id;
    for (const index of standing(principal).asWorkload) {
      const workload = compiled[index];
      if (!workload) continue;
      if (!workload.instance || (id !== undefined && workload.instance(id))) return workload.declared;
    }
    return undefined;
  };
}

function compileExceptions({ exceptions }: Config): Context['exception'] {
  const compiled = exceptions.map(({ fields, name, owner, reason, expires }) => ({
    exception: { name, owner, reason, expires },
    tests: EXCEPTION_FIELDS.flatMap((field) => {
      const pattern = fields[field];
      if (pattern === undefined) return [];
      return [
        { field, matches: field === 'network' ? compileNetworkPattern(pattern) : compilePattern(pattern) },
      ];
    }),
  }));
  if (compiled.length === 0) return () => NOT_EXCEPTED;
  return (event, analytic, detection) => {
    const expired: Exception[] = [];
    let active: Exception | undefined;
    const words = (field: ExceptionField) => wordsOf(event, analytic, detection, field);
    for (const { exception, tests } of compiled) {
      if (!tests.every(({ field, matches }) => words(field).some(matches))) continue;
      if (exception.expires !== undefined && event.time > exception.expires) expired.push(exception);
      else active ??= exception;
    }
    return { active, expired };
  };
}

/** A network is meant by its name or number, or by the addresses in it. */
function compileNetworkPattern(pattern: string): Matcher {
  const matches = compilePattern(pattern);
  const cidr = parseCidr(pattern);
  if (cidr === undefined) return matches;
  return (word) => {
    const ip = parseIp(word);
    return matches(word) || (ip !== undefined && cidrContains(cidr, ip));
  };
}

const NOT_EXCEPTED: Excepted = { active: undefined, expired: [] };

function wordsOf(
  { principal, targets, subject, client, operation, scope }: Event,
  analytic: string,
  detection: string,
  field: ExceptionField,
): readonly string[] {
  switch (field) {
    case 'analytic':
      return [analytic];
    case 'detection':
      return [detection];
    case 'principal':
      return [principal.uid, principal.name];
    case 'target':
      return [...targets, ...(subject === undefined ? [] : [subject])].map(({ uid }) => uid);
    case 'network':
      return [client.network, client.ip, client.asn === undefined ? undefined : `AS${client.asn}`].filter(
        (word) => word !== undefined,
      );
    case 'operation':
      return [operation];
    case 'scope':
      return [scope];
  }
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Nothing declared: only the built-in list of high-value operations answers. */
export const EMPTY_CONTEXT: Context = compileContext(EMPTY_CONFIG);
