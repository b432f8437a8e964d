/** Keycloak user and admin events, as JSON and as lines of the server log. See README.md for what must be switched on. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const keycloak = defineSource({
  id: 'keycloak',
  product: 'Keycloak events',
  provider: 'keycloak',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
