/** Microsoft Graph activity: every request to the directory's and Microsoft 365's API. See README.md. */

import { defineSource } from '../../contract/source.ts';
import { framing } from '../../vendor/microsoft/framing.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const microsoftGraphActivity = defineSource({
  id: 'microsoft-graph-activity',
  product: 'Microsoft Graph activity log',
  provider: 'entra',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
