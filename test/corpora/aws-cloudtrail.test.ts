import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createReader } from '../../src/input/read.ts';
import { awsCloudtrail } from '../../src/sources/aws-cloudtrail/index.ts';
import { CORPORA, corporaPresent } from '../harness/corpora.ts';

const PRESENT = corporaPresent();

/** Folders and files that hold CloudTrail; nothing else may be claimed. */
const CLOUDTRAIL =
  /^(stratus-red-team\/aws\.|invictus-aws\/CloudTrail\/|elastic-integrations\/aws\/cloudtrail\/|plaso\/test_data\/jsonl\/aws_cloudtrail|vendor-docs\/aws-)/;
/** Those of them that hold whole records for sure; vendors' pages also print fragments. */
const WHOLE = /^(stratus-red-team\/aws\.|invictus-aws\/CloudTrail\/|plaso\/)/;

function read(path: string): { source: string; records: number; events: number; problems: number } {
  return createReader([awsCloudtrail]).readBuffers([readFileSync(join(CORPORA, path))], path, 0, {
    event: () => undefined,
    problem: () => undefined,
  });
}

describe.skipIf(!PRESENT)('real logs', () => {
  const files = PRESENT
    ? readdirSync(CORPORA, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(CORPORA.length))
        .sort()
    : [];

  test('only CloudTrail files are claimed', () => {
    const claimed = files.filter((path) => read(path).source === awsCloudtrail.id);
    expect(claimed.filter((path) => !CLOUDTRAIL.test(path))).toEqual([]);
    expect(claimed.length).toBeGreaterThan(150);
  });

  test.each(files.filter((path) => WHOLE.test(path)).filter((path) => CLOUDTRAIL.test(path)))(
    'every record of %s becomes an event',
    (path) => {
      const { records, events, problems } = read(path);
      expect(records).toBeGreaterThan(0);
      expect({ events, problems }).toEqual({ events: records, problems: 0 });
    },
  );
});
