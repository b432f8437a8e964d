/** The Okta System Log, in every wrapping it is shipped in. See README.md for the fields and what must be switched on. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const oktaSystemLog = defineSource({
  id: 'okta-system-log',
  product: 'Okta System Log',
  provider: 'okta',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
