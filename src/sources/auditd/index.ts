/** The Linux audit log: which programs asked a metadata service. See README.md for the rules it needs. */

import { defineSource } from '../../contract/source.ts';
import { assembleLines } from './assembly.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const auditd = defineSource({
  id: 'auditd',
  product: 'Linux auditd',
  provider: 'host',
  recognise,
  framing: { envelopes: [], lines: assembleLines },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
