/**
 * Says of events without comparing them that they are alike: all that bear the same mark are the same in what it stands
 * for. Whoever stores events notes on it where that lies, and looks no further the next time.
 */
export class Mark {
  /** Who noted `number`, and when: a number given out once, by {@link nextKeeper}. */
  keeper = 0;
  number = 0;
}

/** Marks of an event, for what its source remembers; sources that remember nothing leave them out. */
export interface Marks {
  /** Of source, provider, scope and region. */
  readonly settingMark?: Mark | undefined;
  /** Of principal, credential and session. */
  readonly callerMark?: Mark | undefined;
  readonly clientMark?: Mark | undefined;
}

export const NO_MARKS: Marks = {};

let keepers = 0;

export function nextKeeper(): number {
  return ++keepers;
}
