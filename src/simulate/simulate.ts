/**
 * Runs the simulated organisation day by day: ordinary behaviours, benign surprises, campaigns. A pure function
 * of its settings: the same seed gives the same records, and each day comes out the same however many days follow.
 */

import type { CloudTrailRecord } from './aws/record.ts';
import { automation } from './behaviours/automation.ts';
import { people } from './behaviours/people.ts';
import { services } from './behaviours/services.ts';
import { workloads } from './behaviours/workloads.ts';
import { buildOrganisation } from './build-organisation.ts';
import type { Organisation } from './organisation.ts';
import { Random } from './random.ts';
import { DAY, dayOf } from './rhythm.ts';
import type { Behaviour, Campaign, Label, Surprise, Timed } from './stage.ts';

export interface Simulation {
  readonly seed: string;
  /** Epoch ms of a midnight UTC. */
  readonly start: number;
  readonly days: number;
  /** Size of the organisation; 1 has thirteen people and as many workloads. */
  readonly scale: number;
  readonly dataEvents: boolean;
  readonly surprises: readonly Surprise[];
  readonly campaigns: readonly Campaign[];
}

export interface SimulatedDay {
  readonly index: number;
  /** In order of time. */
  readonly records: readonly CloudTrailRecord[];
  readonly labels: readonly Label[];
}

const BEHAVIOURS: readonly (readonly [string, Behaviour])[] = [
  ['people', people],
  ['workloads', workloads],
  ['services', services],
  ['automation', automation],
];

export function* simulate(simulation: Simulation): Generator<SimulatedDay> {
  const random = new Random(simulation.seed);
  const organisation = changed(
    buildOrganisation(random.fork('organisation'), simulation.scale),
    simulation,
    random,
  );
  const staged = simulation.campaigns.map((campaign) =>
    campaign.run(organisation, simulation.start, random.fork('campaign', campaign.id)),
  );
  for (let index = 0; index < simulation.days; index += 1) {
    const from = simulation.start + index * DAY;
    const events = ordinaryDay(organisation, simulation, index, random);
    for (const campaign of staged)
      events.push(...campaign.events.filter(({ at }) => from <= at && at < from + DAY));
    const labels = staged
      .flatMap((campaign) => campaign.labels)
      .filter(({ eventTime }) => dayIndex(eventTime, simulation) === index);
    yield { index, records: inOrder(events), labels };
  }
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
  index: number,
  random: Random,
): Timed[] {
  const events: Timed[] = [];
  const stage = (name: string) => ({
    organisation,
    day: dayOf(simulation.start, index),
    random: random.fork(name, index),
    dataEvents: simulation.dataEvents,
    emit: (at: number, record: CloudTrailRecord) => events.push({ at, record }),
  });
  for (const [name, behaviour] of BEHAVIOURS) behaviour(stage(name));
  for (const surprise of simulation.surprises) surprise.happen?.(stage(`surprise ${surprise.id}`));
  return events;
}

function dayIndex(eventTime: string, simulation: Simulation): number {
  return Math.floor((Date.parse(eventTime) - simulation.start) / DAY);
}

function inOrder(events: Timed[]): CloudTrailRecord[] {
  return events.sort((a, b) => a.at - b.at).map(({ record }) => record);
}
