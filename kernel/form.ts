/**
 * What a scan fills in: for each slot of a projection where its value lies, of what kind it is, and its number among the
 * values met before. Slots whose values never repeat (ids, times) are noticed, and for a while not looked up.
 */

import { hashBytes } from './bytes';
import { reserve } from './memory';
import { find, keep, liesAt, recognise, Table, valueAt } from './table';

/** As in src/input/slot-kind.ts. */
export const ABSENT: u32 = 0;
export const STRING: u32 = 1;
export const ESCAPED: u32 = 2;
export const NUMBER: u32 = 3;
export const TRUE: u32 = 4;
export const FALSE: u32 = 5;
export const NULL: u32 = 6;
export const OBJECT: u32 = 7;
export const ARRAY: u32 = 8;

/** Instead of a number: the value has none, and it has none but is known to be ASCII. */
export const UNNUMBERED: i32 = -1;
export const PLAIN: i32 = -2;

@unmanaged
export class Slot {
  start: u32 = 0;
  end: u32 = 0;
  kind: u32 = 0;
  id: i32 = 0;
}

/** What is known of a slot's values so far. */
@unmanaged
class Habit {
  /** Somebody has asked for what is made of the values. */
  isWanted: bool = false;
  /** The value of the record before: one more than its number. */
  last: u32 = 0;
  pause: u32 = 0;
  hits: u32 = 0;
  misses: u32 = 0;
}

@unmanaged
export class Form {
  count: u32 = 0;
  slots: usize = 0;
  habits: usize = 0;
}

const LONGEST_TEXT_BYTES: u32 = 512;
/** How many look-ups decide whether keeping pays, and how many values later that is asked again. */
const TRIAL: u32 = 512;
const PAUSE: u32 = 65_536;
/** What is made of an object costs so much more than looking it up that a fewer hits will do. */
const BLOCK_TRIAL: u32 = 2048;
const BLOCK_PAUSE: u32 = 8_192;

/** Null when there is no room. */
export function newForm(count: u32): Form | null {
  const at = reserve(offsetof<Form>());
  const slots = reserve(<usize>count * offsetof<Slot>());
  const habits = reserve(<usize>count * offsetof<Habit>());
  if (at === 0 || slots === 0 || habits === 0) return null;
  const form = changetype<Form>(at);
  form.count = count;
  form.slots = slots;
  form.habits = habits;
  return form;
}

export function slotAt(form: Form, slot: i32): Slot {
  return changetype<Slot>(form.slots + <usize>slot * offsetof<Slot>());
}

export function empty(form: Form): void {
  for (let slot: u32 = 0; slot < form.count; slot++) slotAt(form, slot).kind = ABSENT;
}

export function put(form: Form, slot: i32, start: usize, end: usize, kind: u32, id: i32): void {
  const at = slotAt(form, slot);
  at.start = <u32>start;
  at.end = <u32>end;
  at.kind = kind;
  at.id = id;
}

export function want(form: Form, slot: i32): void {
  habitAt(form, slot).isWanted = true;
}

/** Whether values of the slot are worth looking up, this time. */
export function isWorth(form: Form, slot: i32): bool {
  const habit = habitAt(form, slot);
  if (!habit.isWanted) return false;
  if (habit.pause === 0) return true;
  habit.pause--;
  return false;
}

/** The number of the value at `start` if it is the one of the record before, or -1. */
export function sameAsLast(form: Form, slot: i32, table: Table, start: usize, end: usize, mark: u32): i32 {
  const habit = habitAt(form, slot);
  const last = habit.last;
  if (last === 0 || last > table.count) return -1;
  const value = valueAt(table, last - 1);
  if (mark !== 0 && value.mark !== mark) return -1;
  if (!liesAt(value, start, end)) return -1;
  habit.hits++;
  return last - 1;
}

/** The number of the text with its quotes, or -1. */
export function numberOfText(form: Form, slot: i32, table: Table, start: usize, end: usize, kind: u32): i32 {
  const length = <u32>(end - start);
  return length > LONGEST_TEXT_BYTES ? -1 : numberOf(form, slot, table, start, length, kind, TRIAL, PAUSE);
}

/** The number of the object or list, or -1. */
export function numberOfBlock(form: Form, slot: i32, table: Table, start: usize, end: usize, mark: u32): i32 {
  return numberOf(form, slot, table, start, <u32>(end - start), mark, BLOCK_TRIAL, BLOCK_PAUSE);
}

/** The number of the object or list that begins at `start`, wherever it ends, or -1. */
export function recogniseBlock(
  form: Form,
  slot: i32,
  table: Table,
  start: usize,
  end: usize,
  mark: u32,
): i32 {
  const number = recognise(table, start, end, mark);
  if (number >= 0) {
    const habit = habitAt(form, slot);
    habit.hits++;
    habit.last = number + 1;
  }
  return number;
}

function numberOf(
  form: Form,
  slot: i32,
  table: Table,
  start: usize,
  length: u32,
  mark: u32,
  trial: u32,
  pause: u32,
): i32 {
  const habit = habitAt(form, slot);
  const hash = hashBytes(start, length);
  let number = find(table, start, length, mark, hash);
  if (number >= 0) habit.hits++;
  else {
    number = keep(table, start, length, mark, hash);
    const lookups = ++habit.misses + habit.hits;
    if (lookups >= trial) {
      if (habit.hits < lookups >> 2) habit.pause = pause;
      habit.misses = 0;
      habit.hits = 0;
    }
  }
  habit.last = number + 1;
  return number;
}

function habitAt(form: Form, slot: i32): Habit {
  return changetype<Habit>(form.habits + <usize>slot * offsetof<Habit>());
}
