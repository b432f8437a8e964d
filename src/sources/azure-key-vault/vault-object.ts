/** What in a vault a call was about, from the object's id or the address that was called. */

import type { Target } from '../../model/event.ts';
import { resourceTargets } from '../../vendor/microsoft/resource.ts';

/** The object's id without its version: all versions of a secret are one secret. */
export function objectUid(url: string | undefined): string | undefined {
  const found = url === undefined || url.length > LONGEST ? null : OBJECT.exec(url);
  return found === null ? undefined : `https://${found[1]}/${found[2]}/${found[3]}`.toLowerCase();
}

const LONGEST = 2048;
/** `https://NAME.vault.azure.net/secrets/SECRET/VERSION?api-version=…`. */
const OBJECT =
  /^https:\/\/([\w.-]{1,200})(?::443)?\/(?:deleted)?(secrets|keys|certificates|storage)\/([\w-]{1,127})(?=[/?]|$)/i;

/** @param resourceId of the vault, in small letters */
export function targetsOf(uid: string | undefined, resourceId: string): readonly Target[] {
  const vault = resourceTargets(resourceId);
  if (uid === undefined) return vault;
  const [, , , kinds = '', name] = uid.split('/');
  return [{ kind: KINDS.get(kinds) ?? 'resource', uid, name }, ...vault];
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['secrets', 'secret'],
  ['keys', 'key'],
  ['certificates', 'certificate'],
  ['storage', 'storage-account'],
]);
