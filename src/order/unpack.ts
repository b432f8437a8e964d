/** Reads events back out of runs. What repeats within a run comes back as one shared, frozen-by-convention object. */

import { ACTIONS, type Action } from '../model/action.ts';
import type {
  Access,
  Client,
  Credential,
  CredentialKind,
  Details,
  Event,
  Issued,
  Outcome,
  Principal,
  PrincipalKind,
  Provider,
  SaidOfAddress,
  Session,
  Target,
  Workload,
} from '../model/event.ts';
import { type Canonical, createCanonical } from './canonical.ts';
import { MFA, PARTS, type Run, TARGET_WIDTH, WIDTH } from './run.ts';

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
  const encoding = run.hasAsciiUids ? 'latin1' : 'utf8';
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

  const principals = parts.principals;
  const principal = once(principals.length / PARTS.principals.length, (number): Principal => {
    const at = number * PARTS.principals.length;
    return canonical.principal({
      uid: entry<string>(principals[at]) ?? '',
      kind: entry<PrincipalKind>(principals[at + 1]) ?? 'unknown',
      name: entry<string>(principals[at + 2]) ?? '',
      scope: entry<string>(principals[at + 3]) ?? '',
    });
  });

  const credentials = parts.credentials;
  const credential = once(credentials.length / PARTS.credentials.length, (number): Credential => {
    const at = number * PARTS.credentials.length;
    return {
      uid: entry<string>(credentials[at]) ?? '',
      kind: entry<CredentialKind>(credentials[at + 1]) ?? 'session-token',
      mfa: MFA[credentials[at + 2] ?? 0],
    };
  });

  const sessions = parts.sessions;
  const session = once(sessions.length / PARTS.sessions.length, (number): Session => {
    const at = number * PARTS.sessions.length;
    return {
      uid: entry<string>(sessions[at]) ?? '',
      name: entry<string>(sessions[at + 1]) ?? '',
      issuedAt: entry<number>(sessions[at + 2]),
      onBehalfOf: entry<string>(sessions[at + 3]),
      workload: entry<Workload>(sessions[at + 4]),
    };
  });

  const callers = parts.callers;
  const caller = once(callers.length / PARTS.callers.length, (number): Caller => {
    const at = number * PARTS.callers.length;
    return {
      principal: numbered(principal, callers[at]) ?? UNKNOWN_PRINCIPAL,
      credential: numbered(credential, callers[at + 1]),
      session: numbered(session, callers[at + 2]),
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
      subject: numbered(principal, extras[at + 1]),
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
    const by = caller(cells[at + 2] ?? 0);
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
      principal: by.principal,
      credential: by.credential,
      session: by.session,
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
    uid: (row) => bytes.toString(encoding, run.uidOffsets[row], run.uidOffsets[row + 1]),
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

/** A part by its number, which is offset by one. */
function numbered<T>(part: (number: number) => T, number = 0): T | undefined {
  return number === 0 ? undefined : part(number - 1);
}

const UNKNOWN_PRINCIPAL: Principal = { uid: 'unknown', kind: 'unknown', name: 'unknown', scope: '' };
