/** The CI service as every provider sees it: which runner a job gets, and how its own token names the job. */

import { addressIn } from './networks.ts';
import type { Organisation } from './organisation.ts';
import type { Random } from './random.ts';

/** More and more jobs run in the newest network that is open on the day. */
export function runnerAddress({ ciNetworks, networks }: Organisation, day: number, random: Random): string {
  const newest = ciNetworks.filter(({ fromDay }) => fromDay <= day).at(-1);
  const isNew = newest !== undefined && random.chance(newest.share);
  return addressIn(isNew ? newest.network : networks.ci, random.between(0, 60));
}

/** Subject of the OpenID Connect token. */
export function jobOf(repository: string): string {
  return `repo:acme/${repository}:ref:refs/heads/main`;
}
