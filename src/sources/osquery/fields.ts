/**
 * The paths of one row of an osquery result that this source reads: `row` is the query's columns, `started` and
 * `parentStarted` are joined on (see `joining.ts`). Values of columns are text, or numbers when osquery is told so.
 */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  name: text('name'),
  hostIdentifier: text('hostIdentifier'),
  unixTime: json('unixTime'),
  calendarTime: text('calendarTime'),
  decorations: json('decorations'),
  row: json('row'),
  startedPath: text('started.path'),
  startedCommand: text('started.commandLine'),
  parentPath: text('parentStarted.path'),
});
