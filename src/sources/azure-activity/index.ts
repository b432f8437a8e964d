/** Azure's activity log: calls of the management API, in every wrapping. See README.md for fields and settings. */

import { defineSource } from '../../contract/source.ts';
import { framing } from '../../vendor/microsoft/framing.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const azureActivity = defineSource({
  id: 'azure-activity',
  product: 'Azure activity log',
  provider: 'azure',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
