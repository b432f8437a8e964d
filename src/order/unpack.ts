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
import type { Canonical } from './canonical.ts';
import { MFA, OBJECT, PARTS, type Parts, type Run, TARGET_WIDTH, WIDTH } from './run.ts';
import { TextReader } from './text-bytes.ts';

/** Adds what address and agent databases know; called once per distinct client of a run. */
export type EnrichClient = (raw: Client) => Client;

/** The program's own string for each: it equals those it is compared with by reference. */
const ACTION: ReadonlyMap<string, Action> = new Map(ACTIONS.map((action) => [action, action]));
const NO_TARGETS: readonly Target[] = [];
const NO_ISSUED: readonly Issued[] = [];
const NO_DETAILS: Details = {};

/** The rows of a run as events. Parts are put together when a row first asks for them, and shared from then on. */
export class Unpacker {
  private readonly run: Run;
  private readonly enrich: EnrichClient;
  private readonly canonical: Canonical;
  private readonly uids: TextReader;
  private readonly texts: TextReader;
  /** Texts that were asked for, by position. */
  private readonly words: (string | undefined)[];
  private readonly settings: (Setting | undefined)[];
  private readonly deeds: (Deed | undefined)[];
  private readonly callers: (Caller | undefined)[];
  private readonly principals: (Principal | undefined)[];
  private readonly credentials: (Credential | undefined)[];
  private readonly sessions: (Session | undefined)[];
  private readonly clients: (Client | undefined)[];

  constructor(run: Run, enrich: EnrichClient, canonical: Canonical) {
    const { uids, texts, parts } = run;
    this.run = run;
    this.enrich = enrich;
    this.canonical = canonical;
    this.uids = new TextReader(uids);
    this.texts = new TextReader(texts);
    this.words = new Array<string | undefined>(texts.offsets.length).fill(undefined);
    this.settings = noneOf('settings', parts);
    this.deeds = noneOf('deeds', parts);
    this.callers = noneOf('callers', parts);
    this.principals = noneOf('principals', parts);
    this.credentials = noneOf('credentials', parts);
    this.sessions = noneOf('sessions', parts);
    this.clients = noneOf('clients', parts);
  }

  uid(row: number): string {
    return this.uids.at(row);
  }

  /** `uid` is the row's own, decoded before. */
  event(row: number, uid: string): Event {
    const { cells, times } = this.run;
    const at = row * WIDTH;
    const { source, provider, scope, region } = this.setting(cells[at] ?? 0);
    const { operation, action, outcome, error, access } = this.deed(cells[at + 1] ?? 0);
    const by = this.caller(cells[at + 2] ?? 0);
    const { issued, subject, details, pair } = this.extra(cells[at + 5] ?? 0);
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
      client: this.client(cells[at + 3] ?? 0),
      targets: this.targets(cells[at + 4] ?? 0),
      issued,
      subject,
      details,
      pair,
      place: { file: cells[at + 6] ?? 0, record: cells[at + 7] ?? 0 },
    };
  }

  private setting(number: number): Setting {
    const made = this.settings[number];
    if (made !== undefined) return made;
    const { settings } = this.run.parts;
    const at = number * PARTS.settings.length;
    return kept(this.settings, number, {
      source: this.name(settings[at]) ?? '',
      provider: this.name<Provider>(settings[at + 1]) ?? 'other',
      scope: this.name(settings[at + 2]) ?? '',
      region: this.name(settings[at + 3]),
    });
  }

  private deed(number: number): Deed {
    const made = this.deeds[number];
    if (made !== undefined) return made;
    const { deeds } = this.run.parts;
    const at = number * PARTS.deeds.length;
    return kept(this.deeds, number, {
      operation: this.name(deeds[at]) ?? '',
      action: ACTION.get(this.name(deeds[at + 1]) ?? '') ?? 'use',
      outcome: this.name<Outcome>(deeds[at + 2]) === 'failure' ? 'failure' : 'success',
      error: this.name(deeds[at + 3]),
      access: this.name<Access>(deeds[at + 4]) ?? 'unknown',
    });
  }

  private caller(number: number): Caller {
    const made = this.callers[number];
    if (made !== undefined) return made;
    const { callers } = this.run.parts;
    const at = number * PARTS.callers.length;
    return kept(this.callers, number, {
      principal: this.principal(callers[at]) ?? UNKNOWN_PRINCIPAL,
      credential: this.credential(callers[at + 1]),
      session: this.session(callers[at + 2]),
    });
  }

  /** As all parts that may be absent by its number offset by one. */
  private principal(offset = 0): Principal | undefined {
    const number = offset - 1;
    const made = this.principals[number];
    if (made !== undefined || number < 0) return made;
    const { principals } = this.run.parts;
    const at = number * PARTS.principals.length;
    return kept(
      this.principals,
      number,
      this.canonical.principal({
        uid: this.word(principals[at]) ?? '',
        kind: this.name<PrincipalKind>(principals[at + 1]) ?? 'unknown',
        name: this.word(principals[at + 2]) ?? '',
        scope: this.word(principals[at + 3]) ?? '',
      }),
    );
  }

  private credential(offset = 0): Credential | undefined {
    const number = offset - 1;
    const made = this.credentials[number];
    if (made !== undefined || number < 0) return made;
    const { credentials } = this.run.parts;
    const at = number * PARTS.credentials.length;
    return kept(this.credentials, number, {
      uid: this.text(credentials[at]) ?? '',
      kind: this.name<CredentialKind>(credentials[at + 1]) ?? 'session-token',
      mfa: MFA[credentials[at + 2] ?? 0],
    });
  }

  private session(offset = 0): Session | undefined {
    const number = offset - 1;
    const made = this.sessions[number];
    if (made !== undefined || number < 0) return made;
    const { sessions } = this.run.parts;
    const at = number * PARTS.sessions.length;
    return kept(this.sessions, number, {
      uid: this.text(sessions[at]) ?? '',
      name: this.word(sessions[at + 1]) ?? '',
      issuedAt: this.value<number>(sessions[at + 2]),
      onBehalfOf: this.word(sessions[at + 3]),
      workload: this.value<Workload>(sessions[at + 4]),
    });
  }

  private client(number: number): Client {
    const made = this.clients[number];
    if (made !== undefined) return made;
    const { clients } = this.run.parts;
    const at = number * PARTS.clients.length;
    const said = this.value<SaidOfAddress>(clients[at + 4]);
    return kept(
      this.clients,
      number,
      this.enrich({
        ip: this.word(clients[at]),
        userAgent: this.word(clients[at + 1]),
        service: this.word(clients[at + 2]),
        endpoint: this.word(clients[at + 3]),
        ...(said === undefined ? {} : { said }),
      }),
    );
  }

  private extra(number: number): Extra {
    if (number === 0) return NO_EXTRA;
    const { extras } = this.run.parts;
    const at = number * PARTS.extras.length;
    return {
      issued: this.value<readonly Issued[]>(extras[at]) ?? NO_ISSUED,
      subject: this.principal(extras[at + 1]),
      details: this.value<Details>(extras[at + 2]) ?? NO_DETAILS,
      pair: this.text(extras[at + 3]),
    };
  }

  private targets(offset: number): readonly Target[] {
    if (offset === 0) return NO_TARGETS;
    const lists = this.run.parts.targets;
    const found: Target[] = [];
    const end = offset + 1 + (lists[offset] ?? 0) * TARGET_WIDTH;
    for (let at = offset + 1; at < end; at += TARGET_WIDTH) {
      const kind = this.name(lists[at]) ?? '';
      const uid = (kind === OBJECT ? this.text(lists[at + 1]) : this.word(lists[at + 1])) ?? '';
      const name = lists[at + 2] ?? 0;
      found.push({
        kind,
        uid,
        name: name < 0 ? uid.slice(name) : this.word(name),
      });
    }
    return found;
  }

  /** The packer wrote the run: what each column names has the type that the event's field has. */
  private value<T>(position: number | undefined): T | undefined {
    return position ? (this.run.values[position - 1] as T) : undefined;
  }

  private word<T extends string = string>(position: number | undefined): T | undefined {
    if (!position) return undefined;
    const known = this.words[position];
    return (known ?? kept(this.words, position, this.texts.at(position - 1))) as T;
  }

  /** A text that seldom comes twice. */
  private text(position: number | undefined): string | undefined {
    return position ? this.texts.at(position - 1) : undefined;
  }

  /** A word that all runs have in common, and that the program itself compares with. */
  private name<T extends string = string>(position: number | undefined): T | undefined {
    if (!position) return undefined;
    const known = this.words[position];
    return (known ?? kept(this.words, position, this.canonical.text(this.texts.at(position - 1)))) as T;
  }
}

/** What has been put together, from now on at its place. */
function kept<T>(parts: (T | undefined)[], number: number, part: NoInfer<T>): T {
  parts[number] = part;
  return part;
}

/** Places for all parts of a kind, none of which has been put together yet. */
function noneOf<T>(kind: keyof typeof PARTS, parts: Parts): (T | undefined)[] {
  return new Array<T | undefined>(parts[kind].length / PARTS[kind].length).fill(undefined);
}

type Setting = Pick<Event, 'source' | 'provider' | 'scope' | 'region'>;
type Deed = Pick<Event, 'operation' | 'action' | 'outcome' | 'error' | 'access'>;
type Caller = Pick<Event, 'principal' | 'credential' | 'session'>;
type Extra = Pick<Event, 'issued' | 'subject' | 'details' | 'pair'>;

const NO_EXTRA: Extra = { issued: NO_ISSUED, subject: undefined, details: NO_DETAILS, pair: undefined };

const UNKNOWN_PRINCIPAL: Principal = { uid: 'unknown', kind: 'unknown', name: 'unknown', scope: '' };
