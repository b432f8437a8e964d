/** Makes the events of host logs, so that all of them name host, process and workload alike. */

import type { NormalisedEvent } from '../../contract/source.ts';
import { clip } from '../../lib/text.ts';
import type { Access, Details, Principal, Session, Target, Workload } from '../../model/event.ts';
import type { Activity, Place, Process } from './activity.ts';
import { shownCommand } from './command-line.ts';
import type { Cloud } from './endpoints.ts';
import type { Harvest } from './harvest.ts';
import type { Mention } from './mention.ts';
import { type COMMAND, CONNECT, FILE_COMMAND, type REQUEST, TOKEN_COMMAND } from './operations.ts';
import { programOf } from './words.ts';

export interface MetadataRead extends Mention {
  readonly userAgent?: string | undefined;
  /** The workload's own address. */
  readonly from?: string | undefined;
}

type MetadataOperation = (typeof CONNECT | typeof REQUEST | typeof COMMAND)['operation'];

export function metadataEvent(
  activity: Activity,
  operation: MetadataOperation,
  read: MetadataRead,
): NormalisedEvent {
  const target = read.address ?? read.variable ?? 'unknown';
  return {
    ...common(activity),
    operation,
    action: CONNECT.action,
    targets: [{ kind: 'metadata-service', uid: target, name: undefined }],
    client: { ip: read.from, userAgent: clipped(read.userAgent), service: undefined, endpoint: undefined },
    details: given({
      ...workloadDetails(activity.place),
      ...processDetails(activity.process),
      ...notesOf(activity),
      address: read.address,
      port: read.port,
      path: clipped(withoutQuerySecrets(read.path)),
      variable: read.variable,
      encoded: read.encoded,
      provider: read.provider ?? providerOf(activity.place),
      readsCredentials: read.readsCredentials,
    }),
  };
}

export function commandEvent(activity: Activity, harvest: Harvest): NormalisedEvent {
  const { operation, action } = harvest.application === 'file' ? FILE_COMMAND : TOKEN_COMMAND;
  const target: Target = { kind: 'credential-source', uid: harvest.asked, name: undefined };
  return {
    ...common(activity),
    operation,
    action,
    targets: [target],
    client: NO_CLIENT,
    details: given({
      ...workloadDetails(activity.place),
      ...processDetails(activity.process),
      ...notesOf(activity),
      application: harvest.application,
      asked: harvest.asked,
      secretType: harvest.secretType,
      provider: harvest.provider ?? providerOf(activity.place),
    }),
  };
}

const UNNAMED_HOST = 'unknown';
const NO_CLIENT = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };

function common({ uid, time, place, process, error }: Activity) {
  const principal = principalOf(place);
  return {
    uid,
    time,
    provider: 'host' as const,
    scope: principal.scope,
    region: undefined,
    outcome: error === undefined ? ('success' as const) : ('failure' as const),
    error,
    access: accessOf(process),
    principal,
    credential: undefined,
    session: sessionOf(principal, place),
    issued: [],
    subject: undefined,
    pair: undefined,
  };
}

/** One principal per host: the same object for the same host, for there are few hosts and many events. */
function principalOf(place: Place): Principal {
  const name = (place.host ?? place.instanceId ?? UNNAMED_HOST).toLowerCase();
  const uid = `host:${(instanceOf(place) ?? name).toLowerCase()}`;
  const scope = scopeOf(place) ?? name;
  const key = `${uid} ${name} ${scope}`;
  const known = PRINCIPALS.get(key);
  if (known !== undefined) return known;
  if (PRINCIPALS.size >= MOST_PRINCIPALS) PRINCIPALS.clear();
  const made: Principal = { uid, kind: 'host', name, scope };
  PRINCIPALS.set(key, made);
  return made;
}

const MOST_PRINCIPALS = 8_192;
const PRINCIPALS = new Map<string, Principal>();

function scopeOf({ cluster, namespace }: Place): string | undefined {
  const parts = [cluster, namespace].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('/');
}

const INSTANCE_ID = /^m?i-[0-9a-f]{8,17}$/;

/** Hosts of AWS may be named after their instance. */
function instanceOf({ instanceId, host = '' }: Place): string | undefined {
  if (instanceId !== undefined) return instanceId;
  const label = host.toLowerCase().split('.')[0] ?? '';
  return INSTANCE_ID.test(label) ? label : undefined;
}

function sessionOf(principal: Principal, place: Place): Session | undefined {
  const workload = workloadOf(place);
  if (workload === undefined) return undefined;
  const uid = workload.kind === 'instance' ? principal.uid : `${principal.uid}/${workload.id}`;
  return { uid, name: workload.id, issuedAt: undefined, onBehalfOf: undefined, workload };
}

/** The closest thing to the process that has an id of its own. */
function workloadOf(place: Place): Workload | undefined {
  const { pod, namespace, containerId } = place;
  if (pod !== undefined) {
    return { kind: 'pod', id: namespace === undefined ? pod : `${namespace}/${pod}`, delivery: undefined };
  }
  if (containerId !== undefined) return { kind: 'container', id: containerId, delivery: undefined };
  const instance = instanceOf(place);
  return instance === undefined ? undefined : { kind: 'instance', id: instance, delivery: undefined };
}

function providerOf(place: Place): Cloud | undefined {
  return instanceOf(place)?.startsWith('i-') === true ? 'aws' : undefined;
}

type Loose = Readonly<Record<string, string | number | boolean | undefined>>;

function workloadDetails(place: Place): Loose {
  const { cluster, namespace, pod, containerId, containerName, image } = place;
  return { instanceId: instanceOf(place), cluster, namespace, pod, containerId, containerName, image };
}

function processDetails(process: Process): Loose {
  const { path, name, commandLine, pid, parentPath, parentName, user, uid, loginUser } = process;
  return {
    process: clipped(path),
    processName: clipped(name ?? nameOfPath(path)),
    commandLine: commandLine === undefined ? undefined : shownCommand(commandLine),
    pid,
    parent: clipped(parentPath),
    parentName: clipped(parentName ?? nameOfPath(parentPath)),
    user: clipped(user),
    uid,
    loginUser: loginUser === user ? undefined : clipped(loginUser),
  };
}

function notesOf({ notes }: Activity): Loose {
  if (notes === undefined) return {};
  return Object.fromEntries(Object.entries(notes).map(([name, note]) => [name, clipped(note)]));
}

function nameOfPath(path: string | undefined): string | undefined {
  const name = path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '' ? undefined : name;
}

function given(loose: Loose): Details {
  const details: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(loose))
    if (value !== undefined && value !== '') details[name] = value;
  return details;
}

const MOST_CHARACTERS = 256;

function clipped(text: string | undefined): string | undefined {
  return text === undefined ? undefined : clip(text, MOST_CHARACTERS);
}

function withoutQuerySecrets(path: string | undefined): string | undefined {
  return path === undefined ? undefined : shownCommand(path);
}

/** What kind of program asked, as its path or, for interpreted programs, its name tells. */
function accessOf({ name = '', path }: Process): Access {
  const program = programOf(path ?? name);
  if (AGENTS.has(program) || CUT_AGENTS.has(programOf(name))) return 'agent';
  return CLIENTS.has(program) ? 'cli' : 'unknown';
}

/** The clouds' own programs, which read metadata for a living. */
const AGENTS: ReadonlySet<string> = new Set(
  `amazon-ssm-agent ssm-agent-worker ssm-document-worker ssm-session-worker cloud-init ec2-instance-connect
  eic_run_authorized_keys amazon-cloudwatch-agent ecs-agent agent-ecs ecs-init aws-node kubelet waagent
  windowsazureguestagent waappagent azuremonitoragent mdsd google_guest_agent google_metadata_script_runner
  google_osconfig_agent google_network_daemon google_clock_skew_daemon google_accounts_daemon google_ip_forwarding_daemon
  gke-metadata-server ip-masq-agent node-problem-detector aliyun-service`.split(/\s+/),
);

/** Linux keeps fifteen characters of a name. */
const CUT_AGENTS: ReadonlySet<string> = new Set([...AGENTS].map((name) => name.slice(0, 15)));

const CLIENTS: ReadonlySet<string> = new Set(
  'curl wget aws az azd gcloud gsutil bq kubectl http xh nc ncat socat powershell pwsh gh'.split(' '),
);
