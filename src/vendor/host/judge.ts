/**
 * Decides what an activity on a host is: a read of a metadata service, a credential taken by command, or neither. The
 * reasons for skipping are few and fixed, for millions of records come to one of them.
 */

import type { Normalised } from '../../contract/source.ts';
import { memo } from '../../lib/memo.ts';
import type { Activity, Connection } from './activity.ts';
import { type Endpoint, endpointOfAddress, endpointOfHost, LONGEST_HOST } from './endpoints.ts';
import { commandEvent, metadataEvent } from './event.ts';
import { type Harvest, harvestIn } from './harvest.ts';
import { type Mention, mentionIn, mentionInUrl } from './mention.ts';
import { meaningOfPath } from './paths.ts';

export const SKIPPED = {
  elsewhere: { skip: 'connection elsewhere than to a metadata service' },
  nameOrTime: { skip: 'name, time or lease query at the address of a metadata service' },
  otherPort: { skip: 'connection to another port at the address of a metadata service' },
  noPort: { skip: 'route look-up (port 0) for the address of a metadata service' },
  start: { skip: 'process start that names no metadata service and takes no credential' },
  other: { skip: 'record about neither a connection nor a process start' },
} as const;

export function judgeActivity(activity: Activity): Normalised {
  const { did } = activity;
  if (did.kind === 'connect') return judgeConnection(activity, did.connection);
  if (did.kind === 'start') return judgeCommand(activity);
  const { request, connection } = did;
  const { host, path, userAgent } = request;
  const mention = mentionInUrl(`http://${host}${path.startsWith('/') ? path : `/${path}`}`);
  if (mention !== undefined) {
    const port = mention.port ?? connection?.port;
    return metadataEvent(activity, 'metadata:Request', {
      ...mention,
      port,
      userAgent,
      from: connection?.from,
    });
  }
  return connection === undefined ? SKIPPED.elsewhere : judgeConnection(activity, connection);
}

/** DNS, DHCP in both versions, NTP and PTP answer beside the metadata service. */
const NAMES_AND_TIME: ReadonlySet<number> = new Set([53, 67, 68, 123, 319, 320, 546, 547, 853]);

/** Whether an address or host name is worth making a record for; sources ask before they make one. */
export function isMetadataAddress(address: string): boolean {
  return endpointOf(address) !== undefined;
}

/** Whether a command line is worth making a record for. */
export function isTelling(command: string): boolean {
  const { mention, harvest } = readCommand(command);
  return mention !== undefined || harvest !== undefined;
}

function endpointOf(address: string): Endpoint | undefined {
  if (address.length > LONGEST_HOST) return undefined;
  return ENDPOINTS(address, () => ({
    endpoint: endpointOfAddress(address) ?? endpointOfHost(address)?.endpoint,
  })).endpoint;
}

/** Hosts speak with the same few others, and run the same commands, again and again. */
const ENDPOINTS = memo<{ readonly endpoint: Endpoint | undefined }>(16_384);

interface ReadCommand {
  readonly mention: Mention | undefined;
  readonly harvest: Harvest | undefined;
}

function readCommand(command: string): ReadCommand {
  return command.length > LONGEST_REMEMBERED ? read(command) : COMMANDS(command, () => read(command));
}

function read(command: string): ReadCommand {
  return { mention: mentionIn(command), harvest: harvestIn(command) };
}

const COMMANDS = memo<ReadCommand>(8_192);
const LONGEST_REMEMBERED = 1_024;

function judgeConnection(activity: Activity, connection: Connection): Normalised {
  const { address, port, udp, from } = connection;
  const endpoint = endpointOf(address);
  if (endpoint === undefined) return SKIPPED.elsewhere;
  if (port !== undefined && NAMES_AND_TIME.has(port)) return SKIPPED.nameOrTime;
  if (port === 0) return SKIPPED.noPort;
  if (udp || (port !== undefined && !endpoint.ports.includes(port))) return SKIPPED.otherPort;
  // A command line that names the path tells what the connection is for.
  const { commandLine } = activity.process;
  const said = commandLine === undefined ? undefined : readCommand(commandLine).mention;
  const same = said?.address === endpoint.address || said?.address === undefined;
  const path = same ? said?.path : undefined;
  const meaning = path === undefined ? undefined : meaningOfPath(path);
  return metadataEvent(activity, 'metadata:Connect', {
    address: endpoint.address,
    port,
    path,
    variable: undefined,
    encoded: same && said?.encoded === true,
    provider: endpoint.provider ?? meaning?.provider,
    readsCredentials: meaning?.readsCredentials,
    from,
  });
}

function judgeCommand(activity: Activity): Normalised {
  const command = activity.process.commandLine;
  if (command === undefined) return SKIPPED.start;
  const { mention, harvest } = readCommand(command);
  if (mention !== undefined) return metadataEvent(activity, 'metadata:Command', mention);
  return harvest === undefined ? SKIPPED.start : commandEvent(activity, harvest);
}
