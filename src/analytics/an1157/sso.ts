/** Changes of sign-on settings and of who is trusted to name identities, by somebody who does not do so. */

import { fact, note } from '../../contract/evidence.ts';
import { habitEvidence, inUsualPlace, isHabit, pathEvidence } from '../../contract/habit.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context, Setting } from './parameters.ts';
import { judgeRoleTrust } from './role-trust.ts';
import { type Change, SETTING_CHANGES } from './settings.ts';

export function judgeSetting(event: Event, at: Context): readonly Judgement[] {
  const row = SETTING_CHANGES.get(event.operation);
  if (row === undefined || !at.parameters.ssoSettingScope.includes(row.setting) || isOfSignOnItself(event))
    return [];
  if (row.change === 'trust-opened') return judgeRoleTrust(event, at);
  if (inUsualPlace(at.surprise) && isHabit(event, at.recall)) return [];
  const declared = at.context.automation(event.principal) !== undefined;
  const evidence = [
    weightOf(event, row.change, row.setting),
    ...administratorRights(event),
    ...(declared ? [] : pathEvidence(event)),
    ...habitEvidence(event, at.surprise, 'object'),
  ];
  const object = objectOf(event);
  return [
    {
      detection: row.change,
      evidence,
      foldBy: `${event.principal.uid}|${object}`,
      ...(object === event.operation ? {} : { summary: settingSummary(event, object) }),
    },
  ];
}

/** By the name its maker gave it: the id that a trust anchor or an instance has says nothing. */
function settingSummary(event: Event, object: string): string {
  return summarise(
    event,
    `${event.outcome === 'failure' ? 'tried' : 'called'} ${event.operation} on ${object}`,
  );
}

/** Identity Center keeps its own SAML provider and roles in every account it serves. */
function isOfSignOnItself({ principal, client }: Event): boolean {
  return client.service === 'sso.amazonaws.com' || principal.name.startsWith('AWSServiceRoleForSSO');
}

function weightOf(event: Event, change: Change, setting: Setting): Evidence {
  const object = objectOf(event);
  switch (change) {
    case 'identity-provider-added':
    case 'trust-anchor-added':
      return fact(event, 'new-issuer', 'new issuer of identities', object, 'the issuers in use');
    case 'signing-certificate-changed':
      return fact(
        event,
        'certificate-replaced',
        'signing key of an issuer replaced',
        object,
        'the key in use',
      );
    case 'assignment-granted':
      return note(event, 'access assigned', true, object, 'assignments by those who manage access');
    case 'sso-setting-changed':
    case 'permission-set-widened':
    case 'trust-opened':
      return fact(
        event,
        'sso-setting',
        `setting changed: ${setting}`,
        object,
        'changes by those who run sign-on',
      );
  }
}

function administratorRights(event: Event): Evidence[] {
  if (event.details['administratorPolicy'] !== true) return [];
  const policy = event.details['policyArn'];
  const observed = typeof policy === 'string' ? policy : 'a policy that allows everything';
  return [
    fact(event, 'administrator-rights', 'administrator rights', observed, 'rights for the task at hand'),
  ];
}

const NAMES = ['anchorName', 'providerName', 'profileName', 'permissionSetArn', 'directoryId', 'instanceArn'];

function objectOf(event: Event): string {
  const [target] = event.targets;
  for (const name of NAMES) {
    const said = event.details[name];
    if (typeof said === 'string') return said;
  }
  return target?.name ?? target?.uid ?? event.operation;
}
