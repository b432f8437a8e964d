/** Ids of service-account keys: they follow from their holder and the week, so that maker and user name the same one. */

import { Random } from '../random.ts';
import { DAY, HOUR } from '../rhythm.ts';
import type { KeyHolder, ServiceAccount } from './model.ts';

/** When in the day Terraform renews keys, and how long the program takes to pick up the new one. */
export const RENEWAL = 5 * HOUR;
export const PICK_UP = 2 * HOUR;

/** The key a program presents at a time; those nobody renews last for ever. */
export function keyAt(holder: KeyHolder, start: number, at: number): string {
  return keyOn(holder, Math.floor((at - start - RENEWAL - PICK_UP) / DAY));
}

/** The newest key at the end of a day. */
export function keyOn(holder: KeyHolder, day: number): string {
  const { keySeed, rotation, wave } = holder;
  const turn = rotation === undefined ? 0 : Math.floor(Math.max(0, day) / rotation);
  const renewed = wave !== undefined && day >= wave ? 'wave' : '';
  return new Random(`service-account key/${keySeed}/${turn}${renewed}`).hex(40);
}

/** The key that Google keeps for an account and signs with. */
export function systemKeyOf(account: ServiceAccount): string {
  return new Random(`system key/${account.uniqueId}`).hex(40);
}
