/**
 * Pre-signed URLs: a program signs one and hands it out, and whoever holds it makes the call, from wherever they are. The
 * record names the signer, who was not there: place and program are those of somebody who never had the credential.
 */

import type { Client } from '../../model/event.ts';
import type { Origin } from './client.ts';

/** By its client and path, so that the holder's place is taken neither for the signer's nor for a stranger's. */
export const BY_URL: Pick<Origin, 'client' | 'access'> = Object.freeze({
  client: Object.freeze<Client>({
    ip: undefined,
    userAgent: undefined,
    service: 'a pre-signed URL',
    endpoint: undefined,
  }),
  access: 'service',
});

/** Only of single objects: S3 alone tells how a request was signed. */
export function mayBeByUrl(operation: string): boolean {
  return operation === 's3:GetObject' || operation === 's3:PutObject';
}

/** @param method `additionalEventData.AuthenticationMethod` */
export function isByUrl(method: string | undefined): boolean {
  return method === 'QueryString';
}
