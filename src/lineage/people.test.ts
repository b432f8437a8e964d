import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import type { Event, Principal, Provider } from '../model/event.ts';
import { createLineage, type Lineage } from './forest.ts';
import { ancestry, learnLineage } from './lineage.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const EMAIL = 'ana@example.com';

function person(uid: string, name = EMAIL): Principal {
  return { uid, kind: 'user', name, scope: 'example.com' };
}

/** A sign-in at an identity provider, or with `application` a sign-on of its session to an application. */
function signIn(session: string, minute: number, rest: Partial<Event> = {}, application?: string): Event {
  const provider: Provider = rest.provider ?? 'okta';
  const holder = rest.principal ?? person(`${provider}:ana`);
  const issued = { uid: session, kind: 'console-session', holder, session, expiresAt: undefined } as const;
  return sampleEvent({
    uid: `sign-in ${session} ${minute} ${application ?? ''}`,
    time: START + minute * MINUTE,
    provider,
    operation: 'okta:user.session.start',
    action: 'signin',
    principal: holder,
    credential: undefined,
    session: { uid: session, name: session, issuedAt: undefined, onBehalfOf: undefined, workload: undefined },
    targets: [],
    issued: application === undefined ? [issued] : [],
    details: application === undefined ? {} : { application },
    ...rest,
  });
}

function federate(uid: string, minute: number, rest: Partial<Event> = {}, email = EMAIL): Event {
  const role =
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef';
  const holder: Principal = {
    uid: `${role}/${email}`,
    kind: 'federated-user',
    name: email,
    scope: '111122223333',
  };
  return sampleEvent({
    uid: `mint ${uid}`,
    time: START + minute * MINUTE,
    operation: 'sts:AssumeRoleWithSAML',
    action: 'token.mint',
    principal: { ...holder, uid: `saml:${email}` },
    credential: undefined,
    targets: [{ kind: 'role', uid: role, name: undefined }],
    issued: [{ uid, kind: 'session-token', holder, session: undefined, expiresAt: undefined }],
    details: {},
    ...rest,
  });
}

/** A request at the access portal. */
function request(credential: string, minute: number, rest: Partial<Event> = {}): Event {
  const uid =
    'arn:aws:identitystore::111122223333:identitystore/d-1/user/00000000-0000-4000-8000-000000000001';
  return sampleEvent({
    uid: `request ${credential}`,
    time: START + minute * MINUTE,
    operation: 'sso:GetRoleCredentials',
    action: 'token.mint',
    principal: { uid, kind: 'user', name: '00000000-0000-4000-8000-000000000001', scope: '111122223333' },
    credential: { uid: credential, kind: 'session-token', mfa: undefined },
    targets: [],
    issued: [],
    details: { roleName: 'Ops', accountId: '111122223333' },
    ...rest,
  });
}

function use(uid: string, minute: number): Event {
  return sampleEvent({
    uid: `use ${uid} ${minute}`,
    time: START + minute * MINUTE,
    operation: 's3:ListBuckets',
    action: 'use',
    credential: { uid, kind: 'session-token', mfa: undefined },
    targets: [],
    issued: [],
  });
}

function learnt(events: readonly Event[]): Lineage {
  const lineage = createLineage();
  for (const event of events) learnLineage(lineage, event);
  return lineage;
}

function pathOf(events: readonly Event[], uid = 'ASIA1'): string[] {
  return ancestry(learnt(events), uid)
    .map((node) => node.uid)
    .reverse();
}

const from = (ip: string): Pick<Event, 'client'> => ({
  client: { ip, userAgent: undefined, service: undefined, endpoint: undefined },
});

describe('a session of a cloud descends from', () => {
  test('the session of the identity provider the person has', () => {
    expect(pathOf([signIn('okta:session:1', 0), federate('ASIA1', 60)])).toEqual(['okta:session:1', 'ASIA1']);
  });

  test.each<[string, Event[]]>([
    ['the latest one', [signIn('okta:session:1', 0), signIn('okta:session:2', 30), federate('ASIA1', 60)]],
    [
      'the one that signed on to the application minutes before',
      [
        signIn('okta:session:2', 0),
        signIn('okta:session:1', 30),
        signIn('okta:session:2', 55, {}, 'AWS Account Federation'),
        signIn('okta:session:1', 58, {}, 'Payroll'),
        federate('ASIA1', 60),
      ],
    ],
    [
      'the one above, where one provider signs in to the other',
      [
        signIn('okta:session:2', 0),
        signIn('entra:session:1', 1, { provider: 'entra', principal: person('entra:1') }),
        federate('ASIA2', 2),
        federate('okta:session:3', 3, { provider: 'entra' }),
      ],
    ],
  ])('%s', (_, events) => {
    const last = events.at(-1)?.issued[0]?.uid ?? '';
    expect(pathOf(events, last)).toEqual(['okta:session:2', last]);
  });

  test('what the portal asked with, which descends from the sign-in', () => {
    const events = [
      signIn('okta:session:1', 0),
      request('portal-other', 60, from('192.0.2.77')),
      request('portal-1', 60),
      federate('ASIA1', 60),
    ];
    expect(pathOf(events)).toEqual(['okta:session:1', 'portal-1', 'ASIA1']);
  });
});

test.each<[string, Event[]]>([
  [
    'a sign-in of somebody else',
    [signIn('okta:session:1', 0, { principal: person('okta:2', 'ben@example.com') })],
  ],
  ['a sign-in of the day before', [signIn('okta:session:1', -13 * 60)]],
  ['a sign-in afterwards', [signIn('okta:session:1', 65)]],
  ['a sign-in that failed', [signIn('okta:session:1', 0, { outcome: 'failure' })]],
  [
    'a sign-in of a machine',
    [signIn('okta:session:1', 0, { principal: { ...person('okta:x'), kind: 'application' } })],
  ],
  ['a request at the portal for another role', [request('portal-1', 60, { details: { roleName: 'Dev' } })]],
  ['a request at the portal a while before', [request('portal-1', 57)]],
])('nothing comes of %s', (_, events) => {
  expect(pathOf([...events, federate('ASIA1', 60)])).toEqual(['ASIA1']);
});

test('a credential that was presented is the parent, whatever else the person signed in to', () => {
  const credential = { uid: 'AKIA1', kind: 'access-key', mfa: undefined } as const;
  expect(pathOf([signIn('okta:session:1', 0), federate('ASIA1', 60, { credential })])).toEqual([
    'AKIA1',
    'ASIA1',
  ]);
});

test('the order in which logs arrive decides nothing', () => {
  const events = [
    signIn('okta:session:1', 0),
    signIn('okta:session:2', 97),
    signIn('okta:session:1', 95, {}, 'AWS'),
    request('portal-1', 100),
    federate('ASIA1', 100.02),
    federate('ASIA2', 200),
    use('ASIA1', 101),
    use('ASIA2', 201),
  ];
  const straight = ['ASIA1', 'ASIA2'].map((uid) => pathOf(events, uid));
  expect(straight).toEqual([
    ['okta:session:1', 'portal-1', 'ASIA1'],
    ['okta:session:2', 'ASIA2'],
  ]);
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
      expect(['ASIA1', 'ASIA2'].map((uid) => pathOf(shuffled, uid))).toEqual(straight);
    }),
    { numRuns: 60 },
  );
});

test('says which used credentials found their parent late', () => {
  const lineage = learnt([federate('ASIA1', 60), use('ASIA1', 61), federate('ASIA2', 62)]);
  expect(learnLineage(lineage, signIn('okta:session:1', 0)).adopted).toEqual(['ASIA1']);
  expect(learnLineage(lineage, signIn('okta:session:1', 0)).adopted).toEqual([]);
});

test('remembers a bounded number of sign-ins, sessions and people', () => {
  const lineage = createLineage();
  for (let n = 0; n < 200; n++) {
    learnLineage(lineage, signIn(`okta:session:${n}`, n));
    learnLineage(lineage, federate(`ASIA${n}`, n));
    learnLineage(lineage, request(`portal-${n}`, 3 * n));
  }
  const [ana] = lineage.people.values();
  expect(ana?.sightings.length).toBeLessThanOrEqual(12);
  expect(ana?.opened.length).toBeLessThanOrEqual(16);
  expect([...lineage.portals.values()].flat().length).toBeLessThanOrEqual(16);
  for (let n = 0; n < 20_050; n++) learnLineage(lineage, federate('ASIA', n, {}, `p${n}@example.com`));
  expect(lineage.people.size).toBe(20_000);
});
