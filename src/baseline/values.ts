/** Numbers for the values of features, given once and kept in the saved state. Judges nothing. */

import type { Client } from '../model/event.ts';
import { type Key, keyOf } from './counts.ts';
import { clientFeatures, FEATURES } from './features.ts';

/** Interned values of one feature. */
export interface ValueTable {
  readonly ids: Map<string, number>;
  readonly texts: string[];
}

export interface Values {
  /** Ids of values, one table per feature. */
  readonly values: readonly ValueTable[];
  /** Clients are shared objects: one look-up gives the keys of all features that depend on them. */
  readonly clientKeys: Map<Client, readonly Key[]>;
}

/** Clients whose keys are remembered; beyond it the memory starts anew, which costs time only. */
const CLIENTS_REMEMBERED = 65_536;
/** Stands for a feature that a client has no value for. */
export const NO_KEY: Key = -1;

export function createValues(): Values {
  return { values: FEATURES.map(() => ({ ids: new Map(), texts: [] })), clientKeys: new Map() };
}

/** Interns a value of a feature. */
export function keyIn({ values }: Values, feature: number, value: string): Key {
  const table = values[feature];
  if (table === undefined) throw new Error(`there is no feature ${feature}`);
  let id = table.ids.get(value);
  if (id === undefined) {
    id = table.texts.push(value) - 1;
    table.ids.set(value, id);
  }
  return keyOf(id, feature);
}

/** Of the features that depend on the client alone; {@link NO_KEY} where it has no value. */
export function keysOfClient(values: Values, client: Client): readonly Key[] {
  let keys = values.clientKeys.get(client);
  if (keys === undefined) {
    keys = clientFeatures(client).map((value, feature) =>
      value === undefined ? NO_KEY : keyIn(values, feature, value),
    );
    if (values.clientKeys.size >= CLIENTS_REMEMBERED) values.clientKeys.clear();
    values.clientKeys.set(client, keys);
  }
  return keys;
}
