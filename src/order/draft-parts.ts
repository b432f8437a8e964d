/**
 * The parts of a run in the making: what an event is made of, each stored once however many events share it. One serves
 * run after run.
 */

import type { Client, Credential, Event, Principal, Session, Target } from '../model/event.ts';
import { type Mark, nextKeeper } from '../model/mark.ts';
import { Column } from './column.ts';
import { Dictionary } from './dictionary.ts';
import { isSameCredential, isSamePrincipal, isSameSession } from './equal.ts';
import { KnownParts } from './known-parts.ts';
import { PartsByUid } from './parts-by-uid.ts';
import { MFA, OBJECT, PARTS, type Run } from './run.ts';

type Setting = Pick<Event, 'source' | 'provider' | 'scope' | 'region'>;
type Deed = Pick<Event, 'operation' | 'action' | 'outcome' | 'error' | 'access'>;

/** Whoever made these objects, and however often: {@link DraftParts.caller} puts the newest in. */
interface Caller {
  principal: Principal;
  credential: Credential | undefined;
  session: Session | undefined;
}

export class DraftParts {
  private readonly dictionary = new Dictionary();
  /** Of the run in the making. */
  private keeper = 0;
  private readonly settings = new Column();
  private readonly deeds = new Column();
  private readonly callers = new Column();
  private readonly principals = new PartsByUid<Principal>(
    isSamePrincipal,
    (principal: Principal, columns) => {
      const { uid, kind, name, scope } = principal;
      this.words(columns, uid, kind, name, scope);
    },
  );
  private readonly credentials = new PartsByUid<Credential>(
    isSameCredential,
    (credential: Credential, columns) => {
      const { uid, kind, mfa } = credential;
      columns.push(this.dictionary.text(uid));
      columns.push(this.dictionary.word(kind));
      columns.push(MFA.indexOf(mfa));
    },
  );
  private readonly sessions = new PartsByUid<Session>(isSameSession, (session: Session, columns) => {
    const { uid, name, issuedAt, onBehalfOf, workload } = session;
    const { dictionary } = this;
    columns.push(dictionary.text(uid));
    columns.push(dictionary.word(name));
    columns.push(issuedAt === undefined ? 0 : dictionary.value(issuedAt));
    columns.push(dictionary.word(onBehalfOf));
    columns.push(workload === undefined ? 0 : dictionary.value(workload));
  });
  private readonly clients = new Column();
  private readonly extras = new Column();
  private readonly targetLists = new Column();
  private readonly knownSettings = new KnownParts<string, Setting>(isSameSetting);
  private readonly knownDeeds = new KnownParts<string, Deed>(isSameDeed);
  private readonly knownCallers = new KnownParts<string, Caller>(isSameCaller);
  private readonly knownClients = new KnownParts<string | undefined, Client>(isSameClient);
  private readonly clientObjects = new Map<Client, number>();
  /** Lists by identity: sources share those that repeat. */
  private readonly knownTargets = new Map<readonly Target[], number>();
  /** Kinds of targets, asked for with every target: few, and quick to find apart from all other words. */
  private readonly kinds = new Map<string, number>();
  /** The empty details that came last: sources share theirs. */
  private noDetails: object | undefined;

  constructor() {
    this.begin();
  }

  /** What stands at zero: an extra that says nothing, and the empty list of targets. */
  private begin(): void {
    this.keeper = nextKeeper();
    for (const _ of PARTS.extras) this.extras.push(0);
    this.targetLists.push(0);
  }

  setting(event: Event, mark?: Mark): number {
    return this.noted(mark) ?? this.note(mark, this.settingOf(event));
  }

  deed(event: Event): number {
    const known = this.knownDeeds.find(event.operation, event);
    if (known >= 0) return known;
    const { operation, action, outcome, error, access } = event;
    const number = this.deeds.length / PARTS.deeds.length;
    this.words(this.deeds, operation, action, outcome, error, access);
    this.knownDeeds.keep(operation, { operation, action, outcome, error, access }, number);
    return number;
  }

  /** What bears a mark is stored once for each mark: whoever marks callers remembers which are the same. */
  caller(event: Event, mark?: Mark): number {
    if (mark === undefined) return this.callerOf(event);
    return this.noted(mark) ?? this.note(mark, this.newCaller(event));
  }

  client(client: Client, mark?: Mark): number {
    return this.noted(mark) ?? this.note(mark, this.sameClient(client));
  }

  targets(targets: readonly Target[]): number {
    const [first] = targets;
    if (first === undefined) return 0;
    const seldomRepeats = first.kind === OBJECT;
    const known = seldomRepeats ? undefined : this.knownTargets.get(targets);
    if (known !== undefined) return known;
    const { targetLists } = this;
    const offset = targetLists.length;
    targetLists.push(targets.length);
    for (let i = 0; i < targets.length; i++) {
      const { kind, uid, name } = targets[i] ?? first;
      targetLists.push(this.kind(kind));
      targetLists.push(this.targetUid(kind, uid));
      targetLists.push(this.targetName(uid, name));
    }
    if (!seldomRepeats) this.knownTargets.set(targets, offset);
    return offset;
  }

  extra({ issued, subject, details, pair }: Event): number {
    const isPlain = this.isEmpty(details);
    if (issued.length === 0 && subject === undefined && pair === undefined && isPlain) return 0;
    const { dictionary, extras } = this;
    const number = extras.length / PARTS.extras.length;
    extras.push(issued.length === 0 ? 0 : dictionary.value(issued));
    extras.push(this.principals.number(subject));
    extras.push(isPlain ? 0 : dictionary.value(details));
    extras.push(pair === undefined ? 0 : dictionary.text(pair));
    return number;
  }

  /** All parts, and what they refer to; begins anew. */
  take(): Pick<Run, 'parts' | 'texts' | 'values'> {
    const parts = {
      settings: this.settings.take(),
      deeds: this.deeds.take(),
      callers: this.callers.take(),
      principals: this.principals.take(),
      credentials: this.credentials.take(),
      sessions: this.sessions.take(),
      clients: this.clients.take(),
      extras: this.extras.take(),
      targets: this.targetLists.take(),
    };
    for (const known of [this.knownSettings, this.knownDeeds, this.knownCallers, this.knownClients])
      known.forget();
    for (const known of [this.clientObjects, this.knownTargets, this.kinds]) known.clear();
    this.begin();
    return { parts, ...this.dictionary.take() };
  }

  /** What was noted on the mark for this run. */
  private noted(mark: Mark | undefined): number | undefined {
    return mark?.keeper === this.keeper ? mark.number : undefined;
  }

  private note(mark: Mark | undefined, number: number): number {
    if (mark !== undefined) {
      mark.keeper = this.keeper;
      mark.number = number;
    }
    return number;
  }

  private settingOf(event: Event): number {
    const known = this.knownSettings.find(event.scope, event);
    if (known >= 0) return known;
    const { source, provider, scope, region } = event;
    const number = this.settings.length / PARTS.settings.length;
    this.words(this.settings, source, provider, scope, region);
    this.knownSettings.keep(scope, { source, provider, scope, region }, number);
    return number;
  }

  /** Credentials change most often, so they tell most callers apart. */
  private callerOf(event: Event): number {
    const { principal, credential, session } = event;
    const key = credential?.uid ?? session?.uid ?? principal.uid;
    const known = this.knownCallers.find(key, event);
    if (known >= 0) return known;
    const number = this.newCaller(event);
    this.knownCallers.keep(key, { principal, credential, session }, number);
    return number;
  }

  private newCaller({ principal, credential, session }: Event): number {
    const { callers } = this;
    const number = callers.length / PARTS.callers.length;
    callers.push(this.principals.number(principal));
    callers.push(this.credentials.number(credential));
    callers.push(this.sessions.number(session));
    return number;
  }

  private words(columns: Column, ...texts: readonly (string | undefined)[]): void {
    for (const text of texts) columns.push(this.dictionary.word(text));
  }

  private isEmpty(details: object): boolean {
    if (details === this.noDetails) return true;
    for (const _ in details) return false;
    this.noDetails = details;
    return true;
  }

  /** Sources that share the objects that repeat are answered by one look-up. */
  private sameClient(client: Client): number {
    const same = this.clientObjects.get(client);
    if (same !== undefined) return same;
    const number = this.equalClient(client);
    this.clientObjects.set(client, number);
    return number;
  }

  private equalClient(client: Client): number {
    const known = this.knownClients.find(client.ip, client);
    if (known >= 0) return known;
    const { ip, userAgent, service, endpoint, said } = client;
    const number = this.clients.length / PARTS.clients.length;
    this.words(this.clients, ip, userAgent, service, endpoint);
    this.clients.push(said === undefined ? 0 : this.dictionary.value(said));
    this.knownClients.keep(ip, client, number);
    return number;
  }

  private kind(kind: string): number {
    const known = this.kinds.get(kind);
    if (known !== undefined) return known;
    const position = this.dictionary.word(kind);
    this.kinds.set(kind, position);
    return position;
  }

  private targetUid(kind: string, uid: string): number {
    return kind === OBJECT ? this.dictionary.text(uid) : this.dictionary.word(uid);
  }

  /** A name is mostly the uid's tail; then its length alone is stored, below zero. */
  private targetName(uid: string, name: string | undefined): number {
    if (name === undefined) return 0;
    return name !== '' && uid.endsWith(name) ? -name.length : this.dictionary.word(name);
  }
}

function isSameSetting(a: Setting, b: Setting): boolean {
  return a.region === b.region && a.scope === b.scope && a.source === b.source && a.provider === b.provider;
}

function isSameDeed(a: Deed, b: Deed): boolean {
  return (
    a.access === b.access &&
    a.error === b.error &&
    a.action === b.action &&
    a.outcome === b.outcome &&
    a.operation === b.operation
  );
}

/** Compared by what they are made of only where somebody else has made them; then these are kept from now on. */
function isSameCaller(kept: Caller, { principal, credential, session }: Caller): boolean {
  if (kept.principal === principal && kept.credential === credential && kept.session === session) return true;
  if (
    !isSamePrincipal(kept.principal, principal) ||
    !isSameCredential(kept.credential, credential) ||
    !isSameSession(kept.session, session)
  )
    return false;
  kept.principal = principal;
  kept.credential = credential;
  kept.session = session;
  return true;
}

/** What a vendor says of an address comes with the same object or not at all. */
function isSameClient(a: Client, b: Client): boolean {
  return (
    a.userAgent === b.userAgent &&
    a.ip === b.ip &&
    a.service === b.service &&
    a.endpoint === b.endpoint &&
    a.said === b.said
  );
}
