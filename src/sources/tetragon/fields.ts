/** The paths of a Tetragon event that this source reads: enough to pass over most of them, and the whole of the rest. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  time: text('time'),
  node: text('node_name'),
  cluster: text('cluster_name'),
  exec: json('process_exec'),
  binary: text('process_exec.process.binary'),
  arguments: text('process_exec.process.arguments'),
  kprobe: json('process_kprobe'),
  kprobeFunction: text('process_kprobe.function_name'),
  kprobeArgs: json('process_kprobe.args'),
  connect: json('process_connect'),
  http: json('process_http'),
});
