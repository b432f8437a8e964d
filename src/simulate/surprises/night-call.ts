/** The engineer on call is woken at night and looks around in production, through the VPN or from home. */

import { sit } from '../behaviours/people.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import type { Surprise } from '../stage.ts';

const ON_CALL = 6;
const NIGHT = 2;

export const nightCall: Surprise = {
  id: 'night-call',
  happen: (stage) => {
    const engineer = stage.organisation.people[ON_CALL];
    if (stage.day.index !== NIGHT || engineer === undefined) return;
    sit(stage, engineer, stage.day.start + 2 * HOUR + 41 * MINUTE, stage.random);
  },
};
