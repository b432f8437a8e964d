/**
 * One intrusion through all five analytics: a forged request makes a web server hand out its role's credentials;
 * from rented servers they lead over a forgotten role into the shared account, to secrets and the identity
 * provider, to keys of a dormant user, and to a federation token that would outlive them.
 */

import { DAY, HOUR, MINUTE } from '../../rhythm.ts';
import type { Campaign } from '../../stage.ts';
import { Recorder } from '../recorder.ts';
import { climb, takeSecrets, useStolenRole } from './break-in.ts';
import { federate, persist } from './persistence.ts';

const ID = 'stolen-instance-role';

export const stolenInstanceRole: Campaign = {
  id: ID,
  run(organisation, { start, firstDay, random }) {
    const log = new Recorder(ID, random);
    const night = start + firstDay * DAY + 2 * HOUR + 13 * MINUTE;
    const stolen = useStolenRole(log, organisation, night);
    const vault = climb(log, organisation, night + 31 * MINUTE, stolen, random);
    takeSecrets(log, night + 58 * MINUTE, vault);
    const key = persist(log, organisation, night + 95 * MINUTE, vault, random);
    federate(log, organisation, start + (firstDay + 1) * DAY + 3 * HOUR + 22 * MINUTE, key, random);
    return { events: log.events, labels: log.labels };
  },
};
