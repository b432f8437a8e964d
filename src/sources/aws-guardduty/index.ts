/** Amazon GuardDuty findings, from S3 exports, EventBridge, the API or Security Hub: another detector's word. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { framing } from './framing.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const awsGuardduty = defineSource({
  id: 'aws-guardduty',
  product: 'Amazon GuardDuty',
  provider: 'aws',
  recognise,
  framing,
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
