/** The unified audit log of Microsoft 365: mail, files, teams, and the directory's share of it. See README.md. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const microsoft365 = defineSource({
  id: 'microsoft-365',
  product: 'Microsoft 365 unified audit log',
  provider: 'microsoft-365',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
