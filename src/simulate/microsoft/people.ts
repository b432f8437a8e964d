/**
 * People at Microsoft, in the same sittings as elsewhere: one interactive sign-in a day begins a session, in which mail,
 * chat and the portal fetch their tokens; what some of them then do in Azure is done with those tokens.
 */

import { BROWSERS } from '../aws/agents.ts';
import { microsoftOf } from '../estate-parts.ts';
import type { Person } from '../organisation.ts';
import { Random } from '../random.ts';
import { burst, MINUTE, SECOND } from '../rhythm.ts';
import type { Behaviour, Sitting, Stage } from '../stage.ts';
import { AGENTS } from './agents.ts';
import type { AzureCall, AzureCaller, VaultCall } from './azure.ts';
import { activityRecord, byPerson, storageAccount, vaultRecord } from './azure.ts';
import type { Microsoft } from './model.ts';
import type { Device, PersonSignIn, Token } from './sign-in.ts';
import { deviceAt, personSignIn } from './sign-in.ts';

export const microsoftPeople: Behaviour = (stage) => {
  const begun = new Set<string>();
  for (const sitting of stage.sittings.toSorted((a, b) => a.at - b.at)) {
    const random = stage.random.fork(sitting.person.login, sitting.at);
    const device = deviceAt(sitting.ip, sitting.browser);
    if (begun.has(sitting.person.login)) resume(stage, sitting, device, random);
    else begin(stage, sitting, device, random);
    begun.add(sitting.person.login);
    if (usesAzure(sitting.person) && random.chance(0.35)) workInAzure(stage, sitting, device, random);
  }
};

function usesAzure({ duty, number }: Person): boolean {
  if (duty === 'administrator' || duty === 'security') return true;
  return duty === 'engineer' && number % 5 >= 3;
}

/** A sign-in lasts a day: so says the policy. */
export function sessionOf({ id }: Pick<Person, 'id'>, day: number): string {
  return new Random(`directory session/${id}/${day}`).uuid();
}

function begin(stage: Stage, { person, at }: Sitting, device: Device, random: Random): void {
  const session = sessionOf(person, stage.day.index);
  if (random.chance(0.04)) {
    const error = {
      code: 50126,
      reason: 'Error validating credentials due to invalid username or password.',
    };
    signIn(stage, person, at - 40 * SECOND, device, { ...INTERACTIVE, session, error }, random);
  }
  signIn(stage, person, at - 20 * SECOND, device, { ...INTERACTIVE, session }, random);
  resume(stage, { person, at, ip: device.ip, browser: device.userAgent }, device, random);
}

const INTERACTIVE = { client: 'office', resource: 'graph', proof: 'password', interactive: true } as const;

/** Mail, chat and the home page fetch tokens with the session. */
function resume(stage: Stage, { person, at }: Sitting, device: Device, random: Random): void {
  const session = sessionOf(person, stage.day.index);
  const clients = (['outlook', 'teams', 'office'] as const).slice(0, random.between(1, 3));
  for (const [n, client] of clients.entries())
    signIn(stage, person, at + n * SECOND, device, { ...SILENT, client, session }, random);
}

const SILENT = { resource: 'graph', proof: 'session', interactive: false } as const;

export function signIn(
  stage: Stage,
  person: Person,
  at: number,
  device: Device,
  how: PersonSignIn,
  random: Random,
): Token {
  const { record, token } = personSignIn(random, at, person, device, how);
  stage.write(at, 'entra-id', record);
  return token;
}

function workInAzure(
  stage: Stage,
  { person, at, ip, browser }: Sitting,
  device: Device,
  random: Random,
): void {
  const client = random.chance(person.duty === 'engineer' ? 0.5 : 0.8) ? 'portal' : 'cli';
  const agent = client === 'portal' ? browser : AGENTS.cli;
  const from = at + 2 * MINUTE;
  const session = sessionOf(person, stage.day.index);
  const how: PersonSignIn = { ...SILENT, client, resource: 'management', session };
  const token = signIn(stage, person, from, { ...device, userAgent: agent }, how, random);
  const caller = byPerson(person, token, client, ip, agent);
  const azure = microsoftOf(stage.organisation);
  for (const time of burst(from + 5 * SECOND, random.between(1, 4), MINUTE, random))
    stage.write(time, 'azure-activity', activityRecord(random, time, caller, work(azure, random)).record);
  if (person.duty === 'analyst' || person.duty === 'security' || !random.chance(0.2)) return;
  const vaultToken = signIn(
    stage,
    person,
    from + MINUTE,
    { ...device, userAgent: agent },
    { ...how, resource: 'vault' },
    random,
  );
  lookIntoVault(stage, azure, byPerson(person, vaultToken, client, ip, agent), from + 2 * MINUTE, random);
}

const WRITES: readonly string[] = [
  'Microsoft.Compute/virtualMachines/restart/action',
  'Microsoft.Insights/alertRules/write',
  'Microsoft.Resources/tags/write',
  'Microsoft.Network/networkSecurityGroups/securityRules/write',
  'Microsoft.Web/sites/restart/action',
  'Microsoft.Insights/dashboards/write',
];

function work({ machines, storageAccounts }: Microsoft, random: Random): AzureCall {
  // The portal's own explorer of storage asks for the keys.
  if (random.chance(0.08)) {
    return {
      operation: 'Microsoft.Storage/storageAccounts/listKeys/action',
      resourceId: storageAccount(random.pick(storageAccounts)),
    };
  }
  return { operation: random.pick(WRITES), resourceId: random.pick(machines).resourceId };
}

function lookIntoVault(
  stage: Stage,
  azure: Microsoft,
  caller: AzureCaller,
  at: number,
  random: Random,
): void {
  const { vault, secret } = random.pick(azure.machines);
  const calls: readonly VaultCall[] = [
    { operation: 'SecretList', vault },
    { operation: random.chance(0.6) ? 'SecretGet' : 'SecretSet', vault, object: secret },
  ];
  for (const [n, call] of calls.entries()) {
    const time = at + n * 20 * SECOND;
    stage.write(time, 'azure-key-vault', vaultRecord(random, time, caller, call).record);
  }
}

export function browserOf({ number }: Person): string {
  return BROWSERS[number % BROWSERS.length] ?? BROWSERS[0];
}
