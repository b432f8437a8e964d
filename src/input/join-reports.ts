/** One report on an archive from those on its entries, so that what is kept of an archive does not grow with it. */

import type { FileReport, SourceShare } from './file-log.ts';

export function joinReports(one: FileReport, other: FileReport): FileReport {
  const shares = new Map(Object.entries(one.shares));
  for (const [source, share] of Object.entries(other.shares)) {
    const before = shares.get(source);
    shares.set(source, before === undefined ? share : joinShares(before, share));
  }
  return {
    source: one.source === '' ? other.source : one.source,
    ...joinShares(one, other),
    shares: Object.fromEntries(shares),
    unrecognised: one.unrecognised + other.unrecognised,
    bytes: one.bytes + other.bytes,
    decompressedBytes: one.decompressedBytes + other.decompressedBytes,
  };
}

function joinShares(one: SourceShare, other: SourceShare): SourceShare {
  const skipped = new Map(Object.entries(one.skipped));
  for (const [reason, times] of Object.entries(other.skipped)) {
    skipped.set(reason, (skipped.get(reason) ?? 0) + times);
  }
  return {
    inputs: one.inputs + other.inputs,
    records: one.records + other.records,
    events: one.events + other.events,
    skipped: Object.fromEntries(skipped),
    problems: one.problems + other.problems,
  };
}
