/** Microsoft Entra ID: audits, sign-ins, risks and provisioning, in every wrapping. See README.md for fields and settings. */

import { defineSource } from '../../contract/source.ts';
import { framing } from '../../vendor/microsoft/framing.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const entraId = defineSource({
  id: 'entra-id',
  product: 'Microsoft Entra ID',
  provider: 'entra',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
