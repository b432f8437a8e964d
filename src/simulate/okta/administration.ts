/**
 * What administrators and their programs do at Okta all year: groups, applications, a policy now and then, a token
 * renewed. Programs present tokens of their own from where they run.
 */

import { addressIn } from '../networks.ts';
import type { Person } from '../organisation.ts';
import type { Random } from '../random.ts';
import { HOUR, MINUTE, SECOND, ticks } from '../rhythm.ts';
import { administrators } from '../staff.ts';
import type { Behaviour, Stage } from '../stage.ts';
import { WORLD } from '../world.ts';
import { openAdminConsole, resetPassword } from './acts.ts';
import { callerAt } from './presence.ts';
import type { OktaAct } from './record.ts';
import { type OktaTenant, oktaId } from './tenant.ts';
import { application, program, thing, user } from './users.ts';
import { write } from './working-day.ts';

export const administration: Behaviour = (stage) => {
  const { okta } = stage.organisation;
  if (okta === undefined) return;
  if (!stage.day.weekend)
    for (const person of administrators(stage.organisation))
      administer(stage, okta, person, stage.random.fork(person.login));
  synchronise(stage, okta, stage.random.fork('people sync'));
  provision(stage, okta, stage.random.fork('terraform'));
};

function administer(stage: Stage, okta: OktaTenant, person: Person, random: Random): void {
  if (!random.chance(0.5)) return;
  const from = stage.day.start + Math.floor((9.7 + random.unit() * 6.5 - person.zone) * HOUR);
  const by = callerAt(stage, person, from);
  write(stage, random, by, [{ at: from, act: openAdminConsole(person, okta.apps.admin) }]);
  const tasks = random.between(1, 3);
  for (let i = 1; i <= tasks; i += 1) {
    const at = from + i * random.between(2, 9) * MINUTE;
    const acts = task(random)(okta, random.pick(stage.organisation.people), random);
    write(
      stage,
      random,
      by,
      acts.map((act, n) => ({ at: at + n * 30 * SECOND, act })),
    );
  }
}

type Task = (okta: OktaTenant, subject: Person, random: Random) => readonly OktaAct[];

/** How often, of a thousand tasks. */
const TASKS: readonly (readonly [number, Task])[] = [
  [360, (okta, subject, random) => [joinGroup(okta, subject, random)]],
  [290, (okta, subject, random) => [assign(okta, subject, random)]],
  [
    140,
    (okta, _, random) => [
      {
        type: 'application.lifecycle.update',
        targets: [application(random.pick(Object.values(okta.apps)))],
        reason: 'Application settings updated',
      },
    ],
  ],
  [
    60,
    (okta, _, random) => [
      {
        type: 'group.application_assignment.add',
        targets: [
          thing('UserGroup', random.pick(okta.groups)),
          application(random.pick(Object.values(okta.apps))),
        ],
      },
    ],
  ],
  [45, (_, subject) => [resetPassword(subject)]],
  [40, (_, subject) => [{ type: 'user.lifecycle.suspend', targets: [user(subject)] }]],
  [25, (okta) => [changeRule(okta, { maxSessionIdleMinutes: '120' }, { maxSessionIdleMinutes: '60' })]],
  [
    10,
    (_, __, random) => [
      {
        type: 'zone.update',
        targets: [thing('NetworkZone', { id: oktaId('nzo', random), name: 'Offices' })],
      },
    ],
  ],
  [
    10,
    (_, subject) => [
      {
        type: 'user.account.privilege.grant',
        targets: [user(subject)],
        debug: { privilegeGranted: 'Read-only administrator' },
      },
    ],
  ],
  [10, (_, __, random) => renewToken(`reporting-${random.between(1, 9)}`, random)],
  [
    6,
    (_, __, random) => [
      {
        type: 'app.oauth2.client.lifecycle.create',
        targets: [
          {
            ...application({ id: oktaId('0oa', random), name: `Integration ${random.between(10, 99)}` }),
            type: 'PublicClientApp',
          },
        ],
      },
    ],
  ],
  [
    4,
    (okta) => [{ type: 'system.idp.lifecycle.update', targets: [thing('IdentityProvider', okta.partner)] }],
  ],
];

function task(random: Random): Task {
  let left = random.unit() * TASKS.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, found] of TASKS) {
    left -= weight;
    if (left < 0) return found;
  }
  return TASKS[0]?.[1] ?? (() => []);
}

export function joinGroup(okta: OktaTenant, subject: Person, random: Random): OktaAct {
  return {
    type: 'group.user_membership.add',
    targets: [user(subject), thing('UserGroup', random.pick(okta.groups))],
    debug: { requestUri: '/api/v1/groups/members' },
  };
}

function assign(okta: OktaTenant, subject: Person, random: Random): OktaAct {
  const app = random.pick([okta.apps.wiki, okta.apps.tickets, okta.apps.code, okta.apps.microsoft]);
  return {
    type: 'application.user_membership.add',
    targets: [{ ...user(subject), type: 'AppUser' }, application(app), user(subject)],
  };
}

export function changeRule(
  okta: OktaTenant,
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string>>,
): OktaAct {
  return {
    type: 'policy.rule.update',
    targets: [
      thing('PolicyEntity', okta.signOnPolicy, { detailEntry: { policyType: 'OktaSignOn' } }),
      thing(
        'PolicyRule',
        { id: `0pr${okta.signOnPolicy.id.slice(3)}`, name: 'Staff' },
        {
          changeDetails: { from, to },
        },
      ),
    ],
  };
}

/** The new one first, then the old one away. */
export function renewToken(name: string, random: Random): readonly OktaAct[] {
  const token = (id: string) => thing('Token', { id, name });
  return [
    { type: 'system.api_token.create', targets: [token(oktaId('00T', random))] },
    { type: 'system.api_token.revoke', targets: [token(oktaId('00T', random))] },
  ];
}

/** The people system keeps profiles in step, and brings newcomers in on the day before they start. */
function synchronise(stage: Stage, okta: OktaTenant, random: Random): void {
  const by = program(okta.hr, addressIn(WORLD.saas, 7));
  const { people } = stage.organisation;
  for (const at of ticks(stage.day, 5 * HOUR, random)) {
    for (let i = random.between(0, 2); i > 0; i -= 1) {
      const target = user(random.pick(people));
      const act = {
        type: 'user.account.update_profile',
        targets: [target],
        debug: { requestUri: `/api/v1/users/${target.id}` },
      };
      write(stage, random, by, [{ at: at + i * SECOND, act }]);
    }
  }
  for (const person of people) {
    if (person.startsOn === 0 || person.startsOn !== stage.day.index + 1) continue;
    const at = stage.day.start + 13 * HOUR + random.between(0, 40) * MINUTE;
    const targets = [user(person)];
    write(stage, random, by, [
      { at, act: { type: 'user.lifecycle.create', targets } },
      { at: at + SECOND, act: { type: 'user.lifecycle.activate', targets } },
      { at: at + 2 * SECOND, act: joinGroup(okta, person, random) },
    ]);
  }
}

/** Infrastructure as code looks after groups and applications, from the CI system's runners. */
function provision(stage: Stage, okta: OktaTenant, random: Random): void {
  if (stage.day.weekend || !random.chance(0.5)) return;
  const by = program(okta.terraform, addressIn(stage.organisation.networks.ci, random.between(0, 60)));
  const at = stage.day.start + Math.floor((9 + random.unit() * 7) * HOUR);
  const acts: OktaAct[] = [
    {
      type: 'group.application_assignment.add',
      targets: [
        thing('UserGroup', random.pick(okta.groups)),
        application(random.pick(Object.values(okta.apps))),
      ],
    },
    {
      type: 'application.lifecycle.update',
      targets: [application(random.pick(Object.values(okta.apps)))],
    },
  ];
  if (random.chance(0.15))
    acts.push(changeRule(okta, { maxSessionLifetimeMinutes: '720' }, { maxSessionLifetimeMinutes: '600' }));
  write(
    stage,
    random,
    by,
    acts.map((act, n) => ({ at: at + n * 2 * SECOND, act })),
  );
}
