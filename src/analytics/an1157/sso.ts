/** Changes of sign-on settings and of who is trusted to name identities, by somebody who does not do so. */

import { fact, note } from '../../contract/evidence.ts';
import { inUsualPlace, isHabit } from '../../contract/habit.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { rememberDelegation } from './delegations.ts';
import { rememberIssuer } from './issuers.ts';
import { doubtOf, oddities, pathOf } from './oddity.ts';
import { type Context, isWatchedSetting } from './parameters.ts';
import { judgeRoleTrust } from './role-trust.ts';
import { type SettingOf, settingOf } from './scopes.ts';

export function judgeSetting(event: Event, at: Context): readonly Judgement[] {
  const row = settingOf(event);
  if (row === undefined || !isWatchedSetting(at, row.setting) || isOfSignOnItself(event)) return [];
  if (row.change === 'trust-opened') return judgeRoleTrust(event, at);
  const odd = oddities(event, at, 'object');
  if (row.change === 'delegation-granted') rememberDelegation(event, at, doubtOf(odd));
  else rememberIssuer(event, row, at, doubtOf(odd));
  if (inUsualPlace(at.surprise) && isHabit(event, at.recall)) return [];
  const object = objectOf(event);
  const evidence = [
    weigh(event, row, object),
    ...changedFrom(event),
    ...administratorRights(event),
    ...pathOf(event, at),
    ...odd,
  ];
  return [
    {
      detection: row.change,
      evidence,
      foldBy: `${event.principal.uid}|${row.setting}|${object}`,
      ...(object === event.operation ? {} : { summary: settingSummary(event, object) }),
    },
  ];
}

/** Old → new, where the record tells: what a reviewer asks first. */
function changedFrom(event: Event): Evidence[] {
  const { setting, settingOld, settingNew } = event.details;
  if (typeof settingNew !== 'string' && typeof settingOld !== 'string') return [];
  const name = typeof setting === 'string' ? `${setting}: ` : '';
  const observed = `${name}${settingNew ?? 'removed'}`;
  return [note(event, 'new value', true, observed, `${settingOld ?? 'not told'} before`)];
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

const OBSERVED: Partial<Record<SettingOf['change'], readonly [condition: string, expected: string]>> = {
  'identity-provider-added': ['new issuer of identities', 'the issuers in use'],
  'trust-anchor-added': ['new issuer of identities', 'the issuers in use'],
  'certificate-authority-trusted': ['certificates of another authority trusted', 'the authorities in use'],
  'domain-federation-changed': ['sign-in of a domain handed over', 'the issuer in use'],
  'signing-certificate-changed': ['signing key of an issuer replaced', 'the key in use'],
  'delegation-granted': ['may act as others', 'people and programs act as themselves'],
  'assignment-granted': ['access assigned', 'assignments by those who manage access'],
};

function weigh(event: Event, { change, setting, weight }: SettingOf, object: string): Evidence {
  const [condition, expected] = OBSERVED[change] ?? [
    `setting changed: ${setting}`,
    'changes by those who run sign-on',
  ];
  return weight === undefined
    ? note(event, condition, true, object, expected)
    : fact(event, weight, condition, object, expected);
}

function administratorRights(event: Event): Evidence[] {
  if (event.details['administratorPolicy'] !== true) return [];
  const policy = event.details['policyArn'];
  const observed = typeof policy === 'string' ? policy : 'a policy that allows everything';
  return [
    fact(event, 'administrator-rights', 'administrator rights', observed, 'rights for the task at hand'),
  ];
}

const NAMES = [
  'domain',
  'policy',
  'clientId',
  'name',
  'anchorName',
  'providerName',
  'profileName',
  'permissionSetArn',
  'directoryId',
  'instanceArn',
];

function objectOf(event: Event): string {
  const [target] = event.targets;
  for (const name of NAMES) {
    const said = event.details[name];
    if (typeof said === 'string') return said;
  }
  return target?.name ?? target?.uid ?? event.operation;
}
