/** Rows of the Log Analytics table `OfficeActivity`, put back into the shape of the records they were made from. */

import { bareObject, parseNested } from '../../lib/json.ts';

/** Columns that the table named otherwise than the record. */
const NAMES: Readonly<Record<string, string>> = {
  timegenerated: 'CreationTime',
  officeid: 'Id',
  officeworkload: 'Workload',
  officeobjectid: 'ObjectId',
  client_ipaddress: 'ClientIPAddress',
  site_url: 'SiteUrl',
  event_data: 'EventData',
  aadtarget: 'Target',
};
/** Of the table, not of the record: the workspace's id, and when the row came in. */
const OWN = new Set(['tenantid', 'type', '$table', 'sourcesystem', 'start_time', 'elevationtime']);

export function recordOfRow(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = bareObject();
  for (const [column, cell] of Object.entries(row)) {
    if (cell === '' || cell === null || cell === undefined) continue;
    const plain = column.replace(/ ?\[UTC\]$/, '');
    const small = plain.toLowerCase();
    // The same column once more, for older queries.
    if (OWN.has(small) || small.endsWith('_')) continue;
    const name = Object.hasOwn(NAMES, small) ? (NAMES[small] ?? plain) : plain;
    record[name] = typeof cell === 'string' ? (parseNested(cell.trim()) ?? cell) : cell;
  }
  return record;
}
