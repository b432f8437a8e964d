/** One event of an operation in the table: what its finders may ask. The representation is parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import { parseNested, textAt } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import type { Realm } from './principal.ts';

export interface Basics {
  readonly record: RecordView;
  readonly realm: Realm;
  readonly principal: Principal;
  readonly session: string | undefined;
  /** Ids in the resource path of an admin event. */
  readonly ids: readonly string[];
}

export class Call {
  readonly record: RecordView;
  /** Realm the event happened in. */
  readonly realm: Realm;
  readonly principal: Principal;
  readonly session: string | undefined;
  readonly ids: readonly string[];
  #representation: unknown = UNREAD;

  constructor({ record, realm, principal, session, ids }: Basics) {
    this.record = record;
    this.realm = realm;
    this.principal = principal;
    this.session = session;
    this.ids = ids;
  }

  /** The changed thing, where the realm includes it in admin events. Take names and flags from it, never more. */
  get representation(): unknown {
    if (this.#representation === UNREAD) {
      const text = this.record.text(FIELDS.representation);
      this.#representation = text === undefined ? undefined : parseNested(text);
    }
    return this.#representation;
  }

  shown(...path: readonly (string | number)[]): string | undefined {
    return textAt(this.representation, ...path);
  }
}

/** Stands for a representation nobody has asked for. */
const UNREAD = Symbol('unread');
