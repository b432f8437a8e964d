/** One audited operation: what its finders may ask. Lists are parsed when first asked for. */

import type { RecordView } from '../../contract/projection.ts';
import { parseNested } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { type Change, changeNamed, type Key, keysBeyond, pairsOf } from '../../vendor/microsoft/changes.ts';
import { changesOfObject, type DirectoryObject, objectsOf, principalOfObject } from './directory-object.ts';
import { FIELDS } from './fields.ts';

export class Call {
  readonly principal: Principal;
  readonly tenant: string;
  readonly succeeded: boolean;
  readonly #record: RecordView;
  #objects: readonly DirectoryObject[] | undefined;
  #changes: readonly Change[] | undefined;
  #keysAdded: readonly Key[] | undefined;
  #keysRemoved: readonly Key[] | undefined;

  constructor(record: RecordView, principal: Principal, tenant: string, succeeded: boolean) {
    this.#record = record;
    this.principal = principal;
    this.tenant = tenant;
    this.succeeded = succeeded;
  }

  get objects(): readonly DirectoryObject[] {
    this.#objects ??= objectsOf(this.#record.json(FIELDS.targetResources));
    return this.#objects;
  }

  /** `additionalDetails`. */
  get additional(): ReadonlyMap<string, string> {
    return this.#record.derived(FIELDS.additionalDetails, readAdditional);
  }

  get reason(): string {
    return this.#record.text(FIELDS.resultReason) ?? '';
  }

  get changes(): readonly Change[] {
    this.#changes ??= this.objects.flatMap(changesOfObject);
    return this.#changes;
  }

  change(name: string | RegExp): Change | undefined {
    return changeNamed(this.changes, name);
  }

  /** The first object of one of these types, as the principal that it is. */
  principalOf(...types: readonly string[]): Principal | undefined {
    const object = this.objects.find(({ type }) => types.includes(type));
    return object === undefined ? undefined : principalOfObject(object, this.tenant);
  }

  get keysAdded(): readonly Key[] {
    if (this.#keysAdded === undefined) {
      const change = this.change(KEYS);
      this.#keysAdded = change === undefined ? [] : keysBeyond(change.old, change.new);
    }
    return this.#keysAdded;
  }

  get keysRemoved(): readonly Key[] {
    if (this.#keysRemoved === undefined) {
      const change = this.change(KEYS);
      this.#keysRemoved = change === undefined ? [] : keysBeyond(change.new, change.old);
    }
    return this.#keysRemoved;
  }
}

const KEYS = 'KeyDescription';

/** The same agent and application repeat from record to record. */
function readAdditional(list: unknown): ReadonlyMap<string, string> {
  return pairsOf(typeof list === 'string' ? parseNested(list.trim()) : list);
}
