/**
 * People at Google Cloud, in the same sittings as at AWS: engineers at the command line, often as the account for
 * development, others in the console; administrators give and take roles.
 */

import { gcpOf } from '../estate-parts.ts';
import type { Duty, Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { burst, MINUTE, SECOND } from '../rhythm.ts';
import type { Behaviour, Sitting, Stage } from '../stage.ts';
import { gcloud, console as inConsole } from './agents.ts';
import type { PlainCall } from './calls.ts';
import { accessSecret, generateAccessToken, plain, setAccountPolicy, setProjectPolicy } from './calls.ts';
import type { GcpCaller } from './entry.ts';
import { asPerson, through } from './entry.ts';
import type { Gcp } from './model.ts';
import { writeCall, writeCalls } from './write.ts';

/** Who has an account there. */
export function usesGcp({ duty, number }: Person): boolean {
  switch (duty) {
    case 'administrator':
    case 'security':
      return true;
    case 'engineer':
      return number % 5 < 2;
    case 'analyst':
      return number % 3 === 0;
  }
}

export const gcpPeople: Behaviour = (stage) => {
  const gcp = gcpOf(stage.organisation);
  for (const sitting of stage.sittings) {
    const { person, at } = sitting;
    const random = stage.random.fork(person.login, at);
    if (!usesGcp(person) || !random.chance(0.5)) continue;
    if (random.chance(person.duty === 'engineer' ? 0.3 : 0.75)) click(stage, gcp, sitting, random);
    else type(stage, gcp, sitting, random);
  }
};

const LOOKING: readonly PlainCall[] = [
  'listInstances',
  'getInstance',
  'listDisks',
  'readLogs',
  'readLogs',
  'listServices',
  'listBuckets',
  'listTopics',
  'listClusters',
  'getProject',
];
const KEEPING_SAFE: readonly PlainCall[] = [
  'findings',
  'getPolicy',
  'listAccounts',
  'listRoles',
  'listFirewalls',
];
const VIEWS: Readonly<Record<Duty, readonly PlainCall[]>> = {
  engineer: LOOKING,
  analyst: ['readLogs', 'listBuckets', 'getProject'],
  security: [...KEEPING_SAFE, ...KEEPING_SAFE, ...LOOKING],
  administrator: [...LOOKING, 'getPolicy', 'listAccounts', 'listSecrets'],
};

function click(stage: Stage, gcp: Gcp, { person, at, ip, browser }: Sitting, random: Random): void {
  const caller = asPerson(person.email, ip, inConsole(browser));
  const project = random.pick(Object.values(gcp.projects));
  const calls = Array.from({ length: random.between(3, 9) }, () =>
    plain(random.pick(VIEWS[person.duty]), project),
  );
  const times = burst(at + 2 * MINUTE, calls.length, 30 * SECOND, random);
  writeCalls(stage, random, times, caller, calls);
  if (person.duty === 'administrator' && random.chance(0.3))
    administer(stage, gcp, caller, (times.at(-1) ?? at) + MINUTE, random);
}

function type(stage: Stage, gcp: Gcp, { person, at, ip }: Sitting, random: Random): void {
  const from = at + 2 * MINUTE;
  const self = asPerson(person.email, ip, gcloud(person.number, 'auth.print-access-token'));
  const develops = person.duty === 'engineer' && random.chance(0.5);
  if (develops) writeCall(stage, random, from, self, generateAccessToken(gcp.developer));
  const project = develops ? gcp.projects.dev : random.pick(Object.values(gcp.projects));
  for (const time of burst(from + 5 * SECOND, random.between(3, 8), MINUTE, random)) {
    const what = random.pick(VIEWS[person.duty]);
    const agent = gcloud(person.number, commandOf(what));
    const caller = develops ? through([person.email], gcp.developer, { ip, agent }) : { ...self, agent };
    const secret = develops && random.chance(0.15);
    writeCall(
      stage,
      random,
      time,
      caller,
      secret ? accessSecret(project, 'dev-database') : plain(what, project),
    );
  }
}

export function commandOf(what: PlainCall): string {
  return what.replace(/([a-z])([A-Z])/g, '$1.$2').toLowerCase();
}

/** A colleague gets a role, or loses one; now and then the right to run as the account for development. */
function administer(stage: Stage, gcp: Gcp, caller: GcpCaller, at: number, random: Random): void {
  const engineers = stage.organisation.people.filter(({ duty }) => duty === 'engineer');
  const member = `user:${random.pick(engineers).email}`;
  if (random.chance(0.15)) {
    const delta = { action: 'ADD', role: 'roles/iam.serviceAccountTokenCreator', member } as const;
    writeCall(stage, random, at, caller, setAccountPolicy(gcp.developer, [delta]));
    return;
  }
  const action = random.chance(0.75) ? 'ADD' : 'REMOVE';
  const role = random.pick([
    'roles/viewer',
    'roles/logging.viewer',
    'roles/run.developer',
    'roles/storage.objectViewer',
  ]);
  const project = random.pick(Object.values(gcp.projects));
  writeCall(stage, random, at, caller, setProjectPolicy(project, [{ action, role, member }]));
}
