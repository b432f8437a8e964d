/** Whom or what a finding is about: whose key, which machine, whose name in a cluster or database. */

import { at, isObject, textAt } from '../../lib/json.ts';
import type { Credential, Principal, Session, Target } from '../../model/event.ts';
import { keyHolder } from '../../vendor/aws/key-holder.ts';
import { nobodyOf, type Running, running } from '../../vendor/aws/machine.ts';
import { lastSegment, rolePrincipal } from '../../vendor/aws/principal.ts';

export interface Account {
  readonly id: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

export interface About {
  readonly principal: Principal;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
}

/** The key's holder first: a workload is where it was used from, or what it was used on. */
export function aboutOf(resource: unknown, account: Account): About {
  const key = keyOf(resource, account);
  const workload = workloadOf(resource, account);
  const other = otherOf(resource, account);
  const holder = key?.principal ?? workload?.principal ?? other;
  return {
    principal: holder ?? nobodyOf(account.id),
    credential: key?.credential,
    session: key?.session ?? workload?.session,
  };
}

function keyOf(resource: unknown, account: Account) {
  const details = at(resource, 'accessKeyDetails');
  if (!isObject(details)) return undefined;
  return keyHolder({
    accessKeyId: textAt(details, 'accessKeyId'),
    principalId: textAt(details, 'principalId'),
    name: textAt(details, 'userName'),
    type: textAt(details, 'userType'),
    account: account.id,
    partition: account.partition,
  });
}

function workloadOf(resource: unknown, { id: account }: Account): Running | undefined {
  const instance = textAt(resource, 'instanceDetails', 'instanceId');
  if (instance !== undefined)
    return running({ kind: 'instance', id: instance, delivery: undefined }, account);
  const task = textAt(resource, 'ecsClusterDetails', 'taskDetails', 'arn');
  if (task !== undefined) {
    return running({ kind: 'container', id: lastSegment(task), delivery: undefined }, account);
  }
  const name = textAt(resource, 'lambdaDetails', 'functionName');
  if (name === undefined) return undefined;
  const made = running({ kind: 'function', id: name, delivery: undefined }, account);
  const role = textAt(resource, 'lambdaDetails', 'role');
  return role?.startsWith('arn:') === true ? { ...made, principal: rolePrincipal(role) } : made;
}

/** A name that a cluster or a database knows, and AWS does not. */
function otherOf(resource: unknown, { id }: Account): Principal | undefined {
  const user = textAt(resource, 'kubernetesDetails', 'kubernetesUserDetails', 'username');
  if (user !== undefined) {
    const cluster = textAt(resource, 'eksClusterDetails', 'name') ?? 'unknown';
    if (user === 'system:anonymous')
      return { uid: `eks:${cluster}/${user}`, kind: 'anonymous', name: user, scope: id };
    const kind = user.startsWith('system:') ? 'service-account' : 'user';
    return { uid: `eks:${cluster}/${user}`, kind, name: user, scope: id };
  }
  const login = textAt(resource, 'rdsDbUserDetails', 'user');
  if (login === undefined) return undefined;
  const database = textAt(resource, 'rdsDbInstanceDetails', 'dbInstanceIdentifier') ?? 'unknown';
  return { uid: `rds:${database}/${login}`, kind: 'user', name: login, scope: id };
}

/** What was acted on, where that is something with an id. */
export function targetsOf(resource: unknown): readonly Target[] {
  const targets: Target[] = [];
  const add = (kind: string, uid: string | undefined, name?: string): void => {
    if (uid !== undefined) targets.push({ kind, uid, name });
  };
  add('instance', textAt(resource, 'instanceDetails', 'instanceId'));
  for (let i = 0; i < MOST_BUCKETS; i++) {
    const bucket = textAt(resource, 's3BucketDetails', i, 'arn');
    add('bucket', bucket, bucket === undefined ? undefined : lastSegment(bucket));
  }
  add('cluster', textAt(resource, 'eksClusterDetails', 'arn'), textAt(resource, 'eksClusterDetails', 'name'));
  add('database', textAt(resource, 'rdsDbInstanceDetails', 'dbInstanceArn'));
  add('function', textAt(resource, 'lambdaDetails', 'functionArn'));
  return targets;
}

const MOST_BUCKETS = 5;
