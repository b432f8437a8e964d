/** Who an activity names: actors and resources as lasting principals. */

import { textAt } from '../../lib/json.ts';
import { clip } from '../../lib/text.ts';
import type { Principal, Target } from '../../model/event.ts';

/** An activity that names no actor is PingOne's own doing. */
export const SYSTEM: Principal = { uid: 'pingone:system', kind: 'service', name: 'PingOne', scope: '' };

export function readUser(user: unknown): Principal | undefined {
  return principalOf(user, 'user');
}

export function readClient(client: unknown): Principal | undefined {
  return principalOf(client, 'application');
}

export interface Resource {
  readonly type: string;
  readonly target: Target;
  readonly environment: string | undefined;
  /** The user it is, or belongs to. */
  readonly user: Principal | undefined;
  /** Set for applications. */
  readonly application: Principal | undefined;
}

/** More would be noise in a finding. */
export const MOST_RESOURCES = 10;

export function readResource(resource: unknown): Resource | undefined {
  const type = textAt(resource, 'type');
  const id = textAt(resource, 'id') ?? textAt(resource, 'name');
  if (type === undefined || id === undefined) return undefined;
  const name = textAt(resource, 'name');
  return {
    type,
    target: {
      kind: clip(type.toLowerCase().replace(/[^a-z0-9]+/g, '-'), 40),
      uid: `pingone:${clip(id, 128)}`,
      name: name === undefined || name === id ? undefined : clip(name, 256),
    },
    environment: textAt(resource, 'environment', 'id'),
    user: type === 'USER' ? readUser(resource) : ownerOf(resource),
    application: type === 'APPLICATION' ? readClient(resource) : undefined,
  };
}

/** Memberships and devices lie under their user's path, which names the user by id only. */
function ownerOf(resource: unknown): Principal | undefined {
  const id = /\/users\/([\w-]{1,64})\/\w/.exec(textAt(resource, 'href')?.slice(0, 1_000) ?? '')?.[1];
  if (id === undefined) return undefined;
  return { uid: `pingone:${id}`, kind: 'user', name: id, scope: environmentOf(resource) ?? '' };
}

export function environmentOf(value: unknown): string | undefined {
  return textAt(value, 'environment', 'id');
}

function principalOf(value: unknown, kind: 'user' | 'application'): Principal | undefined {
  const name = textAt(value, 'name');
  const id = textAt(value, 'id') ?? name?.toLowerCase();
  if (id === undefined) return undefined;
  const shown = kind === 'user' ? (name ?? id).toLowerCase() : (name ?? id);
  return {
    uid: `pingone:${clip(id, 128)}`,
    kind,
    name: clip(shown, 256),
    scope: environmentOf(value) ?? '',
  };
}
