/** Every file of the captures, read: what is CloudTrail becomes events, and nothing else is taken for it. */

import { describe, expect, test } from 'vitest';
import { awsCloudtrail } from '../../src/sources/aws-cloudtrail/index.ts';
import { corporaPresent } from '../harness/corpora.ts';
import { readEveryFile } from './folders.ts';

/** Folders and files that hold CloudTrail; nothing else may be claimed. */
const CLOUDTRAIL =
  /^(stratus-red-team\/aws\.|invictus-aws\/CloudTrail\/|elastic-integrations\/aws\/cloudtrail\/|panther-tests\/aws-cloudtrail|plaso\/test_data\/jsonl\/aws_cloudtrail|vendor-docs\/aws-)/;
/** Those of them that hold whole records for sure; vendors' pages also print fragments, and tests are trimmed. */
const WHOLE = /^(stratus-red-team\/aws\.|invictus-aws\/CloudTrail\/|plaso\/)/;
/** Records that are rightly no events. */
const NO_EVENTS = /digest|insight/i;

const PRESENT = corporaPresent();

describe.skipIf(!PRESENT)('real logs', () => {
  const readings = PRESENT ? readEveryFile() : [];
  const claimed = readings.filter(({ report }) => report.source === awsCloudtrail.id);

  test('only CloudTrail files are claimed', () => {
    expect(claimed.map(({ path }) => path).filter((path) => !CLOUDTRAIL.test(path))).toEqual([]);
    expect(claimed.length).toBeGreaterThan(150);
  });

  test.each(readings.filter(({ path }) => WHOLE.test(path) && CLOUDTRAIL.test(path)))(
    'every record of $path becomes an event',
    ({ report: { records, events, problems } }) => {
      expect(records).toBeGreaterThan(0);
      expect({ events, problems }).toEqual({ events: records, problems: 0 });
    },
  );

  test('what is skipped has a reason of the format', () => {
    const reasons = claimed
      .filter(({ path }) => path.startsWith('elastic-integrations/'))
      .flatMap(({ report }) => Object.keys(report.skipped));
    expect(reasons.filter((reason) => !NO_EVENTS.test(reason))).toEqual([]);
  });
});
