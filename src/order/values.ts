/**
 * Reads back what the events of a run share. What repeats within a run comes back as one shared, frozen-by-convention
 * object, made when it is first asked for.
 */

import type {
  Client,
  Credential,
  CredentialKind,
  Details,
  Issued,
  Principal,
  PrincipalKind,
  Session,
  Target,
  Workload,
} from '../model/event.ts';
import { DETAIL_TYPES, type RunValues, TABLE_WIDTH } from './run.ts';
import { textReader } from './text-bytes.ts';

/** Adds what address and agent databases know; called once per distinct client of a run. */
export type EnrichClient = (raw: Client) => Client;

/** One object per principal, however many runs name it: what is kept by principal is then found by reference. */
export type Canonical = (principal: Principal) => Principal;

/** Of events without any. */
const NO_TARGETS: readonly Target[] = [];
const NO_ISSUED: readonly Issued[] = [];
const NO_DETAILS: Details = {};
const UNKNOWN_PRINCIPAL: Principal = { uid: 'unknown', kind: 'unknown', name: 'unknown', scope: '' };

export class Values {
  private readonly run: RunValues;
  private readonly enrich: EnrichClient;
  private readonly canonical: Canonical;
  private readonly decode: (index: number) => string;
  private readonly texts: (string | undefined)[];
  private readonly principals: (Principal | undefined)[];
  private readonly credentials: (Credential | undefined)[];
  private readonly sessions: (Session | undefined)[];
  /** By address and user agent; which of several the rest tells. */
  private readonly clients = new Map<number, KnownClient[]>();

  constructor(run: RunValues, enrich: EnrichClient, canonical: Canonical) {
    this.run = run;
    this.enrich = enrich;
    this.canonical = canonical;
    this.decode = textReader(run.texts);
    this.texts = placesFor(run.texts.offsets.length);
    this.principals = placesFor(run.principals.length / TABLE_WIDTH.principals);
    this.credentials = placesFor(run.credentials.length / TABLE_WIDTH.credentials);
    this.sessions = placesFor(run.sessions.length / TABLE_WIDTH.sessions);
  }

  /** The packer wrote the positions: the texts of a column are of the type that the event's field has. */
  text<T extends string = string>(position: number): T | undefined {
    return position === 0 ? undefined : (this.word(position) as T);
  }

  principal(position: number): Principal {
    const known = this.principals[position];
    if (known !== undefined) return known;
    const made = position === 0 ? UNKNOWN_PRINCIPAL : this.canonical(this.principalAt(position));
    this.principals[position] = made;
    return made;
  }

  credential(position: number): Credential | undefined {
    if (position === 0) return undefined;
    const known = this.credentials[position];
    if (known !== undefined) return known;
    const { credentials } = this.run;
    const at = (position - 1) * TABLE_WIDTH.credentials;
    const mfa = credentials[at + 2] ?? 0;
    const made = {
      uid: this.word(credentials[at] ?? 0),
      kind: this.text<CredentialKind>(credentials[at + 1] ?? 0) ?? 'unknown',
      mfa: mfa === 0 ? undefined : mfa === 2,
    };
    this.credentials[position] = made;
    return made;
  }

  session(position: number): Session | undefined {
    if (position === 0) return undefined;
    const known = this.sessions[position];
    if (known !== undefined) return known;
    const { sessions } = this.run;
    const at = (position - 1) * TABLE_WIDTH.sessions;
    const uid = this.word(sessions[at] ?? 0);
    const made = {
      uid,
      name: this.nameOf(uid, sessions[at + 1] ?? 0) ?? '',
      issuedAt: this.number(sessions[at + 2] ?? 0),
      onBehalfOf: this.text(sessions[at + 3] ?? 0),
      workload: this.workload(at + 4),
    };
    this.sessions[position] = made;
    return made;
  }

  client(ip: number, userAgent: number, service: number, endpoint: number, said: number): Client {
    const key = ip * 0x1000000 + userAgent;
    let alike = this.clients.get(key);
    if (alike === undefined) {
      alike = [];
      this.clients.set(key, alike);
    }
    for (const each of alike)
      if (each.service === service && each.endpoint === endpoint && each.said === said) return each.client;
    const client = this.enrich({
      ip: this.text(ip),
      userAgent: this.text(userAgent),
      service: this.text(service),
      endpoint: this.text(endpoint),
      ...(said === 0 ? {} : { said: this.run.said[said - 1] ?? {} }),
    });
    alike.push({ service, endpoint, said, client });
    return client;
  }

  targets(from: number, count: number): readonly Target[] {
    if (count === 0) return NO_TARGETS;
    const { targets } = this.run;
    const found: Target[] = [];
    for (let at = from; found.length < count; at += TABLE_WIDTH.targets) {
      const kind = this.word(targets[at + 1] ?? 0);
      // Objects of storage seldom come twice: they are not kept.
      const uid = kind === 'object' ? this.decode((targets[at] ?? 0) - 1) : this.word(targets[at] ?? 0);
      found.push({ kind, uid, name: this.nameOf(uid, targets[at + 2] ?? 0) });
    }
    return found;
  }

  issued(from: number, count: number): readonly Issued[] {
    if (count === 0) return NO_ISSUED;
    const { issued } = this.run;
    const found: Issued[] = [];
    for (let at = from; found.length < count; at += TABLE_WIDTH.issued) {
      found.push({
        uid: this.word(issued[at] ?? 0),
        kind: this.text<CredentialKind>(issued[at + 1] ?? 0) ?? 'unknown',
        holder: this.principal(issued[at + 2] ?? 0),
        session: this.text(issued[at + 3] ?? 0),
        expiresAt: this.number(issued[at + 4] ?? 0),
      });
    }
    return found;
  }

  details(from: number, count: number): Details {
    if (count === 0) return NO_DETAILS;
    const { details } = this.run;
    const found: Record<string, string | number | boolean> = {};
    for (let row = 0, at = from; row < count; row++, at += TABLE_WIDTH.details)
      found[this.word(details[at] ?? 0)] = this.detail(details[at + 1] ?? 0, details[at + 2] ?? 0);
    return found;
  }

  private detail(type: number, value: number): string | number | boolean {
    if (type === DETAIL_TYPES.text) return this.word(value);
    return type === DETAIL_TYPES.number ? (this.number(value) ?? 0) : type === DETAIL_TYPES.true;
  }

  private principalAt(position: number): Principal {
    const { principals } = this.run;
    const at = (position - 1) * TABLE_WIDTH.principals;
    const uid = this.word(principals[at] ?? 0);
    return {
      uid,
      kind: this.text<PrincipalKind>(principals[at + 1] ?? 0) ?? 'unknown',
      name: this.nameOf(uid, principals[at + 2] ?? 0) ?? '',
      scope: this.word(principals[at + 3] ?? 0),
    };
  }

  private workload(at: number): Workload | undefined {
    const { sessions } = this.run;
    const kind = this.text<Workload['kind']>(sessions[at] ?? 0);
    if (kind === undefined) return undefined;
    return { kind, id: this.text(sessions[at + 1] ?? 0) ?? '', delivery: this.text(sessions[at + 2] ?? 0) };
  }

  /** A name below zero is the uid's tail of so many characters. */
  private nameOf(uid: string, name: number): string | undefined {
    return name < 0 ? uid.slice(name) : this.text(name);
  }

  private number(position: number): number | undefined {
    return position === 0 ? undefined : this.run.numbers[position - 1];
  }

  private word(position: number): string {
    let known = this.texts[position];
    if (known === undefined) {
      known = this.decode(position - 1);
      this.texts[position] = known;
    }
    return known;
  }
}

/** Of one length from the start: an array filled here and there would become a slow one. */
function placesFor<T>(most: number): (T | undefined)[] {
  return new Array<T | undefined>(most + 1).fill(undefined);
}

interface KnownClient {
  readonly service: number;
  readonly endpoint: number;
  readonly said: number;
  readonly client: Client;
}

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
