/** AWS CloudTrail, in every wrapping AWS delivers it. See README.md for the fields and what must be switched on. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const awsCloudtrail = defineSource({
  id: 'aws-cloudtrail',
  product: 'AWS CloudTrail',
  provider: 'aws',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
