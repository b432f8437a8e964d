/** Reads events back out of runs. What repeats within a run comes back as one shared, frozen-by-convention object. */

import { ACTIONS, type Action } from '../model/action.ts';
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
import { type Canonical, createCanonical } from './canonical.ts';
import { PARTS, type Run, TARGET_WIDTH, WIDTH } from './run.ts';

/** Adds what address and agent databases know; called once per distinct client of a run. */
export type EnrichClient = (raw: Client) => Client;

export interface Unpacker {
  /** `uid` is the row's own, decoded before. */
  event(row: number, uid: string): Event;
  uid(row: number): string;
}

/** The program's own string for each: it equals those it is compared with by reference. */
const ACTION: ReadonlyMap<string, Action> = new Map(ACTIONS.map((action) => [action, action]));
const NO_TARGETS: readonly Target[] = [];
const NO_ISSUED: readonly Issued[] = [];
const NO_DETAILS: Details = {};

/** The rows of a run as events. Parts are put together when a row first asks for them, and shared from then on. */
export function unpacker(run: Run, enrich: EnrichClient, canonical: Canonical = createCanonical()): Unpacker {
  const { cells, dictionary, times, parts } = run;
  const bytes = Buffer.from(run.uidBytes.buffer, run.uidBytes.byteOffset, run.uidBytes.byteLength);
  // The packer wrote the dictionary: each column's entries have the type the event's field has.
  const entry = <T>(position: number | undefined): T | undefined =>
    position ? (dictionary[position - 1] as T) : undefined;

  const name = (position: number | undefined): string | undefined => {
    const text = entry<string>(position);
    return text === undefined ? undefined : canonical.text(text);
  };

  const settings = parts.settings;
  const setting = once(settings.length / PARTS.settings.length, (number): Setting => {
    const at = number * PARTS.settings.length;
    return {
      source: entry<string>(settings[at]) ?? '',
      provider: entry<Provider>(settings[at + 1]) ?? 'other',
      scope: entry<string>(settings[at + 2]) ?? '',
      region: name(settings[at + 3]),
    };
  });

  const deeds = parts.deeds;
  const deed = once(deeds.length / PARTS.deeds.length, (number): Deed => {
    const at = number * PARTS.deeds.length;
    return {
      operation: name(deeds[at]) ?? '',
      action: ACTION.get(entry<string>(deeds[at + 1]) ?? '') ?? 'use',
      outcome: entry<Outcome>(deeds[at + 2]) === 'failure' ? 'failure' : 'success',
      error: entry<string>(deeds[at + 3]),
      access: entry<Access>(deeds[at + 4]) ?? 'unknown',
    };
  });

  const callers = parts.callers;
  const caller = once(callers.length / PARTS.callers.length, (number): Caller => {
    const at = number * PARTS.callers.length;
    return {
      principal: canonical.principal(entry<Principal>(callers[at]) ?? UNKNOWN_PRINCIPAL),
      credential: entry<Credential>(callers[at + 1]),
      session: entry<Session>(callers[at + 2]),
    };
  });

  const clients = parts.clients;
  const client = once(clients.length / PARTS.clients.length, (number): Client => {
    const at = number * PARTS.clients.length;
    const said = entry<SaidOfAddress>(clients[at + 4]);
    return enrich({
      ip: entry<string>(clients[at]),
      userAgent: entry<string>(clients[at + 1]),
      service: entry<string>(clients[at + 2]),
      endpoint: entry<string>(clients[at + 3]),
      ...(said === undefined ? {} : { said }),
    });
  });

  const extras = parts.extras;
  const extra = (number: number): Extra => {
    if (number === 0) return NO_EXTRA;
    const at = number * PARTS.extras.length;
    return {
      issued: entry<readonly Issued[]>(extras[at]) ?? NO_ISSUED,
      subject: entry<Principal>(extras[at + 1]),
      details: entry<Details>(extras[at + 2]) ?? NO_DETAILS,
      pair: entry<string>(extras[at + 3]),
    };
  };

  const lists = parts.targets;
  const targets = (offset: number): readonly Target[] => {
    if (offset === 0) return NO_TARGETS;
    const found: Target[] = [];
    const end = offset + 1 + (lists[offset] ?? 0) * TARGET_WIDTH;
    for (let at = offset + 1; at < end; at += TARGET_WIDTH) {
      const uid = entry<string>(lists[at + 1]) ?? '';
      const name = lists[at + 2] ?? 0;
      found.push({
        kind: entry<string>(lists[at]) ?? '',
        uid,
        name: name < 0 ? uid.slice(name) : entry<string>(name),
      });
    }
    return found;
  };

  const event = (row: number, uid: string): Event => {
    const at = row * WIDTH;
    const { source, provider, scope, region } = setting(cells[at] ?? 0);
    const { operation, action, outcome, error, access } = deed(cells[at + 1] ?? 0);
    const { principal, credential, session } = caller(cells[at + 2] ?? 0);
    const { issued, subject, details, pair } = extra(cells[at + 5] ?? 0);
    return {
      uid,
      time: times[row] ?? 0,
      source,
      provider,
      scope,
      region,
      operation,
      action,
      outcome,
      error,
      access,
      principal,
      credential,
      session,
      client: client(cells[at + 3] ?? 0),
      targets: targets(cells[at + 4] ?? 0),
      issued,
      subject,
      details,
      pair,
      place: { file: cells[at + 6] ?? 0, record: cells[at + 7] ?? 0 },
    };
  };
  return {
    event,
    uid: (row) => bytes.toString('utf8', run.uidOffsets[row], run.uidOffsets[row + 1]),
  };
}

type Setting = Pick<Event, 'source' | 'provider' | 'scope' | 'region'>;
type Deed = Pick<Event, 'operation' | 'action' | 'outcome' | 'error' | 'access'>;
type Caller = Pick<Event, 'principal' | 'credential' | 'session'>;
type Extra = Pick<Event, 'issued' | 'subject' | 'details' | 'pair'>;

const NO_EXTRA: Extra = { issued: NO_ISSUED, subject: undefined, details: NO_DETAILS, pair: undefined };

/** Each of `count` things is made when its number is first asked for. */
function once<T>(count: number, make: (number: number) => T): (number: number) => T {
  const made = new Array<T | undefined>(count).fill(undefined);
  return (number) => {
    const known = made[number];
    if (known !== undefined) return known;
    const value = make(number);
    made[number] = value;
    return value;
  };
}

const UNKNOWN_PRINCIPAL: Principal = { uid: 'unknown', kind: 'unknown', name: 'unknown', scope: '' };
