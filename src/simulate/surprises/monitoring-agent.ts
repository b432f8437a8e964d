/** Operations roll a new monitoring agent out on all machines, cloud by cloud; it asks the metadata service who it is. */

import type { Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

const ID = 'monitoring-agent';
const AGENT = { exe: '/opt/observer-agent/bin/observer-agent', comm: 'observer-agent' } as const;

export const monitoringAgent: Surprise = {
  id: ID,
  change: (organisation) => {
    const { hosts, span } = organisation;
    if (hosts === undefined || span === undefined) return organisation;
    const fromDay = dayFor(organisation, ID, 0);
    const rolledOut = [
      ...hosts.rolledOut,
      { ...AGENT, clouds: ['aws'] as const, fromDay },
      { ...AGENT, clouds: ['gcp', 'azure'] as const, fromDay: fromDay + 2 },
    ];
    return { ...organisation, hosts: { ...hosts, rolledOut } };
  },
};
