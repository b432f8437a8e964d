/** Compares and hashes bytes, sixteen or eight at a time. Up to fifteen bytes behind the end are read, never counted. */

export function sameBytes(a: usize, b: usize, length: u32): bool {
  let p: u32 = 0;
  while (p + 16 < length) {
    if (v128.any_true(v128.xor(v128.load(a + p), v128.load(b + p)))) return false;
    p += 16;
  }
  const differing = ~(<u32>i8x16.bitmask(i8x16.eq(v128.load(a + p), v128.load(b + p))));
  return (differing & ((1 << (length - p)) - 1)) === 0;
}

const FACTOR: u64 = 0x9e3779b97f4a7c15;

/**
 * Of long spans every other eight bytes count: what sets alike objects apart are ids longer than that. Two sums at once,
 * since each step of one waits for the step before.
 */
export function hashBytes(start: usize, length: u32): u32 {
  let hash: u64 = length;
  let other: u64 = FACTOR;
  const end = start + length;
  let p = start;
  for (; p + 32 < end; p += 32) {
    hash = mix(hash, load<u64>(p));
    other = mix(other, load<u64>(p + 16));
  }
  for (; p + 8 < end; p += 8) hash = mix(hash, load<u64>(p));
  const left = <u64>(end - p);
  const last = left >= 8 ? load<u64>(p) : load<u64>(p) & (((<u64>1) << (left << 3)) - 1);
  hash = mix(hash ^ other, last);
  return <u32>(hash ^ (hash >> 29));
}

function mix(hash: u64, bytes: u64): u64 {
  const mixed = (hash ^ bytes) * FACTOR;
  return mixed ^ (mixed >> 32);
}
