import { expect, test } from 'vitest';
import { detailsIn, testChecklist, testRows } from '../../../test/harness/test-operations.ts';
import { OPERATIONS } from './operations.ts';

testRows(OPERATIONS, /^[a-z_]+:\w+$/, import.meta.dirname);

/** Words of the checklist's passage on Workspace that are no event names: types, wildcards, settings. */
const OTHER_WORDS = new Set(
  `USER_SETTINGS SAML2_SERVICE_PROVIDER_CONFIG_SETTINGS _TRUSTED_DOMAINS TOGGLE_ _PASSWORD_RECOVERY 2sv_change`.split(
    /\s+/,
  ),
);

const NAMES = new Set(OPERATIONS.map(({ operation }) => operation.slice(operation.indexOf(':') + 1)));

testChecklist('every Workspace event of the checklist is in the table', {
  passages: [{ from: '### Google Workspace', to: '\n### ' }],
  names: (passage) => [
    ...(passage.match(/\b[A-Z0-9]+(?:_[A-Z0-9]+)+\b/g) ?? []),
    ...(passage.match(/\b[a-z0-9]+(?:_[a-z]+)+\b/g) ?? []).filter((name) =>
      /^(?:suspicious|account|gov|login|2sv|recovery|titanium|password)_/.test(name),
    ),
  ],
  known: (name) => NAMES.has(name) || OTHER_WORDS.has(name),
  moreThan: 20,
});

test('rows can give many details', () => {
  expect(detailsIn(OPERATIONS).length).toBeGreaterThan(20);
});
