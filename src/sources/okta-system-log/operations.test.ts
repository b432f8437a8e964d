import { expect, test } from 'vitest';
import { testChecklist, testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^okta:[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+$/, import.meta.dirname);

/** Event types of one table cell: `a.b.c, .d`, `a.b.c / .d` and `a.b.{c,d}` are short for several. */
function typesIn(cell: string): readonly string[] {
  const types: string[] = [];
  let before = '';
  for (const [word] of cell.matchAll(/[\w.]*\.\{[^}]*\}|[\w]*(?:\.\w+)+/g)) {
    const whole = word.startsWith('.') ? `${before.slice(0, before.lastIndexOf('.'))}${word}` : word;
    const braces = /^(.*)\{(.*)\}$/.exec(whole);
    const each =
      braces === null ? [whole] : (braces[2] ?? '').split(',').map((name) => `${braces[1]}${name.trim()}`);
    types.push(...each);
    before = each[0] ?? before;
  }
  return types;
}

/** Words of the table with a dot that are no event types. */
const OTHER_WORDS = new Set(['issuer.id', 'app.oauth2']);

const TYPES = new Set(OPERATIONS.map(({ operation }) => operation.slice('okta:'.length)));

testChecklist('every Okta event type of the checklist is in the table', {
  passages: [{ from: '### Okta (eventType)', to: '\n###' }],
  names: (passage) =>
    passage
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .flatMap((line) => typesIn(line.split('|')[2] ?? '')),
  known: (type) => TYPES.has(type) || OTHER_WORDS.has(type),
  moreThan: 70,
});

test.each([
  ['user.account.reset_password', 'credential.reset'],
  ['application.user_membership.show_password', 'credential.read'],
  ['user.mfa.factor.reset_all', 'factor.change'],
  ['system.api_token.create', 'credential.create'],
  ['system.api_token.revoke', 'telemetry.change'],
  ['system.idp.lifecycle.update', 'sso.change'],
  ['app.oauth2.trusted_server.add', 'trust.change'],
  ['user.account.privilege.grant', 'privilege.grant'],
  ['user.risk.change', 'alert'],
  ['app.oauth2.as.token.grant', 'token.mint'],
])('%s is %s', (type, action) => {
  expect(OPERATIONS.find(({ operation }) => operation === `okta:${type}`)?.action).toBe(action);
});
