/** One call of an operation in the table: what its finders may ask. The request is parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import { parseNested } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { FIELDS } from './fields.ts';

export class Call {
  readonly principal: Principal;
  /** In small letters. */
  readonly resourceId: string;
  /** Of the directory. */
  readonly tenant: string;
  readonly #record: RecordView;
  #body: unknown = UNREAD;

  constructor(record: RecordView, principal: Principal, resourceId: string, tenant: string) {
    this.#record = record;
    this.principal = principal;
    this.resourceId = resourceId;
    this.tenant = tenant;
  }

  /** What was asked for, where Azure logs it; it may hold secrets, so finders take named members only. */
  get body(): unknown {
    if (this.#body === UNREAD) {
      const found = this.#record.json(FIELDS.requestBody) ?? this.#record.json(FIELDS.requestBodyToo);
      this.#body = typeof found === 'string' ? parseNested(found.trim()) : found;
    }
    return this.#body;
  }

  /** Name of the resource, in small letters. */
  get lastSegment(): string {
    return this.resourceId.slice(this.resourceId.lastIndexOf('/') + 1);
  }
}

/** Stands for a request nobody has asked for: a record may well hold none. */
const UNREAD = Symbol('unread');
