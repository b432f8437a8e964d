/** Falco: which containers and processes asked a metadata service. See README.md for the rules it needs. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const falco = defineSource({
  id: 'falco',
  product: 'Falco',
  provider: 'host',
  recognise,
  framing: { envelopes: [] },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
