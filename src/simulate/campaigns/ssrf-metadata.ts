/**
 * A hole in a web application lets an intruder run a process on its instance, which asks the metadata service for the
 * role's credential; minutes later that credential is used from elsewhere.
 */

import type { Organisation, Workload } from '../organisation.ts';
import { MINUTE } from '../rhythm.ts';
import type { Campaign, Staging } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { spend } from './instance-role.ts';
import { drawIntruder } from './intruder.ts';
import { readMetadata } from './metadata-read.ts';
import { dayIndexOf, drawMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'ssrf-metadata';

const STEPS = {
  read: { step: 1, what: 'a process of the web server reads the role’s credential', analytics: ['AN1424'] },
  used: { step: 2, what: 'the credential is used elsewhere', analytics: ['AN1424', 'AN0526'] },
  data: { step: 3, what: 'secrets of the application are read', analytics: ['AN1424'] },
} as const;

export const ssrfMetadata: Campaign = {
  id: ID,
  needs: ['hosts'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const log = new Recorder(ID, random);
    const at = drawMoment(staging, 1);
    const server = drawWebServer(organisation, dayIndexOf(staging, at), staging);
    const url = 'http://169.254.169.254/latest/meta-data/iam/security-credentials';
    const acts = new CloudActs(log, random);
    readMetadata(log, acts, STEPS.read, at, server.id, [`${url}/`], staging);
    if (!stealthy)
      readMetadata(log, acts, STEPS.read, at + 3000, server.id, [`${url}/${server.role.name}`], staging);
    const later = at + (stealthy ? random.between(15, 90) : random.between(1, 8)) * MINUTE;
    spend(log, STEPS, server, later, drawIntruder(staging), staging);
    return { events: log.events, labels: log.labels };
  },
};

function drawWebServer({ workloads }: Organisation, day: number, { random }: Staging): Workload {
  const running = workloads.filter(
    ({ kind, name, fromDay, toDay }) =>
      kind === 'instance' && name.includes('-web') && fromDay <= day && day < toDay,
  );
  return random.fork('server').pick(running);
}
