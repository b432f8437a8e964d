/**
 * Preloaded (`--import`) into every measured process: writes what it used, threads included, to the file named in
 * BENCH_USAGE when it ends.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env['BENCH_USAGE'];
if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const peak = ownPeak() ?? maxRSS * 1024;
    writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak }));
  });
}

/** Bytes. What Linux counts as the most a process used begins with what its parent did; the peak of its own memory not. */
function ownPeak(): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
