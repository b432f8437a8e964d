/**
 * A process of a web server asks Azure's metadata service for the machine's token; it is used against vault and management
 * API from outside Azure.
 */

import { microsoftOf } from '../estate-parts.ts';
import { AGENTS } from '../microsoft/agents.ts';
import { byMachine, storageAccount } from '../microsoft/azure.ts';
import type { AzureMachine, Microsoft } from '../microsoft/model.ts';
import { vaultTokenAt } from '../microsoft/programs.ts';
import { managedIdentitySignIn } from '../microsoft/sign-in.ts';
import { DAY, MINUTE, SECOND } from '../rhythm.ts';
import type { Campaign, Staging } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { drawIntruder } from './intruder.ts';
import { readMetadata } from './metadata-read.ts';
import { dayIndexOf, drawMoment } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'managed-identity-elsewhere';

const STEPS = {
  read: { step: 1, what: 'a process of the web server reads the machine’s token', analytics: ['AN1424'] },
  minted: { step: 1, what: 'for which the platform signs in', analytics: [] },
  vault: {
    step: 2,
    what: 'the token opens the vault from outside',
    analytics: ['AN1424', 'AN0526', 'AN1157'],
  },
  keys: { step: 3, what: 'and gets keys of storage accounts', analytics: ['AN1424', 'AN0526'] },
} as const;

const TOKEN =
  'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net';

export const managedIdentityElsewhere: Campaign = {
  id: ID,
  needs: ['hosts', 'microsoft'],
  run(organisation, staging) {
    const { random, stealthy, start } = staging;
    const azure = microsoftOf(organisation);
    const log = new Recorder(ID, random);
    const acts = new CloudActs(log, random);
    const intruder = drawIntruder(staging);
    const at = drawMoment(staging, 1);
    const day = dayIndexOf(staging, at);
    const machine = drawMachine(azure, day, staging);
    readMetadata(log, acts, STEPS.read, at, machine.name, ['-H', 'Metadata: true', TOKEN], staging);
    // The metadata service keeps tokens for a day: the vault's is the one the application has.
    const token = vaultTokenAt(machine, start + day * DAY, day, at);
    const fetched = managedIdentitySignIn(random.fork('token'), at + SECOND, machine, 'management');
    const management = acts.signIn(STEPS.minted, at + SECOND, fetched, 'Managed identity sign-in');
    const { ip, pause } = intruder;
    const agent = stealthy ? machine.agent : AGENTS.intruder;
    const then = at + (stealthy ? random.between(15, 60) : random.between(1, 6)) * MINUTE;
    const thief = byMachine(machine, token, ip, agent);
    const { vault, secret } = machine;
    if (!stealthy) acts.vault(STEPS.vault, then, thief, { operation: 'SecretList', vault });
    acts.vault(STEPS.vault, then + pause, thief, { operation: 'SecretGet', vault, object: secret });
    const operation = 'Microsoft.Storage/storageAccounts/listKeys/action';
    for (const [n, name] of azure.storageAccounts.slice(0, stealthy ? 1 : 3).entries()) {
      const call = { operation, resourceId: storageAccount(name) };
      acts.azure(STEPS.keys, then + (n + 3) * pause, byMachine(machine, management, ip, agent), call);
    }
    return { events: log.events, labels: log.labels };
  },
};

function drawMachine({ machines }: Microsoft, day: number, { random }: Staging): AzureMachine {
  const running = machines.filter(
    ({ kind, name, fromDay, toDay }) =>
      kind === 'vm' && name.includes('-web') && fromDay < day && day < toDay,
  );
  return random.fork('machine').pick(running);
}
