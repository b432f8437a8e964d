/** AWS: accounts of one organization behind IAM Identity Center, logged by an organization trail. */

import { automation } from '../behaviours/automation.ts';
import { people } from '../behaviours/people.ts';
import { services } from '../behaviours/services.ts';
import { workloads } from '../behaviours/workloads.ts';
import { deliver } from '../delivery.ts';
import type { Estate } from '../estate.ts';
import { ACCOUNTS } from '../organisation.ts';
import type { ContextSections } from '../stage.ts';
import type { CloudTrailRecord } from './record.ts';

const RECORDS_PER_FILE = 3000;

export const aws: Estate = {
  id: 'aws',
  logs: ['aws-cloudtrail'],
  behaviours: [
    ['people', people],
    ['workloads', workloads],
    ['services', services],
    ['automation', automation],
  ],
  context,
  layout: ({ records }) =>
    deliver(records.filter(isCloudTrail), { recordsPerFile: RECORDS_PER_FILE, gathered: false }),
};

function context(): ContextSections {
  return {
    automation: [
      { name: 'terraform', principals: ['arn:aws:iam::*:role/terraform-apply'], agents: ['terraform'] },
      { name: 'ci', principals: ['arn:aws:iam::*:role/ci-deploy-*'], networks: ['ci-runners'] },
      {
        name: 'release tool',
        principals: ['arn:aws:iam::*:role/release-orchestrator', 'arn:aws:iam::*:role/release-target'],
        networks: ['aws-nat-shared'],
      },
    ],
    roleMappings: [
      {
        roles: ['arn:aws:iam::*:role/release-target'],
        callers: [`arn:aws:iam::${ACCOUNTS.shared}:role/release-orchestrator`],
      },
      {
        roles: ['arn:aws:iam::*:role/posture-audit'],
        callers: [`arn:aws:iam::${ACCOUNTS.shared}:role/posture-scanner`],
      },
    ],
    highValue: [
      {
        name: 'identity synchronisation',
        resources: [`arn:aws:secretsmanager:*:${ACCOUNTS.shared}:secret:identity-sync/*`],
      },
      { name: 'payment keys', resources: ['arn:aws:secretsmanager:*:*:secret:payments/*'] },
    ],
  };
}

export function isCloudTrail(record: object | string): record is CloudTrailRecord {
  return typeof record === 'object' && 'eventVersion' in record && 'recipientAccountId' in record;
}
