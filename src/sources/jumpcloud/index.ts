/** JumpCloud Directory Insights, all services. See README.md for the fields and what is kept how long. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const jumpcloud = defineSource({
  id: 'jumpcloud',
  product: 'JumpCloud Directory Insights',
  provider: 'jumpcloud',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
