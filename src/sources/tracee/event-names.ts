/** The events of Tracee that tell of a connection, a request or a started program. */

export type EventKind = 'connect' | 'request' | 'start';

const KINDS: ReadonlyMap<string, EventKind> = new Map<string, EventKind>([
  ['security_socket_connect', 'connect'],
  ['net_tcp_connect', 'connect'],
  ['connect', 'connect'],
  ['sendto', 'connect'],
  ['net_packet_http_request', 'request'],
  ['net_packet_http', 'request'],
  ['sched_process_exec', 'start'],
  ['execve', 'start'],
  ['execveat', 'start'],
]);

export function kindOf(name: string): EventKind | undefined {
  return KINDS.get(name);
}
