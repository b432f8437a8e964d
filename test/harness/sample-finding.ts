/** Findings, incidents and results for tests of what comes after the engine. All values are reserved ones. */

import type { Finding, Incident } from '../../src/model/finding.ts';
import type { Result } from '../../src/model/result.ts';

const ALICE = { uid: 'arn:aws:iam::111122223333:user/alice', kind: 'user', name: 'alice' } as const;
const DEPLOY = { uid: 'arn:aws:iam::111122223333:role/deploy', kind: 'role', name: 'deploy' } as const;
const LONG_KEY = { uid: 'AKIAIOSFODNN7EXAMPL1', kind: 'access-key' } as const;
const SESSION = { uid: 'ASIAIOSFODNN7EXAMPL2', kind: 'session-token' } as const;

const at = (clock: string): number => Date.parse(`2026-03-06T${clock}Z`);

export function sampleFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    uid: 'f-5d1e0c9a7b3f',
    time: at('21:20:11'),
    firstSeen: at('21:20:11'),
    lastSeen: at('21:52:40'),
    count: 3,
    level: 'critical',
    bits: 38.4,
    analytic: 'AN0717',
    attack: {
      id: 'AN0717',
      stixId: 'x-mitre-analytic--00000000-0000-4000-8000-000000000717',
      version: '1.0',
      release: '19.1',
      rawHash: '7e'.repeat(32),
    },
    technique: 'T1606',
    detection: 'unusual-mint',
    phase: 'token',
    title: 'A token was minted for a role by a principal that never did so',
    summary:
      'alice called sts:AssumeRole for the role deploy from 198.51.100.7 (AS64500, NL), three times within 33 minutes.',
    why: 'Whoever holds a stolen key mints role sessions to reach what the key itself cannot, and a session outlives the key.',
    next: [
      'Ask alice whether she assumed the role deploy at that time.',
      'If not, deactivate AKIAIOSFODNN7EXAMPL1 and revoke the sessions of the role deploy.',
      'Review what ASIAIOSFODNN7EXAMPL2 did: credtrail trail ASIAIOSFODNN7EXAMPL2.',
    ],
    principal: ALICE,
    credential: LONG_KEY,
    scope: '111122223333',
    region: 'eu-central-1',
    operation: 'sts:AssumeRole',
    client: { ip: '198.51.100.7', network: 'AS64500', country: 'NL', agent: 'boto3' },
    targets: [{ kind: 'role', uid: DEPLOY.uid }],
    trail: [
      {
        credential: LONG_KEY,
        principal: ALICE,
        firstUse: Date.parse('2026-01-04T08:01:00Z'),
        lastUse: at('21:52:40'),
        uses: 4213,
        networks: ['203.0.113.0/24', 'AS64500'],
      },
      {
        credential: SESSION,
        principal: DEPLOY,
        mint: { event: 'ev-1', operation: 'sts:AssumeRole', time: at('21:20:11') },
        firstUse: at('21:21:03'),
        lastUse: at('21:52:40'),
        uses: 17,
        networks: ['AS64500'],
      },
    ],
    evidence: [
      {
        condition: 'network new for principal',
        held: true,
        observed: 'AS64500',
        expected: 'never in 4,210 calls over 61 days; peers 0 of 12',
        bits: 12,
        events: ['ev-1'],
      },
      {
        condition: 'caller → role pair new',
        held: true,
        observed: 'alice → deploy',
        expected: 'deploy is assumed by ci (311 times) and nobody else',
        bits: 11.4,
        events: ['ev-1', 'ev-2'],
      },
      {
        condition: 'high-value resource reached',
        held: true,
        observed: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:billing',
        expected: 'role deploy reads no secrets',
        bits: 15,
        events: ['ev-3'],
      },
      {
        condition: 'impossible travel',
        held: false,
        observed: '612 km in 9 h',
        expected: 'less than 1,000 km/h',
        bits: 0,
        events: ['ev-1'],
      },
      {
        condition: 'administrator',
        held: true,
        observed: 'alice is a declared administrator',
        expected: 'administrators assume roles for a living',
        bits: -4,
        events: [],
      },
    ],
    eventUids: ['ev-1', 'ev-2', 'ev-3'],
    considered: ['Change CHG-1042 covers alice, but ended on 2026-03-05.'],
    incident: 'i-77aa01',
    ...overrides,
  };
}

/** As the engine gives it when the record named no credential, no address and no region. */
export function bareFinding(overrides: Partial<Finding> = {}): Finding {
  const { attack: _attack, credential: _credential, region: _region, ...rest } = sampleFinding();
  return {
    ...rest,
    uid: 'f-0b2277c1d4e8',
    time: at('20:02:00'),
    firstSeen: at('20:02:00'),
    lastSeen: at('20:02:00'),
    count: 1,
    level: 'medium',
    bits: 17.25,
    analytic: 'AN1157',
    technique: 'T1552',
    detection: 'secret-read',
    phase: 'access',
    title: 'A secret was read by somebody not expected to',
    summary: 'An unknown principal read the secret billing.',
    operation: 'secretsmanager:GetSecretValue',
    client: {},
    targets: [],
    trail: [],
    considered: [],
    ...overrides,
  };
}

export function sampleIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    uid: 'i-77aa01',
    level: 'critical',
    title: 'Access key of alice misused to mint tokens and read secrets',
    firstSeen: at('20:02:00'),
    lastSeen: at('21:52:40'),
    phases: [
      {
        phase: 'access',
        firstSeen: at('20:02:00'),
        lastSeen: at('20:02:00'),
        summary: 'the secret billing was read',
        findings: ['f-0b2277c1d4e8'],
      },
      {
        phase: 'token',
        firstSeen: at('21:20:11'),
        lastSeen: at('21:52:40'),
        summary: 'alice minted sessions of the role deploy from AS64500',
        findings: ['f-5d1e0c9a7b3f'],
      },
    ],
    findings: ['f-5d1e0c9a7b3f', 'f-0b2277c1d4e8'],
    principals: [ALICE.uid],
    ...overrides,
  };
}

export function sampleResult(overrides: Partial<Result> = {}): Result {
  return {
    findings: [bareFinding(), sampleFinding()],
    incidents: [sampleIncident()],
    problems: [
      {
        source: 'aws-cloudtrail',
        file: 'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03/06/cut.json.gz',
        place: 'byte 81920',
        code: 'truncated',
        message: 'The gzip stream ends early; 212 records before the cut were used.',
      },
    ],
    counters: {
      sources: { 'aws-cloudtrail': { files: 42, records: 12_345, events: 12_300, skipped: 44, problems: 1 } },
      unrecognised: 1,
      skipReasons: { 'aws-cloudtrail': { digest: 30, insight: 14 } },
      events: 12_300,
      duplicate: 12,
      late: 0,
      evicted: 0,
      spilled: 0,
      outside: 3,
      excepted: 2,
      overBudget: 0,
      belowLevel: 5,
      bytes: 20_480_000,
      principals: 31,
      credentials: 118,
    },
    notes: ['The exception "nightly backup" of team-data expired on 2026-02-28 and no longer applies.'],
    run: {
      inputs: [
        {
          path: 'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03/06/cut.json.gz',
          bytes: 81_920,
          baseline: false,
        },
        {
          path: 'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03/06/whole.json.gz',
          bytes: 1_204_113,
          baseline: false,
          sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        },
      ],
      inputCount: 2,
      configuration: {
        file: 'credtrail.yaml',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
      analytics: ['AN0717', 'AN1157'],
      minLevel: 'low',
      continued: false,
    },
    period: { first: Date.parse('2026-03-01T00:00:04Z'), last: Date.parse('2026-03-07T23:59:51Z') },
    ...overrides,
  };
}

/** What a run gives that read logs and found nothing. */
export function quietResult(overrides: Partial<Result> = {}): Result {
  return sampleResult({ findings: [], incidents: [], problems: [], notes: [], ...overrides });
}
