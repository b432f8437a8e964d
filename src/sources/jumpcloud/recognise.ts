/** Tells Directory Insights events, in any of their wrappings, from every other log. Content decides. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, listAt, textAt } from '../../lib/json.ts';
import { collected } from './framing.ts';

export function recognise({ samples, text }: Head): Recognition | undefined {
  if (samples.some(holdsEvent)) return 'records';
  return samples.length === 0 && looksCut(text) ? 'records' : undefined;
}

function holdsEvent(sample: unknown): boolean {
  if (isEvent(sample) || isEvent(collected(sample))) return true;
  return ['events', 'results'].some((key) =>
    listAt(sample, key)
      .slice(0, 3)
      .some((element) => isEvent(collected(element))),
  );
}

/** Organizations have ids of 24 hexadecimal digits; exports may have replaced them. */
function isEvent(value: unknown): boolean {
  const type = textAt(value, 'event_type');
  if (!isObject(value) || type === undefined || !/^[a-z][a-z0-9_]{2,80}$/.test(type)) return false;
  if (textAt(value, 'timestamp') === undefined) return false;
  const inOrganization = textAt(value, 'organization') !== undefined;
  const service = textAt(value, 'service');
  const known = service !== undefined && SERVICES.has(service);
  return inOrganization && (known || isObject(at(value, 'initiated_by')));
}

const SERVICES: ReadonlySet<string> = new Set([
  'access_management',
  'alerts',
  'directory',
  'ldap',
  'mdm',
  'mtp',
  'notifications',
  'object_storage',
  'password_manager',
  'radius',
  'reports',
  'saas_app_management',
  'software',
  'sso',
  'systems',
]);

/** The head ends inside the first event. */
function looksCut(text: string): boolean {
  const start = text.slice(0, 8192);
  return (
    /^\s*[[{]/.test(start) &&
    /"event_type"\s*:\s*"[a-z0-9_]+"/.test(start) &&
    /"organization"\s*:\s*"[0-9a-f]{24}"/.test(start)
  );
}
