/**
 * What the simulated organisation's security team would write into `credtrail.yaml`: what they know of their own
 * networks, programs and people, and the changes that were approved. Nothing about intrusions.
 */

import { stringify } from 'yaml';
import type { Organisation } from './organisation.ts';
import type { ContextSections } from './stage.ts';
import { WORLD_NETWORKS } from './world.ts';

/** Sections of the same name are put one after another. */
export function contextFile(organisation: Organisation, more: readonly ContextSections[]): string {
  const sections: Record<string, readonly unknown[]> = {};
  for (const part of [base(organisation), ...more]) {
    for (const [name, entries] of Object.entries(part)) {
      // Several estates share one help desk.
      sections[name] = [...new Set([...(sections[name] ?? []), ...entries])];
    }
  }
  return stringify({ ...sections, addressData: { asn: 'addresses.csv' } });
}

function base({ people }: Organisation): ContextSections {
  return {
    networks: WORLD_NETWORKS.filter(({ declared }) => declared).map(({ name, cidr, country }) => ({
      name,
      cidrs: [cidr],
      trusted: true,
      kind: kindOf(name),
      country,
    })),
    automation: [
      { name: 'terraform', principals: ['arn:aws:iam::*:role/terraform-apply'], agents: ['terraform'] },
      { name: 'ci', principals: ['arn:aws:iam::*:role/ci-deploy-*'], networks: ['ci-runners'] },
      {
        name: 'release tool',
        principals: ['arn:aws:iam::*:role/release-orchestrator', 'arn:aws:iam::*:role/release-target'],
        networks: ['aws-nat-shared'],
      },
    ],
    administrators: people.filter(({ duty }) => duty === 'administrator').map(({ email }) => `*${email}`),
    roleMappings: [
      {
        roles: ['arn:aws:iam::*:role/release-target'],
        callers: ['arn:aws:iam::444455556666:role/release-orchestrator'],
      },
      {
        roles: ['arn:aws:iam::*:role/posture-audit'],
        callers: ['arn:aws:iam::444455556666:role/posture-scanner'],
      },
    ],
    highValue: [
      {
        name: 'identity synchronisation',
        resources: ['arn:aws:secretsmanager:*:444455556666:secret:identity-sync/*'],
      },
      { name: 'payment keys', resources: ['arn:aws:secretsmanager:*:*:secret:payments/*'] },
    ],
  };
}

function kindOf(name: string): string {
  if (name.startsWith('office')) return 'office';
  return name.startsWith('vpn') ? 'vpn' : 'cloud';
}
