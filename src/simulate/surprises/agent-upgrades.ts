/** Programs are brought up to date: people's browsers and command lines over two weeks, the SDKs of some services at once. */

import type { Surprise } from '../stage.ts';
import { chanceOf, dayFor } from './calendar.ts';
import { since } from './workloads.ts';

const NEWER: ReadonlyMap<string, string> = new Map([
  ['java', 'javaNew'],
  ['node', 'nodeNew'],
  ['python', 'pythonNew'],
]);

export const agentUpgrades: Surprise = {
  id: 'agent-upgrades',
  change: (organisation) => {
    if (organisation.span === undefined) return organisation;
    const day = dayFor(organisation, 'agent-upgrades', 0);
    const chance = chanceOf(organisation, 'agent-upgrades services');
    const agent = chance?.pick([...NEWER.keys()]);
    const workloads = since(
      organisation.workloads,
      (workload) => workload.agent === agent,
      day,
      () => ({ agent: NEWER.get(agent ?? '') ?? 'python' }),
    );
    const people = organisation.people.map((person) => {
      const own = chanceOf(organisation, `agent-upgrades/${person.login}`);
      return own?.chance(0.7) === true ? { ...person, upgradesOn: day + own.between(0, 13) } : person;
    });
    return { ...organisation, workloads, people };
  },
};
