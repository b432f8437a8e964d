/** What an organisation may set about workloads: expected programs and processes, how close in time, how surprising. */

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
  expectedProcesses: {
    type: 'list',
    about:
      'processes (patterns on file name or path) that may ask the metadata service on any host, whatever asked before',
    default: [
      'amazon-ssm-agent',
      'ssm-agent-worker',
      'ssm-document-worker',
      'cloud-init',
      'ec2-instance-connect*',
      'eic_*',
      'amazon-cloudwatch-agent*',
      'ecs-agent',
      'amazon-ecs-agent',
      'agent',
      'aws-node',
      'aws-k8s-agent',
      'ipamd',
      'kubelet',
      'kube-proxy',
      'waagent',
      'windowsazureguestagent',
      'waappagent',
      'google_guest_agent',
      'google_osconfig_agent',
      'google_metadata_script_runner',
      'gke-metadata-server',
      'node_exporter',
      'telegraf',
      'datadog-agent',
    ],
  },
  readWindow: {
    type: 'number',
    unit: 'minutes',
    about:
      'an odd read of the metadata service and the use of that workload’s credential elsewhere within this time are one',
    default: 360,
    least: 1,
    most: 10_080,
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
