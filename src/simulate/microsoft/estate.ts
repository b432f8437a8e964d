/** Microsoft: one directory and two subscriptions, whose diagnostic settings deliver to a storage account. */

import type { DeliveredFile } from '../delivery.ts';
import type { Estate, LogDay } from '../estate.ts';
import { ndjsonFile } from '../estate.ts';
import { microsoftOf } from '../estate-parts.ts';
import type { Organisation } from '../organisation.ts';
import { helpdesk } from '../staff.ts';
import type { ContextSections } from '../stage.ts';
import { extendWithMicrosoft } from './build.ts';
import { directoryWork } from './directory.ts';
import { SUBSCRIPTIONS, TENANT } from './model.ts';
import { microsoftPeople } from './people.ts';
import { azureMachines, microsoftApplications } from './programs.ts';

export const microsoft: Estate = {
  id: 'microsoft',
  logs: ['entra-id', 'azure-activity', 'azure-key-vault'],
  extend: extendWithMicrosoft,
  behaviours: [
    ['microsoft people', microsoftPeople],
    ['microsoft applications', microsoftApplications],
    ['azure machines', azureMachines],
    ['directory work', directoryWork],
  ],
  context,
  layout,
};

const CONTAINERS: Readonly<Record<string, string>> = {
  'entra-id': `insights-logs-entra/tenantId=${TENANT}`,
  'azure-activity': `insights-activity-logs/resourceId=/SUBSCRIPTIONS/${SUBSCRIPTIONS.prod}`,
  'azure-key-vault': `insights-logs-auditevent/resourceId=/SUBSCRIPTIONS/${SUBSCRIPTIONS.prod}/RESOURCEGROUPS/VAULTS-RG`,
};

function layout({ log, date, records }: LogDay): readonly DeliveredFile[] {
  const [y, m, d] = date.split('-');
  return [
    ndjsonFile(`microsoft/${CONTAINERS[log] ?? log}/y=${y}/m=${m}/d=${d}/h=00/m=00/PT1H.json`, records),
  ];
}

function context(organisation: Organisation): ContextSections {
  const { applications } = microsoftOf(organisation);
  return {
    helpdesk: helpdesk(organisation).map(({ email }) => `*${email}`),
    automation: applications
      .filter(({ work }) => work === 'deploy' || work === 'backup')
      .map(({ name, servicePrincipal, work }) => ({
        name: `${name} at Microsoft`,
        principals: [`entra:${servicePrincipal}`],
        networks: [work === 'deploy' ? 'ci-runners' : 'datacentre'],
      })),
    highValue: [
      { name: 'privileged applications', resources: ['directory-backup'] },
      { name: 'billing secrets', resources: ['https://acme-billing-kv.vault.azure.net/secrets/*'] },
    ],
  };
}
