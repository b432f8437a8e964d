/** One event of a type in the table: what its finders may ask. */

import type { Field, RecordView } from '../../contract/projection.ts';
import type { Principal } from '../../model/event.ts';
import { FIELDS } from './fields.ts';
import { userPrincipal } from './principal.ts';

export class Call {
  readonly record: RecordView;
  readonly scope: string;
  readonly principal: Principal;

  constructor(record: RecordView, scope: string, principal: Principal) {
    this.record = record;
    this.scope = scope;
    this.principal = principal;
  }

  /** The user that was acted upon. */
  get user(): Principal | undefined {
    const id = this.id(FIELDS.userId);
    if (id === undefined) return undefined;
    const name = this.record.text(FIELDS.userEmail) ?? this.record.text(FIELDS.userName);
    return userPrincipal(id, name, this.scope);
  }

  id(field: Field<'json'>): string | undefined {
    return this.record.derived(field, idOf);
  }
}

/** An id as text; 0 is how OneLogin writes none. Exports turn numbers into `5.0`. */
export function idOf(value: unknown): string | undefined {
  const text =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/\.0+$/, '') : '';
  return text === '' || text === '0' || text.length > 80 ? undefined : text;
}
