/**
 * The paths of a Falco alert that this source reads: a few to pass over most alerts, all of the output's fields for the
 * rest. Names under `output_fields` hold dots and are one level.
 */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('time'),
  uuid: text('uuid'),
  hostname: text('hostname'),
  rule: text('rule'),
  source: text('source'),
  output_fields: json('output_fields'),
  sip: text('output_fields.fd\\.sip'),
  rip: text('output_fields.fd\\.rip'),
  sipName: text('output_fields.fd\\.sip\\.name'),
  fdName: text('output_fields.fd\\.name'),
  cmdline: text('output_fields.proc\\.cmdline'),
});
