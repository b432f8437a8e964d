/** The parts of a run in the making: what an event is made of, each stored once however many events share it. */

import type { Client, Credential, Event, Principal, Session, Target } from '../model/event.ts';
import { Dictionary } from './dictionary.ts';
import { isSameCredential, isSamePrincipal, isSameSession } from './equal.ts';
import { KnownParts } from './known-parts.ts';
import { PartsByUid } from './parts-by-uid.ts';
import { MFA, PARTS, type Parts } from './run.ts';

type Setting = Pick<Event, 'source' | 'provider' | 'scope' | 'region'>;
type Deed = Pick<Event, 'operation' | 'action' | 'outcome' | 'error' | 'access'>;

/** Whoever made these objects, and however often: {@link DraftParts.caller} puts the newest in. */
interface Caller {
  principal: Principal;
  credential: Credential | undefined;
  session: Session | undefined;
}

/** Objects of storage seldom come twice: to look each up costs more than to store a few again. */
const OBJECT = 'object';

export class DraftParts {
  readonly dictionary = new Dictionary();
  private readonly settings: number[] = [];
  private readonly deeds: number[] = [];
  private readonly callers: number[] = [];
  private readonly principals = new PartsByUid(isSamePrincipal, (principal: Principal) => {
    const { uid, kind, name, scope } = principal;
    return [uid, kind, name, scope].map((text) => this.dictionary.word(text));
  });
  private readonly credentials = new PartsByUid(isSameCredential, ({ uid, kind, mfa }: Credential) => {
    return [this.dictionary.push(uid), this.dictionary.word(kind), MFA.indexOf(mfa)];
  });
  private readonly sessions = new PartsByUid(isSameSession, (session: Session) => {
    const { uid, name, issuedAt, onBehalfOf, workload } = session;
    const { dictionary } = this;
    return [
      dictionary.push(uid),
      dictionary.word(name),
      issuedAt === undefined ? 0 : dictionary.push(issuedAt),
      dictionary.word(onBehalfOf),
      workload === undefined ? 0 : dictionary.push(workload),
    ];
  });
  private readonly clients: number[] = [];
  private readonly extras: number[] = PARTS.extras.map(() => 0);
  private readonly targetLists: number[] = [0];
  private readonly knownSettings = new KnownParts<string, Setting>(isSameSetting);
  private readonly knownDeeds = new KnownParts<string, Deed>(isSameDeed);
  private readonly knownCallers = new KnownParts<string, Caller>(isSameCaller);
  private readonly knownClients = new KnownParts<string | undefined, Client>(isSameClient);
  private readonly clientObjects = new Map<Client, number>();
  /** Lists by identity: sources share those that repeat. */
  private readonly knownTargets = new Map<readonly Target[], number>();
  /** Kinds of targets, asked for with every target: few, and quick to find apart from all other words. */
  private readonly kinds = new Map<string, number>();

  setting(event: Event): number {
    const known = this.knownSettings.find(event.scope, event);
    if (known >= 0) return known;
    const { source, provider, scope, region } = event;
    const { dictionary } = this;
    const number = this.settings.length / PARTS.settings.length;
    this.settings.push(
      dictionary.word(source),
      dictionary.word(provider),
      dictionary.word(scope),
      dictionary.word(region),
    );
    this.knownSettings.keep(scope, { source, provider, scope, region }, number);
    return number;
  }

  deed(event: Event): number {
    const known = this.knownDeeds.find(event.operation, event);
    if (known >= 0) return known;
    const { operation, action, outcome, error, access } = event;
    const { dictionary } = this;
    const number = this.deeds.length / PARTS.deeds.length;
    this.deeds.push(
      dictionary.word(operation),
      dictionary.word(action),
      dictionary.word(outcome),
      dictionary.word(error),
      dictionary.word(access),
    );
    this.knownDeeds.keep(operation, { operation, action, outcome, error, access }, number);
    return number;
  }

  /** Credentials change most often, so they tell most callers apart. */
  caller(event: Event): number {
    const { principal, credential, session } = event;
    const key = credential?.uid ?? session?.uid ?? principal.uid;
    const known = this.knownCallers.find(key, event);
    if (known >= 0) return known;
    const number = this.callers.length / PARTS.callers.length;
    this.callers.push(
      this.principals.number(principal),
      this.credentials.number(credential),
      this.sessions.number(session),
    );
    this.knownCallers.keep(key, { principal, credential, session }, number);
    return number;
  }

  /** Sources that share the objects that repeat are answered by one look-up. */
  client(client: Client): number {
    const same = this.clientObjects.get(client);
    if (same !== undefined) return same;
    const number = this.equalClient(client);
    this.clientObjects.set(client, number);
    return number;
  }

  targets(targets: readonly Target[]): number {
    const [first] = targets;
    if (first === undefined) return 0;
    const seldomRepeats = first.kind === OBJECT;
    const known = seldomRepeats ? undefined : this.knownTargets.get(targets);
    if (known !== undefined) return known;
    const { targetLists } = this;
    const offset = targetLists.push(targets.length) - 1;
    for (const { kind, uid, name } of targets) {
      targetLists.push(this.kind(kind), this.targetUid(kind, uid), this.targetName(uid, name));
    }
    if (!seldomRepeats) this.knownTargets.set(targets, offset);
    return offset;
  }

  extra({ issued, subject, details, pair }: Event): number {
    const isPlain = isEmpty(details);
    if (issued.length === 0 && subject === undefined && pair === undefined && isPlain) return 0;
    const { dictionary, extras } = this;
    extras.push(
      issued.length === 0 ? 0 : dictionary.push(issued),
      this.principals.number(subject),
      isPlain ? 0 : dictionary.push(details),
      pair === undefined ? 0 : dictionary.push(pair),
    );
    return extras.length / PARTS.extras.length - 1;
  }

  finish(): Parts {
    return {
      settings: Int32Array.from(this.settings),
      deeds: Int32Array.from(this.deeds),
      callers: Int32Array.from(this.callers),
      principals: Int32Array.from(this.principals.columns),
      credentials: Int32Array.from(this.credentials.columns),
      sessions: Int32Array.from(this.sessions.columns),
      clients: Int32Array.from(this.clients),
      extras: Int32Array.from(this.extras),
      targets: Int32Array.from(this.targetLists),
    };
  }

  private equalClient(client: Client): number {
    const known = this.knownClients.find(client.ip, client);
    if (known >= 0) return known;
    const { ip, userAgent, service, endpoint, said } = client;
    const { dictionary } = this;
    const number = this.clients.length / PARTS.clients.length;
    this.clients.push(
      dictionary.word(ip),
      dictionary.word(userAgent),
      dictionary.word(service),
      dictionary.word(endpoint),
      said === undefined ? 0 : dictionary.push(said),
    );
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
    return kind === OBJECT ? this.dictionary.push(uid) : this.dictionary.word(uid);
  }

  /** A name is mostly the uid's tail; then its length alone is stored, below zero. */
  private targetName(uid: string, name: string | undefined): number {
    if (name === undefined) return 0;
    return name !== '' && uid.endsWith(name) ? -name.length : this.dictionary.word(name);
  }
}

function isEmpty(details: object): boolean {
  for (const _ in details) return false;
  return true;
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
