/** Who breaks in and how they come across: from where, with what, how fast. Drawn once a campaign. */

import { AGENTS, BROWSERS, cli } from '../aws/agents.ts';
import { addressIn, type Network } from '../networks.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { MINUTE, SECOND } from '../rhythm.ts';
import type { Staging } from '../stage.ts';
import { INTRUDERS } from '../world.ts';

export interface Intruder {
  readonly network: Network;
  readonly ip: string;
  readonly browser: string;
  readonly python: string;
  /** The command line, as it names itself for an operation. */
  agent(operation: string): string;
  /** Milliseconds from one call to the next, about. */
  readonly pause: number;
}

/** @param near where a careful intruder would like to seem to be from: a country code */
export function drawIntruder({ random, stealthy }: Staging, near?: string): Intruder {
  const own = random.fork('intruder');
  const network = stealthy ? own.pick(closest(near)) : own.pick([...INTRUDERS.hosting, ...INTRUDERS.vpn]);
  const device = own.between(0, 3);
  return {
    network,
    ip: addressIn(network, own.between(3, 500)),
    browser: stealthy ? own.pick(BROWSERS) : AGENTS.intruderBrowser,
    python: stealthy ? AGENTS.python : AGENTS.intruderPython,
    agent: (operation) => (stealthy ? cli(device, operation) : AGENTS.intruderCli),
    pause: stealthy ? own.between(6, 25) * MINUTE : own.between(20, 90) * SECOND,
  };
}

function closest(country: string | undefined): readonly Network[] {
  const near = INTRUDERS.residential.filter((network) => network.country === country);
  return near.length > 0 ? near : INTRUDERS.residential;
}

/** Somebody who has been here all along and, if there is one, who neither travels nor moves. */
export function drawVictim(
  people: readonly Person[],
  random: Random,
  fits: (person: Person) => boolean,
): Person {
  const present = people.filter((person) => person.startsOn === 0 && fits(person));
  const settled = present.filter(({ journeys, moves }) => journeys.length === 0 && moves === undefined);
  const candidates = settled.length > 0 ? settled : present;
  if (candidates.length === 0) throw new RangeError('nobody to break in on');
  return random.fork('victim').pick(candidates);
}
