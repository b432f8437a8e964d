/** Google Workspace activities (Reports API, BigQuery export). See README.md for the fields and what must be switched on. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const googleWorkspace = defineSource({
  id: 'google-workspace',
  product: 'Google Workspace activities',
  provider: 'google-workspace',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
