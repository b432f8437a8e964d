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
  readonly #parsed = new Map<Subtree, unknown>();

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
    return this.#subtree('requestParameters');
  }

  get response(): unknown {
    return this.#subtree('responseElements');
  }

  /** `additionalEventData`. */
  get extra(): unknown {
    return this.#subtree('additionalEventData');
  }

  /** `serviceEventDetails`, in which services that report events rather than API calls put theirs. */
  get service(): unknown {
    return this.#subtree('serviceEventDetails');
  }

  /** What `derive` makes of the entries of `resources`, which lists what a call acted on. */
  eachResource<T>(derive: (resource: unknown) => T): readonly T[] {
    return this.#record.derivedEach(FIELDS.resources, derive, MOST_RESOURCES);
  }

  get userAgent(): string | undefined {
    return this.#record.text(FIELDS.userAgent);
  }

  #subtree(name: Subtree): unknown {
    if (!this.#parsed.has(name)) this.#parsed.set(name, this.#record.json(FIELDS[name]));
    return this.#parsed.get(name);
  }
}

type Subtree = 'requestParameters' | 'responseElements' | 'additionalEventData' | 'serviceEventDetails';
