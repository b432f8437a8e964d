/**
 * What the values must mean, beyond their types: patterns, addresses, moments, sizes, known analytics, declared
 * networks, names used once. Reads the file as it stands, also where its shape is wrong, so that one reading
 * finds every problem.
 */

import { parseInstant } from '../lib/instant.ts';
import { formatCidr, parseCidr } from '../lib/ip.ts';
import { at, isObject } from '../lib/json.ts';
import { nearest } from '../lib/nearest.ts';
import { parseWildcard } from '../lib/wildcard.ts';
import {
  actionComplaint,
  type Complaint,
  cidrComplaint,
  countryComplaint,
  momentComplaint,
  operationComplaint,
  patternComplaint,
  sizeComplaint,
  zoneComplaint,
} from './complaints.ts';
import { EXCEPTION_FIELDS } from './config.ts';
import type { KnownAnalytic } from './parameters.ts';
import { type Fault, type Path, quoted } from './problem.ts';
import { unknownWord } from './shape.ts';

type Check = (value: unknown) => Complaint | undefined;
interface Found {
  readonly path: Path;
  readonly value: unknown;
}

export function meaningFaults(value: unknown, analytics: readonly KnownAnalytic[]): readonly Fault[] {
  return [
    ...CHECKS.flatMap(({ places, check }) => places.flatMap((place) => checkAll(value, place, check))),
    ...NAMED.flatMap((place) => repeatedNames(value, place)),
    ...undeclaredNetworks(value),
    ...repeatedCidrs(value),
    ...checkAll(value, 'networks.*', (entry) => needsOne(entry, ['cidrs', 'file'])),
    ...checkAll(value, 'highValue.*', (entry) => needsOne(entry, ['resources', 'operations'])),
    ...checkAll(value, 'exceptions.*', (entry) => needsOne(entry, EXCEPTION_FIELDS) ?? catchAll(entry)),
    ...backwardChanges(value),
    ...unknownAnalytics(value, analytics),
  ];
}

/** What is allowed and yet seldom meant: exceptions that nothing ends. */
export function lastingExceptions(value: unknown): readonly Fault[] {
  return findAll(value, 'exceptions.*').flatMap(({ path, value: entry }) => {
    if (at(entry, 'expires') !== undefined) return [];
    const message = 'this exception never expires: what it covers stays silent even when its reason is gone';
    return [
      { path: [...path, 'name'], at: 'value' as const, message, fix: 'add `expires:` with its last day' },
    ];
  });
}

/** Every value at a place such as `networks.*.cidrs.*`, with its path. */
export function findAll(value: unknown, place: string): readonly Found[] {
  let found: Found[] = [{ path: [], value }];
  for (const step of place.split('.')) {
    found = found.flatMap((at) => (step === '*' ? below(at) : inside(at, step)));
  }
  return found;
}

const PATTERNS = [
  'automation.*.principals.*',
  'automation.*.agents.*',
  'administrators.*',
  'helpdesk.*',
  'breakGlass.*',
  'highValue.*.resources.*',
  'highValue.*.operations.*',
  'roleMappings.*.roles.*',
  'roleMappings.*.callers.*',
  'workloads.*.principals.*',
  'workloads.*.instances.*',
  'workloads.*.hosts.*',
  'workloads.*.applications.*',
  'changes.*.actor',
  'changes.*.target',
  'changes.*.action',
  ...EXCEPTION_FIELDS.map((field) => `exceptions.*.${field}`),
];

const CHECKS: readonly { readonly places: readonly string[]; readonly check: Check }[] = [
  { places: PATTERNS, check: patternComplaint },
  { places: ['highValue.*.operations.*', 'exceptions.*.operation'], check: operationComplaint },
  { places: ['changes.*.action'], check: actionComplaint },
  { places: ['networks.*.cidrs.*'], check: cidrComplaint },
  {
    places: ['changes.*.from', 'changes.*.to', 'exceptions.*.expires'],
    check: (value) => momentComplaint(value),
  },
  { places: ['changes.*.zone'], check: zoneComplaint },
  { places: ['networks.*.country'], check: countryComplaint },
  { places: ['limits.maxRecordBytes', 'limits.maxDecompressedBytes', 'limits.memory'], check: sizeComplaint },
];

/** Lists whose entries findings refer to by name. */
const NAMED = ['networks', 'automation', 'highValue', 'workloads', 'exceptions'];

function checkAll(value: unknown, place: string, check: Check): readonly Fault[] {
  return findAll(value, place).flatMap((found) => {
    const complaint = check(found.value);
    return complaint ? [{ path: found.path, at: 'value' as const, ...complaint }] : [];
  });
}

function below({ path, value }: Found): Found[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown, index) => ({ path: [...path, index], value: item }));
}

function inside({ path, value }: Found, step: string): Found[] {
  const found = at(value, step);
  return found === undefined || found === null ? [] : [{ path: [...path, step], value: found }];
}

function needsOne(entry: unknown, keys: readonly string[]): Complaint | undefined {
  if (!isObject(entry)) return undefined;
  // A misspelt key is complained about already.
  if (Object.keys(entry).some((key) => nearest(key, keys) !== undefined)) return undefined;
  return {
    message: `this entry says nothing: it has none of ${keys.join(', ')}`,
    fix: `add ${either(keys)}`,
  };
}

function catchAll(entry: unknown): Complaint | undefined {
  const patterns = EXCEPTION_FIELDS.map((field) => at(entry, field)).filter((given) => given !== undefined);
  const narrows = (pattern: unknown): boolean => typeof pattern !== 'string' || !/^\*+$/.test(pattern);
  if (patterns.length === 0 || patterns.some(narrows)) return undefined;
  return {
    message: 'this exception covers every finding',
    fix: 'say whose (principal), which (detection, operation) or where from (network)',
  };
}

function either(keys: readonly string[]): string {
  return keys.length === 2 ? `${keys[0]} or ${keys[1]}` : 'at least one of them';
}

function repeatedNames(value: unknown, list: string): readonly Fault[] {
  const first = new Map<string, number>();
  return findAll(value, `${list}.*.name`).flatMap(({ path, value: name }) => {
    if (typeof name !== 'string') return [];
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, Number(path[1]));
      return [];
    }
    const message = `${list}[${earlier}] has this name already`;
    return [{ path, at: 'value' as const, message, fix: 'give each entry a name of its own' }];
  });
}

function repeatedCidrs(value: unknown): readonly Fault[] {
  const first = new Map<string, Path>();
  return findAll(value, 'networks.*.cidrs.*').flatMap(({ path, value: text }) => {
    const cidr = typeof text === 'string' ? parseCidr(text) : undefined;
    if (!cidr) return [];
    const key = formatCidr(cidr);
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, path);
      return [];
    }
    const message = `networks[${earlier[1]}] lists ${key} already`;
    return [
      { path, at: 'value' as const, message, fix: 'keep it in one network: the answer would be ambiguous' },
    ];
  });
}

function undeclaredNetworks(value: unknown): readonly Fault[] {
  const declared = findAll(value, 'networks.*.name').flatMap(({ value: name }) =>
    typeof name === 'string' ? [name] : [],
  );
  const used = [...findAll(value, 'automation.*.networks.*'), ...findAll(value, 'workloads.*.networks.*')];
  return used.flatMap(({ path, value: name }) => {
    if (typeof name !== 'string' || name === '' || declared.includes(name)) return [];
    const fix =
      nearest(name, declared) === undefined
        ? `declare it: networks: [{ name: ${quoted(name)}, cidrs: [...] }]`
        : unknownWord(name, declared, 'networks');
    return [{ path, at: 'value' as const, message: 'no network of this name is declared', fix }];
  });
}

function backwardChanges(value: unknown): readonly Fault[] {
  return findAll(value, 'changes.*').flatMap(({ path, value: entry }) => {
    const from = at(entry, 'from');
    const to = at(entry, 'to');
    if (typeof from !== 'string' || typeof to !== 'string') return [];
    const start = parseInstant(from, { edge: 'start' });
    const end = parseInstant(to, { edge: 'end' });
    if (!('time' in start) || !('time' in end) || start.time <= end.time) return [];
    const message = `the change ends before it begins (from ${quoted(from)})`;
    return [
      { path: [...path, 'to'], at: 'value' as const, message, fix: 'exchange from and to, or correct one' },
    ];
  });
}

function unknownAnalytics(value: unknown, analytics: readonly KnownAnalytic[]): readonly Fault[] {
  const ids = analytics.map(({ attack }) => attack);
  const given = at(value, 'budget');
  const budget = Object.keys(isObject(given) ? given : {})
    .filter((id) => id !== 'default' && !ids.includes(id))
    .map((id): Fault => unknownAnalytic(['budget', id], 'key', id, [...ids, 'default']));
  const exceptions = findAll(value, 'exceptions.*').flatMap(({ path, value: entry }): Fault[] => {
    const id = at(entry, 'analytic');
    const meant = analytics.filter(({ attack }) => id === undefined || fits(id, attack));
    if (typeof id === 'string' && id !== '' && meant.length === 0 && !patternComplaint(id)) {
      return [unknownAnalytic([...path, 'analytic'], 'value', id, ids)];
    }
    return unknownDetection(at(entry, 'detection'), [...path, 'detection'], meant);
  });
  return [...budget, ...exceptions];
}

function unknownAnalytic(path: Path, at: 'key' | 'value', id: string, ids: readonly string[]): Fault {
  return { path, at, message: 'there is no such analytic', fix: unknownWord(id, ids, 'analytics') };
}

function unknownDetection(name: unknown, path: Path, analytics: readonly KnownAnalytic[]): Fault[] {
  if (typeof name !== 'string' || name === '' || patternComplaint(name)) return [];
  const names = analytics.flatMap(({ detections }) => Object.keys(detections));
  if (names.some((known) => fits(name, known))) return [];
  const message = 'no analytic named here has such a detection';
  const [only] = analytics.length === 1 ? analytics : [];
  // The detections of all analytics fill a screen.
  const fix =
    only === undefined && nearest(name, names) === undefined
      ? 'credtrail analytics AN… lists the detections of an analytic'
      : unknownWord(name, names, 'detections');
  return [{ path, at: 'value', message, fix }];
}

function fits(pattern: unknown, text: string): boolean {
  if (typeof pattern !== 'string') return false;
  const wildcard = parseWildcard(pattern, { ignoreCase: true });
  return 'matches' in wildcard && wildcard.matches(text);
}
