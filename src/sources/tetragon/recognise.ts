/** Tells Tetragon's export from every other log. */

import type { Head, Recognition } from '../../contract/source.ts';
import { at, isObject, textAt } from '../../lib/json.ts';

const KIND =
  /^process_(?:exec|exit|kprobe|tracepoint|uprobe|lsm|loader|throttle|connect|listen|accept|close|http|dns)$/;

export function recognise({ samples }: Head): Recognition | undefined {
  return samples.some(isEvent) ? 'records' : undefined;
}

function isEvent(sample: Readonly<Record<string, unknown>>): boolean {
  if (textAt(sample, 'time') === undefined) return false;
  if (isObject(sample['rate_limit_info']) && textAt(sample, 'node_name') !== undefined) return true;
  const kind = Object.keys(sample).find((key) => KIND.test(key));
  return (
    kind !== undefined && (isObject(at(sample, kind, 'process')) || isObject(sample['process_throttle']))
  );
}
