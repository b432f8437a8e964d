/** Packs events into sorted runs. Refuses nothing: any event that fits the model can be packed. */

import type { Event } from '../model/event.ts';
import { type Run, tieRank, WIDTH } from './run.ts';

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
  readonly uids: string[];
  /** See {@link Run.targets}. */
  readonly targets: number[];
  readonly dictionary: unknown[];
  readonly strings: Map<string, number>;
  /** Objects seen before, by identity. */
  readonly objects: Map<object, number>;
}

function createDraft(most: number): Draft {
  return {
    count: 0,
    times: new Float64Array(most),
    ranks: new Uint8Array(most),
    cells: new Int32Array(most * WIDTH),
    uids: [],
    targets: [],
    dictionary: [],
    strings: new Map(),
    objects: new Map(),
  };
}

function append(draft: Draft, event: Event): void {
  const row = draft.count++;
  const { cells } = draft;
  let at = row * WIDTH;
  draft.times[row] = event.time;
  draft.ranks[row] = tieRank(event);
  draft.uids.push(event.uid);
  const { client } = event;
  cells[at++] = word(draft, event.source);
  cells[at++] = word(draft, event.provider);
  cells[at++] = word(draft, event.scope);
  cells[at++] = word(draft, event.region);
  cells[at++] = word(draft, event.operation);
  cells[at++] = word(draft, event.action);
  cells[at++] = word(draft, event.outcome);
  cells[at++] = word(draft, event.error);
  cells[at++] = word(draft, event.access);
  cells[at++] = thing(draft, event.principal);
  cells[at++] = thing(draft, event.credential);
  cells[at++] = thing(draft, event.session);
  cells[at++] = word(draft, client.ip);
  cells[at++] = word(draft, client.userAgent);
  cells[at++] = word(draft, client.service);
  cells[at++] = word(draft, client.endpoint);
  cells[at++] = draft.targets.length;
  cells[at++] = event.targets.length;
  for (const target of event.targets) {
    draft.targets.push(word(draft, target.kind), word(draft, target.uid), word(draft, target.name));
  }
  cells[at++] = event.issued.length === 0 ? 0 : thing(draft, event.issued);
  cells[at++] = thing(draft, event.subject);
  cells[at++] = isEmpty(event.details) ? 0 : thing(draft, event.details);
  cells[at++] = word(draft, event.pair);
  cells[at++] = event.place.file;
  cells[at++] = event.place.record;
}

function isEmpty(details: object): boolean {
  for (const _ in details) return false;
  return true;
}

function word(draft: Draft, text: string | undefined): number {
  if (text === undefined) return 0;
  const known = draft.strings.get(text);
  if (known !== undefined) return known;
  const position = draft.dictionary.push(text);
  draft.strings.set(text, position);
  return position;
}

/** Sources share the objects that repeat (identities above all); what they do not share is stored as it comes. */
function thing(draft: Draft, value: object | undefined): number {
  if (value === undefined) return 0;
  const same = draft.objects.get(value);
  if (same !== undefined) return same;
  const position = draft.dictionary.push(value);
  draft.objects.set(value, position);
  return position;
}

function sorted(draft: Draft): Run {
  const { count, times, ranks, uids } = draft;
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  order.sort((a, b) => {
    const byTime = (times[a] ?? 0) - (times[b] ?? 0);
    if (byTime !== 0) return byTime;
    const byRank = (ranks[a] ?? 0) - (ranks[b] ?? 0);
    if (byRank !== 0) return byRank;
    const [uidA = '', uidB = ''] = [uids[a], uids[b]];
    return uidA < uidB ? -1 : uidA > uidB ? 1 : 0;
  });
  const cells = new Int32Array(count * WIDTH);
  order.forEach((from, to) => {
    cells.set(draft.cells.subarray(from * WIDTH, (from + 1) * WIDTH), to * WIDTH);
  });
  return {
    count,
    times: Float64Array.from(order, (from) => times[from] ?? 0),
    ranks: Uint8Array.from(order, (from) => ranks[from] ?? 0),
    cells,
    targets: Int32Array.from(draft.targets),
    ...packUids(Array.from(order, (from) => uids[from] ?? '')),
    dictionary: draft.dictionary,
  };
}

function packUids(uids: readonly string[]): { uidOffsets: Uint32Array; uidBytes: Uint8Array } {
  const encoded = uids.map((uid) => Buffer.from(uid, 'utf8'));
  const uidOffsets = new Uint32Array(uids.length + 1);
  encoded.forEach((bytes, at) => {
    uidOffsets[at + 1] = (uidOffsets[at] ?? 0) + bytes.length;
  });
  const uidBytes = new Uint8Array(uidOffsets[uids.length] ?? 0);
  encoded.forEach((bytes, at) => {
    uidBytes.set(bytes, uidOffsets[at]);
  });
  return { uidOffsets, uidBytes };
}
