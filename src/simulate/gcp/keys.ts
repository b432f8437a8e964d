/** Ids of service-account keys: they follow from their holder and the week, so that maker and user name the same one. */

import { Random } from '../random.ts';
import { DAY, HOUR } from '../rhythm.ts';
import type { KeyHolder, ServiceAccount } from './model.ts';

/** When in the day Terraform renews keys, and how long the program takes to pick up the new one. */
export const RENEWAL = 5 * HOUR;
export const PICK_UP = 2 * HOUR;

/** The key a program presents at a time; those nobody renews last for ever. */
export function keyAt(holder: KeyHolder, start: number, at: number): string {
  return keyOf(holder, generation(holder, start, at - RENEWAL - PICK_UP));
}

export function keyOf(holder: KeyHolder, number: number): string {
  return new Random(`service-account key/${holder.keySeed}/${number}`).hex(40);
}

function generation({ rotation }: KeyHolder, start: number, at: number): number {
  return rotation === undefined ? 0 : Math.floor((at - start) / (rotation * DAY));
}

/** The generation that begins on a day, if one does. */
export function renewedOn({ rotation }: KeyHolder, day: number): number | undefined {
  return rotation !== undefined && day % rotation === 0 ? day / rotation : undefined;
}

/** The key that Google keeps for an account and signs with. */
export function systemKeyOf(account: ServiceAccount): string {
  return new Random(`system key/${account.uniqueId}`).hex(40);
}
