/** People in an alert's data, by the paths its kind names. What is no e-mail address names nobody. */

import { isObject } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { principalOfEmail } from '../../vendor/google/principal.ts';

/** A spike of messages may name thousands. */
const MOST = 20;

export function peopleAt(data: unknown, paths: readonly string[]): readonly Principal[] {
  const found = new Map<string, Principal>();
  for (const path of paths) {
    for (const value of valuesAt(data, path.split('.'))) {
      if (typeof value !== 'string' || !EMAIL.test(value) || found.size >= MOST) continue;
      const person = principalOfEmail(value);
      found.set(person.uid, person);
    }
  }
  return [...found.values()];
}

const EMAIL = /^[^@\s]{1,64}@[^@\s]{1,255}$/;

function valuesAt(value: unknown, [head, ...rest]: readonly string[]): readonly unknown[] {
  if (head === undefined) return [value];
  if (head === '*')
    return Array.isArray(value) ? value.slice(0, MOST).flatMap((each) => valuesAt(each, rest)) : [];
  return isObject(value) && Object.hasOwn(value, head) ? valuesAt(value[head], rest) : [];
}
