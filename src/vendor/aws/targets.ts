/** Finders of what a call acted on. Each is small and total: what is not there gives nothing. */

import { followToText, listAt, type Path, textAt } from '../../lib/json.ts';
import type { Target } from '../../model/event.ts';
import type { Call } from './call.ts';
import { nameOf } from './resource.ts';

export type FindTargets = (call: Call) => readonly Target[];

const NONE: readonly Target[] = Object.freeze([]);

/** The thing a request parameter names, by ARN or plain id. */
export function asked(kind: string, ...path: Path): FindTargets {
  return (call) => one(kind, followToText(call.request, path));
}

/** The thing the answer names. */
export function answered(kind: string, ...path: Path): FindTargets {
  return (call) => one(kind, followToText(call.response, path));
}

/** Each entry of a list in the request, at most ten. */
export function askedEach(kind: string, ...path: Path): FindTargets {
  return (call) =>
    listAt(call.request, ...path)
      .slice(0, MOST)
      .flatMap((item) => (typeof item === 'string' ? one(kind, item) : NONE));
}

/** Instances as EC2 lists them: `instancesSet.items[].instanceId`. */
export const askedInstances: FindTargets = (call) =>
  listAt(call.request, 'instancesSet', 'items')
    .slice(0, MOST)
    .flatMap((item) => one('instance', textAt(item, 'instanceId')));

/** Something of IAM that requests name without its ARN: `roleName` → `arn:aws:iam::…:role/…`. */
export function iam(kind: 'user' | 'role' | 'group' | 'instance-profile', parameter: string): FindTargets {
  return (call) => {
    const name = textAt(call.request, parameter);
    if (name === undefined) return NONE;
    return [{ kind, uid: `arn:${call.partition}:iam::${call.account}:${kind}/${name}`, name }];
  };
}

/** `resources[].ARN`: what data events and most newer services fill in. */
export const listedResources: FindTargets = (call) => {
  const listed = call.listed;
  return isWhole(listed) ? listed : listed.filter((target) => target !== undefined);
};

/** Nearly all lists are, and need not be copied. */
function isWhole(targets: readonly (Target | undefined)[]): targets is readonly Target[] {
  for (const target of targets) if (target === undefined) return false;
  return true;
}

/** The listed resources, and where none are listed what the request names. */
export function listedOr(...others: readonly FindTargets[]): FindTargets {
  return (call) => {
    const listed = listedResources(call);
    if (listed.length > 0) return listed;
    return others.flatMap((find) => find(call));
  };
}

/** An object of S3, by bucket and key, where no ARN is listed. */
export const askedObject: FindTargets = (call) => {
  const bucket = textAt(call.request, 'bucketName');
  if (bucket === undefined) return NONE;
  const key = textAt(call.request, 'key');
  const uid = `arn:${call.partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;
  return [{ kind: key === undefined ? 'bucket' : 'object', uid, name: key ?? bucket }];
};

/** More would be noise in a finding; the count is in the details where it matters. */
const MOST = 10;

function one(kind: string, uid: string | undefined): readonly Target[] {
  return uid === undefined ? NONE : [{ kind, uid, name: nameOf(uid) }];
}
