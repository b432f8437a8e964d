/** `node scripts/count-tests.mjs REPORT`: the closing line of a CI run, from vitest's JSON report; fails when nothing ran. */

import { existsSync, readFileSync } from 'node:fs';

const [report = ''] = process.argv.slice(2);
const { passed, failed } = existsSync(report)
  ? counts(JSON.parse(readFileSync(report, 'utf8')))
  : { passed: 0, failed: 0 };
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

/** A file that could not be loaded holds no test that failed, and is still a failure. */
function counts({ numPassedTests, numFailedTests, testResults }) {
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}
