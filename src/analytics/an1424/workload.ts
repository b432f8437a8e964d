/** Which calls are made with a workload's credential, and whose cloud it belongs to. */

import type { Client, Event, Provider } from '../../model/event.ts';

/**
 * AWS and Azure name the workload in the session. An identity that Azure manages, and a service account without key or
 * impersonation (`gcp:attached:`), get their tokens from the metadata service alone, whichever machine asked.
 */
export function isWorkloadCall({ session, principal, credential }: Event): boolean {
  if (session?.workload !== undefined || principal.kind === 'managed-identity') return true;
  return principal.kind === 'service-account' && credential?.uid.startsWith('gcp:attached:') === true;
}

export function cloudOf(provider: Provider): Client['cloud'] {
  switch (provider) {
    case 'aws':
    case 'gcp':
    case 'azure':
      return provider;
    case 'entra':
    case 'microsoft-365':
      return 'azure';
    default:
      return undefined;
  }
}

const NAMES: Readonly<Record<NonNullable<Client['cloud']>, string>> = {
  aws: 'AWS',
  gcp: 'Google Cloud',
  azure: 'Azure',
};

export function cloudName(provider: Provider): string {
  const cloud = cloudOf(provider);
  return cloud === undefined ? 'its cloud’s' : NAMES[cloud];
}
