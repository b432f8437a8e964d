import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { bareFinding, sampleFinding, sampleResult } from '../../test/harness/sample-finding.ts';
import { escapeControls } from '../lib/text.ts';
import { ACTIONS } from '../model/action.ts';
import type { Finding } from '../model/finding.ts';
import { LEVELS } from '../model/level.ts';
import { findingToOcsf, renderOcsf } from './ocsf.ts';
import { eventToOcsf } from './ocsf-event.ts';

/**
 * Required attributes, constraints and closed vocabularies of OCSF 1.6.0 as far as these classes use them,
 * written out by hand from the published definitions (github.com/ocsf/ocsf-schema, events/ and objects/). A path
 * ending in [] is checked on every element; a rule below an absent optional object does not apply.
 */
const BASE_REQUIRED = [
  'activity_id',
  'category_uid',
  'class_uid',
  'metadata',
  'metadata.product',
  'metadata.product.name',
  'metadata.version',
  'severity_id',
  'time',
  'type_uid',
];
const CLASS_REQUIRED: Readonly<Record<number, readonly string[]>> = {
  2004: ['finding_info'],
  3001: ['user'],
  3002: ['user'],
  3004: ['entity'],
  3005: ['user', 'privileges'],
  6003: ['actor', 'api', 'src_endpoint'],
};
const OBJECT_REQUIRED: readonly (readonly [string, string])[] = [
  ['finding_info', 'uid'],
  ['finding_info', 'title'],
  ['finding_info.analytic', 'type_id'],
  ['finding_info.related_events[]', 'uid'],
  ['evidences[].api', 'operation'],
  ['evidences[].actor.user.programmatic_credentials[]', 'uid'],
  ['actor.user.programmatic_credentials[]', 'uid'],
  ['observables[]', 'name'],
  ['observables[]', 'type_id'],
  ['remediation', 'desc'],
  ['api', 'operation'],
  ['cloud', 'provider'],
];
const AT_LEAST_ONE: readonly (readonly [string, readonly string[]])[] = [
  ['finding_info.analytic', ['uid', 'name']],
  ['finding_info.attacks[]', ['tactic', 'tactics', 'technique', 'sub_technique']],
  ['finding_info.attacks[].technique', ['uid', 'name']],
  ['finding_info.attacks[].sub_technique', ['uid', 'name']],
  ['evidences[]', ['actor', 'api', 'data', 'src_endpoint', 'user', 'resources']],
  ['evidences[].actor', ['user', 'session', 'app_name', 'process']],
  ['evidences[].actor.user', ['account', 'name', 'uid']],
  ['evidences[].src_endpoint', ['ip', 'uid', 'name', 'hostname', 'svc_name']],
  ['evidences[].src_endpoint.location', ['city', 'country', 'postal_code', 'region']],
  ['actor', ['user', 'session', 'app_name', 'process']],
  ['actor.user', ['account', 'name', 'uid']],
  ['user', ['account', 'name', 'uid']],
  ['entity', ['name', 'uid']],
  ['resources[]', ['name', 'uid']],
  ['src_endpoint', ['ip', 'uid', 'name', 'hostname', 'svc_name']],
  ['metadata.product', ['name', 'uid']],
];
const VOCABULARIES: readonly (readonly [string, readonly number[]])[] = [
  ['severity_id', [0, 1, 2, 3, 4, 5, 6, 99]],
  ['risk_level_id', [0, 1, 2, 3, 4, 99]],
  ['finding_info.analytic.type_id', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99]],
  ['observables[].type_id', [2, 4, 10, 19, 31]],
  ['evidences[].actor.user.type_id', [0, 1, 2, 3, 4, 99]],
  ['actor.user.type_id', [0, 1, 2, 3, 4, 99]],
  ['user.type_id', [0, 1, 2, 3, 4, 99]],
];
const ACTIVITIES: Readonly<Record<number, readonly number[]>> = {
  2004: [0, 1, 2, 3, 99],
  3001: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 99],
  3002: [0, 1, 2, 3, 4, 5, 6, 7, 99],
  3004: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 99],
  3005: [0, 1, 2, 3, 4, 99],
  6003: [0, 1, 2, 3, 4, 99],
};
/** status_id means the triage state on findings and the outcome on events. */
const STATUSES: Readonly<Record<string, readonly number[]>> = {
  2004: [0, 1, 2, 3, 4, 5, 6, 99],
  event: [0, 1, 2, 99],
};

const OPTIONS = {
  tool: { name: 'credtrail', version: '0.0.0' },
  attack: {
    version: '18.0',
    techniques: new Map([
      ['T1098', 'Account Manipulation'],
      ['T1098.001', 'Additional Cloud Credentials'],
    ]),
  },
};

describe('a finding is a valid Detection Finding', () => {
  const cases: readonly (readonly [string, Finding])[] = [
    ['with everything', sampleFinding()],
    [
      'with as little as the logs may say',
      bareFinding({ next: [], eventUids: [], evidence: [], operation: '' }),
    ],
    ['with a nameless principal', sampleFinding({ principal: { uid: 'x', kind: 'unknown', name: '' } })],
    ['with a network and no address', sampleFinding({ client: { network: 'vpce-0abc', country: 'NL' } })],
    ...LEVELS.map((level) => [`of level ${level}`, sampleFinding({ level })] as const),
  ];
  test.each(cases)('%s', (_, finding) => {
    expect(ocsfFaults(JSON.parse(JSON.stringify(findingToOcsf(finding, OPTIONS))))).toEqual([]);
  });
});

test('the mapping reads as documented', async () => {
  const finding = sampleFinding({ technique: 'T1098.001', analytic: 'AN1470' });
  const text = `${JSON.stringify(findingToOcsf(finding, OPTIONS), undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot('snapshots/finding.ocsf.json.txt');
});

test('findings are one a line', () => {
  const lines = renderOcsf(sampleResult(), OPTIONS).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).class_uid)).toEqual([2004, 2004]);
});

test('whatever the logs held, the line stays valid and harmless', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const finding = sampleFinding({
        title: text,
        operation: text,
        scope: text,
        technique: text,
        client: { ip: text },
      });
      const line = renderOcsf(sampleResult({ findings: [finding] }), OPTIONS).trimEnd();
      expect(escapeControls(line)).toBe(line);
      expect(ocsfFaults(JSON.parse(line))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

describe('an event is valid in the class of its action', () => {
  const nothing = { subject: undefined, issued: [], targets: [], session: undefined, credential: undefined };
  const nowhere = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };
  test.each(
    ACTIONS.flatMap((action) => [
      [action, 'with everything', sampleEvent({ action })] as const,
      [action, 'with nothing', sampleEvent({ action, ...nothing, client: nowhere, operation: '' })] as const,
      [
        action,
        'from Okta, failed',
        sampleEvent({ action, provider: 'okta', outcome: 'failure', error: 'DENIED' }),
      ] as const,
    ]),
  )('%s %s', (_, __, event) => {
    expect(ocsfFaults(JSON.parse(JSON.stringify(eventToOcsf(event))))).toEqual([]);
  });
});

test.each([
  ['signin', 'signin:ConsoleLogin', 3002, 1],
  ['token.mint', 'sts:AssumeRole', 3002, 1],
  ['credential.create', 'iam:CreateAccessKey', 3001, 99],
  ['privilege.grant', 'iam:AttachUserPolicy', 3005, 1],
  ['trust.change', 'iam:UpdateAssumeRolePolicy', 3004, 3],
  ['credential.read', 'secretsmanager:GetSecretValue', 6003, 2],
  ['telemetry.change', 'cloudtrail:StopLogging', 6003, 3],
  ['telemetry.change', 'cloudtrail:DeleteTrail', 6003, 4],
  ['use', 'ec2:RunInstances', 6003, 1],
  ['use', 'sts:DecodeAuthorizationMessage', 6003, 99],
] as const)('%s %s is class %i, activity %i', (action, operation, classUid, activityId) => {
  expect(eventToOcsf(sampleEvent({ action, operation }))).toMatchObject({
    class_uid: classUid,
    activity_id: activityId,
    type_uid: classUid * 100 + activityId,
  });
});

test('an account change that names no account is an API activity', () => {
  const event = sampleEvent({
    action: 'credential.create',
    operation: 'iam:CreateAccessKey',
    issued: [],
    subject: undefined,
  });
  expect(eventToOcsf(event)).toMatchObject({ class_uid: 6003, activity_id: 1 });
});

/** The rules above, applied; each fault in words. */
function ocsfFaults(event: Record<string, unknown>): string[] {
  const faults: string[] = [];
  const classUid = Number(event['class_uid']);
  for (const path of [...BASE_REQUIRED, ...(CLASS_REQUIRED[classUid] ?? ['a known class'])]) {
    if (found(event, path).some((value) => value === undefined)) faults.push(`${path} is missing`);
  }
  for (const [owner, attribute] of OBJECT_REQUIRED) {
    for (const value of found(event, owner)) {
      if (value !== undefined && !has(value, attribute)) faults.push(`${owner}.${attribute} is missing`);
    }
  }
  for (const [owner, attributes] of AT_LEAST_ONE) {
    for (const value of found(event, owner)) {
      if (value !== undefined && !attributes.some((attribute) => has(value, attribute)))
        faults.push(`${owner} is empty`);
    }
  }
  const status = STATUSES[classUid] ?? STATUSES['event'] ?? [];
  for (const [path, allowed] of [
    ...VOCABULARIES,
    ['activity_id', ACTIVITIES[classUid] ?? []],
    ['status_id', status],
  ] as const) {
    for (const value of found(event, path)) {
      if (value !== undefined && !allowed.some((one) => one === value))
        faults.push(`${path} is ${String(value)}`);
    }
  }
  if (event['type_uid'] !== classUid * 100 + Number(event['activity_id']))
    faults.push('type_uid does not add up');
  if (Math.floor(classUid / 1000) !== event['category_uid'])
    faults.push('category_uid does not fit the class');
  if (classUid === 3002 && !has(event, 'service') && !has(event, 'dst_endpoint')) faults.push('no service');
  const profiles = found(event, 'metadata.profiles').flat();
  if (profiles.includes('cloud') !== has(event, 'cloud'))
    faults.push('cloud without its profile, or the reverse');
  for (const path of ['time', 'start_time', 'end_time', 'finding_info.created_time']) {
    for (const value of found(event, path)) {
      if (value !== undefined && !Number.isInteger(value)) faults.push(`${path} is no timestamp`);
    }
  }
  return faults;
}

function found(value: unknown, path: string): unknown[] {
  let values: unknown[] = [value];
  for (const step of path.split('.')) {
    const name = step.replace('[]', '');
    values = values.map((one) => (isObject(one) ? one[name] : undefined));
    if (step.endsWith('[]')) values = values.flatMap((one) => (Array.isArray(one) ? one : []));
  }
  return values;
}

function has(value: unknown, attribute: string): boolean {
  return isObject(value) && value[attribute] !== undefined && value[attribute] !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
