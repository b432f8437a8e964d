/** PingOne audit activities, in every wrapping they are shipped in. See README.md for the fields and what must be switched on. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const pingOne = defineSource({
  id: 'ping-one',
  product: 'PingOne',
  provider: 'ping-one',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
