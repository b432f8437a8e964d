/** Sysmon on Windows and Linux: which programs asked a metadata service. See README.md for its configuration. */

import { defineSource } from '../../contract/source.ts';
import { FIELDS } from './fields.ts';
import { joinJson, joinXml } from './joining.ts';
import { normalise } from './normalise.ts';
import { OPERATIONS } from './operations.ts';
import { recognise } from './recognise.ts';

export const sysmon = defineSource({
  id: 'sysmon',
  product: 'Sysmon for Windows and Linux',
  provider: 'host',
  recognise,
  framing: { envelopes: [], lines: joinXml, wrappings: { json: { perFile: joinJson } } },
  projection: FIELDS,
  normalise,
  operations: OPERATIONS,
});
