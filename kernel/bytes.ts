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

/** Of long spans every other eight bytes count: what sets alike objects apart are ids longer than that. */
export function hashBytes(start: usize, length: u32): u32 {
  let hash: u64 = length;
  const end = start + length;
  const step: usize = length > 64 ? 16 : 8;
  let p = start;
  for (; p + 8 < end; p += step) {
    hash = (hash ^ load<u64>(p)) * FACTOR;
    hash ^= hash >> 32;
  }
  if (p < end) {
    const left = <u64>(end - p);
    const last = left >= 8 ? load<u64>(p) : load<u64>(p) & ((1 << (left << 3)) - 1);
    hash = (hash ^ last) * FACTOR;
  }
  return <u32>(hash ^ (hash >> 32));
}
