import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Gunzip } from './gunzip.ts';
import { PIECE_BYTES } from './limits.ts';

const nowhere = (): undefined => undefined;

/** Each serves all tests, as it serves all files of a reader. */
const INNER = new Gunzip(nowhere);
const DOCUMENTED = new Gunzip(nowhere, nowhere);
const WAYS: [string, Gunzip][] = [
  ['by the inner part of the platform', INNER],
  ['by what the platform documents', DOCUMENTED],
];

function gunzip(
  data: Buffer,
  one = INNER,
): { content: Buffer; isSound: boolean; buffers: Set<ArrayBufferLike> } {
  const found: Buffer[] = [];
  const buffers = new Set<ArrayBufferLike>();
  const pieces = one.pieces(data);
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) return { content: Buffer.concat(found), isSound: piece.value, buffers };
    found.push(Buffer.from(piece.value));
    buffers.add(piece.value.buffer);
  }
}

const text = (bytes: number): Buffer => Buffer.alloc(bytes, 'from mint to last use, ');

test.each(WAYS)('%s everything comes back, whatever the number of pieces and members', (_name, one) => {
  const size = fc.oneof(
    fc.nat(100),
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -2, max: 2 }))
      .map(([n, d]) => n * PIECE_BYTES + d),
  );
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 3 }), (sizes) => {
      const members = sizes.map((bytes) => text(bytes));
      const { content, isSound } = gunzip(Buffer.concat(members.map((member) => gzipSync(member))), one);
      expect(isSound).toBe(true);
      expect(content.equals(Buffer.concat(members))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('has every piece written to the same memory', () => {
  expect(gunzip(gzipSync(text(3 * PIECE_BYTES))).buffers.size).toBe(1);
});

test.each([
  ['cut', (packed: Buffer) => packed.subarray(0, -5)],
  ['cut in its header', (packed: Buffer) => packed.subarray(0, 7)],
  ['followed by something else', (packed: Buffer) => Buffer.concat([packed, Buffer.from('and more')])],
  ['of a wrong checksum', (packed: Buffer) => Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 7)])],
])('tells what is %s, after a beginning of the content', (_name, spoil) => {
  const whole = text(2 * PIECE_BYTES + 100);
  const { content, isSound } = gunzip(spoil(gzipSync(whole)));
  expect(isSound).toBe(false);
  expect(whole.subarray(0, content.length).equals(content)).toBe(true);
  expect(gunzip(gzipSync(whole)).isSound).toBe(true);
});

test.each(WAYS)('%s what comes behind a zero is not taken for sound', (_name, one) => {
  const packed = gzipSync(text(100));
  for (const behind of [Buffer.from([0, 1, 2]), Buffer.concat([Buffer.alloc(2), packed])]) {
    const { content, isSound } = gunzip(Buffer.concat([packed, behind]), one);
    expect(isSound).toBe(false);
    expect(content.equals(text(100))).toBe(true);
  }
});

test('what is documented tells what is damaged as well, and gives nothing of it', () => {
  const packed = gzipSync(text(2 * PIECE_BYTES));
  expect(gunzip(packed.subarray(0, -5), DOCUMENTED)).toMatchObject({
    content: Buffer.alloc(0),
    isSound: false,
  });
});
