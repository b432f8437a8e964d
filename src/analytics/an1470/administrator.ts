/** A user given administrator rights and a credential by one principal within the hour, in whichever order. */

import type { Json } from '../../contract/analytic.ts';
import { fact } from '../../contract/evidence.ts';
import { habitEvidence } from '../../contract/habit.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { callerEvidence, isExpected } from './caller.ts';
import { isForProgram, isForSomeoneElse, type Kind, withArticle } from './kinds.ts';
import type { Context } from './parameters.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Rights given through a group are known by the group's name alone. */
const ADMINISTRATORS = /admin/i;

/** A credential of somebody else was made: with rights given before, it completes an administrator. */
export function judgeEquipped(event: Event, kind: Kind, at: Context): Judgement[] {
  if (!isForSomeoneElse(event) || event.subject === undefined || event.outcome !== 'success') return [];
  const { uid, name } = event.subject;
  // An application and what signs in for it have ids of their own, and one name.
  if (isForProgram(event))
    for (const known of [uid, name])
      at.recall.set(`equipped ${known}`, [kind, event.uid], event.time + at.parameters.firstUseWatch * DAY);
  return judgePart(event, at, { user: uid, name, part: 'credential', what: kind });
}

/** Rights were given: with a credential made before, they complete an administrator. */
export function judgeGrant(event: Event, at: Context): Judgement[] {
  if (event.outcome !== 'success') return [];
  const rights = administratorRights(event);
  if (rights !== undefined && event.subject?.uid === event.principal.uid)
    return judgeOwnGrant(event, rights, at);
  const user = event.targets.find(({ kind }) => kind === 'user');
  if (rights === undefined || user === undefined || user.uid === event.principal.uid) return [];
  return judgePart(event, at, { user: user.uid, name: user.name ?? user.uid, part: 'rights', what: rights });
}

/** A program that makes itself an administrator; all the more with a secret that somebody has just given it. */
function judgeOwnGrant(event: Event, rights: string, at: Context): Judgement[] {
  const { principal } = event;
  if (!isForProgram(event) || isExpected(event, at)) return [];
  const given =
    partOf(at.recall.get(`equipped ${principal.uid}`)) ?? partOf(at.recall.get(`equipped ${principal.name}`));
  const evidence = [
    fact(
      event,
      'administrator-rights',
      'administrator rights for itself',
      `${rights} for ${principal.name}`,
      'rights given by those who run the program',
    ),
    ...(given === undefined
      ? []
      : [
          fact(
            event,
            'fresh-credential-used',
            'and a credential of late',
            `${given.what} made for it`,
            'secrets made long ago',
            [given.event],
          ),
        ]),
    ...callerEvidence(event, at),
    ...habitEvidence(event, at.surprise, 'kind of holder'),
  ];
  const summary = summarise(event, `gave itself administrator rights (${shortName(rights)})`);
  return [
    { detection: 'administrator-equipped', evidence, foldBy: `${principal.uid}|${principal.uid}`, summary },
  ];
}

interface Step {
  readonly user: string;
  readonly name: string;
  readonly part: 'credential' | 'rights';
  readonly what: string;
}

function judgePart(event: Event, at: Context, { user, name, part, what }: Step): Judgement[] {
  const keyOf = (each: string) => `${each} ${event.principal.uid} ${user}`;
  at.recall.set(keyOf(part), [what, event.uid], event.time + at.parameters.grantWindow * MINUTE);
  const other = partOf(at.recall.get(keyOf(part === 'rights' ? 'credential' : 'rights')));
  if (other === undefined || isExpected(event, at)) return [];
  const [rights, credential] = part === 'rights' ? [what, other.what] : [other.what, what];
  const evidence = [
    fact(
      event,
      'administrator-rights',
      'administrator rights for the same user',
      `${rights} for ${name}`,
      'rights for the task at hand',
      [other.event],
    ),
    fact(
      event,
      'someone-else',
      'and a credential, by the same principal',
      `${credential} for ${name}, by ${event.principal.name}`,
      'rights and credentials given by different hands',
      [other.event],
    ),
    fact(event, 'lasting-key', 'lasts until deleted', credential, 'a session that ends by itself', [
      other.event,
    ]),
    ...callerEvidence(event, at),
    ...habitEvidence(event, at.surprise, 'kind of holder'),
  ];
  return [
    {
      detection: 'administrator-equipped',
      evidence,
      foldBy: `${event.principal.uid}|${user}`,
      summary: summarise(
        event,
        `gave ${name} administrator rights (${shortName(rights)}) and ${withArticle(credential)}`,
      ),
    },
  ];
}

function administratorRights({ details }: Event): string | undefined {
  const group = details['groupName'];
  if (details['administratorPolicy'] === true) {
    const policy = details['policyArn'] ?? details['policyName'] ?? details['role'];
    return typeof policy === 'string' ? policy : 'administrator policy';
  }
  return typeof group === 'string' && ADMINISTRATORS.test(group) ? `group ${group}` : undefined;
}

/** `AdministratorAccess` out of a policy's ARN. */
function shortName(rights: string): string {
  return rights.slice(rights.lastIndexOf('/') + 1);
}

function partOf(remembered: Json | undefined): { what: string; event: string } | undefined {
  if (!Array.isArray(remembered)) return undefined;
  const [what, event] = remembered;
  return typeof what === 'string' && typeof event === 'string' ? { what, event } : undefined;
}
