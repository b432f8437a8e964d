/** The paths of a Falco alert that this source reads. The names under `output_fields` hold dots and are one level. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('time'),
  uuid: text('uuid'),
  hostname: text('hostname'),
  rule: text('rule'),
  source: text('source'),
  output_fields: json('output_fields'),
});
