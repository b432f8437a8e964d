/** Reads events back out of runs. What repeats within a run comes back as one shared, frozen-by-convention object. */

import type { Action } from '../model/action.ts';
import type {
  Access,
  Client,
  Credential,
  Details,
  Event,
  Issued,
  Outcome,
  Principal,
  Provider,
  SaidOfAddress,
  Session,
  Target,
} from '../model/event.ts';
import { type Run, TARGET_WIDTH, WIDTH } from './run.ts';

/** Adds what address and agent databases know; called once per distinct client of a run. */
export type EnrichClient = (raw: Client) => Client;

export interface Unpacker {
  /** `uid` is the row's own, decoded before. */
  event(row: number, uid: string): Event;
  uid(row: number): string;
}

const NO_TARGETS: readonly Target[] = [];
const NO_ISSUED: readonly Issued[] = [];
const NO_DETAILS: Details = {};

/** One object per principal, however many runs name it: what is kept by principal is then found by reference. */
export type Canonical = (principal: Principal) => Principal;

/** Principals remembered; beyond it the memory starts anew, which costs time only. */
const MOST_PRINCIPALS = 200_000;

export function createCanonical(): Canonical {
  const known = new Map<string, Principal>();
  return (principal) => {
    const first = known.get(principal.uid);
    if (
      first !== undefined &&
      first.kind === principal.kind &&
      first.name === principal.name &&
      first.scope === principal.scope
    )
      return first;
    if (known.size >= MOST_PRINCIPALS) known.clear();
    known.set(principal.uid, principal);
    return principal;
  };
}

export function unpacker(run: Run, enrich: EnrichClient, canonical: Canonical = createCanonical()): Unpacker {
  const { cells, dictionary, times } = run;
  const bytes = Buffer.from(run.uidBytes.buffer, run.uidBytes.byteOffset, run.uidBytes.byteLength);
  const clients = new Map<string | number, Client>();
  // The packer wrote the dictionary: each column's entries have the type the event's field has.
  const entry = <T>(position: number | undefined): T | undefined =>
    position ? (dictionary[position - 1] as T) : undefined;
  const uid = (row: number): string => bytes.toString('utf8', run.uidOffsets[row], run.uidOffsets[row + 1]);

  const client = (at: number): Client => {
    const [ip = 0, userAgent = 0, service = 0, endpoint = 0, said = 0] = [
      cells[at],
      cells[at + 1],
      cells[at + 2],
      cells[at + 3],
      cells[at + 4],
    ];
    const key =
      service === 0 && endpoint === 0 && said === 0
        ? ip * 0x1000000 + userAgent
        : `${ip} ${userAgent} ${service} ${endpoint} ${said}`;
    let known = clients.get(key);
    if (known === undefined) {
      known = enrich({
        ip: entry<string>(ip),
        userAgent: entry<string>(userAgent),
        service: entry<string>(service),
        endpoint: entry<string>(endpoint),
        ...(said === 0 ? {} : { said: entry<SaidOfAddress>(said) ?? {} }),
      });
      clients.set(key, known);
    }
    return known;
  };

  const targets = (from: number, count: number): readonly Target[] => {
    if (count === 0) return NO_TARGETS;
    const found: Target[] = [];
    for (let at = from; at < from + count * TARGET_WIDTH; at += TARGET_WIDTH) {
      const uid = entry<string>(run.targets[at + 1]) ?? '';
      const name = run.targets[at + 2] ?? 0;
      found.push({
        kind: entry<string>(run.targets[at]) ?? '',
        uid,
        name: name < 0 ? uid.slice(name) : entry<string>(name),
      });
    }
    return found;
  };

  const principals = new Map<number, Principal>();
  const principal = (position: number): Principal => {
    let known = principals.get(position);
    if (known === undefined) {
      known = canonical(entry<Principal>(position) ?? UNKNOWN_PRINCIPAL);
      principals.set(position, known);
    }
    return known;
  };

  const event = (row: number, uid: string): Event => {
    const at = row * WIDTH;
    return {
      uid,
      time: times[row] ?? 0,
      source: entry<string>(cells[at]) ?? '',
      provider: entry<Provider>(cells[at + 1]) ?? 'other',
      scope: entry<string>(cells[at + 2]) ?? '',
      region: entry<string>(cells[at + 3]),
      operation: entry<string>(cells[at + 4]) ?? '',
      action: entry<Action>(cells[at + 5]) ?? 'use',
      outcome: entry<Outcome>(cells[at + 6]) ?? 'success',
      error: entry<string>(cells[at + 7]),
      access: entry<Access>(cells[at + 8]) ?? 'unknown',
      principal: principal(cells[at + 9] ?? 0),
      credential: entry<Credential>(cells[at + 10]),
      session: entry<Session>(cells[at + 11]),
      client: client(at + 12),
      targets: targets(cells[at + 17] ?? 0, cells[at + 18] ?? 0),
      issued: entry<readonly Issued[]>(cells[at + 19]) ?? NO_ISSUED,
      subject: entry<Principal>(cells[at + 20]),
      details: entry<Details>(cells[at + 21]) ?? NO_DETAILS,
      pair: entry<string>(cells[at + 22]),
      place: { file: cells[at + 23] ?? 0, record: cells[at + 24] ?? 0 },
    };
  };
  return { event, uid };
}

const UNKNOWN_PRINCIPAL: Principal = { uid: 'unknown', kind: 'unknown', name: 'unknown', scope: '' };
