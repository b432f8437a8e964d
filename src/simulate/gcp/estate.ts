/** Google Cloud: three projects of one organisation, logged by a sink with everything in it. */

import type { Estate } from '../estate.ts';
import { ndjsonFile } from '../estate.ts';
import { gcpOf } from '../estate-parts.ts';
import type { Organisation } from '../organisation.ts';
import type { ContextSections } from '../stage.ts';
import { gcpDelivery, gcpKeyHolders, gcpMachines, gcpPipelines } from './automation.ts';
import { extendWithGcp } from './build.ts';
import { gcpPeople } from './people.ts';

export const gcp: Estate = {
  id: 'gcp',
  logs: ['gcp-audit'],
  extend: extendWithGcp,
  behaviours: [
    ['gcp machines', gcpMachines],
    ['gcp pipelines', gcpPipelines],
    ['gcp delivery', gcpDelivery],
    ['gcp key holders', gcpKeyHolders],
    ['gcp people', gcpPeople],
  ],
  context,
  layout: ({ date, records }) => [
    ndjsonFile(
      `gcp/cloudaudit.googleapis.com/${date.replaceAll('-', '/')}/00:00:00_23:59:59_S0.json`,
      records,
    ),
  ],
};

function context(organisation: Organisation): ContextSections {
  const { deploy, terraform, pipelines, forgotten } = gcpOf(organisation);
  const uid = (email: string): string => `google:${email}`;
  return {
    automation: [
      { name: 'terraform at Google Cloud', principals: [uid(terraform.email)], networks: ['ci-runners'] },
      {
        name: 'CI at Google Cloud',
        principals: [uid(deploy.email), 'google:principal://iam.googleapis.com/*/workloadIdentityPools/ci/*'],
        networks: ['ci-runners'],
      },
    ],
    roleMappings: pipelines.slice(0, 1).map(({ writer }) => ({
      roles: [uid(writer.email)],
      callers: pipelines.map(({ transform }) => uid(transform.email)),
    })),
    highValue: [
      { name: 'accounts that may do everything', resources: [terraform.email, forgotten.email] },
      { name: 'payment data', resources: ['*/secrets/payments-*'] },
    ],
  };
}
