/** Draws what the organisation has at Microsoft. `scale` is read from the number of people: thirteen for each. */

import type { Organisation } from '../organisation.ts';
import type { Random } from '../random.ts';
import { FURTHER, WORLD } from '../world.ts';
import { AGENTS } from './agents.ts';
import type { Application, AzureMachine, Microsoft } from './model.ts';
import { SUBSCRIPTIONS } from './model.ts';

const LINES = [
  { name: 'stock-web', kind: 'vm', count: 2, program: 'node' },
  { name: 'billing-api', kind: 'vm', count: 1, program: 'java' },
  { name: 'invoice-func', kind: 'function', count: 1, program: 'node' },
] as const;

export function extendWithMicrosoft(organisation: Organisation, random: Random): Organisation {
  const scale = Math.max(1, Math.round(organisation.people.length / 13));
  const microsoft: Microsoft = {
    applications: applications(organisation, random.fork('applications'), scale),
    machines: machines(random.fork('machines'), scale),
    storageAccounts: ['acmestock', 'acmebilling', 'acmebackup', 'acmelogs'],
    gateways: [{ network: WORLD.azureNat, fromDay: 0 }],
  };
  return { ...organisation, microsoft };
}

function applications(organisation: Organisation, random: Random, scale: number): Application[] {
  const { networks, people } = organisation;
  const owners = people.filter(({ duty, startsOn }) => duty === 'engineer' && startsOn === 0);
  const application = (
    name: string,
    more: Pick<Application, 'credential' | 'network' | 'exit' | 'agent' | 'work'> & {
      readonly renewed?: boolean;
    },
  ): Application => {
    const own = random.fork(name);
    const { renewed = false, ...rest } = more;
    return {
      name,
      appId: own.uuid(),
      objectId: own.uuid(),
      servicePrincipal: own.uuid(),
      keySeed: own.hex(16),
      owner: own.pick(owners).login,
      // Mondays to Fridays, of a simulation that begins on a Monday.
      renewalDay: renewed ? own.between(0, 3) * 7 + own.between(0, 4) : undefined,
      secret: `${name}-connection`,
      ...rest,
    };
  };
  const connectors = Array.from({ length: Math.max(2, Math.ceil(scale / 3)) }, (_, n) =>
    application(`erp-connector-${n + 1}`, {
      credential: 'clientSecret',
      network: FURTHER.datacentre,
      exit: 20 + n,
      agent: AGENTS.java,
      work: 'vault',
      renewed: true,
    }),
  );
  return [
    application('acme-deploy', {
      credential: 'federatedIdentityCredential',
      network: networks.ci,
      exit: 0,
      agent: AGENTS.ci,
      work: 'deploy',
    }),
    application('crm-sync', {
      credential: 'clientSecret',
      network: WORLD.saas,
      exit: 7,
      agent: AGENTS.saas,
      work: 'graph',
      renewed: true,
    }),
    application('directory-backup', {
      credential: 'certificate',
      network: FURTHER.datacentre,
      exit: 11,
      agent: AGENTS.python,
      work: 'backup',
    }),
    ...connectors,
  ];
}

function machines(random: Random, scale: number): AzureMachine[] {
  return LINES.flatMap((line) =>
    Array.from({ length: scale }, (_, copy) => {
      const group = copy === 0 ? line.name : `${line.name}-${copy + 1}`;
      return Array.from({ length: line.count }, (_unused, n) =>
        azureMachine(group, n, line.kind, line.program, random.fork(group, n)),
      );
    }).flat(),
  );
}

export function azureMachine(
  group: string,
  n: number,
  kind: AzureMachine['kind'],
  program: AzureMachine['program'],
  random: Random,
): AzureMachine {
  const name = kind === 'vm' ? `${group}-vm${n}` : group;
  const type = kind === 'vm' ? 'Microsoft.Compute/virtualMachines' : 'Microsoft.Web/sites';
  return {
    name,
    kind,
    resourceId: `/subscriptions/${SUBSCRIPTIONS.prod}/resourcegroups/${group}-rg/providers/${type}/${name}`,
    identity: { objectId: random.uuid(), appId: random.uuid() },
    program,
    agent: AGENTS[program],
    exit: random.between(0, 3),
    vault: `acme-${group.split('-')[0] ?? group}-kv`,
    secret: `${group}-database`,
    fromDay: 0,
    toDay: Number.POSITIVE_INFINITY,
  };
}
