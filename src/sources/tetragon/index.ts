/** Tetragon: which processes and pods asked a metadata service. See README.md for the policy it needs. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const tetragon = defineSource({
  id: 'tetragon',
  product: 'Tetragon',
  provider: 'host',
  recognise,
  framing: { envelopes: [] },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
