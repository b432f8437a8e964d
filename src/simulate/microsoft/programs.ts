/**
 * Programs at Microsoft: applications that sign in with their own secret, certificate or another issuer's token, and
 * machines and functions with a managed identity.
 */

import { microsoftOf } from '../estate-parts.ts';
import { addressIn } from '../networks.ts';
import type { Organisation } from '../organisation.ts';
import { Random } from '../random.ts';
import { burst, DAY, HOUR, MINUTE, SECOND, sittings, ticks, traffic } from '../rhythm.ts';
import type { Behaviour, Stage } from '../stage.ts';
import { FURTHER } from '../world.ts';
import type { Resource } from './agents.ts';
import type { AzureCall, VaultCall } from './azure.ts';
import { activityRecord, byApplication, byMachine, storageAccount, vaultRecord } from './azure.ts';
import type { Application, AzureMachine, Microsoft } from './model.ts';
import { gatewayOn, keyIdOf, renewalsBy } from './model.ts';
import type { SignIn, Token } from './sign-in.ts';
import { applicationSignIn, deviceAt, managedIdentitySignIn } from './sign-in.ts';

export const microsoftApplications: Behaviour = (stage) => {
  const azure = microsoftOf(stage.organisation);
  for (const application of azure.applications) {
    const random = stage.random.fork(application.name);
    for (const at of moments(stage, application, random)) run(stage, azure, application, at, random);
  }
};

function moments(stage: Stage, { work }: Application, random: Random): readonly number[] {
  switch (work) {
    case 'deploy':
      return stage.day.weekend ? [] : sittings(stage.day, 0.5, random.between(2, 8), random);
    case 'backup':
      return [stage.day.start + 2 * HOUR + random.between(0, 20) * MINUTE];
    case 'graph':
      return ticks(stage.day, 2 * HOUR, random);
    case 'vault':
      return ticks(stage.day, 4 * HOUR, random);
  }
}

function run(stage: Stage, azure: Microsoft, application: Application, at: number, random: Random): void {
  const ip = addressOf(stage.organisation, application, random);
  const token = (resource: Resource): Token =>
    enter(
      stage,
      applicationSignIn(random, at, application, deviceAt(ip, application.agent), {
        resource,
        keyId: keyIdOf(application, renewalsBy(application, stage.day.index - 1)),
      }),
      at,
    );
  switch (application.work) {
    case 'graph':
      token('graph');
      return;
    case 'vault':
      readVault(stage, application, token('vault'), ip, at, random);
      return;
    case 'backup': {
      token('graph');
      const caller = byApplication(application, token('management'), ip, application.agent);
      for (const [n, name] of azure.storageAccounts.slice(0, 2).entries()) {
        const resourceId = storageAccount(name);
        const call = { operation: 'Microsoft.Storage/storageAccounts/listKeys/action', resourceId };
        act(stage, at + (n + 1) * MINUTE, activityRecord(random, at + (n + 1) * MINUTE, caller, call).record);
      }
      return;
    }
    case 'deploy': {
      const caller = byApplication(application, token('management'), ip, application.agent);
      const calls = deployment(azure, random);
      for (const [n, time] of burst(at + 5 * SECOND, calls.length, 10 * SECOND, random).entries()) {
        const call = calls[n];
        if (call !== undefined) act(stage, time, activityRecord(random, time, caller, call).record);
      }
    }
  }
}

function enter(stage: Stage, { record, token }: SignIn, at: number): Token {
  stage.write(at, 'entra-id', record);
  return token;
}

function act(stage: Stage, at: number, record: object): void {
  stage.write(at, 'azure-activity', record);
}

/** Deployments run wherever the CI service has a machine free. */
function addressOf({ ciNetworks, networks }: Organisation, application: Application, random: Random): string {
  if (application.work !== 'deploy') return addressIn(application.network, application.exit);
  const newest = ciNetworks.at(-1);
  const isNew = newest !== undefined && newest.fromDay === 0 && random.chance(newest.share);
  return addressIn(isNew ? newest.network : networks.ci, random.between(0, 60));
}

function readVault(
  stage: Stage,
  application: Application,
  token: Token,
  ip: string,
  at: number,
  random: Random,
): void {
  const caller = byApplication(application, token, ip, application.agent);
  const call: VaultCall = { operation: 'SecretGet', vault: 'acme-erp-kv', object: application.secret };
  const time = at + 2 * SECOND;
  stage.write(time, 'azure-key-vault', vaultRecord(random, time, caller, call).record);
}

const DEPLOYMENT = [
  'Microsoft.Resources/deployments/validate/action',
  'Microsoft.Resources/deployments/write',
  'Microsoft.Web/sites/write',
  'Microsoft.Web/sites/restart/action',
] as const;

function deployment({ machines }: Microsoft, random: Random): readonly AzureCall[] {
  const target = random.pick(machines.filter(({ kind }) => kind === 'function'));
  const calls = DEPLOYMENT.map((operation) => ({ operation, resourceId: target.resourceId }));
  return random.chance(0.3)
    ? [
        ...calls,
        {
          operation: 'Microsoft.Web/sites/config/list/action',
          resourceId: `${target.resourceId}/config/appsettings`,
        },
      ]
    : calls;
}

/** Tokens last a day; each is fetched in the night. */
const RENEWAL = 3 * HOUR;

export const azureMachines: Behaviour = (stage) => {
  const azure = microsoftOf(stage.organisation);
  for (const machine of azure.machines) {
    if (stage.day.index < machine.fromDay || stage.day.index > machine.toDay) continue;
    serve(stage, azure, machine, stage.random.fork(machine.resourceId));
  }
};

function serve(stage: Stage, azure: Microsoft, machine: AzureMachine, random: Random): void {
  const { start, index } = stage.day;
  const ip = machineAddress(azure, machine, index);
  const fetched = vaultSignIn(machine, index, start);
  enter(stage, fetched, fetched.token.issuedAt);
  if (index === 0 || index === machine.fromDay) {
    const first = vaultSignIn(machine, index - 1, start - DAY);
    enter(stage, first, start + SECOND);
  }
  for (const at of traffic(stage.day, random.between(6, 11), random)) {
    const caller = byMachine(machine, vaultTokenAt(machine, start, index, at), ip, machine.agent);
    const operation = random.chance(0.9) ? 'SecretGet' : 'KeyDecrypt';
    const object = operation === 'SecretGet' ? machine.secret : 'data-protection';
    const { record } = vaultRecord(random, at, caller, { operation, vault: machine.vault, object });
    stage.write(at, 'azure-key-vault', record);
  }
  if (machine.kind === 'vm' && random.chance(0.5)) rotateLogs(stage, machine, ip, random);
}

/** Some machines put their logs away with the storage account's key. */
function rotateLogs(stage: Stage, machine: AzureMachine, ip: string, random: Random): void {
  const at = stage.day.start + random.between(8, 18) * HOUR + random.between(0, 3000) * SECOND;
  const token = enter(stage, managedIdentitySignIn(random, at, machine, 'management'), at);
  const caller = byMachine(machine, token, ip, machine.agent);
  const resourceId = storageAccount('acmelogs');
  const call = { operation: 'Microsoft.Storage/storageAccounts/listKeys/action', resourceId };
  act(stage, at + SECOND, activityRecord(random, at + SECOND, caller, call).record);
}

export function machineAddress(azure: Microsoft, { kind, exit }: AzureMachine, day: number): string {
  return addressIn(kind === 'vm' ? gatewayOn(azure, day) : FURTHER.azureFunctions, exit);
}

/** The sign-in of a machine for its vault on a day: it follows from machine and day, so that an intruder can hold its token. */
function vaultSignIn(machine: AzureMachine, day: number, start: number): SignIn {
  const own = new Random(`vault token/${machine.identity.objectId}/${day}`);
  return managedIdentitySignIn(own, start + RENEWAL + own.between(0, 600) * SECOND, machine, 'vault');
}

/** The token that the metadata service hands out at a time. */
export function vaultTokenAt(machine: AzureMachine, start: number, day: number, at: number): Token {
  const today = vaultSignIn(machine, day, start);
  return at < today.token.issuedAt ? vaultSignIn(machine, day - 1, start - DAY).token : today.token;
}
