/** The vendor's record of every event of every source can be fetched again, however the file is packed. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { raw } from '../../src/input/raw.ts';
import { createReader } from '../../src/input/read.ts';
import type { Event } from '../../src/model/event.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { zipPack } from '../harness/pack.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-raw-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

function kept(name: string, bytes: Buffer) {
  const path = join(FOLDER, name.replaceAll('/', '_'));
  writeFileSync(path, bytes);
  return { path, size: bytes.length, baseline: false };
}

async function eventsOf(file: ReturnType<typeof kept>): Promise<readonly Event[]> {
  const events: Event[] = [];
  await createReader(SOURCES).readFile(file, 0, { event: (event) => void events.push(event), problem() {} });
  return events;
}

/** What each event's record reads, by the event's uid. */
async function recordsOf(file: ReturnType<typeof kept>) {
  const events = await eventsOf(file);
  const found = await raw(
    file,
    events.map(({ place }) => place.record),
    SOURCES,
  );
  return events.map(({ uid, place }) => ({ uid, record: found.get(place.record) }));
}

describe.each(SOURCES.map(({ id }) => id))('%s', (id) => {
  const samples = join(import.meta.dirname, '../../src/sources', id, 'samples');

  test('gives back the record of each event, from plain, compressed and archived files', async () => {
    for (const name of readdirSync(samples)) {
      const bytes = readFileSync(join(samples, name));
      const plain = await recordsOf(kept(`${id}-${name}`, bytes));
      for (const { uid, record } of plain) {
        expect(record, `${name}: ${uid}`).toBeDefined();
        expect(JSON.parse(Buffer.from(record?.bytes ?? []).toString()), `${name}: ${uid}`).toBeTypeOf(
          'object',
        );
        if (record?.verbatim === true)
          expect(bytes.includes(Buffer.from(record.bytes)), `${name}: ${uid}`).toBe(true);
      }
      const texts = (records: typeof plain) =>
        records.map(({ record }) => Buffer.from(record?.bytes ?? []).toString());
      const zipped = await recordsOf(
        kept(
          `${id}-${name}.zip`,
          zipPack([
            { name: 'first.gz', data: gzipSync(bytes), method: 'stored' },
            { name: 'second', data: bytes },
          ]),
        ),
      );
      expect(texts(zipped), `${name} twice in an archive`).toEqual([...texts(plain), ...texts(plain)]);
    }
  });
});

test('what the file does not hold is missing', async () => {
  const file = kept('nothing.json', Buffer.from('{"Records":[]}'));
  expect(await raw(file, [1, 7], SOURCES)).toEqual(new Map());
});
