/** Packs events into sorted runs. Refuses nothing: any event that fits the model can be packed. */

import type { Event } from '../model/event.ts';
import { DraftValues } from './draft-values.ts';
import { rowOrder } from './row-order.ts';
import { type Run, tieRank, WIDTH } from './run.ts';
import { TextBytes } from './text-bytes.ts';

/** Events per run: enough to sort well, small enough that a reader's memory stays modest. */
export const RUN_EVENTS = 32_768;

export interface Packer {
  /** Adds an event; returns a finished run when this one filled it. */
  add(event: Event): Run | undefined;
  /** The rest, or undefined when there is none. */
  finish(): Run | undefined;
}

export function createPacker(runEvents = RUN_EVENTS): Packer {
  let draft = createDraft(runEvents);
  const close = (): Run => {
    const run = sorted(draft);
    draft = createDraft(runEvents);
    return run;
  };
  return {
    add(event) {
      append(draft, event);
      return draft.count === runEvents ? close() : undefined;
    },
    finish: () => (draft.count === 0 ? undefined : close()),
  };
}

interface Draft {
  count: number;
  readonly times: Float64Array;
  readonly ranks: Uint8Array;
  readonly cells: Int32Array;
  readonly uids: TextBytes;
  readonly values: DraftValues;
  /** Text and position that each column held last: neighbours are much alike. */
  readonly lastTexts: (string | undefined)[];
  readonly lastPositions: Int32Array;
}

function createDraft(most: number): Draft {
  return {
    count: 0,
    times: new Float64Array(most),
    ranks: new Uint8Array(most),
    cells: new Int32Array(most * WIDTH),
    uids: new TextBytes(most),
    values: new DraftValues(),
    lastTexts: new Array<string | undefined>(WIDTH).fill(undefined),
    lastPositions: new Int32Array(WIDTH),
  };
}

function append(draft: Draft, event: Event): void {
  const row = draft.count++;
  const { cells, values } = draft;
  const at = row * WIDTH;
  draft.times[row] = event.time;
  draft.ranks[row] = tieRank(event);
  draft.uids.push(event.uid);
  const { client } = event;
  cells[at] = column(draft, 0, event.source);
  cells[at + 1] = column(draft, 1, event.provider);
  cells[at + 2] = column(draft, 2, event.scope);
  cells[at + 3] = column(draft, 3, event.region);
  cells[at + 4] = column(draft, 4, event.operation);
  cells[at + 5] = column(draft, 5, event.action);
  cells[at + 6] = column(draft, 6, event.outcome);
  cells[at + 7] = column(draft, 7, event.error);
  cells[at + 8] = column(draft, 8, event.access);
  cells[at + 9] = values.principal(event.principal);
  cells[at + 10] = values.credential(event.credential);
  cells[at + 11] = values.session(event.session);
  cells[at + 12] = column(draft, 12, client.ip);
  cells[at + 13] = column(draft, 13, client.userAgent);
  cells[at + 14] = column(draft, 14, client.service);
  cells[at + 15] = column(draft, 15, client.endpoint);
  cells[at + 16] = values.saidOf(client.said);
  cells[at + 17] = values.targetsOf(event.targets);
  cells[at + 18] = event.targets.length;
  cells[at + 19] = values.issuedBy(event.issued);
  cells[at + 20] = event.issued.length;
  cells[at + 21] = values.principal(event.subject);
  cells[at + 22] = values.nextDetail;
  cells[at + 23] = values.detailsOf(event.details);
  cells[at + 24] = values.textAnew(event.pair);
  cells[at + 25] = event.place.file;
  cells[at + 26] = event.place.record;
}

function column(draft: Draft, index: number, text: string | undefined): number {
  if (text === undefined) return 0;
  if (text === draft.lastTexts[index]) return draft.lastPositions[index] ?? 0;
  const position = draft.values.text(text);
  draft.lastTexts[index] = text;
  draft.lastPositions[index] = position;
  return position;
}

/** Of the same record in several files the first file's comes first. */
function comparePlaces({ cells }: Draft, a: number, b: number): number {
  const [endA, endB] = [(a + 1) * WIDTH, (b + 1) * WIDTH];
  return (cells[endA - 2] ?? 0) - (cells[endB - 2] ?? 0) || (cells[endA - 1] ?? 0) - (cells[endB - 1] ?? 0);
}

function sorted(draft: Draft): Run {
  const { count, times, ranks, uids } = draft;
  const order = rowOrder(count, times, ranks, (a, b) => uids.compare(a, b) || comparePlaces(draft, a, b));
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
  return { count, ...ordered, uids: uids.inOrder(order), ...draft.values.finish() };
}
