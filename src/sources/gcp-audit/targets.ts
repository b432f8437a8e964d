/** Finders of what a call acted on. Each is small and total: what is not there gives nothing. */

import { listAt, textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import type { Target } from '../../model/event.ts';
import type { FindTargets } from './row.ts';
import { serviceAccountOf } from './service-account.ts';

const NONE: readonly Target[] = Object.freeze([]);
const LONGEST_UID = 512;
const MOST = 10;

/** The resource the record names; what a refused call was about lies in its metadata. */
export function resource(kind: string): FindTargets {
  return (call) => {
    const listed = listAt(call.metadata, 'resourceNames');
    const [first] = listed;
    return typeof first === 'string'
      ? listed.slice(0, MOST).flatMap((each) => (typeof each === 'string' ? one(kind, each) : NONE))
      : one(kind, call.resourceName ?? textAt(call.request, 'name') ?? textAt(call.request, 'resource'));
  };
}

/** A secret, whichever of its versions was read: who reads it once a day reads the same one. */
export const secret: FindTargets = ({ asked }) => one('secret', asked?.replace(/\/versions\/[^/]+$/, ''));

/** A key of Cloud KMS without its version. */
export const cryptoKey: FindTargets = ({ asked }) =>
  one('key', asked?.replace(/\/cryptoKeyVersions\/[^/]+$/, ''));

export const serviceAccount: FindTargets = (call) => {
  const account = serviceAccountOf(call);
  return account === undefined ? resource('service-account')(call) : one('service-account', account.name);
};

/** A resource of Kubernetes: names are unique in one cluster only. */
export function inCluster(kind: string): FindTargets {
  return (call) =>
    one(kind, call.resourceName === undefined ? undefined : `${call.cluster}/${call.resourceName}`);
}

/** What a field of the request names. */
export function asked(kind: string, ...path: readonly (string | number)[]): FindTargets {
  return (call) => one(kind, textAt(call.request, ...path));
}

function one(kind: string, uid: string | undefined): readonly Target[] {
  if (uid === undefined) return NONE;
  const short = clip(uid, LONGEST_UID);
  return [{ kind, uid: short, name: lastSegment(short) }];
}

function lastSegment(uid: string): string {
  return uid.slice(uid.lastIndexOf('/') + 1) || uid;
}
