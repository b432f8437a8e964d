/** What an organisation may set about workloads: expected programs, how close in time, how surprising. */

import type { JudgeContext } from '../../contract/analytic.ts';

export const parameters = {
  expectedAgents: {
    type: 'list',
    attack: 'UserAgent',
    about:
      'programs (patterns on family or user agent) that may use any workload credential, whatever it ran before',
    default: ['amazon-ssm-agent', 'amazon-ecs-agent', 'amazon-cloudwatch-agent', 'cloud-init'],
  },
  timeWindow: {
    type: 'number',
    attack: 'TimeWindow',
    unit: 'minutes',
    about: 'two networks of one workload within this time count as used at once',
    default: 60,
    least: 1,
    most: 1440,
  },
  leastSurprise: {
    type: 'number',
    unit: 'bits',
    about: 'surprise from which a program counts as one the workload does not run',
    default: 6,
    least: 1,
    most: 12,
  },
} as const;

export type Context = JudgeContext<typeof parameters>;
