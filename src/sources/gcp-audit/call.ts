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
  readonly #read: Partial<Record<Subtree, unknown>> = {};

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
    return this.#once('request');
  }

  get response(): unknown {
    return this.#once('response');
  }

  get serviceData(): unknown {
    return this.#once('serviceData');
  }

  get metadata(): unknown {
    return this.#once('metadata');
  }

  /** The name the request gives, else the resource's. */
  get asked(): string | undefined {
    return textAt(this.request, 'name') ?? this.resourceName;
  }

  #once(name: Subtree): unknown {
    if (!Object.hasOwn(this.#read, name)) this.#read[name] = this.#record.json(FIELDS[name]);
    return this.#read[name];
  }
}

type Subtree = 'request' | 'response' | 'serviceData' | 'metadata';
