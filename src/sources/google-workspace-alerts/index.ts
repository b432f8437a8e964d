/** Alerts of the Google Workspace Alert Center: what another detector says. See README.md for the kinds. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const googleWorkspaceAlerts = defineSource({
  id: 'google-workspace-alerts',
  product: 'Google Workspace Alert Center',
  provider: 'google-workspace',
  recognise,
  framing: { envelopes: [{ key: 'alerts', holds: 'elements' }] },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
