/**
 * Runs the simulated organisation day by day: ordinary behaviours, benign surprises, campaigns. A pure function
 * of its settings: the same seed gives the same records. In the small scenery each day comes out the same however
 * many days follow; in the wide one surprises fall on any day of the whole.
 */

import { aws, isCloudTrail } from './aws/estate.ts';
import type { CloudTrailRecord } from './aws/record.ts';
import { buildOrganisation, type Scenery } from './build-organisation.ts';
import { contextFile } from './context-file.ts';
import type { DeliveredFile } from './delivery.ts';
import type { Estate } from './estate.ts';
import type { Organisation } from './organisation.ts';
import { Random } from './random.ts';
import { DAY, dayOf } from './rhythm.ts';
import type { Campaign, Label, LogName, LogRecord, Sitting, Stage, Surprise, Timed } from './stage.ts';

export interface Simulation {
  readonly seed: string;
  /** Epoch ms of a midnight UTC. */
  readonly start: number;
  readonly days: number;
  /** Size of the organisation; 1 has thirteen people and as many workloads. */
  readonly scale: number;
  readonly dataEvents: boolean;
  /** The address plan; the small one unless said. */
  readonly scenery?: Scenery;
  /** What there is beside AWS. */
  readonly estates?: readonly Estate[];
  readonly surprises: readonly Surprise[];
  readonly campaigns: readonly Campaign[];
  /** Days of peace before the first intrusion; a third of the time unless said. */
  readonly firstIntrusionDay?: number;
  /** Whether every intrusion is patient (true) or in a hurry (false); by chance unless said. */
  readonly stealthy?: boolean;
}

export interface SimulatedDay {
  readonly index: number;
  /** CloudTrail, in order of time. */
  readonly records: readonly CloudTrailRecord[];
  /** Every log with something in it, CloudTrail included, in order of time. */
  readonly logs: ReadonlyMap<LogName, readonly LogRecord[]>;
  readonly labels: readonly Label[];
}

export function* simulate(simulation: Simulation): Generator<SimulatedDay> {
  const random = new Random(simulation.seed);
  const estates = [aws, ...(simulation.estates ?? [])];
  const organisation = changed(founded(simulation, estates, random), simulation, random);
  const staged = stageCampaigns(simulation, organisation, random);
  for (let index = 0; index < simulation.days; index += 1) {
    const from = simulation.start + index * DAY;
    const events = ordinaryDay(organisation, simulation, estates, index, random);
    for (const campaign of staged)
      events.push(...campaign.events.filter(({ at }) => from <= at && at < from + DAY));
    const labels = staged
      .flatMap((campaign) => campaign.labels)
      .filter(({ eventTime }) => dayIndex(eventTime, simulation) === index);
    const logs = inOrder(events);
    yield { index, records: (logs.get('aws-cloudtrail') ?? []).filter(isCloudTrail), logs, labels };
  }
}

function stageCampaigns(simulation: Simulation, organisation: Organisation, random: Random) {
  const present = new Set(['aws', ...(simulation.estates ?? []).map(({ id }) => id)]);
  const possible = simulation.campaigns.filter(({ needs = [] }) => needs.every((id) => present.has(id)));
  return possible.map((campaign) => {
    const own = random.fork('campaign', campaign.id);
    const stealthy = simulation.stealthy ?? random.fork('stealthy', campaign.id).chance(0.5);
    const { events, labels } = campaign.run(organisation, {
      start: simulation.start,
      firstDay: simulation.firstIntrusionDay ?? Math.ceil(simulation.days / 3),
      endDay: simulation.days,
      stealthy,
      random: own,
    });
    return { events, labels: labels.map((label) => ({ ...label, stealthy })) };
  });
}

/** A day as the vendors deliver it. */
export function delivered(simulation: Simulation, day: SimulatedDay): DeliveredFile[] {
  const date = new Date(simulation.start + day.index * DAY).toISOString().slice(0, 10);
  return [aws, ...(simulation.estates ?? [])].flatMap((estate) =>
    estate.logs.flatMap((log) => {
      const records = day.logs.get(log) ?? [];
      return records.length === 0 ? [] : estate.layout({ log, date, records });
    }),
  );
}

/** The context file that goes with the logs. */
export function contextOf(simulation: Simulation): string {
  const random = new Random(simulation.seed);
  const estates = [aws, ...(simulation.estates ?? [])];
  const organisation = changed(founded(simulation, estates, random), simulation, random);
  const sections = [
    ...estates.map((estate) => estate.context?.(organisation)),
    ...simulation.surprises.map((surprise) => surprise.context?.(organisation, simulation.start)),
  ];
  return contextFile(
    organisation,
    sections.filter((each) => each !== undefined),
  );
}

function founded(simulation: Simulation, estates: readonly Estate[], random: Random): Organisation {
  return estates.reduce(
    (now, estate) => estate.extend?.(now, random.fork('estate', estate.id)) ?? now,
    withSpan(
      buildOrganisation(random.fork('organisation'), simulation.scale, simulation.scenery),
      simulation,
      random,
    ),
  );
}

/** In the wide scenery what is unusual may fall on any day; the small one keeps the days of the example. */
function withSpan(organisation: Organisation, simulation: Simulation, random: Random): Organisation {
  if (simulation.scenery !== 'wide') return organisation;
  const { start, days } = simulation;
  return { ...organisation, span: { start, days, seed: random.fork('span').hex(16) } };
}

function changed(organisation: Organisation, simulation: Simulation, random: Random): Organisation {
  return simulation.surprises.reduce(
    (now, surprise) => surprise.change?.(now, random.fork('change', surprise.id)) ?? now,
    organisation,
  );
}

function ordinaryDay(
  organisation: Organisation,
  simulation: Simulation,
  estates: readonly Estate[],
  index: number,
  random: Random,
): Timed[] {
  const events: Timed[] = [];
  const sittings: Sitting[] = [];
  const stage = (name: string): Stage => ({
    organisation,
    day: dayOf(simulation.start, index),
    sittings,
    random: random.fork(name, index),
    dataEvents: simulation.dataEvents,
    write: (at, log, record) => void events.push({ at, log, record }),
  });
  const [first, ...rest] = estates;
  for (const [name, behaviour] of first?.behaviours ?? []) behaviour(stage(name));
  for (const surprise of simulation.surprises) surprise.happen?.(stage(`surprise ${surprise.id}`));
  for (const [name, behaviour] of rest.flatMap(({ behaviours }) => behaviours)) behaviour(stage(name));
  return events;
}

function dayIndex(eventTime: string, simulation: Simulation): number {
  return Math.floor((Date.parse(eventTime) - simulation.start) / DAY);
}

function inOrder(events: Timed[]): Map<LogName, LogRecord[]> {
  const logs = new Map<LogName, LogRecord[]>();
  for (const { log, record } of events.sort((a, b) => a.at - b.at)) {
    const records = logs.get(log);
    if (records === undefined) logs.set(log, [record]);
    else records.push(record);
  }
  return logs;
}
