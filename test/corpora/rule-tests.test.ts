/** Records from the tests of another project's rules: a scan may be silent on them, but not loud without a reason. */

import { describe, expect, test } from 'vitest';
import { corporaPresent } from '../harness/corpora.ts';
import { isLoud } from './captures.ts';
import { compareRuleTests, LOUD_ELSEWHERE } from './rule-tests.ts';

describe.skipIf(!corporaPresent())('tests of another project’s rules', () => {
  test('give nothing loud on a single record without a known reason', async () => {
    const { compared, loudElsewhere } = await compareRuleTests();
    const quiet = compared.flatMap(({ rule, quiet }) =>
      quiet
        .flat()
        .filter(isLoud)
        .map(({ detection }) => `${rule}: ${detection}`),
    );
    const elsewhere = loudElsewhere.filter(({ rule }) => !Object.hasOwn(LOUD_ELSEWHERE, rule));
    expect([quiet, elsewhere.map(({ rule, finding }) => `${rule}: ${finding.detection}`)]).toEqual([[], []]);
  });
});
