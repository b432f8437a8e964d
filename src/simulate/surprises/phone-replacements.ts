/** A batch of old telephones is replaced: within three days their owners set up a new factor and drop the old one. */

import { callerAt } from '../okta/presence.ts';
import { newPhone, write } from '../okta/working-day.ts';
import { HOUR } from '../rhythm.ts';
import type { Surprise } from '../stage.ts';
import { chanceOf, dayFor } from './calendar.ts';

const ID = 'phone-replacements';

export const phoneReplacements: Surprise = {
  id: ID,
  happen: (stage) => {
    const { organisation, day, random } = stage;
    if (organisation.okta === undefined || organisation.span === undefined || day.weekend) return;
    const first = dayFor(organisation, ID, 0);
    for (const person of organisation.people) {
      const own = chanceOf(organisation, `${ID}/${person.login}`);
      if (own?.chance(0.08) !== true || person.startsOn > day.index) continue;
      if (first + own.between(0, 2) !== day.index) continue;
      const at = day.start + Math.floor((10 + own.unit() * 6 - person.zone) * HOUR);
      write(stage, random, callerAt(stage, person, at), newPhone(person, at, day.index));
    }
  },
};
