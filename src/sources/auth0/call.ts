/** One record of an operation in the table: what its finders may ask. Bodies are parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import { at, textAt } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { FIELDS } from './fields.ts';

export interface Basics {
  readonly record: RecordView;
  readonly scope: string;
  readonly principal: Principal;
  /** Ids in the path of a Management API call. */
  readonly ids: readonly string[];
}

export class Call {
  readonly record: RecordView;
  readonly scope: string;
  readonly principal: Principal;
  readonly ids: readonly string[];
  #body: unknown = UNREAD;
  #answer: unknown = UNREAD;

  constructor({ record, scope, principal, ids }: Basics) {
    this.record = record;
    this.scope = scope;
    this.principal = principal;
    this.ids = ids;
  }

  /** What was asked for. May hold secrets: take names and flags from it, never values at large. */
  get body(): unknown {
    if (this.#body === UNREAD) this.#body = this.record.json(FIELDS.requestBody);
    return this.#body;
  }

  /** What came back; the same care applies. */
  get answer(): unknown {
    if (this.#answer === UNREAD) this.#answer = this.record.json(FIELDS.responseBody);
    return this.#answer;
  }

  asked(...path: readonly (string | number)[]): string | undefined {
    return textAt(this.body, ...path);
  }

  answered(...path: readonly (string | number)[]): string | undefined {
    return textAt(this.answer, ...path);
  }

  has(member: string): boolean {
    return at(this.body, member) !== undefined;
  }

  get sessionId(): string | undefined {
    return present(this.record.text(FIELDS.sessionId));
  }

  get clientId(): string | undefined {
    return present(this.record.text(FIELDS.clientId));
  }
}

/** Auth0 writes empty text for what it does not know. */
export function present(text: string | undefined): string | undefined {
  return text === undefined || text === '' || text === 'unknown' ? undefined : text;
}

/** Stands for a subtree nobody has asked for: a record may well hold none. */
const UNREAD = Symbol('unread');
