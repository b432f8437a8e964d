import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { ACTIONS } from '../../model/action.ts';
import { OPERATIONS } from './operations.ts';

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

test.skipIf(!existsSync(CHECKLIST))('every Okta event type of the checklist is in the table', () => {
  const text = readFileSync(CHECKLIST, 'utf8');
  const start = text.indexOf('### Okta (eventType)');
  expect(start).toBeGreaterThanOrEqual(0);
  const lines = text.slice(start, text.indexOf('\n###', start + 10)).split('\n');
  const asked = lines
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => typesIn(line.split('|')[2] ?? ''));
  const known = new Set(OPERATIONS.map(({ operation }) => operation.slice('okta:'.length)));
  const missing = [...new Set(asked)].filter((type) => !known.has(type) && !OTHER_WORDS.has(type));
  expect(missing).toEqual([]);
  expect(new Set(asked).size).toBeGreaterThan(70);
});

test('every row says an action we know, and a type as Okta writes them', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^okta:[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+$/);
    expect(ACTIONS).toContain(action);
  }
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

test('the README explains every detail that a row can give', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = new Set(OPERATIONS.flatMap(({ details }) => Object.keys(details ?? {})));
  expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
