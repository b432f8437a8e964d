/**
 * What the simulated organisation's security team would write into `credtrail.yaml`: what they know of their own
 * networks and administrators, what each estate adds, and the changes that were approved. Nothing about intrusions.
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
    automation: [], // estates name theirs; the file has it before the administrators
    administrators: people.filter(({ duty }) => duty === 'administrator').map(({ email }) => `*${email}`),
  };
}

function kindOf(name: string): string {
  if (name.startsWith('office')) return 'office';
  return name.startsWith('vpn') ? 'vpn' : 'cloud';
}
