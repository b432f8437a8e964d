/**
 * An administrator's session in other hands adds a secret to a privileged application; with it the application signs in
 * from elsewhere, reads keys and secrets, and gives itself more.
 */

import { microsoftOf } from '../estate-parts.ts';
import { AGENTS, CLIENTS } from '../microsoft/agents.ts';
import { addToRole, applicationKeys, auditedApplication } from '../microsoft/audit.ts';
import { byApplication } from '../microsoft/azure.ts';
import type { Application } from '../microsoft/model.ts';
import { keyIdOf, renewalsBy, SUBSCRIPTIONS } from '../microsoft/model.ts';
import { applicationSignIn, deviceAt } from '../microsoft/sign-in.ts';
import { DAY, HOUR } from '../rhythm.ts';
import type { Campaign } from '../stage.ts';
import { CloudActs } from './cloud-acts.ts';
import { hijackAdministrator, plunder } from './microsoft-intruder.ts';
import { dayIndexOf } from './moments.ts';
import { Recorder } from './recorder.ts';

const ID = 'entra-application-secret';

const STEPS = {
  admin: { step: 1, what: 'an administrator’s session is used from elsewhere', analytics: ['AN0526'] },
  secret: { step: 2, what: 'a secret is added to a privileged application', analytics: ['AN1470'] },
  used: { step: 3, what: 'the application signs in with it from elsewhere', analytics: ['AN1470', 'AN0526'] },
  read: { step: 4, what: 'it reads keys and secrets', analytics: ['AN1157', 'AN0526'] },
  role: { step: 5, what: 'it gives itself a higher role', analytics: ['AN0717', 'AN1470'] },
} as const;

export const entraApplicationSecret: Campaign = {
  id: ID,
  needs: ['microsoft'],
  run(organisation, staging) {
    const { random, stealthy } = staging;
    const azure = microsoftOf(organisation);
    const log = new Recorder(ID, random);
    const acts = new CloudActs(log, random);
    const { intruder, at, by } = hijackAdministrator(log, acts, STEPS.admin, organisation, staging);
    const { ip, pause } = intruder;
    const application = random.fork('application').pick(azure.applications.filter(isPrivileged));
    const before = keyIdOf(application, renewalsBy(application, dayIndexOf(staging, at)));
    const keyId = random.fork('key').uuid();
    const name = stealthy ? 'rotated' : 'test';
    acts.audit(
      STEPS.secret,
      at + 2 * pause,
      by,
      applicationKeys(application, [before], [keyId, before], name),
    );
    const then = at + (stealthy ? DAY - 4 * HOUR : 4 * pause);
    const own = random.fork('tokens');
    const agent = stealthy ? application.agent : AGENTS.intruder;
    const intruding: Application = { ...application, credential: 'clientSecret' };
    const signIn = (resource: 'graph' | 'management' | 'vault') =>
      acts.signIn(
        STEPS.used,
        then,
        applicationSignIn(own, then, intruding, deviceAt(ip, agent), { resource, keyId }),
        'Service principal sign-in',
      );
    signIn('graph');
    const management = byApplication(application, signIn('management'), ip, agent);
    const vault = byApplication(application, signIn('vault'), ip, agent);
    plunder(acts, STEPS.read, then + pause, { management, vault }, azure, intruder, staging);
    const last = then + 12 * pause;
    if (stealthy) acts.azure(STEPS.role, last, management, ownership(application));
    else acts.audit(STEPS.role, last, auditedApplication(application, ip), globalAdministrator(application));
    return { events: log.events, labels: log.labels };
  },
};

function isPrivileged({ work }: Application): boolean {
  return work === 'backup' || work === 'graph';
}

function ownership({ servicePrincipal }: Application) {
  const scope = `/subscriptions/${SUBSCRIPTIONS.prod}`;
  return {
    operation: 'Microsoft.Authorization/roleAssignments/write',
    resourceId: `${scope}/providers/Microsoft.Authorization/roleAssignments/${CLIENTS.admin.appId}`,
    request: {
      Properties: {
        PrincipalId: servicePrincipal,
        PrincipalType: 'ServicePrincipal',
        RoleDefinitionId:
          '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
        Scope: scope,
      },
    },
  };
}

function globalAdministrator({ servicePrincipal, name }: Application) {
  return addToRole('Add member to role', 'Global Administrator', {
    id: servicePrincipal,
    displayName: name,
    type: 'ServicePrincipal',
    modifiedProperties: [],
  });
}
