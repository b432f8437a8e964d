/** The machines themselves: audit logs of all of them in one place, and Falco's alerts of the cluster. */

import type { Estate } from '../estate.ts';
import { ndjsonFile } from '../estate.ts';
import { containers } from './containers.ts';
import { machines } from './machines.ts';

export const hosts: Estate = {
  id: 'hosts',
  logs: ['auditd', 'falco'],
  extend: (organisation) => ({ ...organisation, hosts: { rolledOut: [] } }),
  behaviours: [
    ['host machines', machines],
    ['host containers', containers],
  ],
  layout: ({ log, date, records }) => [
    ndjsonFile(
      `hosts/${log}/${date.replaceAll('-', '/')}/${log === 'auditd' ? 'audit.log' : 'alerts.json'}`,
      records,
    ),
  ],
};
