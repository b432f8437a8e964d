/**
 * The self-test an auditor can repeat, with the configuration at hand and without it: a harmless trace of every detection
 * played through the engine, and intrusions staged in a simulated organisation run through readers and engine. No log
 * of anybody's is read, nothing leaves a temporary folder.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANALYTICS } from '../analytics/index.ts';
import { type Config, EMPTY_CONFIG } from '../config/config.ts';
import { compileContext } from '../config/context.ts';
import { readConfig } from '../config/read.ts';
import { listInputs } from '../input/list.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/result.ts';
import type { Proof, ProvenDetection, ProvenIntrusion } from '../report/proof.ts';
import { CAMPAIGNS } from '../simulate/campaigns/index.ts';
import { ESTATES } from '../simulate/estates.ts';
import { type Simulation, simulate } from '../simulate/simulate.ts';
import type { Label } from '../simulate/stage.ts';
import { scan } from './scan.ts';
import { writeSimulation } from './simulate.ts';
import { firedOn, networksOf, readTraces, together } from './traces.ts';

export interface ProofRequest {
  readonly config: Config;
  readonly threads: number;
  readonly seed: string;
}

export async function prove({ config, threads, seed }: ProofRequest): Promise<Proof> {
  const folder = mkdtempSync(join(tmpdir(), 'credtrail-prove-'));
  try {
    const simulation = staged(seed);
    const out = join(folder, 'organisation');
    writeSimulation(simulation, out);
    const organisation = configOf(join(out, 'credtrail.yaml'));
    const run = (given: Config) => resultOf(join(out, 'logs'), together(given, organisation), threads);
    const plain = await run(EMPTY_CONFIG);
    const result = config === EMPTY_CONFIG ? plain : await run(config);
    const labels = [...simulate(simulation)].flatMap((day) => day.labels);
    return {
      seed,
      events: result.counters.events,
      intrusions: intrusionsOf(labels, result.findings, plain.findings),
      detections: detectionsOf(labels, result.findings, plain.findings, config),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Long enough that habits are known when the first intrusion begins. */
function staged(seed: string): Simulation {
  return {
    seed,
    start: Date.UTC(2026, 2, 2),
    days: 14,
    scale: 1,
    scenery: 'wide',
    dataEvents: true,
    estates: ESTATES,
    surprises: [],
    campaigns: CAMPAIGNS,
    firstIntrusionDay: 8,
    stealthy: false,
  };
}

function configOf(file: string): Config {
  const read = readConfig(readFileSync(file, 'utf8'), file, ANALYTICS, (path) => readFileSync(path));
  if ('problems' in read) throw new Error('the simulated organisation’s context file is not in order');
  return read.config;
}

async function resultOf(logs: string, config: Config, threads: number): Promise<Result> {
  const { files, problems } = listInputs([logs]);
  const context = compileContext(config);
  const { result } = await scan({ files, listing: problems, config, context, threads, minLevel: 'low' });
  return result;
}

function intrusionsOf(
  labels: readonly Label[],
  findings: readonly Finding[],
  plain: readonly Finding[],
): readonly ProvenIntrusion[] {
  const [told, toldByDefault] = [uidsOf(findings), uidsOf(plain)];
  const campaigns = [...new Set(labels.map(({ campaign }) => campaign))].sort();
  return campaigns.map((campaign) => {
    const own = labels.filter((label) => label.campaign === campaign && label.analytics.length > 0);
    const steps = (uids: ReadonlySet<string> | undefined) =>
      new Set(own.filter(({ eventID }) => uids?.has(eventID) ?? true).map(({ step }) => step)).size;
    return { campaign, steps: steps(undefined), told: steps(told), toldByDefault: steps(toldByDefault) };
  });
}

function uidsOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.flatMap(({ eventUids }) => eventUids));
}

function detectionsOf(
  labels: readonly Label[],
  findings: readonly Finding[],
  plain: readonly Finding[],
  config: Config,
): readonly ProvenDetection[] {
  const staged = new Set(labels.map(({ eventID }) => eventID));
  const namesStaged = ({ eventUids }: Finding): boolean => eventUids.some((uid) => staged.has(uid));
  const count = (all: readonly Finding[], analytic: string, detection: string): number =>
    all.filter((each) => each.analytic === analytic && each.detection === detection && namesStaged(each))
      .length;
  const played = playTraces(config);
  return ANALYTICS.flatMap(({ attack, detections }) =>
    Object.entries(detections).map(([detection, { title }]) => {
      const own = played.filter(({ id }) => id === `${attack} ${detection}`);
      return {
        analytic: attack,
        detection,
        title,
        traces: own.length,
        fired: own.filter(({ fired }) => fired).length,
        firedByDefault: own.filter(({ firedByDefault }) => firedByDefault).length,
        findings: count(findings, attack, detection),
        findingsByDefault: count(plain, attack, detection),
      };
    }),
  );
}

interface Played {
  /** Analytic and detection. */
  readonly id: string;
  readonly fired: boolean;
  readonly firedByDefault: boolean;
}

/** Every trace with the user's configuration and without, for each detection that must fire on it. */
function playTraces(config: Config): readonly Played[] {
  const networks = networksOf(config);
  return readTraces().flatMap((trace) => {
    const byDefault = firedOn(trace, trace.config, () => undefined);
    const fired =
      config === EMPTY_CONFIG ? byDefault : firedOn(trace, together(config, trace.config), networks);
    return trace.detections.map((detection) => ({
      id: `${trace.analytic.attack} ${detection}`,
      fired: fired.has(detection),
      firedByDefault: byDefault.has(detection),
    }));
  });
}
