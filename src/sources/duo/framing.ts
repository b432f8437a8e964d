/** The wrappings Duo's logs are shipped in, and how to get one record out of each. */

import type { Framing } from '../../contract/source.ts';
import { at, isObject, listAt } from '../../lib/json.ts';
import { nestedFromColumns } from '../../lib/typed-columns.ts';

export const framing: Framing = {
  envelopes: [
    { key: 'response', holds: 'elements' },
    { key: 'authlogs', holds: 'elements' },
    { key: 'items', holds: 'elements' },
    { key: 'events', holds: 'elements' },
    // Splunk's HTTP Event Collector, and whoever writes one record a line under this name.
    { key: 'event', holds: 'member' },
    { key: 'message', holds: (text) => [text] },
  ],
  wrappings: {
    // A page of the second version: the list lies one object deeper.
    page: (page) => LISTS.flatMap((name) => listAt(page, 'response', name)).concat(listAt(page, 'response')),
    'log-analytics': (row) => [isObject(row) ? recordOfRow(row) : row],
  },
  row: recordOfRow,
};

export const LISTS = ['authlogs', 'items', 'events'];

/** Names of Duo's own with an underscore in them. */
const NAMES: ReadonlySet<string> = new Set([
  'access_device',
  'auth_device',
  'event_type',
  'browser_version',
  'os_version',
  'trusted_endpoint_status',
  'ood_software',
  'new_enrollment',
  'surfaced_auth',
  'surfaced_timestamp',
  'state_updated_timestamp',
  'priority_reasons',
  'priority_event',
  'enabled_by',
  'enabled_for',
  'from_new_user',
  'from_common_netblock',
  'low_risk_ip',
  'triaged_as_interesting',
  'triage_event_uri',
  'adaptive_trust_assessments',
  'activity_id',
  'old_target',
]);

/** A row of `DuoSecurityAdministrator_CL` and its kin. The description stays the text it is in the API. */
function recordOfRow(row: Readonly<Record<string, unknown>>): unknown {
  const record = nestedFromColumns(row, NAMES);
  const address = at(record, 'access_device', 'ip');
  return address === 'null' ? { ...record, access_device: undefined } : record;
}
