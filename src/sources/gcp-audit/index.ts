/** Google Cloud audit logs, in every wrapping Google ships them in. See README.md for the fields and what must be switched on. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const gcpAudit = defineSource({
  id: 'gcp-audit',
  product: 'Google Cloud audit logs',
  provider: 'gcp',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
