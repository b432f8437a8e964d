import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { awsCloudtrail } from '../../src/sources/aws-cloudtrail/index.ts';
import { ocsf } from '../../src/sources/ocsf/index.ts';
import { readWhole } from '../harness/test-source.ts';
import { type OcsfVersion, toOcsf } from '../harness/to-ocsf.ts';

const SAMPLES = join(import.meta.dirname, '../../src/sources/aws-cloudtrail/samples');

/** Records of the CloudTrail source's samples, which cover every kind of identity and operation. */
function records(): Readonly<Record<string, unknown>>[] {
  return readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const value: unknown = tryParse(readFileSync(join(SAMPLES, name), 'utf8'));
      const list: unknown = Reflect.get(Object(value), 'Records');
      return Array.isArray(list) ? list : [];
    });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function eventsBy(source: typeof ocsf, lines: readonly unknown[]): ReadonlyMap<string, Event> {
  const { events } = readWhole(source, Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')));
  return new Map(events.map((event) => [event.uid, event]));
}

const RECORDS = records();
const EXPECTED = eventsBy(awsCloudtrail, RECORDS);

test('there are records to compare', () => {
  expect(EXPECTED.size).toBeGreaterThanOrEqual(40);
});

describe.each<OcsfVersion>(['1.0.0-rc.2', '1.1.0', '1.5.0'])('a CloudTrail record as OCSF %s', (version) => {
  const mapped = eventsBy(
    ocsf,
    RECORDS.map((record) => toOcsf(record, version)),
  );

  test.each([...EXPECTED.values()].map((event) => [event.operation, event] as const))(
    '%s gives the same event',
    (_operation, event) => {
      const own = mapped.get(event.uid);
      expect(own && { ...own, source: '', place: '' }).toEqual({ ...event, source: '', place: '' });
    },
  );
});
