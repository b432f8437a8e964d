/** Packs events into sorted runs. Refuses nothing: any event that fits the model can be packed. */

import type { Event } from '../model/event.ts';
import { type Marks, NO_MARKS } from '../model/mark.ts';
import { comparePlaces } from './copies.ts';
import { DraftParts } from './draft-parts.ts';
import { rowOrder } from './row-order.ts';
import { type Run, tieRank, WIDTH } from './run.ts';
import { TextBytes } from './text-bytes.ts';
import { compareUids, inOrder } from './uid-order.ts';

/** Events per run: enough to sort well, small enough that a reader's memory stays modest. */
export const RUN_EVENTS = 32_768;

export interface Packer {
  /** Adds an event; returns a finished run when this one filled it. */
  add(event: Event, marks?: Marks): Run | undefined;
  /** The rest, or undefined when there is none. */
  finish(): Run | undefined;
}

export function createPacker(runEvents = RUN_EVENTS): Packer {
  const draft = createDraft(runEvents);
  return {
    add(event, marks = NO_MARKS) {
      append(draft, event, marks);
      return draft.count === runEvents ? close(draft) : undefined;
    },
    finish: () => (draft.count === 0 ? undefined : close(draft)),
  };
}

interface Draft {
  count: number;
  readonly times: Float64Array;
  readonly ranks: Uint8Array;
  readonly cells: Int32Array;
  readonly uids: TextBytes;
  readonly parts: DraftParts;
}

function createDraft(most: number): Draft {
  return {
    count: 0,
    times: new Float64Array(most),
    ranks: new Uint8Array(most),
    cells: new Int32Array(most * WIDTH),
    uids: new TextBytes(),
    parts: new DraftParts(),
  };
}

function append(draft: Draft, event: Event, marks: Marks): void {
  const row = draft.count++;
  const { cells, parts } = draft;
  const at = row * WIDTH;
  draft.times[row] = event.time;
  draft.ranks[row] = tieRank(event);
  draft.uids.push(event.uid);
  cells[at] = parts.setting(event, marks.settingMark);
  cells[at + 1] = parts.deed(event);
  cells[at + 2] = parts.caller(event, marks.callerMark);
  cells[at + 3] = parts.client(event.client, marks.clientMark);
  cells[at + 4] = parts.targets(event.targets);
  cells[at + 5] = parts.extra(event);
  cells[at + 6] = event.place.file;
  cells[at + 7] = event.place.record;
}

/** What is drafted as a run; the draft begins anew in the same memory. */
function close(draft: Draft): Run {
  const { parts, uids } = draft;
  const run = { ...sorted(draft), ...parts.take() };
  uids.clear();
  draft.count = 0;
  return run;
}

function sorted(draft: Draft): Pick<Run, 'count' | 'times' | 'ranks' | 'cells' | 'uids'> {
  const { count, times, ranks, uids } = draft;
  const order = rowOrder(
    count,
    times,
    ranks,
    (a, b) => compareUids(uids, a, b) || comparePlaces(draft.cells, a, draft.cells, b),
  );
  const ordered = {
    times: new Float64Array(count),
    ranks: new Uint8Array(count),
    cells: new Int32Array(count * WIDTH),
  };
  for (let row = 0; row < count; row++) {
    const from = order[row] ?? 0;
    ordered.times[row] = times[from] ?? 0;
    ordered.ranks[row] = ranks[from] ?? 0;
    const shift = (from - row) * WIDTH;
    for (let at = row * WIDTH; at < (row + 1) * WIDTH; at++) {
      ordered.cells[at] = draft.cells[at + shift] ?? 0;
    }
  }
  return { count, ...ordered, uids: inOrder(uids, order) };
}
