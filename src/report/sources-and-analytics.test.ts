import { expect, test } from 'vitest';
import { escapeControls } from '../lib/text.ts';
import { type AnalyticListing, renderAnalytics, renderSources } from './sources-and-analytics.ts';

const PLAIN = { colour: false, width: 100 } as const;

const ANALYTIC: AnalyticListing = {
  id: 'AN1470',
  technique: 'T1098.001',
  title: 'Credentials made outside the console path',
  detections: [
    {
      name: 'login-profile-for-another',
      title: 'A console password was made for somebody else',
      phase: 'credential',
      why: 'A password on a machine user turns a stolen key into a console session that outlives the key.',
      next: ['Ask the maker.', 'Delete the login profile.'],
      floor: 'medium',
    },
    {
      name: 'key-by-newcomer',
      title: 'An access key was made by somebody who never made one',
      phase: 'credential',
      why: 'Keys are how access is kept.',
      next: [],
      floor: undefined,
    },
  ],
  parameters: [
    {
      name: 'newCredentialUsageWindow',
      about: 'How soon after its making the use of a credential counts as trying it out.',
      attack: 'NewCredentialUsageWindow',
      unit: 'minutes',
      default: 5,
      given: 15,
      allowed: '1 to 1440',
    },
    {
      name: 'consoleAgents',
      about: 'Programs taken for the console.',
      attack: undefined,
      unit: undefined,
      default: [],
      allowed: undefined,
    },
  ],
  telemetry: ['CloudTrail management events of IAM, in us-east-1'],
  falsePositives: ['A key rotation job that was not declared as automation'],
  take: {
    executive: { priority: 'now', why: 'A key outlives the intrusion that made it.' },
    technical: 'A key is made by API for another identity and tried out at once.',
    telemetry: ['The call that made it.', 'Its first use.'],
    direction: ['For whom matters more than what.'],
    mitigations: ['No lasting keys.'],
    limits: ['Keys made before the logs begin.'],
    confidence: { level: 'medium', why: 'Joiners and pipelines look alike.' },
  },
  attack: {
    id: 'AN1470',
    stixId: 'x-mitre-analytic--00000000-0000-4000-8000-000000001470',
    version: '1.0',
    release: '19.1',
    rawHash: '14'.repeat(32),
  },
};

test('the sources are listed with what they know', async () => {
  const sources = [
    {
      id: 'aws-cloudtrail',
      product: 'AWS CloudTrail',
      provider: 'aws',
      operations: [
        { action: 'token.mint', count: 9 },
        { action: 'credential.create', count: 14 },
      ],
    },
  ];
  await expect(renderSources(sources, PLAIN)).toMatchFileSnapshot('snapshots/sources.txt');
});

test('the analytics are listed with their detections', async () => {
  const text = renderAnalytics([ANALYTIC], { ...PLAIN, detail: false });
  await expect(text).toMatchFileSnapshot('snapshots/analytics.txt');
});

test('one analytic is told in full', async () => {
  const text = renderAnalytics([ANALYTIC], { ...PLAIN, detail: true });
  await expect(text).toMatchFileSnapshot('snapshots/analytic-in-full.txt');
});

test('values from the context file cannot act on the terminal', () => {
  const [first] = ANALYTIC.parameters;
  const parameters = first === undefined ? [] : [{ ...first, given: ['\u001b[2J'] }];
  const text = renderAnalytics([{ ...ANALYTIC, parameters }], { ...PLAIN, detail: true });
  for (const line of text.split('\n')) expect(escapeControls(line)).toBe(line);
});
