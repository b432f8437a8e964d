/** One call of an operation in the table: what its finders may ask. Lists are parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import { listAt, textAt } from '../../lib/json.ts';
import { toldText } from '../../lib/told-details.ts';
import type { Principal } from '../../model/event.ts';
import { type Change, changeNamed, changesOf, pairsOf } from '../../vendor/microsoft/changes.ts';
import { isGuid } from '../../vendor/microsoft/credential.ts';
import { applicationPrincipal, userPrincipal } from '../../vendor/microsoft/principal.ts';
import { FIELDS } from './fields.ts';

export class Call {
  readonly principal: Principal;
  readonly tenant: string;
  readonly #record: RecordView;
  #parameters: ReadonlyMap<string, string> | undefined;
  #changes: readonly Change[] | undefined;

  constructor(record: RecordView, principal: Principal, tenant: string) {
    this.#record = record;
    this.principal = principal;
    this.tenant = tenant;
  }

  /** A parameter of an Exchange command. They may hold secrets, so finders take named ones only. */
  parameter(name: string): string | undefined {
    this.#parameters ??= pairsOf(this.#record.json(FIELDS.parameters));
    return this.#parameters.get(name);
  }

  get changes(): readonly Change[] {
    this.#changes ??= changesOf(this.#record.json(FIELDS.modified));
    return this.#changes;
  }

  change(name: string | RegExp): Change | undefined {
    return changeNamed(this.changes, name);
  }

  /** What was accessed or modified, as a name that may be shown. */
  get objectId(): string | undefined {
    const id = this.#record.text(FIELDS.objectId);
    return id === undefined || id === '' ? undefined : toldText(id);
  }

  text(name: 'sharedWith' | 'sharedWithType' | 'mailboxOwner'): string | undefined {
    return this.#record.text(FIELDS[name]) || undefined;
  }

  /** The object of the directory that a directory record is about: `[{ID: 'User_…', Type: 2}, {ID: 'ada@…', Type: 5}]`. */
  get target(): Principal | undefined {
    const ids = listAt(this.#record.json(FIELDS.target)).slice(0, 20);
    const texts = ids.map((entry) => textAt(entry, 'ID') ?? '');
    const typed = texts.map((id) => TYPED.exec(id)).find((found) => found !== null);
    const upn =
      texts.find((id) => LOGIN.test(id)) ?? (LOGIN.test(this.objectId ?? '') ? this.objectId : undefined);
    const id = typed?.[2] ?? texts.find(isGuid);
    if (typed?.[1] === 'User' || (typed === undefined && upn !== undefined)) {
      return userPrincipal({ id, upn, tenant: this.tenant });
    }
    if (typed === undefined || !/^(?:Application|ServicePrincipal)$/.test(typed[1] ?? '')) return undefined;
    const displayName = texts.find(
      (text) => text !== '' && !isGuid(text) && !TYPED.test(text) && text !== typed[1],
    );
    return applicationPrincipal({ id, displayName, tenant: this.tenant });
  }
}

const TYPED = /^([A-Za-z]{1,40})_([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;
const LOGIN = /^[^@\s]{1,120}@[^@\s]{1,255}$/;
