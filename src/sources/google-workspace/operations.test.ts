import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { ACTIONS } from '../../model/action.ts';
import { OPERATIONS } from './operations.ts';

/** Words of the checklist's passage on Workspace that are no event names: types, wildcards, settings. */
const OTHER_WORDS = new Set(
  `USER_SETTINGS SAML2_SERVICE_PROVIDER_CONFIG_SETTINGS _TRUSTED_DOMAINS TOGGLE_ _PASSWORD_RECOVERY 2sv_change`.split(
    /\s+/,
  ),
);

test.skipIf(!existsSync(CHECKLIST))('every Workspace event of the checklist is in the table', () => {
  const names = new Set(OPERATIONS.map(({ operation }) => operation.slice(operation.indexOf(':') + 1)));
  const text = readFileSync(CHECKLIST, 'utf8');
  const start = text.indexOf('### Google Workspace');
  expect(start).toBeGreaterThanOrEqual(0);
  const passage = text.slice(start, text.indexOf('\n### ', start + 4));
  const asked = [...new Set(passage.match(/\b[A-Z0-9]+(?:_[A-Z0-9]+)+\b/g) ?? [])];
  const loginNames = [...new Set(passage.match(/\b[a-z0-9]+(?:_[a-z]+)+\b/g) ?? [])].filter((name) =>
    /^(?:suspicious|account|gov|login|2sv|recovery|titanium|password)_/.test(name),
  );
  expect(asked.length).toBeGreaterThan(20);
  const missing = [...asked, ...loginNames].filter((name) => !names.has(name) && !OTHER_WORDS.has(name));
  expect(missing).toEqual([]);
});

test('every row says an action we know, and an application and a name', () => {
  for (const { operation, action } of OPERATIONS) {
    expect(operation).toMatch(/^[a-z_]+:\w+$/);
    expect(ACTIONS).toContain(action);
  }
});

test('the README explains every detail that a row can give', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const given = new Set(
    OPERATIONS.flatMap((row) => ('details' in row ? Object.keys(Object(row.details)) : [])),
  );
  expect(given.size).toBeGreaterThan(20);
  expect([...given].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
