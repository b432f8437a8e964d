/** One call of an operation in the table: what its extractors may ask. Subtrees are parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import type { Credential, Principal, Session } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import type { Identity } from './identity.ts';

/** What is known before any subtree of the record is read. */
export interface Basics {
  readonly record: RecordView;
  readonly time: number;
  readonly account: string;
  readonly region: string | undefined;
  readonly identity: Identity;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
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

  readonly #record: RecordView;
  #request: unknown = UNREAD;
  #response: unknown = UNREAD;
  #extra: unknown = UNREAD;
  #service: unknown = UNREAD;

  constructor({ record, time, account, region, identity, credential, session }: Basics) {
    this.time = time;
    this.account = account;
    this.region = region;
    this.partition = identity.partition;
    this.principal = identity.principal;
    this.principalId = identity.principalId;
    this.credential = credential;
    this.session = session;
    this.#record = record;
  }

  get request(): unknown {
    if (this.#request === UNREAD) this.#request = this.#record.json(FIELDS.requestParameters);
    return this.#request;
  }

  get response(): unknown {
    if (this.#response === UNREAD) this.#response = this.#record.json(FIELDS.responseElements);
    return this.#response;
  }

  /** `additionalEventData`. */
  get extra(): unknown {
    if (this.#extra === UNREAD) this.#extra = this.#record.json(FIELDS.additionalEventData);
    return this.#extra;
  }

  /** `serviceEventDetails`, in which services that report events rather than API calls put theirs. */
  get service(): unknown {
    if (this.#service === UNREAD) this.#service = this.#record.json(FIELDS.serviceEventDetails);
    return this.#service;
  }

  /** What `derive` makes of the entries of `resources`, which lists what a call acted on. */
  eachResource<T>(derive: (resource: unknown) => T): readonly T[] {
    return this.#record.derivedEach(FIELDS.resources, derive, MOST_RESOURCES);
  }

  get userAgent(): string | undefined {
    return this.#record.text(FIELDS.userAgent);
  }
}

/** Stands for a subtree nobody has asked for: a record may well hold none. */
const UNREAD = Symbol('unread');
