/**
 * A harmless trace of every detection: the timelines that its analytic must fire on, played through the engine with a
 * configuration at hand. What a trace declares of its own people stands beside what the user declares; the user's
 * networks count for its addresses, too.
 */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ANALYTICS } from '../analytics/index.ts';
import type { Config } from '../config/config.ts';
import { compileContext } from '../config/context.ts';
import { readConfig } from '../config/read.ts';
import type { Analytic } from '../contract/analytic.ts';
import type { Context } from '../contract/context.ts';
import { createEngine, step } from '../engine/engine.ts';
import { outcome } from '../engine/outcome.ts';
import { isDocumentation, parseCidr } from '../lib/ip.ts';
import type { Client, Event } from '../model/event.ts';
import { mergeRuns } from '../order/merge.ts';
import { createPacker } from '../order/pack.ts';
import { createRunStore } from '../order/spill.ts';
import { eventsOf } from '../simulate/timeline/events.ts';
import { readTimeline } from '../simulate/timeline/timeline.ts';

export interface Trace {
  readonly analytic: Analytic;
  /** Detections that must fire on it. */
  readonly detections: readonly string[];
  readonly events: readonly Event[];
  /** What it declares of its own people. */
  readonly config: Config;
}

/** Beside this file in a checkout; from `dist/` and in a package, where the sources are. */
const FOLDERS = ['../analytics/', '../../../src/analytics/'];

/** All traces, in the order of the analytics. */
export function readTraces(): readonly Trace[] {
  return ANALYTICS.flatMap((analytic) => {
    const folder = firesOf(analytic.attack.toLowerCase());
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return files.sort().map((name) => readTrace(analytic, join(folder, name)));
  });
}

/**
 * Detections of its own analytic that fire on a trace. The configuration is what {@link together} made of both; `networks`
 * are what {@link networksOf} the user's.
 */
export function firedOn(trace: Trace, config: Config, networks: Context['network']): ReadonlySet<string> {
  const engine = createEngine([trace.analytic], compileContext(config));
  for (const event of inOrder(trace.events)) step(engine, placed(event, networks), { report: true });
  return new Set(outcome(engine).findings.map(({ detection }) => detection));
}

/** What the user declared, and beside it what an invented organisation declares of itself. */
export function together(given: Config, invented: Config): Config {
  return {
    ...given,
    networks: [...given.networks, ...invented.networks],
    automation: [...given.automation, ...invented.automation],
    administrators: [...given.administrators, ...invented.administrators],
    helpdesk: [...given.helpdesk, ...invented.helpdesk],
    breakGlass: [...given.breakGlass, ...invented.breakGlass],
    highValue: [...given.highValue, ...invented.highValue],
    roleMappings: [...given.roleMappings, ...invented.roleMappings],
    workloads: [...given.workloads, ...invented.workloads],
    changes: [...given.changes, ...invented.changes],
    exceptions: [...given.exceptions, ...invented.exceptions],
    parameters: parametersOf(given, invented),
    addressData: invented.addressData,
  };
}

/** The user's networks. Those of addresses reserved for documentation are invented, too, and mean nobody of a trace. */
export function networksOf(given: Config): Context['network'] {
  const isReal = (cidr: string): boolean => {
    const parsed = parseCidr(cidr);
    return parsed !== undefined && !isDocumentation(parsed.base);
  };
  const networks = given.networks.map((each) => ({ ...each, cidrs: each.cidrs.filter(isReal) }));
  return compileContext({ ...given, networks }).network;
}

function parametersOf(given: Config, invented: Config): Config['parameters'] {
  const analytics = [...Object.keys(invented.parameters), ...Object.keys(given.parameters)];
  return Object.fromEntries(
    analytics.map((id) => [id, { ...invented.parameters[id], ...given.parameters[id] }]),
  );
}

function firesOf(analytic: string): string {
  const folders = FOLDERS.map((folder) =>
    fileURLToPath(new URL(`${folder}${analytic}/fires/`, import.meta.url)),
  );
  const found = folders.find((folder) => existsSync(folder));
  if (found === undefined) throw new Error(`the traces of ${analytic} are missing from this installation`);
  return found;
}

function readTrace(analytic: Analytic, path: string): Trace {
  const story = readTimeline(path);
  const read = readConfig(JSON.stringify(story.context ?? {}), path, [analytic], () => {
    throw new Error('timelines include no files');
  });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('; '));
  const detections = new Set((story.fires ?? []).map(({ detection }) => detection));
  return { analytic, detections: [...detections], events: eventsOf(story), config: read.config };
}

/** A client of a timeline is enriched already; only what the user says of its network is new. */
function placed(event: Event, networks: Context['network']): Event {
  const { ip } = event.client;
  const declared = ip === undefined ? undefined : networks(ip);
  if (declared === undefined) return event;
  const { name: network, trusted, kind: networkKind } = declared;
  return { ...event, client: { ...event.client, network, trusted, networkKind } };
}

/** Packed, sorted and merged as a scan does it; the clients, which packing would empty, travel beside. */
export function inOrder(events: readonly Event[]): Event[] {
  const clients = new Map<string, Client>(events.map(({ uid, client }) => [uid, client]));
  const store = createRunStore(Number.MAX_SAFE_INTEGER);
  const packer = createPacker();
  for (const event of events) packer.add(event);
  const rest = packer.finish();
  const ordered: Event[] = [];
  mergeRuns(
    rest === undefined ? [] : [store.keep(rest)],
    (client) => client,
    (event) => {
      ordered.push({ ...event, client: clients.get(event.uid) ?? event.client });
    },
  );
  return ordered;
}
