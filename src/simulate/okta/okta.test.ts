import { describe, expect, test } from 'vitest';
import { buildOrganisation } from '../build-organisation.ts';
import { CAMPAIGNS } from '../campaigns/index.ts';
import { Random } from '../random.ts';
import { type Simulation, simulate } from '../simulate.ts';
import { dayFor } from '../surprises/calendar.ts';
import { SURPRISES } from '../surprises/index.ts';
import { workspace } from '../workspace/estate.ts';
import { okta } from './estate.ts';
import type { OktaRecord } from './record.ts';

const WIDE: Simulation = {
  seed: 'okta',
  start: Date.UTC(2026, 2, 2),
  days: 14,
  scale: 2,
  scenery: 'wide',
  dataEvents: false,
  estates: [okta, workspace],
  surprises: SURPRISES,
  campaigns: [],
};

const ORGANISATION = buildOrganisation(new Random('okta'), 1, 'wide');
const days = [...simulate(WIDE)];
const calls = days.flatMap(({ logs }) => (logs.get('okta-system-log') ?? []).filter(isOkta)).map(callOf);

describe('people at Okta', () => {
  test('open AWS from a session that began earlier at the same address', () => {
    const began = new Map(
      calls
        .filter(({ type, result }) => type === 'user.session.start' && result === 'SUCCESS')
        .map(({ session, ip, at }) => [`${session} ${ip}`, at]),
    );
    const openings = calls.filter(
      ({ type, target }) => type === 'user.authentication.sso' && target === 'AWS IAM Identity Center',
    );
    expect(openings.length).toBeGreaterThan(500);
    const unfounded = openings.filter(
      ({ session, ip, at }) => !((began.get(`${session} ${ip}`) ?? Infinity) < at),
    );
    expect(unfounded).toEqual([]);
  });

  test('are at AWS seconds after they opened it, from the same address', () => {
    const opened = new Set(
      calls
        .filter(({ target }) => target === 'AWS IAM Identity Center')
        .map(({ who, ip, at }) => `${who} ${ip} ${Math.floor((at + 2000) / 1000)}`),
    );
    const signedIn = days
      .flatMap(({ records }) => records)
      .filter(({ userIdentity }) => userIdentity.type === 'SAMLUser')
      .map(({ userIdentity, sourceIPAddress, eventTime }) => {
        const seconds = Date.parse(eventTime) / 1000;
        return [seconds, seconds - 1].map((at) => `${userIdentity.userName} ${sourceIPAddress} ${at}`);
      });
    expect(signedIn.filter((either) => !either.some((key) => opened.has(key)))).toEqual([]);
  });

  test('keep each session at one address', () => {
    const places = new Map<string, Set<string>>();
    for (const { session, ip } of calls) places.set(session, new Set([...(places.get(session) ?? []), ip]));
    expect([...places].filter(([, ips]) => ips.size > 1)).toEqual([]);
  });
});

test('Okta and Workspace change nothing in CloudTrail', () => {
  const alone = [...simulate({ ...WIDE, estates: [] })].map(({ records }) => records);
  expect(JSON.stringify(alone)).toBe(JSON.stringify(days.map(({ records }) => records)));
});

test('surprises fall on other days with another seed, many of them late', () => {
  const when = Array.from({ length: 40 }, (_, n) => {
    const span = { start: WIDE.start, days: 30, seed: `span ${n}` };
    return dayFor({ ...ORGANISATION, span }, 'vpn-change', 0);
  });
  expect(new Set(when).size).toBeGreaterThan(8);
  expect(when.filter((day) => day > 10).length).toBeGreaterThan(15);
});

test.each([true, false])(
  'every intrusion can be staged in the smallest organisation, patient: %s',
  (stealthy) => {
    const small = { ...WIDE, scale: 1, days: 20, stealthy, campaigns: CAMPAIGNS };
    const labelled = [...simulate(small)].flatMap(({ labels }) => labels);
    const staged = new Set(labelled.map(({ campaign }) => campaign));
    const possible = CAMPAIGNS.filter(({ needs = [] }) =>
      needs.every((id) => id === 'okta' || id === 'workspace'),
    );
    expect(possible.filter(({ id }) => !staged.has(id)).map(({ id }) => id)).toEqual([]);
  },
);

function isOkta(record: object | string): record is OktaRecord {
  return typeof record === 'object' && 'authenticationContext' in record;
}

function callOf(record: OktaRecord) {
  const { eventType: type, published, ...rest } = record;
  const text = (value: unknown, ...path: readonly string[]): string => {
    const found = path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? new Map(Object.entries(at)).get(key) : undefined),
      value,
    );
    return typeof found === 'string' ? found : '';
  };
  return {
    type,
    at: Date.parse(published),
    who: text(rest, 'actor', 'alternateId'),
    ip: text(rest, 'client', 'ipAddress'),
    session: text(rest, 'authenticationContext', 'externalSessionId'),
    result: text(rest, 'outcome', 'result'),
    target: text(rest, 'target', '0', 'displayName'),
  };
}
