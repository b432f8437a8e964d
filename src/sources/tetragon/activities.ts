/** Process, place and connection in the words of Tetragon. */

import { at, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { Connection, Place, Process } from '../../vendor/host/activity.ts';

/** @param event `process_exec`, `process_kprobe`, … */
export function processOf(event: unknown): Process {
  const process = at(event, 'process');
  const path = textAt(process, 'binary');
  const uid = numberAt(process, 'uid');
  const auid = numberAt(process, 'auid');
  return {
    path,
    commandLine: path === undefined ? undefined : commandOf(path, textAt(process, 'arguments')),
    pid: numberAt(process, 'pid'),
    parentPath: textAt(event, 'parent', 'binary'),
    user: textAt(process, 'user', 'name'),
    uid: uid?.toString(),
    loginUser: auid === undefined || auid === UNSET ? undefined : auid.toString(),
  };
}

const UNSET = 4_294_967_295;

export function commandOf(binary: string, args: string | undefined): string {
  return args === undefined || args === '' ? binary : `${binary} ${args}`;
}

export function placeOf(event: unknown, node: string | undefined, cluster: string | undefined): Place {
  const process = at(event, 'process');
  const pod = at(process, 'pod');
  return {
    host: node,
    cluster,
    namespace: textAt(pod, 'namespace'),
    pod: textAt(pod, 'name'),
    // Written as `containerd://…`, and the first characters of it outside a cluster.
    containerId:
      textAt(pod, 'container', 'id')?.replace(/^[a-z-]{1,20}:\/\//, '') ?? textAt(process, 'docker'),
    containerName: textAt(pod, 'container', 'name'),
    image: textAt(pod, 'container', 'image', 'name'),
  };
}

/** From the arguments of a kernel function: a socket, or the address handed to one. */
export function connectionIn(args: unknown): Connection | undefined {
  for (const argument of listAt(args)) {
    const socket = at(argument, 'sock_arg');
    const address = textAt(socket, 'daddr') ?? textAt(argument, 'sockaddr_arg', 'addr');
    if (address === undefined) continue;
    const protocol = textAt(socket, 'protocol') ?? '';
    return {
      address,
      port: numberAt(socket, 'dport') ?? numberAt(argument, 'sockaddr_arg', 'port'),
      from: textAt(socket, 'saddr'),
      udp: protocol.endsWith('UDP') || textAt(socket, 'type') === 'SOCK_DGRAM',
    };
  }
  return undefined;
}

/** From `process_connect`, and from the socket of `process_http`. */
export function connectionOf(event: unknown): Connection | undefined {
  const address = textAt(event, 'destination_ip') ?? textAt(event, 'socket', 'destination_ip');
  if (address === undefined) return undefined;
  const protocol = textAt(event, 'protocol') ?? textAt(event, 'socket', 'protocol') ?? '';
  return {
    address,
    port: numberAt(event, 'destination_port') ?? numberAt(event, 'socket', 'destination_port'),
    from: textAt(event, 'source_ip') ?? textAt(event, 'socket', 'source_ip'),
    udp: protocol.toUpperCase().endsWith('UDP'),
  };
}
