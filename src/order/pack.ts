/** Packs events into sorted runs. Refuses nothing: any event that fits the model can be packed. */

import type { Credential, Event, Principal, Session } from '../model/event.ts';
import { rowOrder } from './row-order.ts';
import { type Run, tieRank, WIDTH } from './run.ts';
import { UidBytes } from './uid-bytes.ts';

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
  readonly uids: UidBytes;
  /** See {@link Run.targets}. */
  readonly targets: number[];
  readonly dictionary: unknown[];
  readonly strings: Map<string, number>;
  readonly principals: Map<string, Kept<Principal>>;
  readonly credentials: Map<string, Kept<Credential>>;
  readonly sessions: Map<string, Kept<Session>>;
  /** Objects seen before, by identity. */
  readonly objects: Map<object, number>;
  /** Text and position that each column held last: neighbours are much alike. */
  readonly lastTexts: (string | undefined)[];
  readonly lastPositions: Int32Array;
}

/** An object with its position in the dictionary. */
interface Kept<T> {
  readonly value: T;
  readonly position: number;
}

function createDraft(most: number): Draft {
  return {
    count: 0,
    times: new Float64Array(most),
    ranks: new Uint8Array(most),
    cells: new Int32Array(most * WIDTH),
    uids: new UidBytes(most),
    targets: [],
    dictionary: [],
    strings: new Map(),
    principals: new Map(),
    credentials: new Map(),
    sessions: new Map(),
    objects: new Map(),
    lastTexts: new Array<string | undefined>(WIDTH).fill(undefined),
    lastPositions: new Int32Array(WIDTH),
  };
}

function append(draft: Draft, event: Event): void {
  const row = draft.count++;
  const { cells, targets } = draft;
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
  cells[at + 9] = byUid(draft, draft.principals, event.principal, isSamePrincipal);
  cells[at + 10] = byUid(draft, draft.credentials, event.credential, isSameCredential);
  cells[at + 11] = byUid(draft, draft.sessions, event.session, isSameSession);
  cells[at + 12] = column(draft, 12, client.ip);
  cells[at + 13] = column(draft, 13, client.userAgent);
  cells[at + 14] = column(draft, 14, client.service);
  cells[at + 15] = column(draft, 15, client.endpoint);
  cells[at + 16] = thing(draft, client.said);
  cells[at + 17] = targets.length;
  cells[at + 18] = event.targets.length;
  for (const { kind, uid, name } of event.targets) {
    targets.push(word(draft, kind), targetUid(draft, kind, uid), targetName(draft, uid, name));
  }
  cells[at + 19] = event.issued.length === 0 ? 0 : draft.dictionary.push(event.issued);
  cells[at + 20] = byUid(draft, draft.principals, event.subject, isSamePrincipal);
  cells[at + 21] = isEmpty(event.details) ? 0 : draft.dictionary.push(event.details);
  cells[at + 22] = event.pair === undefined ? 0 : draft.dictionary.push(event.pair);
  cells[at + 23] = event.place.file;
  cells[at + 24] = event.place.record;
}

function isEmpty(details: object): boolean {
  for (const _ in details) return false;
  return true;
}

function column(draft: Draft, index: number, text: string | undefined): number {
  if (text === undefined) return 0;
  if (text === draft.lastTexts[index]) return draft.lastPositions[index] ?? 0;
  const position = word(draft, text);
  draft.lastTexts[index] = text;
  draft.lastPositions[index] = position;
  return position;
}

function word(draft: Draft, text: string): number {
  const known = draft.strings.get(text);
  if (known !== undefined) return known;
  const position = draft.dictionary.push(text);
  draft.strings.set(text, position);
  return position;
}

/** Objects of storage seldom come twice: to look each up costs more than to store a few again. */
function targetUid(draft: Draft, kind: string, uid: string): number {
  return kind === 'object' ? draft.dictionary.push(uid) : word(draft, uid);
}

/** A name is mostly the uid's tail; then its length alone is stored, below zero. */
function targetName(draft: Draft, uid: string, name: string | undefined): number {
  if (name === undefined) return 0;
  return name !== '' && uid.endsWith(name) ? -name.length : word(draft, name);
}

/** Who called, with what, in which session: whoever made these objects, and however often, each is stored once. */
function byUid<T extends { readonly uid: string }>(
  draft: Draft,
  known: Map<string, Kept<T>>,
  value: T | undefined,
  isSame: (a: T, b: T) => boolean,
): number {
  if (value === undefined) return 0;
  const same = known.get(value.uid);
  if (same !== undefined && (same.value === value || isSame(same.value, value))) return same.position;
  const position = draft.dictionary.push(value);
  known.set(value.uid, { value, position });
  return position;
}

function isSamePrincipal(a: Principal, b: Principal): boolean {
  return a.kind === b.kind && a.name === b.name && a.scope === b.scope;
}

function isSameCredential(a: Credential, b: Credential): boolean {
  return a.kind === b.kind && a.mfa === b.mfa;
}

function isSameSession(a: Session, b: Session): boolean {
  return (
    a.name === b.name &&
    a.issuedAt === b.issuedAt &&
    a.onBehalfOf === b.onBehalfOf &&
    isSameWorkload(a.workload, b.workload)
  );
}

function isSameWorkload(a: Session['workload'], b: Session['workload']): boolean {
  return a === b || (a?.kind === b?.kind && a?.id === b?.id && a?.delivery === b?.delivery);
}

/** Sources share the objects that repeat; what they do not share is stored as it comes. */
function thing(draft: Draft, value: object | undefined): number {
  if (value === undefined) return 0;
  const same = draft.objects.get(value);
  if (same !== undefined) return same;
  const position = draft.dictionary.push(value);
  draft.objects.set(value, position);
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
  return {
    count,
    ...ordered,
    targets: Int32Array.from(draft.targets),
    ...uids.inOrder(order),
    dictionary: draft.dictionary,
  };
}
