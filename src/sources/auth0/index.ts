/** Auth0 tenant logs, from the Management API and from log streams. See README.md for the fields and what is logged. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const auth0 = defineSource({
  id: 'auth0',
  product: 'Auth0 tenant logs',
  provider: 'auth0',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
