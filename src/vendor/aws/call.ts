/** One call of an operation in the table: what its extractors may ask. Subtrees are parsed when first asked for. */

import type { Credential, Principal, Session, Target } from '../../model/event.ts';
import type { Identity } from './identity.ts';

/** The subtrees of a record in CloudTrail's shape, wherever the record keeps them; parsed when asked for. */
export interface CallParts {
  /** `requestParameters`. */
  request(): unknown;
  /** `responseElements`. */
  response(): unknown;
  /** `additionalEventData`. */
  extra(): unknown;
  /** `serviceEventDetails`. */
  service(): unknown;
  /** What the first entries of `resources` name; undefined where one names nothing. */
  listed(most: number): readonly (Target | undefined)[];
  readonly userAgent: string | undefined;
}

/** What a call was made with, and in which session. */
export interface Presented {
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
}

/** What is known before any subtree of the record is read. */
export interface Basics {
  readonly parts: CallParts;
  readonly time: number;
  readonly account: string;
  readonly region: string | undefined;
  readonly identity: Identity;
  readonly who: Presented;
}

/** More would be noise in a finding; the count is in the details where it matters. */
const MOST_RESOURCES = 10;

export class Call {
  readonly time: number;
  /** Account the call was made in. */
  readonly account: string;
  readonly region: string | undefined;
  readonly partition: string;
  readonly principal: Principal;
  readonly principalId: string | undefined;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
  /** Set once the outcome is known; nothing is issued by a call that failed. */
  succeeded = true;

  readonly #parts: CallParts;
  #request: unknown = UNREAD;
  #response: unknown = UNREAD;
  #extra: unknown = UNREAD;
  #service: unknown = UNREAD;

  constructor({ parts, time, account, region, identity, who }: Basics) {
    this.time = time;
    this.account = account;
    this.region = region;
    this.partition = identity.partition;
    this.principal = identity.principal;
    this.principalId = identity.principalId;
    this.credential = who.credential;
    this.session = who.session;
    this.#parts = parts;
  }

  get request(): unknown {
    if (this.#request === UNREAD) this.#request = this.#parts.request();
    return this.#request;
  }

  get response(): unknown {
    if (this.#response === UNREAD) this.#response = this.#parts.response();
    return this.#response;
  }

  /** `additionalEventData`. */
  get extra(): unknown {
    if (this.#extra === UNREAD) this.#extra = this.#parts.extra();
    return this.#extra;
  }

  /** `serviceEventDetails`, in which services that report events rather than API calls put theirs. */
  get service(): unknown {
    if (this.#service === UNREAD) this.#service = this.#parts.service();
    return this.#service;
  }

  /** What the entries of `resources`, which lists what a call acted on, name. */
  get listed(): readonly (Target | undefined)[] {
    return this.#parts.listed(MOST_RESOURCES);
  }

  get userAgent(): string | undefined {
    return this.#parts.userAgent;
  }
}

/** Stands for a subtree nobody has asked for: a record may well hold none. */
const UNREAD = Symbol('unread');
