/** The identity provider's certificate and rules are renewed by an administrator: once as announced, once without a word. */

import { openAdminConsole } from '../okta/acts.ts';
import { changeRule } from '../okta/administration.ts';
import { callerAt } from '../okta/presence.ts';
import { thing } from '../okta/users.ts';
import { write } from '../okta/working-day.ts';
import type { Organisation, Person } from '../organisation.ts';
import { HOUR, MINUTE } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Stage, Surprise } from '../stage.ts';
import { adminAct } from '../workspace/acts.ts';
import { placeAt } from '../workspace/administration.ts';
import { write as writeWorkspace } from '../workspace/working-day.ts';
import { chanceOf, changesFor, dayFor } from './calendar.ts';

export const federationChangeAnnounced: Surprise = {
  ...surprise('federation-change-announced'),
  context: (organisation, start) => {
    const id = 'federation-change-announced';
    const who = whoChanges(organisation, id);
    if (who === undefined) return {};
    return { changes: changesFor('CHG-2088', start, dayFor(organisation, id, 0), [who], 'sso.change') };
  },
};

export const federationChangeUnannounced: Surprise = surprise('federation-change-unannounced');

function surprise(id: string): Surprise {
  return {
    id,
    happen: (stage) => {
      if (stage.day.index === dayFor(stage.organisation, id, -1)) change(stage, id);
    },
  };
}

function whoChanges(organisation: Organisation, id: string): Person | undefined {
  return chanceOf(organisation, `${id} who`)?.pick(administrators(organisation));
}

function change(stage: Stage, id: string): void {
  const { organisation, day, random } = stage;
  const who = whoChanges(organisation, id);
  if (who === undefined) return;
  const at = day.start + Math.floor((13 + random.unit() * 2 - who.zone) * HOUR);
  if (organisation.workspace === true) {
    const profile = adminAct('INBOUND_SSO_PROFILE_UPDATED', 'SECURITY_SETTINGS', [
      ['INBOUND_SSO_PROFILE_NAME', 'Okta'],
    ]);
    writeWorkspace(stage, random, at + 25 * MINUTE, who, placeAt(stage, who, at), profile);
  }
  const { okta } = organisation;
  if (okta === undefined) return;
  const partner = thing('IdentityProvider', okta.partner);
  const longer = changeRule(
    okta,
    { primaryFactor: 'PASSWORD_IDP' },
    { primaryFactor: 'PASSWORD_IDP_ANY_FACTOR' },
  );
  write(stage, random, callerAt(stage, who, at), [
    { at, act: openAdminConsole(who, okta.apps.admin) },
    { at: at + 6 * MINUTE, act: { type: 'system.idp.key.create', targets: [partner] } },
    { at: at + 9 * MINUTE, act: { type: 'system.idp.lifecycle.update', targets: [partner] } },
    { at: at + 18 * MINUTE, act: longer },
  ]);
}
