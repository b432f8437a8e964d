/** The dials of AN1470: who is expected to make credentials, whose callers weigh more, and for how long to watch. */

import type { JudgeContext } from '../../contract/analytic.ts';

export const parameters = {
  callerIdentityContext: {
    type: 'list',
    attack: 'CallerIdentityContext',
    about:
      'kinds of caller that are told apart and weigh more: root, people signed in through an identity provider, temporary sessions, workloads',
    default: ['root', 'federated', 'sts-session', 'workload'],
    allowed: ['root', 'federated', 'sts-session', 'workload'],
  },
  newCredentialUsageWindow: {
    type: 'number',
    attack: 'NewCredentialUsageWindow',
    unit: 'minutes',
    about: 'use of an access key this soon after it was made is judged together with its making',
    default: 5,
    least: 1,
    most: 10_080,
  },
  iamRoleBaseline: {
    type: 'list',
    attack: 'IAMRoleBaseline',
    about:
      'name patterns of principals expected to make credentials; those pass in their usual place, all others weigh more; empty = learned from the logs alone',
    default: [],
  },
  firstUseWatch: {
    type: 'number',
    unit: 'days',
    about:
      'for so long after it was made, use of a key from a place new to its holder is judged with its making',
    default: 14,
    least: 1,
    most: 90,
  },
  signInWindow: {
    type: 'number',
    unit: 'hours',
    about: 'a console sign-in this soon after somebody else set the password is judged together with it',
    default: 24,
    least: 1,
    most: 720,
  },
  grantWindow: {
    type: 'number',
    unit: 'minutes',
    about: 'administrator rights and a credential given to one user within this time count as one act',
    default: 60,
    least: 1,
    most: 1440,
  },
  dormantAfter: {
    type: 'number',
    unit: 'days',
    about: 'a credential unused for this long is dormant; reviving it weighs more',
    default: 45,
    least: 7,
    most: 365,
  },
  manyMachines: {
    type: 'number',
    unit: 'count',
    about: 'keys pushed to this many machines within ten minutes count as moving through them',
    default: 3,
    least: 2,
    most: 50,
  },
} as const;

export type Context = JudgeContext<typeof parameters>;
