/** A record in which nothing is said: what a derivation sees of a subtree that is not there or cannot be read. */

import type { RecordView } from '../contract/projection.ts';

export const NO_RECORD: RecordView = {
  ordinal: 0,
  text: () => undefined,
  time: () => undefined,
  number: () => undefined,
  flag: () => undefined,
  json: () => undefined,
  derived: (_field, derive) => derive(undefined),
  derivedFrom: (_field, _inside, derive) => derive(NO_RECORD, () => undefined),
  derivedEach: () => [],
  derivedEachFrom: () => [],
  derivedOf: (_fields, derive) => derive(NO_RECORD),
};
