/** An administrator on call is woken, signs in from home and takes up a privileged role for some hours. */

import { addToRole, auditedPerson, personTarget } from '../microsoft/audit.ts';
import { audit } from '../microsoft/directory.ts';
import { browserOf } from '../microsoft/people.ts';
import { addressIn } from '../networks.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Surprise } from '../stage.ts';
import { chanceOf, sitDown } from './calendar.ts';

/** Of all nights. */
const SHARE = 0.1;
const ROLES = ['Cloud Application Administrator', 'User Administrator', 'Exchange Administrator'] as const;

export const pimAtNight: Surprise = {
  id: 'pim-at-night',
  happen: (stage) => {
    const { organisation, day } = stage;
    const chance = chanceOf(organisation, `pim-at-night/${day.index}`);
    if (organisation.microsoft === undefined || chance === undefined || !chance.chance(SHARE)) return;
    const who = chance.pick(administrators(organisation));
    const at = day.start + ((26 - who.zone) % 24) * HOUR + chance.between(0, 55) * MINUTE;
    const ip = addressIn(who.home, who.mobile === undefined ? who.number : who.number * 131);
    sitDown(stage, who, at, ip);
    const activity = 'Add member to role completed (PIM activation)';
    const call = addToRole(activity, chance.pick(ROLES), personTarget(who), 'PIM');
    audit(stage, stage.random, at + 4 * MINUTE, auditedPerson(who, ip, browserOf(who)), call);
  },
};
