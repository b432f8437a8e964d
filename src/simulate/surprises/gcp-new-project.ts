/**
 * A new product gets a project of its own: an administrator makes it, accounts for it and what they may do, and from the
 * next day on its machines read their secrets there.
 */

import { console as inConsole } from '../gcp/agents.ts';
import { machine, serviceAccount } from '../gcp/build.ts';
import { createAccount, createProject, setProjectPolicy } from '../gcp/calls.ts';
import { asPerson } from '../gcp/entry.ts';
import { writeCalls } from '../gcp/write.ts';
import { browserOf } from '../microsoft/people.ts';
import { addressIn } from '../networks.ts';
import { burst, HOUR, MINUTE } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Stage, Surprise } from '../stage.ts';
import { chanceOf, dayFor, sitDown } from './calendar.ts';

const ID = 'gcp-new-project';
const PROJECT = { id: 'acme-loyalty', number: '100000000004' } as const;
const LINES = [
  { name: 'loyalty-web', program: 'node' },
  { name: 'loyalty-api', program: 'python' },
] as const;

export const gcpNewProject: Surprise = {
  id: ID,
  change: (organisation, random) => {
    const { gcp, span } = organisation;
    if (gcp === undefined || span === undefined) return organisation;
    const fromDay = dayFor(organisation, ID, 0) + 1;
    const added = LINES.map((line) => {
      const own = random.fork(line.name);
      return { ...machine(line, own.hex(4), serviceAccount(line.name, PROJECT, own), own), fromDay };
    });
    return { ...organisation, gcp: { ...gcp, machines: [...gcp.machines, ...added] } };
  },
  happen: (stage) => {
    const { organisation, day } = stage;
    if (organisation.gcp === undefined || organisation.span === undefined) return;
    if (dayFor(organisation, ID, 0) === day.index) found(stage);
  },
};

function found(stage: Stage): void {
  const { organisation, random, day } = stage;
  const who = chanceOf(organisation, ID)?.pick(administrators(organisation));
  if (who === undefined) return;
  const accounts = (organisation.gcp?.machines ?? [])
    .map(({ account }) => account)
    .filter(({ project }) => project.id === PROJECT.id);
  const at = day.start + (10 - who.zone) * HOUR + random.between(0, 200) * MINUTE;
  const ip = addressIn(who.office, who.number % 3);
  sitDown(stage, who, at, ip);
  const roles = ['roles/secretmanager.secretAccessor', 'roles/storage.objectUser'];
  const deltas = accounts.flatMap(({ email }) =>
    roles.map((role) => ({ action: 'ADD', role, member: `serviceAccount:${email}` }) as const),
  );
  const calls = [createProject(PROJECT), ...accounts.map(createAccount), setProjectPolicy(PROJECT, deltas)];
  const times = burst(at + 3 * MINUTE, calls.length, 2 * MINUTE, random);
  writeCalls(stage, random, times, asPerson(who.email, ip, inConsole(browserOf(who))), calls);
}
