/** osquery's result log: which processes asked a metadata service. See README.md for the queries it needs. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { joinRows } from './joining.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const osquery = defineSource({
  id: 'osquery',
  product: 'osquery',
  provider: 'host',
  recognise,
  framing: { envelopes: [], wrappings: { results: { perFile: joinRows } } },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
