/**
 * What a scan fills in: for each slot of a projection where its value lies, of what kind it is, and its number among the
 * values met before. Slots whose values never repeat (ids, times) are noticed, and for a while not looked up.
 */

import { hashBytes } from './bytes';
import { reserve } from './memory';
import { find, keep, liesAt, recognise, Table, Value } from './table';

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
class Slot {
  start: u32 = 0;
  end: u32 = 0;
  kind: u32 = 0;
  number: i32 = 0;
}

/** What is known of a slot's values so far. */
@unmanaged
class Habit {
  /** Somebody has asked for what is made of the values. */
  isWanted: bool = false;
  /** The value of the record before. */
  last: Value | null = null;
  pause: u32 = 0;
  hits: u32 = 0;
  misses: u32 = 0;
  /** Where the hashes of values that came once are noted. */
  once: usize = 0;
}

@unmanaged
export class Form {
  count: u32 = 0;
  /** Of the record being scanned. */
  slots: usize = 0;
  /** Of all records that are scanned in one go, one after another. */
  allSlots: usize = 0;
  records: u32 = 0;
  /** Where each of those begins and ends; and behind them where the kernel gave up, or 0. */
  bounds: usize = 0;
  habits: usize = 0;
  /** The form made before this one. */
  before: Form | null = null;
}

let forms: Form | null = null;

const LONGEST_TEXT_BYTES: usize = 512;
/** How many look-ups decide whether keeping pays, and how many values later that is asked again. */
const TEXT_TRIAL: u32 = 512;
const TEXT_PAUSE: u32 = 65_536;
/** What is made of an object costs much more than looking it up, and a stretch of new ones soon ends. */
const BLOCK_TRIAL: u32 = 2048;
const BLOCK_PAUSE: u32 = 8192;
/** Texts and lists must come twice before they are kept: most never come again. */
const ONCE: u32 = 1024;

/** Null when there is no room. */
export function newForm(count: u32, records: u32): Form | null {
  const at = reserve(offsetof<Form>());
  const slots = reserve(<usize>records * count * offsetof<Slot>());
  const habits = reserve(<usize>count * offsetof<Habit>());
  const bounds = reserve(<usize>records * 8 + 4);
  if (at === 0 || slots === 0 || habits === 0 || bounds === 0) return null;
  const form = changetype<Form>(at);
  form.count = count;
  form.slots = slots;
  form.allSlots = slots;
  form.records = records;
  form.bounds = bounds;
  form.habits = habits;
  form.before = forms;
  forms = form;
  return form;
}

export function want(form: Form, slot: i32): void {
  habitAt(form, slot).isWanted = true;
}

/** To be called when values are forgotten. */
export function forgetLast(): void {
  let form = forms;
  while (form !== null) {
    for (let slot: u32 = 0; slot < form.count; slot++) habitAt(form, slot).last = null;
    form = form.before;
  }
}

/** Turns to the slots of a record, and empties them. */
export function turnTo(form: Form, record: u32): void {
  form.slots = form.allSlots + <usize>record * form.count * offsetof<Slot>();
  for (let slot: u32 = 0; slot < form.count; slot++) absent(form, slot);
}

export function absent(form: Form, slot: i32): void {
  slotAt(form, slot).kind = ABSENT;
}

export function put(form: Form, slot: i32, start: usize, end: usize, kind: u32, number: i32): void {
  const at = slotAt(form, slot);
  at.start = <u32>start;
  at.end = <u32>end;
  at.kind = kind;
  at.number = number;
}

/** Whether values of the slot are worth looking up, this time. */
export function isWorth(form: Form, slot: i32): bool {
  const habit = habitAt(form, slot);
  if (!habit.isWanted) return false;
  if (habit.pause === 0) return true;
  habit.pause--;
  return false;
}

/** The value of the record before, if it lies at `start` again. */
export function sameText(form: Form, slot: i32, start: usize, end: usize): Value | null {
  const habit = habitAt(form, slot);
  const last = habit.last;
  if (last === null || !liesAt(last, start, end)) return null;
  habit.hits++;
  return last;
}

/** A text from `start` to `end`, with its quotes. */
export function text(form: Form, slot: i32, table: Table, start: usize, end: usize, kind: u32): Value | null {
  if (end - start > LONGEST_TEXT_BYTES) return null;
  return lookUp(habitAt(form, slot), table, start, end, kind, true, TEXT_TRIAL, TEXT_PAUSE);
}

/** The object or list that lies at `start`, wherever it ends, if it was met before. */
export function knownBlock(
  form: Form,
  slot: i32,
  table: Table,
  start: usize,
  end: usize,
  depth: u32,
): Value | null {
  const habit = habitAt(form, slot);
  const last = habit.last;
  if (last !== null && last.mark === depth && liesAt(last, start, end)) {
    habit.hits++;
    return last;
  }
  const value = recognise(table, start, end, depth);
  if (value === null) return null;
  habit.hits++;
  habit.last = value;
  return value;
}

/** The object or list from `start` to `end`. */
export function block(
  form: Form,
  slot: i32,
  table: Table,
  start: usize,
  end: usize,
  depth: u32,
  isList: bool,
): Value | null {
  return lookUp(habitAt(form, slot), table, start, end, depth, isList, BLOCK_TRIAL, BLOCK_PAUSE);
}

/** Null when it is new and not kept: for want of room, or because it has to come twice. */
function lookUp(
  habit: Habit,
  table: Table,
  start: usize,
  end: usize,
  mark: u32,
  onlyTwice: bool,
  trial: u32,
  pause: u32,
): Value | null {
  const length = <u32>(end - start);
  const hash = hashBytes(start, length);
  let value = find(table, start, length, mark, hash);
  if (value !== null) habit.hits++;
  else {
    if (!onlyTwice || cameBefore(habit, hash)) value = keep(table, start, length, mark, hash);
    miss(habit, trial, pause);
  }
  habit.last = value;
  return value;
}

function miss(habit: Habit, trial: u32, pause: u32): void {
  const lookups = ++habit.misses + habit.hits;
  if (lookups < trial) return;
  if (habit.hits < lookups >> 2) habit.pause = pause;
  habit.misses = 0;
  habit.hits = 0;
}

/** Whether a value with this hash is the last that came of those that share its place. */
function cameBefore(habit: Habit, hash: u32): bool {
  if (habit.once === 0) habit.once = reserve(<usize>ONCE * 4);
  if (habit.once === 0) return false;
  const at = habit.once + <usize>((hash & (ONCE - 1)) << 2);
  const isSame = load<u32>(at) === hash;
  store<u32>(at, hash);
  return isSame;
}

function slotAt(form: Form, slot: i32): Slot {
  return changetype<Slot>(form.slots + <usize>slot * offsetof<Slot>());
}

function habitAt(form: Form, slot: i32): Habit {
  return changetype<Habit>(form.habits + <usize>slot * offsetof<Habit>());
}
