import { expect, test } from 'vitest';
import { number, projection, text } from '../contract/projection.ts';
import type { Framing, Recognition, Source } from '../contract/source.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { createReader } from './read.ts';

const FIELDS = projection({ id: text('id'), after: number('after') });

/** Says of each record what it holds, as a problem. */
function source(framing: Framing, recognition: Recognition): Source {
  return {
    id: 'made-up',
    product: 'Made up',
    provider: 'other',
    recognise: () => recognition,
    framing,
    projection: FIELDS,
    normalise: (record) => ({
      problem: 'syntax',
      message: `${record.text(FIELDS.id)} after ${record.number(FIELDS.after)}`,
    }),
    operations: [],
  };
}

function read(of: Source, content: string, chunkBytes: number, maxRecordBytes?: number) {
  const bytes = Buffer.from(content);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  const said: string[] = [];
  const sink = {
    event: () => undefined,
    problem: ({ message }: { message: string }) => void said.push(message),
  };

  const reader = createReader(
    [of],
    maxRecordBytes === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, maxRecordBytes },
  );
  const { records, skipped } = reader.readBuffers(chunks, 'memory', 0, sink);
  return { said, records, skipped };
}

const SIZES = [1, 3, 64, 1 << 16];

test.each(SIZES)('a framing of lines turns lines away before they are decoded, in chunks of %d', (size) => {
  const lines = source(
    {
      envelopes: [],
      lines: ({ skip, head }) => ({
        wants(bytes, from) {
          const isWanted = bytes[from] !== 0x23;
          if (!isWanted) skip('remark');
          return isWanted;
        },
        line: (line) => (line === '' ? [] : [{ id: line, after: head.text.length }]),
        end: () => [{ id: 'end', after: 0 }],
      }),
    },
    'lines',
  );
  const { said, records, skipped } = read(lines, 'one\r\n# no\n\ntwo\n#', size);
  expect(said).toEqual(['one after 16', 'two after 16', 'end after 0']);
  expect(skipped).toEqual({ remark: 2 });
  expect(records).toBe(5);
});

test.each(SIZES)('a line may end with something else than a line feed, in chunks of %d', (size) => {
  const ended = source(
    { envelopes: [], lines: () => ({ ends: '</e>', line: (line) => [{ id: line }], end: () => [] }) },
    'lines',
  );
  expect(read(ended, '<e>1</e>\n<e>2\n</e></<e>3</e>rest', size).said).toEqual([
    '<e>1</e> after undefined',
    '\\u000a<e>2\\u000a</e> after undefined',
    '</<e>3</e> after undefined',
    'rest after undefined',
  ]);
});

test.each(SIZES)('a line that is too long is reported once and passed over, in chunks of %d', (size) => {
  const plain = source({ envelopes: [], lines: () => ({ line: (id) => [{ id }], end: () => [] }) }, 'lines');
  const { said } = read(plain, `a\n${'b'.repeat(300)}\nc`, size, 100);
  expect(said).toEqual(['a after undefined', 'the record is longer than 100 bytes', 'c after undefined']);
});

test.each(SIZES)('values are taken apart with a memory of the file, in chunks of %d', (size) => {
  const remembering = source(
    {
      envelopes: [],
      wrappings: {
        told: {
          perFile: ({ skip }) => {
            let before = 0;
            return {
              wants(text) {
                const isWanted = !text.includes('noise');
                if (!isWanted) skip('noise');
                return isWanted;
              },
              value: (value) =>
                JSON.stringify(value) === '{}' ? [] : [{ id: JSON.stringify(value), after: before++ }],
            };
          },
        },
      },
    },
    { wrapping: 'told' },
  );
  for (const content of ['[{"a":1},{"noise":2},{},{"b":3}]', '{"a":1}\n{"noise":2}\n{}\n{"b":3}\n']) {
    const { said, records, skipped } = read(remembering, content, size);
    expect(said).toEqual(['{"a":1} after 0', '{"b":3} after 1']);
    expect(skipped).toEqual({ noise: 1, 'wrapping without a record': 1 });
    expect(records).toBe(4);
  }
});
