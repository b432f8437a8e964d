/** Tracee: which processes and containers asked a metadata service. See README.md for the events it needs. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { joinEvents } from './joining.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const tracee = defineSource({
  id: 'tracee',
  product: 'Tracee',
  provider: 'host',
  recognise,
  framing: { envelopes: [], wrappings: { events: { perFile: joinEvents } } },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
