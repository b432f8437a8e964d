import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANALYTICS } from '../analytics/index.ts';
import { readConfig } from '../config/read.ts';
import { listInputs } from '../input/list.ts';
import type { Event, Provider } from '../model/event.ts';
import { fixesOf, renderCoverage, renderCoverageJson } from '../report/coverage.ts';
import type { CoverageReport } from '../report/coverage-shape.ts';
import { ESTATES } from '../simulate/estates.ts';
import { SOURCES } from '../sources/index.ts';
import { createCensus, measureCoverage } from './coverage.ts';
import { NEEDS } from './coverage-needs.ts';
import { STREAMS, type Stream } from './coverage-table.ts';
import { eventsInOrder } from './events.ts';
import { writeSimulation } from './simulate.ts';
import { OURS } from './telemetry-changes.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-coverage-'));
const OUT = join(FOLDER, 'organisation');
const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 2, 2);
const IN_USE: readonly Provider[] = ['aws', 'gcp', 'entra', 'azure', 'okta', 'google-workspace', 'host'];
const events: Event[] = [];

function request(paths: readonly string[]) {
  const file = join(OUT, 'credtrail.yaml');
  const read = readConfig(readFileSync(file, 'utf8'), file, ANALYTICS, (path) => readFileSync(path));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return { files: listInputs(paths).files, ...read, threads: 1 };
}

beforeAll(async () => {
  writeSimulation(
    {
      seed: 'what can be seen',
      start: START,
      days: 16,
      scale: 1,
      scenery: 'wide',
      dataEvents: true,
      estates: ESTATES,
      surprises: [],
      campaigns: [],
    },
    OUT,
  );
  await eventsInOrder(request([join(OUT, 'logs')]), async () => ({
    take: (event: Event) => void events.push(event),
  }));
}, 180_000);
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function reportOf(kept: Iterable<Event>, inUse = IN_USE): CoverageReport {
  const census = createCensus([]);
  for (const event of kept) census.take(event);
  return census.report(inUse);
}

function verdict(report: CoverageReport, analytic: string, provider: string): string | undefined {
  return report.verdicts.find((each) => each.analytic === analytic && each.provider === provider)?.verdict;
}

function shortOf(report: CoverageReport, analytic: string, provider: string) {
  return (
    report.verdicts.find((each) => each.analytic === analytic && each.provider === provider)?.shortfalls ?? []
  );
}

/** Telemetry taken away, what becomes of whom, and what the fix must name. */
const BLIND_SPOTS: readonly {
  readonly name: string;
  readonly lost: (event: Event) => boolean;
  readonly verdicts: Readonly<Record<string, 'blind' | 'degraded' | 'sighted'>>;
  readonly fix: RegExp;
}[] = [
  {
    name: 'all of Okta',
    lost: ({ provider }) => provider === 'okta',
    verdicts: {
      'AN1157 okta': 'blind',
      'AN0526 okta': 'blind',
      'AN0717 okta': 'blind',
      'AN1157 entra': 'sighted',
    },
    fix: /Okta: a log stream or collector/,
  },
  {
    name: 'Okta’s administration events',
    lost: ({ provider, action }) => provider === 'okta' && action !== 'signin' && action !== 'use',
    verdicts: { 'AN1157 okta': 'blind', 'AN0717 okta': 'degraded', 'AN0526 okta': 'sighted' },
    fix: /without filters on event types/,
  },
  {
    name: 'CloudTrail data events',
    lost: ({ provider, operation }) =>
      provider === 'aws' && /^(?:s3:\w+Object|dynamodb:\w+Item|dynamodb:Query|lambda:Invoke)/.test(operation),
    verdicts: {
      'AN0717 aws': 'degraded',
      'AN1424 aws': 'degraded',
      'AN0526 aws': 'sighted',
      'AN1470 aws': 'sighted',
    },
    fix: /eventCategory=Data/,
  },
  {
    name: 'STS events',
    lost: ({ provider, action }) => provider === 'aws' && action === 'token.mint',
    verdicts: { 'AN0526 aws': 'blind', 'AN0717 aws': 'blind', 'AN1470 aws': 'degraded' },
    fix: /global service events/,
  },
  {
    name: 'us-east-1',
    lost: ({ provider, region }) => provider === 'aws' && region === 'us-east-1',
    verdicts: { 'AN1470 aws': 'blind', 'AN1157 aws': 'degraded' },
    fix: /IsMultiRegionTrail=true/,
  },
  {
    name: 'console sign-ins',
    lost: ({ provider, action }) => provider === 'aws' && action === 'signin',
    verdicts: { 'AN0526 aws': 'degraded', 'AN0717 aws': 'degraded', 'AN1470 aws': 'degraded' },
    fix: /signin\.amazonaws\.com/,
  },
  {
    name: 'management events that read',
    lost: ({ provider, operation }) =>
      provider === 'aws' && /:(?:Get|List|Describe|BatchGet|Head)/.test(operation),
    verdicts: { 'AN1157 aws': 'blind', 'AN0526 aws': 'degraded' },
    fix: /ReadWriteType=All/,
  },
  {
    name: 'managed identity sign-ins',
    lost: ({ operation }) => operation === 'entra:Managed identity sign-in',
    verdicts: {
      'AN1424 azure': 'blind',
      'AN1424 entra': 'blind',
      'AN0526 entra': 'degraded',
      'AN1157 entra': 'sighted',
    },
    fix: /ManagedIdentitySignInLogs/,
  },
  {
    name: 'non-interactive sign-ins',
    lost: ({ operation }) => operation === 'entra:Non-interactive sign-in',
    verdicts: { 'AN0526 entra': 'degraded', 'AN0717 entra': 'degraded', 'AN1470 entra': 'sighted' },
    fix: /NonInteractiveUserSignInLogs/,
  },
  {
    name: 'service principal sign-ins',
    lost: ({ operation }) => operation === 'entra:Service principal sign-in',
    verdicts: { 'AN1470 entra': 'degraded', 'AN1470 azure': 'degraded' },
    fix: /ServicePrincipalSignInLogs/,
  },
  {
    name: 'the directory’s audit log',
    lost: ({ source, operation }) => source === 'entra-id' && !/sign-in/i.test(operation),
    verdicts: { 'AN1157 entra': 'blind', 'AN1470 entra': 'blind', 'AN0526 entra': 'sighted' },
    fix: /category AuditLogs/,
  },
  {
    name: 'Key Vault logs',
    lost: ({ source }) => source === 'azure-key-vault',
    verdicts: { 'AN1157 azure': 'blind', 'AN0717 azure': 'degraded', 'AN1470 azure': 'sighted' },
    fix: /each vault with category AuditEvent/,
  },
  {
    name: 'the Azure activity log',
    lost: ({ source }) => source === 'azure-activity',
    verdicts: { 'AN1470 azure': 'blind', 'AN0526 azure': 'blind', 'AN1157 azure': 'degraded' },
    fix: /every subscription with category Administrative/,
  },
  {
    name: 'Data Access logs of iamcredentials',
    lost: ({ operation }) => operation.startsWith('iamcredentials:'),
    verdicts: { 'AN0526 gcp': 'blind', 'AN0717 gcp': 'blind', 'AN1470 gcp': 'degraded' },
    fix: /iamcredentials\.googleapis\.com/,
  },
  {
    name: 'Data Access logs of secretmanager',
    lost: ({ operation }) => operation === 'secretmanager:AccessSecretVersion',
    verdicts: { 'AN1157 gcp': 'blind', 'AN0717 gcp': 'degraded' },
    fix: /secretmanager\.googleapis\.com/,
  },
  {
    name: 'Google Workspace’s login activities',
    lost: ({ provider, action }) => provider === 'google-workspace' && action === 'signin',
    verdicts: { 'AN0526 google-workspace': 'blind', 'AN1157 google-workspace': 'degraded' },
    fix: /login and SAML activities/,
  },
  {
    name: 'the audit logs of machines',
    lost: ({ provider }) => provider === 'host',
    verdicts: {
      'AN1424 host': 'blind',
      'AN1424 aws': 'degraded',
      'AN1424 azure': 'degraded',
      'AN0526 aws': 'sighted',
    },
    fix: /auditd rules for connect/,
  },
  {
    name: 'all but the last nine days',
    lost: ({ time }) => time < START + 7 * DAY,
    verdicts: { 'AN0526 aws': 'degraded', 'AN1157 okta': 'degraded' },
    fix: /--baseline/,
  },
];

describe('an organisation that logs everything', () => {
  test('is sighted by every analytic over every provider it uses', () => {
    const report = reportOf(events);
    const short = report.verdicts.filter((each) => each.verdict !== 'sighted');
    expect(short.map(({ analytic, provider, shortfalls }) => ({ analytic, provider, shortfalls }))).toEqual(
      [],
    );
    expect(report.verdicts.length).toBeGreaterThan(20);
    expect(report.yardstick).toEqual({ implemented: 5, of: 131 });
  });

  test.each(BLIND_SPOTS)('without $name is told so, with what to switch on', ({ lost, verdicts, fix }) => {
    const report = reportOf(events.filter((event) => !lost(event)));
    const got = Object.keys(verdicts).map((each) => {
      const [analytic = '', provider = ''] = each.split(' ');
      return [each, verdict(report, analytic, provider)];
    });
    expect(Object.fromEntries(got)).toEqual(verdicts);
    expect(fixesOf(report.verdicts).map((each) => each.fix)).toContainEqual(expect.stringMatching(fix));
  });

  test('whose Okta files are gone from the disk is blind there', async () => {
    const folder = join(OUT, 'logs');
    const files = listInputs([folder]).files.filter(({ path }) => !/okta/i.test(path));
    expect(files.length).toBeLessThan(listInputs([folder]).files.length);
    const { report } = await measureCoverage({ ...request([folder]), files, providers: ['okta', 'entra'] });
    expect(verdict(report, 'AN1157', 'okta')).toBe('blind');
    expect(verdict(report, 'AN1157', 'entra')).toBe('sighted');
    expect(verdict(report, 'AN1157', 'aws')).toBeUndefined();
  });

  test('that drops user agents on the way is degraded, and told which field', () => {
    const report = reportOf(
      events.map((event) =>
        event.provider === 'aws' ? { ...event, client: { ...event.client, userAgent: undefined } } : event,
      ),
    );
    expect(verdict(report, 'AN0526', 'aws')).toBe('degraded');
    expect(shortOf(report, 'AN0526', 'aws').map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/^client\.userAgent is filled in 0 %/),
    );
  });

  test('that falls silent for a working day in one region is told where and when', () => {
    const [from, to] = [START + 10 * DAY + 6 * 3_600_000, START + 10 * DAY + 18 * 3_600_000];
    const quiet = events.find(({ provider, region }) => provider === 'aws' && region === 'eu-west-1');
    const report = reportOf(
      events.filter(
        ({ time, scope, region, provider }) =>
          !(
            provider === 'aws' &&
            scope === quiet?.scope &&
            region === 'eu-west-1' &&
            time >= from &&
            time < to
          ),
      ),
    );
    expect(report.silences).toHaveLength(1);
    expect(report.silences[0]).toMatchObject({ scope: quiet?.scope, region: 'eu-west-1', open: false });
    expect(report.silences[0]?.from).toBeLessThanOrEqual(from);
    expect(report.silences[0]?.to).toBeGreaterThanOrEqual(to);
    expect(verdict(report, 'AN0526', 'aws')).toBe('degraded');
    expect(verdict(report, 'AN0526', 'gcp')).toBe('sighted');
  });

  test.each([
    ['cloudtrail:StopLogging', 'aws'],
    ['cloudtrail:DeleteTrail', 'aws'],
    ['cloudtrail:PutEventSelectors', 'aws'],
    ['logging:DeleteSink', 'gcp'],
    ['logging:UpdateSink', 'gcp'],
    ['cloudresourcemanager:SetIamPolicy', 'gcp'],
    ['insights:diagnosticSettings/delete', 'azure'],
    ['aadiam:diagnosticSettings/delete', 'azure'],
    ['okta:system.log_stream.lifecycle.deactivate', 'okta'],
  ] as const)('in which %s happened is degraded over %s', (operation, provider) => {
    const at = events.findIndex((event) => event.provider === provider && event.time > START + 5 * DAY);
    const model = events[at];
    if (model === undefined) throw new Error('no event to go by');
    const change: Event = {
      ...model,
      uid: 'changed',
      operation,
      action: 'telemetry.change',
      outcome: 'success',
    };
    const report = reportOf(events.toSpliced(at, 0, change));
    expect(verdict(report, 'AN1470', provider) ?? verdict(report, 'AN1157', provider)).toBe('degraded');
    expect(report.telemetryChanges).toMatchObject([{ operation, ours: true, count: 1 }]);
  });

  test('says when logging was switched on again, and leaves other detectors out of the verdict', () => {
    const at = events.findIndex((event) => event.provider === 'aws' && event.time > START + 5 * DAY);
    const model = events[at];
    if (model === undefined) throw new Error('no event to go by');
    const call = (operation: string, action: Event['action'], later: number): Event => ({
      ...model,
      uid: operation,
      operation,
      action,
      time: model.time + later,
      outcome: 'success',
    });
    const stopped = [
      call('cloudtrail:StopLogging', 'telemetry.change', 1),
      call('guardduty:DeleteDetector', 'telemetry.change', 2),
      call('cloudtrail:StartLogging', 'use', 3),
    ];
    const report = reportOf(events.toSpliced(at + 1, 0, ...stopped));
    expect(report.telemetryChanges).toMatchObject([
      { operation: 'cloudtrail:StopLogging', ours: true, restored: model.time + 3 },
      { operation: 'guardduty:DeleteDetector', ours: false, restored: undefined },
    ]);
  });

  test('is told of every operation whether it was seen', () => {
    const [first] = reportOf(events).verdicts;
    const mints = first?.actions.find(({ action }) => action === 'token.mint')?.operations ?? [];
    expect(mints.find(({ operation }) => operation === 'sts:AssumeRole')?.events).toBeGreaterThan(0);
    expect(mints.find(({ events: seen }) => seen === 0)).toBeDefined();
  });

  test('is shown on a page and as JSON', () => {
    const report = reportOf(events.filter(({ provider }) => provider !== 'okta'));
    const page = renderCoverage(report, { colour: false, width: 100 });
    expect(page).toContain('5 of 131 ATT&CK analytics');
    expect(page).toMatch(/aws +sighted/);
    const parsed = JSON.parse(renderCoverageJson(report));
    expect(parsed.yardstick).toEqual({ implemented: 5, of: 131 });
    expect(parsed.verdicts[0].streams[0]).toHaveProperty('fields');
  });
});

/** What Okta says, said by another identity provider; what Google Workspace says, said by Microsoft 365. */
const STAND_INS: Readonly<Partial<Record<Provider, Provider>>> = {
  auth0: 'okta',
  onelogin: 'okta',
  duo: 'okta',
  'ping-one': 'okta',
  jumpcloud: 'okta',
  keycloak: 'okta',
  'microsoft-365': 'google-workspace',
};

/** Events as if an organisation used the provider, which the simulated one does not. */
function eventsWith(provider: Provider, those: readonly Event[]): readonly Event[] {
  const model = STAND_INS[provider];
  if (model === undefined) return those;
  return those.map((event) => (event.provider === model ? { ...event, provider, source: provider } : event));
}

function isOf({ provider, source, actions, operations, when }: Stream, event: Event): boolean {
  return (
    event.provider === provider &&
    (source === undefined || event.source === source) &&
    (actions?.includes(event.action) ?? true) &&
    (operations?.test(event.operation) ?? true) &&
    (when?.(event) ?? true)
  );
}

/** The verdicts that rest on a stream, and the providers whose events they are made from. */
function restingOn(name: string) {
  const resting = Object.entries(NEEDS).flatMap(([analytic, needs]) =>
    Object.entries(needs).flatMap(([provider, streams]) =>
      streams[name] === undefined ? [] : [{ analytic, provider, weight: streams[name], streams }],
    ),
  );
  const providers = resting.flatMap(({ provider, streams }) => [
    provider,
    ...Object.keys(streams).map((each) => STREAMS[each]?.provider),
  ]);
  return { resting, providers: new Set<string | undefined>(providers) };
}

/** Of what there is plenty, a fifth will do: dozens of organisations are counted here. */
function fewer(): readonly Event[] {
  const plenty = new Set(['use', 'resource.access', 'token.mint', 'credential.read']);
  return events.filter(({ action }, at) => !plenty.has(action) || at % 5 === 0);
}

describe('every stream', () => {
  let some: readonly Event[] = [];
  beforeAll(() => {
    some = fewer();
  });

  test.each(Object.entries(STREAMS))('%s decides the verdicts that rest on it', (name, stream) => {
    const { resting, providers } = restingOn(name);
    const all = eventsWith(stream.provider, some).filter(({ provider }) => providers.has(provider));
    const kept = all.filter((event) => !isOf(stream, event));
    const inUse = [...IN_USE, stream.provider];
    const [whole, without] = [reportOf(all, inUse), reportOf(kept, inUse)];
    for (const { analytic, provider, weight } of resting) {
      const [before, after] = [verdict(whole, analytic, provider), verdict(without, analytic, provider)];
      expect(before, `${analytic} ${provider} with it`).toBe('sighted');
      if (weight === 'helpful') continue;
      // What is taken away may carry a decisive stream, too: IAM writes in us-east-1.
      const expected = weight === 'decisive' ? ['blind'] : ['degraded', 'blind'];
      expect(expected, `${analytic} ${provider} without it`).toContain(after);
      expect(shortOf(without, analytic, provider).map(({ fix }) => fix)).toContain(stream.switchOn);
    }
  });
});

test('logs without an event leave every analytic blind', () => {
  const report = createCensus([]).report();
  expect(new Set(report.verdicts.map((each) => each.verdict))).toEqual(new Set(['blind']));
  expect(report.period).toBeUndefined();
  expect(renderCoverage(report, { colour: false, width: 80 })).toContain('No event was read');
});

describe('the table of what analytics live on', () => {
  test('has every analytic and only streams that are described', () => {
    expect(Object.keys(NEEDS)).toEqual(ANALYTICS.map(({ attack }) => attack));
    const named = Object.values(NEEDS).flatMap((needs) =>
      Object.values(needs).flatMap((each) => Object.keys(each)),
    );
    expect(named.filter((name) => !Object.hasOwn(STREAMS, name))).toEqual([]);
    expect(Object.keys(STREAMS).filter((name) => !named.includes(name))).toEqual([]);
  });

  test('has something decisive for every analytic over every provider', () => {
    const without = Object.entries(NEEDS).flatMap(([analytic, needs]) =>
      Object.entries(needs)
        .filter(([, streams]) => !Object.values(streams).includes('decisive'))
        .map(([provider]) => `${analytic} ${provider}`),
    );
    expect(without).toEqual([]);
  });

  test('speaks of sources and providers that are read', () => {
    const sources = new Set(SOURCES.map(({ id }) => id));
    const providers = new Set(SOURCES.map(({ provider }) => provider));
    const lost = Object.entries(STREAMS).filter(
      ([name, { source, provider }]) =>
        (source !== undefined && !sources.has(source)) ||
        !providers.has(provider) ||
        !name.startsWith(provider),
    );
    expect(lost).toEqual([]);
  });

  test('knows a change of logging by its operation in every source that has one of its own', () => {
    const changes = SOURCES.filter(({ id }) => id !== 'ocsf').flatMap(({ id, operations }) =>
      operations
        .filter(({ action }) => action === 'telemetry.change')
        .map(({ operation }) => ({ id, operation })),
    );
    const ours = new Set(changes.filter(({ operation }) => OURS.test(operation)).map(({ id }) => id));
    const silent = new Set(changes.map(({ id }) => id).filter((id) => !ours.has(id)));
    // Their log itself cannot be switched off: what they change is other people's alerts.
    expect([...silent]).toEqual(['duo', 'google-workspace', 'jumpcloud']);
  });
});
