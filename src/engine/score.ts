/** From evidence to bits, from bits to a level. The tables behind it are `contract/weights.ts` and `thresholds.ts`. */

import { LEVEL_BITS } from '../contract/thresholds.ts';
import type { Evidence } from '../model/finding.ts';
import { higherLevel, LEVELS, type Level } from '../model/level.ts';

export function sumBits(...evidence: readonly (readonly Evidence[])[]): number {
  let sum = 0;
  for (const part of evidence) for (const { held, bits } of part) if (held) sum += bits;
  return Math.round(sum * 10) / 10;
}

/** Undefined below the least level. */
export function levelOf(bits: number): Level | undefined {
  return LEVELS.findLast((level) => bits >= LEVEL_BITS[level]);
}

/** The level by bits, lifted to the detection's floor unless something excuses the event. */
export function decideLevel(bits: number, floor: Level | undefined, excused: boolean): Level | undefined {
  const level = levelOf(bits);
  if (floor === undefined || excused) return level;
  return level === undefined ? floor : higherLevel(level, floor);
}
