/** Arguments of a Tracee event, which come as a list of names and values: addresses, packets, command lines. */

import { at, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { Connection, HttpRequest } from '../../vendor/host/activity.ts';

const MOST_ARGUMENTS = 64;

export function argumentOf(args: unknown, ...names: readonly string[]): unknown {
  const list = listAt(args).slice(0, MOST_ARGUMENTS);
  for (const name of names) {
    const found = list.find((each) => textAt(each, 'name') === name);
    if (found !== undefined) return at(found, 'value');
  }
  return undefined;
}

export function connectionIn(args: unknown): Connection | undefined {
  return (
    ofSocketAddress(argumentOf(args, 'remote_addr', 'addr', 'dest_addr'), argumentOf(args, 'type')) ??
    ofPacket(argumentOf(args, 'metadata')) ??
    ofNames(args)
  );
}

/** `{"sa_family":"AF_INET","sin_addr":"…","sin_port":"80"}`; of IPv6 `sin6_…`. */
function ofSocketAddress(value: unknown, type: unknown): Connection | undefined {
  const address = textAt(value, 'sin_addr') ?? textAt(value, 'sin6_addr');
  if (address === undefined) return undefined;
  const port = numberAt(value, 'sin_port') ?? numberAt(value, 'sin6_port');
  const isDatagram = typeof type === 'string' && type.includes('SOCK_DGRAM');
  return { address, port, from: undefined, udp: isDatagram };
}

const UDP = 17;

function ofPacket(metadata: unknown): Connection | undefined {
  const address = textAt(metadata, 'dst_ip');
  if (address === undefined) return undefined;
  return {
    address,
    port: numberAt(metadata, 'dst_port'),
    from: textAt(metadata, 'src_ip'),
    udp: numberAt(metadata, 'protocol') === UDP,
  };
}

/** `net_tcp_connect` and `net_packet_tcp` name them one by one. */
function ofNames(args: unknown): Connection | undefined {
  const address = textAt(argumentOf(args, 'dst'));
  if (address === undefined) return undefined;
  const port = numberAt(argumentOf(args, 'dst_port') ?? at(argumentOf(args, 'tcp'), 'dstPort'));
  return { address, port, from: textAt(argumentOf(args, 'src')), udp: false };
}

export function requestIn(args: unknown): HttpRequest | undefined {
  const http = argumentOf(args, 'http_request', 'proto_http');
  const path = textAt(http, 'uri_path') ?? textAt(http, 'uri');
  const host = textAt(http, 'host');
  if (path === undefined || host === undefined) return undefined;
  return {
    host,
    path,
    userAgent: textAt(http, 'headers', 'User-Agent', 0) ?? textAt(http, 'headers', 'user-agent', 0),
  };
}

/** The command line of a started program: its arguments, else its path. */
export function commandIn(args: unknown): string | undefined {
  const argv = argumentOf(args, 'argv');
  const words = listAt(argv)
    .slice(0, 1_024)
    .filter((word) => typeof word === 'string');
  return words.length > 0 ? words.join(' ') : pathIn(args);
}

export function pathIn(args: unknown): string | undefined {
  return textAt(argumentOf(args, 'pathname', 'cmdpath'));
}
