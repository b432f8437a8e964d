/**
 * The shape of `credtrail.yaml`: keys, types, what each is for. What a value must mean (a CIDR, a moment, a
 * declared network) is checked beside it, so that every problem is found in one reading.
 */

import { z } from 'zod';

const text = z.string().min(1);
const patterns = z.array(text).min(1);
const moment = text.describe(
  'ISO 8601 with zone (2026-03-02T09:00:00Z); a date alone means the whole UTC day.',
);
const size = z.union([z.int().min(1), text]).describe('Bytes, or with a unit: 64MiB, 2GiB.');

const network = z
  .strictObject({
    name: text.describe('How findings name this network.'),
    cidrs: z.array(text).min(1).optional().describe('Addresses or CIDRs, IPv4 and IPv6.'),
    file: text
      .optional()
      .describe('File with one address or CIDR per line, # comments; relative to this file.'),
    trusted: z.boolean().optional().describe('Calls from here count as less suspicious. Default false.'),
    kind: z.enum(['office', 'vpn', 'tor', 'hosting', 'cloud', 'declared']).optional(),
    country: text.optional().describe('ISO 3166-1 alpha-2, e.g. CH.'),
    asn: z.int().min(1).max(4_294_967_295).optional().describe('Autonomous system number.'),
  })
  .describe('A network you know. The most specific CIDR wins.');

const automation = z
  .strictObject({
    name: text,
    principals: patterns.describe('Patterns over principal uid (ARN) or name.'),
    agents: patterns.optional().describe('Expected user-agent families or user agents; default any.'),
    networks: patterns.optional().describe('Names of networks declared above; default any.'),
  })
  .describe('A principal that acts by program.');

const highValue = z
  .strictObject({
    name: text,
    resources: patterns.optional().describe('Patterns over a target’s uid (ARN) or name.'),
    operations: patterns.optional().describe('Patterns such as secretsmanager:GetSecretValue.'),
  })
  .describe('What an intruder is after. With both keys, both must fit.');

const roleMapping = z
  .strictObject({
    roles: patterns.describe('Patterns over the role that is assumed.'),
    callers: patterns.describe('Patterns over who may assume it. Anybody else is a violation.'),
  })
  .describe('Who may assume what.');

const workload = z
  .strictObject({
    name: text,
    principals: patterns.describe('Patterns over the role the workload runs under.'),
    instances: patterns.optional().describe('Patterns over instance, task or function ids; default any.'),
    hosts: patterns
      .optional()
      .describe('Patterns over the names of its machines in their own logs; default none.'),
    applications: patterns.describe('User-agent families or user agents the workload runs.'),
    networks: patterns.optional().describe('Names of declared networks it calls from; default any.'),
  })
  .describe('Machines or functions and the programs they are expected to run.');

export const changeEntry = z.strictObject({
  id: text.describe('Ticket or change number, quoted in findings.'),
  actor: text.describe('Pattern over principal uid or name, or the person a session acts for.'),
  target: text.optional().describe('Pattern over a target’s uid or name, or whose credential it is.'),
  action: text
    .optional()
    .describe('Pattern over operation (iam:CreateAccessKey) or action (credential.create).'),
  from: moment,
  to: moment,
  approvedBy: text.optional(),
});

export const ticketColumns = z.strictObject({
  id: text.optional(),
  actor: text.optional(),
  target: text.optional(),
  action: text.optional(),
  from: text.optional(),
  to: text.optional(),
  approvedBy: text.optional(),
});

export const changeFile = z.strictObject({
  file: text.describe('CSV or JSON export of a ticket system; relative to this file.'),
  columns: ticketColumns.optional().describe('The export’s own names for our columns.'),
  zone: text.optional().describe('Zone of times without one, e.g. +01:00 or Z.'),
});

const exception = z
  .strictObject({
    name: text,
    analytic: text.optional().describe('Pattern over ATT&CK analytic ids, e.g. AN1470.'),
    detection: text.optional(),
    principal: text.optional().describe('Pattern over uid or name.'),
    target: text.optional(),
    network: text
      .optional()
      .describe('Pattern over the network of the finding: declared name, AS64500, address; or a CIDR.'),
    operation: text.optional(),
    scope: text.optional().describe('Pattern over account, project, subscription or tenant. Quote numbers.'),
    owner: text.describe('Who answers for it.'),
    reason: text.describe('Why these findings are acceptable.'),
    expires: moment
      .optional()
      .describe('Last moment or day it applies; afterwards it is reported as expired.'),
  })
  .describe('Findings you accept. Every field given must fit.');

const parameterValue = z.union([z.number(), text, z.array(text)]);

export const configSchema = z
  .strictObject({
    networks: z.array(network),
    automation: z.array(automation),
    administrators: z.array(text).describe('Patterns over people whose work is administration.'),
    helpdesk: z.array(text).describe('Patterns over people who reset passwords and factors for others.'),
    breakGlass: z.array(text).describe('Patterns over emergency identities.'),
    highValue: z.array(highValue),
    highValueDefaults: z
      .boolean()
      .describe('Whether the built-in list of high-value operations applies. Default true.'),
    roleMappings: z.array(roleMapping),
    workloads: z.array(workload),
    changes: z
      .array(z.union([changeEntry, changeFile]))
      .describe('Approved changes, or files that hold them.'),
    exceptions: z.array(exception),
    parameters: z
      .record(text, z.record(text, parameterValue))
      .describe('Per analytic id: its parameters. Numbers are in the parameter’s own unit.'),
    budget: z
      .record(text, z.int().min(1))
      .describe('Most findings a day per analytic id; `default` for those not named.'),
    addressData: z
      .strictObject({ asn: text.optional(), country: text.optional(), city: text.optional() })
      .describe(
        'Address databases (.mmdb, or .csv tables of networks) in place of the ones that come with Credtrail.',
      ),
    limits: z
      .strictObject({
        maxRecordBytes: size.optional(),
        maxDecompressedBytes: size.optional(),
        maxExpansion: z.number().min(1).optional().describe('Most times a compressed file may grow.'),
        memory: size.optional().describe('What sorting may hold before it writes to temporary files.'),
      })
      .describe('Limits of reading.'),
  })
  .partial();

export type ConfigFile = z.output<typeof configSchema>;
