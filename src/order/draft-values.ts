/** The values of a run that is being filled: each is stored once, and its position is what rows refer to. */

import type {
  Credential,
  Details,
  Issued,
  Principal,
  SaidOfAddress,
  Session,
  Target,
} from '../model/event.ts';
import { DETAIL_TYPES, type RunValues, TABLE_WIDTH } from './run.ts';
import { TextBytes } from './text-bytes.ts';

/** Positions are offset by one: 0 stands for "undefined". */
export class DraftValues {
  private readonly texts = new TextBytes();
  private readonly words = new Map<string, number>();
  private readonly principals = new Table<Principal>(TABLE_WIDTH.principals, isSamePrincipal);
  private readonly credentials = new Table<Credential>(TABLE_WIDTH.credentials, isSameCredential);
  private readonly sessions = new Table<Session>(TABLE_WIDTH.sessions, isSameSession);
  private readonly targets: number[] = [];
  private readonly issued: number[] = [];
  private readonly details: number[] = [];
  private readonly numbers: number[] = [];
  private readonly said: SaidOfAddress[] = [];
  /** Sources share what is said of one address. */
  private readonly saidBefore = new Map<SaidOfAddress, number>();

  text(text: string | undefined): number {
    if (text === undefined) return 0;
    let position = this.words.get(text);
    if (position === undefined) {
      position = this.texts.push(text);
      this.words.set(text, position);
    }
    return position;
  }

  /** For texts that seldom come twice, or are looked up otherwise: to look each up costs more than to store a few again. */
  textAnew(text: string | undefined): number {
    return text === undefined ? 0 : this.texts.push(text);
  }

  principal(principal: Principal | undefined): number {
    if (principal === undefined) return 0;
    const { principals } = this;
    const known = principals.find(principal);
    if (known !== 0) return known;
    const { uid, kind, name, scope } = principal;
    return principals.add(principal, [
      this.textAnew(uid),
      this.text(kind),
      this.nameOf(uid, name),
      this.text(scope),
    ]);
  }

  credential(credential: Credential | undefined): number {
    if (credential === undefined) return 0;
    const { credentials } = this;
    const known = credentials.find(credential);
    if (known !== 0) return known;
    const { uid, kind, mfa } = credential;
    return credentials.add(credential, [
      this.textAnew(uid),
      this.text(kind),
      mfa === undefined ? 0 : mfa ? 2 : 1,
    ]);
  }

  session(session: Session | undefined): number {
    if (session === undefined) return 0;
    const { sessions } = this;
    const known = sessions.find(session);
    if (known !== 0) return known;
    const { uid, name, issuedAt, onBehalfOf, workload } = session;
    return sessions.add(session, [
      this.textAnew(uid),
      this.nameOf(uid, name),
      this.number(issuedAt),
      this.textAnew(onBehalfOf),
      this.text(workload?.kind),
      this.textAnew(workload?.id),
      this.text(workload?.delivery),
    ]);
  }

  saidOf(said: SaidOfAddress | undefined): number {
    if (said === undefined) return 0;
    let position = this.saidBefore.get(said);
    if (position === undefined) {
      position = this.said.push(said);
      this.saidBefore.set(said, position);
    }
    return position;
  }

  /** The first of the rows just added; meaningless where there are none. */
  targetsOf(targets: readonly Target[]): number {
    const first = this.targets.length;
    for (const { kind, uid, name } of targets) {
      // Objects of storage seldom come twice.
      const text = kind === 'object' ? this.textAnew(uid) : this.text(uid);
      this.targets.push(text, this.text(kind), this.nameOf(uid, name));
    }
    return first;
  }

  issuedBy(issued: readonly Issued[]): number {
    const first = this.issued.length;
    for (const { uid, kind, holder, session, expiresAt } of issued) {
      this.issued.push(
        this.textAnew(uid),
        this.text(kind),
        this.principal(holder),
        this.textAnew(session),
        this.number(expiresAt),
      );
    }
    return first;
  }

  /** Where rows of details begin that are added from now on. */
  get nextDetail(): number {
    return this.details.length;
  }

  /** How many details there are. */
  detailsOf(details: Details): number {
    let count = 0;
    for (const name in details) {
      const value = details[name];
      if (value === undefined) continue;
      count++;
      if (typeof value === 'string')
        this.details.push(this.text(name), DETAIL_TYPES.text, this.textAnew(value));
      else if (typeof value === 'number')
        this.details.push(this.text(name), DETAIL_TYPES.number, this.number(value));
      else this.details.push(this.text(name), value ? DETAIL_TYPES.true : DETAIL_TYPES.false, 0);
    }
    return count;
  }

  finish(): RunValues {
    return {
      targets: new Int32Array(this.targets),
      issued: new Int32Array(this.issued),
      details: new Int32Array(this.details),
      principals: this.principals.finish(),
      credentials: this.credentials.finish(),
      sessions: this.sessions.finish(),
      numbers: new Float64Array(this.numbers),
      texts: this.texts.finish(),
      said: this.said,
    };
  }

  private number(value: number | undefined): number {
    return value === undefined ? 0 : this.numbers.push(value);
  }

  /** A name is mostly the uid's tail; then its length alone is stored, below zero. */
  private nameOf(uid: string, name: string | undefined): number {
    if (name === undefined) return 0;
    return name !== '' && uid.endsWith(name) ? -name.length : this.text(name);
  }
}

/** Who called, with what, in which session: whoever made these objects, and however often, each is a row once. */
class Table<T extends { readonly uid: string }> {
  private readonly width: number;
  private readonly isSame: (a: T, b: T) => boolean;
  private readonly cells: number[] = [];
  private readonly known = new Map<string, { readonly value: T; readonly position: number }>();

  constructor(width: number, isSame: (a: T, b: T) => boolean) {
    this.width = width;
    this.isSame = isSame;
  }

  /** 0 when it is not there. */
  find(value: T): number {
    const known = this.known.get(value.uid);
    if (known === undefined) return 0;
    return known.value === value || this.isSame(known.value, value) ? known.position : 0;
  }

  add(value: T, cells: readonly number[]): number {
    const position = this.cells.push(...cells) / this.width;
    this.known.set(value.uid, { value, position });
    return position;
  }

  finish(): Int32Array {
    return new Int32Array(this.cells);
  }
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
