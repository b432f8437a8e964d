/**
 * A company is bought. Its domain and its identity provider are added, and its people sign in from Sweden through it:
 * all that a hostile identity provider would look like, with a ticket or without.
 */

import { openAdminConsole } from '../okta/acts.ts';
import { callerAt } from '../okta/presence.ts';
import { oktaId } from '../okta/tenant.ts';
import { thing } from '../okta/users.ts';
import { write } from '../okta/working-day.ts';
import type { Organisation, Person } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Stage, Surprise } from '../stage.ts';
import { adminAct } from '../workspace/acts.ts';
import { placeAt } from '../workspace/administration.ts';
import { write as writeWorkspace } from '../workspace/working-day.ts';
import { WORLD } from '../world.ts';
import { chanceOf, changesFor, dayFor, newcomer } from './calendar.ts';

const ID = 'acquisition';
const DOMAIN = 'acquired.example.net';

export const acquisition: Surprise = {
  id: ID,
  change: (organisation, random) => {
    if (organisation.span === undefined) return organisation;
    const startsOn = dayFor(organisation, ID, 0);
    const count = 3 + Math.floor(organisation.people.length / 30);
    const desk = { zone: 1, office: WORLD.acquisition, home: WORLD.acquisition, startsOn };
    const joining = Array.from({ length: count }, (_, n): Person => {
      const duty = n % 3 === 2 ? 'analyst' : 'engineer';
      const { mobile: _mobile, ...who } = newcomer(organisation, n, random.fork(n), { ...desk, duty });
      return { ...who, email: `${who.login}@${DOMAIN}` };
    });
    return { ...organisation, people: [...organisation.people, ...joining] };
  },
  happen: (stage) => {
    const { organisation, day } = stage;
    if (organisation.span !== undefined && day.index === dayFor(organisation, ID, 0) - 1) prepare(stage);
  },
  context: (organisation, start) => {
    const who = whoPrepares(organisation);
    const announced = chanceOf(organisation, `${ID} announced`)?.chance(0.5) === true;
    if (!announced || who === undefined) return {};
    return { changes: changesFor('CHG-2150', start, dayFor(organisation, ID, 0) - 1, [who], 'sso.change') };
  },
};

function whoPrepares(organisation: Organisation): Person | undefined {
  return chanceOf(organisation, `${ID} who`)?.pick(administrators(organisation));
}

function prepare(stage: Stage): void {
  const { organisation, day, random } = stage;
  const who = whoPrepares(organisation);
  if (who === undefined) return;
  const at = day.start + Math.floor((13 + random.unit() * 2 - who.zone) * HOUR);
  if (organisation.workspace === true) {
    const added = adminAct('ADD_SECONDARY_DOMAIN', 'DOMAIN_SETTINGS', [['SECONDARY_DOMAIN_NAME', DOMAIN]]);
    writeWorkspace(stage, random, at, who, placeAt(stage, who, at), added);
  }
  const { okta } = organisation;
  if (okta === undefined) return;
  const targets = [thing('IdentityProvider', okta.acquired)];
  const rule = thing('PolicyRule', { id: oktaId('0pr', random), name: DOMAIN });
  const policy = thing('PolicyEntity', okta.routing, { detailEntry: { policyType: 'IdpDiscovery' } });
  write(stage, random, callerAt(stage, who, at), [
    { at: at + 4 * MINUTE, act: openAdminConsole(who, okta.apps.admin) },
    { at: at + 9 * MINUTE, act: { type: 'system.idp.lifecycle.create', targets } },
    { at: at + 15 * MINUTE, act: { type: 'system.idp.lifecycle.activate', targets } },
    { at: at + 21 * MINUTE, act: { type: 'policy.rule.add', targets: [policy, rule] } },
  ]);
}
