/** OCSF events (Open Cybersecurity Schema Framework), as Amazon Security Lake and pipelines write them. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const ocsf = defineSource({
  id: 'ocsf',
  product: 'OCSF events',
  provider: 'other',
  recognise,
  framing: { envelopes: [] },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
