/** One event of an operation in the table: what its finders may ask. Changes are parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import type { Principal } from '../../model/event.ts';
import { type Change, changesIn } from './changes.ts';
import { FIELDS } from './fields.ts';
import { type Party, partyOf, principalOf } from './principal.ts';

export class Call {
  readonly record: RecordView;
  readonly scope: string;
  readonly principal: Principal;
  #changes: readonly Change[] | undefined;

  constructor(record: RecordView, scope: string, principal: Principal) {
    this.record = record;
    this.scope = scope;
    this.principal = principal;
  }

  /** What the event is about. */
  get resource(): Party {
    return this.record.derived(FIELDS.resource, partyOf);
  }

  get application(): Party {
    return this.record.derived(FIELDS.application, partyOf);
  }

  /** The resource, where it is somebody. */
  get person(): Principal | undefined {
    const { resource } = this;
    return isPerson(resource.type) ? principalOf(resource, this.scope) : undefined;
  }

  get changes(): readonly Change[] {
    this.#changes ??= changesIn(this.record.json(FIELDS.changes));
    return this.#changes;
  }

  /** Whether a field of that kind was changed. */
  changed(field: RegExp): boolean {
    return this.changes.some(({ name }) => field.test(name));
  }
}

function isPerson(type: string | undefined): boolean {
  return (
    type === undefined || ['user', 'admin', 'administrator', 'systemuser', 'provider_admin'].includes(type)
  );
}
