/** Resource ids of Azure, which records write in any case: `/subscriptions/…/resourceGroups/…/providers/Type/name`. */

import { memo } from '../../lib/memo.ts';
import type { Target, Workload } from '../../model/event.ts';

/** In small letters, or nothing when it is no such id. */
export function resourceUid(id: string | undefined): string | undefined {
  if (id === undefined || !id.startsWith('/') || id.length < 2 || id.length > LONGEST) return undefined;
  return id.toLowerCase();
}

const LONGEST = 2048;

export function subscriptionOf(resourceId: string): string | undefined {
  const found = /^\/subscriptions\/([0-9a-z-]{1,64})/.exec(resourceId)?.[1];
  return found === undefined || found === '' ? undefined : found;
}

/** `microsoft.compute/virtualmachines`: provider and innermost type of a resource. */
export function resourceType(resourceId: string): string | undefined {
  const at = resourceId.lastIndexOf('/providers/');
  if (at < 0) return undefined;
  const [provider, ...rest] = resourceId.slice(at + '/providers/'.length).split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  return types.length === 0 ? provider : `${provider}/${types.join('/')}`;
}

export function nameOf(resourceId: string): string {
  return resourceId.slice(resourceId.lastIndexOf('/') + 1);
}

/**
 * What a call acted on: the resource, and the known one it is a part of or a setting of.
 * @param resourceId in small letters
 */
export function resourceTargets(resourceId: string): readonly Target[] {
  return remembered(resourceId, () => {
    const parts = resourceId.split('/');
    const targets = [targetOf(resourceId)];
    for (let length = parts.length - 1; length > 4 && targets.length < 2; length--) {
      const outer = parts.slice(0, length).join('/');
      if (KINDS.has(resourceType(outer) ?? '') && isWhole(outer)) targets.push(targetOf(outer));
    }
    return Object.freeze(targets);
  });
}

const remembered = memo<readonly Target[]>(8_192);

function targetOf(resourceId: string): Target {
  const kind = KINDS.get(resourceType(resourceId) ?? '');
  return { kind: kind ?? 'resource', uid: resourceId, name: nameOf(resourceId) };
}

/** Ends with a name, not with a type. */
function isWhole(resourceId: string): boolean {
  const at = resourceId.lastIndexOf('/providers/');
  return resourceId.slice(at + '/providers/'.length).split('/').length % 2 === 1;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['microsoft.compute/virtualmachines', 'instance'],
  ['microsoft.compute/virtualmachinescalesets', 'instance'],
  ['microsoft.compute/virtualmachinescalesets/virtualmachines', 'instance'],
  ['microsoft.hybridcompute/machines', 'instance'],
  ['microsoft.compute/disks', 'disk'],
  ['microsoft.compute/snapshots', 'snapshot'],
  ['microsoft.storage/storageaccounts', 'storage-account'],
  ['microsoft.keyvault/vaults', 'vault'],
  ['microsoft.keyvault/managedhsms', 'vault'],
  ['microsoft.authorization/roleassignments', 'role-assignment'],
  ['microsoft.authorization/roledefinitions', 'role'],
  ['microsoft.managedidentity/userassignedidentities', 'identity'],
  ['microsoft.web/sites', 'site'],
  ['microsoft.containerservice/managedclusters', 'cluster'],
  ['microsoft.kubernetes/connectedclusters', 'cluster'],
]);

/** The workload a managed identity is attached to, by the resource that its token names. */
export function workloadOfResource(resourceId: string | undefined): Workload | undefined {
  const uid = resourceUid(resourceId);
  if (uid === undefined) return undefined;
  const kind = WORKLOADS.find(([mark]) => uid.includes(mark))?.[1];
  return kind === undefined ? undefined : { kind, id: uid, delivery: undefined };
}

const WORKLOADS: readonly (readonly [string, Workload['kind']])[] = [
  ['/microsoft.compute/virtualmachines', 'instance'],
  ['/microsoft.hybridcompute/machines/', 'machine'],
  ['/microsoft.web/sites/', 'function'],
  ['/microsoft.logic/workflows/', 'function'],
  ['/microsoft.automation/automationaccounts/', 'function'],
  ['/microsoft.app/', 'container'],
  ['/microsoft.containerinstance/containergroups/', 'container'],
  ['/microsoft.containerservice/managedclusters/', 'pod'],
];
