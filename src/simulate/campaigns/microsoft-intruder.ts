/** Intruders at Microsoft: how they sign in as somebody, from which device, and what they look for in Azure. */

import type { AuditCaller } from '../microsoft/audit.ts';
import { auditedPerson } from '../microsoft/audit.ts';
import type { AzureCaller } from '../microsoft/azure.ts';
import { storageAccount } from '../microsoft/azure.ts';
import type { Microsoft } from '../microsoft/model.ts';
import { browserOf, sessionOf } from '../microsoft/people.ts';
import type { Device, PersonSignIn } from '../microsoft/sign-in.ts';
import { deviceAt, personSignIn } from '../microsoft/sign-in.ts';
import { addressIn } from '../networks.ts';
import type { Organisation, Person } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Staging } from '../stage.ts';
import type { CloudActs } from './cloud-acts.ts';
import { drawAdministrator } from './identity-acts.ts';
import { drawIntruder, type Intruder } from './intruder.ts';
import { dayIndexOf, drawWorkingMoment } from './moments.ts';
import type { Recorder, Step } from './recorder.ts';

export function intruderDevice({ ip, browser }: Intruder): Device {
  return deviceAt(ip, browser, false);
}

/**
 * The victim signs in as every morning, perhaps through a page that is not Microsoft's; what was proved then is presented
 * by somebody else afterwards.
 */
export function ordinarySignIn(log: Recorder, victim: Person, at: number, staging: Staging): string {
  const own = staging.random.fork('ordinary sign-in', victim.login);
  const session = sessionOf(victim, dayIndexOf(staging, at));
  const earlier = at - HOUR - own.between(5, 50) * MINUTE;
  const device = deviceAt(addressIn(victim.office, victim.number % 3), browserOf(victim));
  const how = { client: 'office', resource: 'graph', proof: 'password', interactive: true, session } as const;
  const { record } = personSignIn(own, earlier, victim, device, how);
  log.events.push({ at: earlier, log: 'entra-id', record });
  return session;
}

/** An administrator of the directory, whose account is in an intruder's hands from a moment on. */
export interface HijackedAdministrator {
  readonly administrator: Person;
  readonly intruder: Intruder;
  readonly at: number;
  readonly by: AuditCaller;
}

/** In a hurry they sign in anew, with password and a second factor talked out of the victim; else with the victim's session. */
export function hijackAdministrator(
  log: Recorder,
  acts: CloudActs,
  step: Step,
  organisation: Organisation,
  staging: Staging,
): HijackedAdministrator {
  const administrator = drawAdministrator(organisation, staging);
  const intruder = drawIntruder(staging, administrator.office.country);
  const at = drawWorkingMoment(staging, 2, administrator.zone);
  const own = staging.random.fork('hijack');
  const { stealthy } = staging;
  const session = stealthy ? ordinarySignIn(log, administrator, at, staging) : own.uuid();
  const how: PersonSignIn = {
    client: 'admin',
    resource: 'graph',
    session,
    proof: stealthy ? 'session' : 'password',
    interactive: !stealthy,
  };
  acts.signIn(step, at, personSignIn(own, at, administrator, intruderDevice(intruder), how));
  const by = auditedPerson(administrator, intruder.ip, intruder.browser);
  return { administrator, intruder, at, by };
}

/** Keys of storage accounts, and secrets of vaults. */
export function plunder(
  acts: CloudActs,
  step: Step,
  from: number,
  { management, vault }: { readonly management: AzureCaller; readonly vault: AzureCaller },
  azure: Microsoft,
  { pause }: Intruder,
  { stealthy }: Staging,
): void {
  const accounts = azure.storageAccounts.slice(0, stealthy ? 1 : 3);
  for (const [n, name] of accounts.entries()) {
    const operation = 'Microsoft.Storage/storageAccounts/listKeys/action';
    acts.azure(step, from + n * pause, management, { operation, resourceId: storageAccount(name) });
  }
  const billing = azure.machines.filter(({ vault: name }) => name.includes('billing'));
  const later = from + 4 * pause;
  const [{ vault: name } = { vault: 'acme-billing-kv' }] = billing;
  if (!stealthy) acts.vault(step, later, vault, { operation: 'SecretList', vault: name });
  for (const [n, { secret }] of billing.slice(0, stealthy ? 1 : 3).entries())
    acts.vault(step, later + (n + 1) * pause, vault, { operation: 'SecretGet', vault: name, object: secret });
}
