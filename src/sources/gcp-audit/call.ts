/** One call of an operation in the table: what its finders may ask. Subtrees are parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import { textAt } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import type { Identity } from './identity.ts';

export interface Basics {
  readonly record: RecordView;
  readonly time: number;
  readonly scope: string;
  readonly identity: Identity;
  readonly principal: Principal;
  readonly resourceLabels: Readonly<Record<string, string>>;
  /** `project/location/cluster`, of Kubernetes calls. */
  readonly cluster: string;
}

export class Call {
  readonly time: number;
  readonly scope: string;
  readonly identity: Identity;
  readonly principal: Principal;
  readonly resourceLabels: Readonly<Record<string, string>>;
  readonly cluster: string;

  readonly #record: RecordView;
  #request: unknown = UNREAD;
  #response: unknown = UNREAD;
  #serviceData: unknown = UNREAD;
  #metadata: unknown = UNREAD;

  constructor({ record, time, scope, identity, principal, resourceLabels, cluster }: Basics) {
    this.time = time;
    this.scope = scope;
    this.identity = identity;
    this.principal = principal;
    this.resourceLabels = resourceLabels;
    this.cluster = cluster;
    this.#record = record;
  }

  /** `projects/p/secrets/s/versions/1`. */
  get resourceName(): string | undefined {
    return this.#record.text(FIELDS.resourceName);
  }

  get request(): unknown {
    if (this.#request === UNREAD) this.#request = this.#record.json(FIELDS.request);
    return this.#request;
  }

  get response(): unknown {
    if (this.#response === UNREAD) this.#response = this.#record.json(FIELDS.response);
    return this.#response;
  }

  get serviceData(): unknown {
    if (this.#serviceData === UNREAD) this.#serviceData = this.#record.json(FIELDS.serviceData);
    return this.#serviceData;
  }

  get metadata(): unknown {
    if (this.#metadata === UNREAD) this.#metadata = this.#record.json(FIELDS.metadata);
    return this.#metadata;
  }

  /** The name the request gives, else the resource's. */
  get asked(): string | undefined {
    return textAt(this.request, 'name') ?? this.resourceName;
  }
}

/** Stands for a subtree nobody has asked for: a record may well hold none. */
const UNREAD = Symbol('unread');
