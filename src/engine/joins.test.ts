import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import { sampleFinding } from '../../test/harness/sample-finding.ts';
import { createBaseline, learn } from '../baseline/baseline.ts';
import { EMPTY_CONFIG } from '../config/config.ts';
import { compileContext, EMPTY_CONTEXT } from '../config/context.ts';
import type { CredentialNode } from '../lineage/credential-node.ts';
import { createNode } from '../lineage/forest.ts';
import type { Client, Credential, CredentialKind, Event, Principal } from '../model/event.ts';
import type { OpenFinding } from './findings.ts';
import { joinIncidents } from './incidents.ts';
import { joinsOf } from './joins.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T09:00:00Z');

const BASE: Client = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };
const FOREIGN: Client = {
  ...BASE,
  ip: '203.0.113.66',
  network: 'AS64666',
  prefix: '203.0.113.0/24',
  networkKind: 'hosting',
};
const OFFICE: Client = {
  ...BASE,
  ip: '192.0.2.10',
  network: 'office',
  networkKind: 'declared',
  trusted: true,
};

const who = (uid: string, kind: Principal['kind'], name: string): Principal => ({
  uid,
  kind,
  name,
  scope: 's',
});
const ANA_AT_OKTA = who('okta:1', 'user', 'ana@example.com');
const ANA_AT_AWS = who(
  'arn:aws:iam::111122223333:role/ops/ana@example.com',
  'federated-user',
  'Ana@example.com',
);
const ROLE = who('arn:aws:iam::111122223333:role/vault', 'role', 'vault');
const DESK = who('okta:9', 'user', 'desk@example.com');

interface Given extends Partial<Event> {
  readonly trail?: readonly (CredentialNode & Credential)[];
}

function joins(
  { trail = [], ...given }: Given,
  context = EMPTY_CONTEXT,
  baseline = createBaseline(),
): string[] {
  const event = sampleEvent({
    client: OFFICE,
    credential: trail.at(-1),
    issued: [],
    subject: undefined,
    action: 'use',
    ...given,
  });
  const lineage = { node: () => trail.at(-1), ancestors: () => trail.slice(0, -1).reverse() };
  const judgement = { detection: 'for tests', evidence: [] };
  return [...joinsOf({ judgement, event }, lineage, context, baseline)];
}

function together(a: readonly string[], b: readonly string[], hours = 1): boolean {
  const open = (uid: string, at: number, own: readonly string[]): OpenFinding => ({
    finding: sampleFinding({ uid, firstSeen: at, lastSeen: at }),
    joins: new Set(own),
    report: true,
    touched: true,
  });
  return joinIncidents([open('a', START, a), open('b', START + hours * HOUR, b)]).incidents.length === 1;
}

function step(uid: string, kind: CredentialKind, holder: Principal): CredentialNode & Credential {
  return { ...createNode(uid, kind, holder, undefined), mfa: undefined };
}

const aws = joins({ principal: ANA_AT_AWS });
const okta = joins({ principal: ANA_AT_OKTA });
const reset = joins({ principal: DESK, subject: ANA_AT_OKTA });
const helpdesk = compileContext({ ...EMPTY_CONFIG, helpdesk: ['desk@example.com'] });

describe('one intrusion is', () => {
  test.each<[string, readonly string[], readonly string[], number]>([
    ['what one person does at two providers', aws, okta, 1],
    ['what a person does over a weekend', aws, okta, 100],
    ['what is done to a person and what they do next', reset, aws, 24],
    [
      'what comes from one foreign address',
      joins({ client: FOREIGN }),
      joins({ client: FOREIGN, principal: ROLE }),
      1,
    ],
    [
      'what two roles do that one person took',
      joins({
        principal: ROLE,
        trail: [step('okta:s', 'console-session', ANA_AT_OKTA), step('ASIA1', 'session-token', ROLE)],
      }),
      aws,
      1,
    ],
    [
      'a credential weeks later',
      joins({ principal: ROLE, trail: [step('AKIA1', 'access-key', ROLE)] }),
      joins({ principal: ROLE, client: FOREIGN, trail: [step('AKIA1', 'access-key', ROLE)] }),
      13 * 24,
    ],
  ])('%s', (_, a, b, hours) => {
    expect(together(a, b, hours)).toBe(true);
  });
});

describe('not one intrusion is', () => {
  const other = who('okta:2', 'user', 'ben@example.com');
  const asDesk = (subject: Principal, client = OFFICE): string[] =>
    joins({ principal: DESK, subject, client }, helpdesk);

  test.each<[string, readonly string[], readonly string[], number]>([
    [
      'a shared role used from two networks',
      joins({ principal: ROLE }),
      joins({ principal: ROLE, client: FOREIGN }),
      1,
    ],
    [
      'two people who took the same role',
      joins({ principal: ANA_AT_AWS, issued: issue('ASIA1') }),
      joins({ principal: other, issued: issue('ASIA2') }),
      1,
    ],
    ['two people a help desk helped', asDesk(ANA_AT_OKTA), asDesk(other), 1],
    ['what was done to a person and what they do much later', reset, aws, 60],
    [
      'two people whose passwords were set in one session',
      joins({
        principal: ANA_AT_OKTA,
        trail: [step('okta:desk', 'console-session', DESK), step('password:1', 'password', ANA_AT_OKTA)],
      }),
      joins({
        principal: other,
        trail: [step('okta:desk', 'console-session', DESK), step('password:2', 'password', other)],
      }),
      1,
    ],
    [
      'nobody known and nobody known',
      joins({ principal: who('unknown', 'unknown', 'unknown') }),
      joins({ principal: who('unknown', 'unknown', 'unknown') }),
      1,
    ],
    [
      'services',
      joins({ principal: who('s', 'service', 's') }),
      joins({ principal: who('s', 'service', 's') }),
      1,
    ],
  ])('%s', (_, a, b, hours) => {
    expect(together(a, b, hours)).toBe(false);
  });

  function issue(uid: string): Event['issued'] {
    return [{ uid, kind: 'session-token', holder: ROLE, session: undefined, expiresAt: undefined }];
  }

  test('what comes from an address behind which many of the organisation work', () => {
    const baseline = createBaseline();
    for (let n = 0; n < 10; n++)
      learn(
        baseline,
        sampleEvent({ time: START, principal: who(`u${n}`, 'user', `u${n}`), client: FOREIGN }),
      );
    const at = (principal: Principal) =>
      joins({ principal, client: FOREIGN, time: START }, EMPTY_CONTEXT, baseline);
    expect(together(at(ANA_AT_OKTA), at(other))).toBe(false);
  });
});

test('a help desk account abroad is one intruder, whomever it resets', () => {
  const abroad = (subject: Principal) => joins({ principal: DESK, subject, client: FOREIGN }, helpdesk);
  expect(together(abroad(ANA_AT_OKTA), abroad(ROLE))).toBe(true);
});
