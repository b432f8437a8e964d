/** OneLogin events, from the Events API and its broadcasters. See README.md for the fields and the numbers of types. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const onelogin = defineSource({
  id: 'onelogin',
  product: 'OneLogin events',
  provider: 'onelogin',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
