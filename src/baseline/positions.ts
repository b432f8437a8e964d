/**
 * Where each key lies among many: an open hash table of positions, of which the keys themselves stay where they are.
 * Keys are only added; whoever removes some begins a new table.
 */

import { INTS } from './blocks.ts';

/** 0 where there is nothing, else a position plus one. A power of two long, and at most half full. */
export type Positions = Int32Array;

const FIRST_LENGTH = 256;

/** A table of the keys of so many entries, with room for as many again. */
export function createPositions(ints: Int32Array, first: number, size: number): Positions {
  let length = FIRST_LENGTH;
  while (length < size * 4) length *= 2;
  const positions = new Int32Array(length);
  for (let position = 0; position < size; position++)
    placeAt(positions, ints[(first + position) * INTS] ?? 0, position);
  return positions;
}

export function placeAt(positions: Positions, key: number, position: number): void {
  const mask = positions.length - 1;
  let slot = slotOf(key) & mask;
  while (positions[slot] !== 0) slot = (slot + 1) & mask;
  positions[slot] = position + 1;
}

/** The position of a key among the entries from `first` on; below zero where there is none. */
export function positionIn(positions: Positions, key: number, ints: Int32Array, first: number): number {
  const mask = positions.length - 1;
  for (let slot = slotOf(key) & mask; ; slot = (slot + 1) & mask) {
    const position = (positions[slot] ?? 0) - 1;
    if (position < 0 || ints[(first + position) * INTS] === key) return position;
  }
}

/** Keys are small numbers in a row: spreads them. */
function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 12;
}
