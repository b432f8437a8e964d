/** docs/output.md is a promise to other programs: everything that is written must be named there. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sampleFinding, sampleResult } from '../../test/harness/sample-finding.ts';
import { PROBLEM_CODES } from '../model/problem.ts';
import { CREDENTIAL_COLUMNS } from './credentials.ts';
import { CSV_COLUMNS } from './csv.ts';
import { DETECTION_FINDING } from './ocsf.ts';
import { findingJson, resultJson } from './result-json.ts';

const text = readFileSync(new URL('../../docs/output.md', import.meta.url), 'utf8');

function section(title: string): string {
  const start = text.indexOf(`${title}\n`);
  expect(start, title).toBeGreaterThanOrEqual(0);
  const end = text.indexOf('\n#', start + title.length);
  return text.slice(start, end < 0 ? undefined : end);
}

const result = resultJson(sampleResult(), { name: 'credtrail', version: '0.0.0' });

test.each([
  ['## `json`', Object.keys(result)],
  ['### A finding', Object.keys(findingJson(sampleFinding()))],
  ['### Counters', Object.keys(result.counters).filter((key) => key !== 'sources' && key !== 'skipReasons')],
  ['### Problems', [...PROBLEM_CODES]],
  ['## `ocsf`', Object.keys(DETECTION_FINDING)],
  ['## `csv`', Object.keys(CSV_COLUMNS)],
  ['## `credentials`', [...Object.keys(CREDENTIAL_COLUMNS), 'owner', 'creator', 'asOf', 'omitted']],
])('the section %s names everything that is written', (title, names) => {
  const named = section(title);
  expect(names.filter((name) => !named.includes(`\`${name}\``))).toEqual([]);
});
