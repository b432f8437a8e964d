/** Makes the events of host logs, so that all of them name host, process and workload alike. */

import type { NormalisedEvent, Operation } from '../../contract/source.ts';
import { memo } from '../../lib/memo.ts';
import { clip } from '../../lib/text.ts';
import type { Access, Client, Details, Principal, Session, Target, Workload } from '../../model/event.ts';
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
  const { place } = activity;
  const details = begun(activity);
  const path = read.path === undefined ? undefined : clip(shownCommand(read.path), MOST_CHARACTERS);
  const provider = read.provider ?? providerOf(place);
  if (isTold(read.address)) details['address'] = read.address;
  if (read.port !== undefined) details['port'] = read.port;
  if (isTold(path)) details['path'] = path;
  if (isTold(read.variable)) details['variable'] = read.variable;
  details['encoded'] = read.encoded;
  if (provider !== undefined) details['provider'] = provider;
  if (read.readsCredentials !== undefined) details['readsCredentials'] = read.readsCredentials;
  return eventOf(
    activity,
    { operation, action: CONNECT.action },
    targetOf('metadata-service', read.address ?? read.variable ?? 'unknown'),
    { ip: read.from, userAgent: clipped(read.userAgent), service: undefined, endpoint: undefined },
    details,
  );
}

export function commandEvent(activity: Activity, harvest: Harvest): NormalisedEvent {
  const { application, asked, secretType } = harvest;
  const details = begun(activity);
  const provider = harvest.provider ?? providerOf(activity.place);
  details['application'] = application;
  details['asked'] = asked;
  details['secretType'] = secretType;
  if (provider !== undefined) details['provider'] = provider;
  return eventOf(
    activity,
    application === 'file' ? FILE_COMMAND : TOKEN_COMMAND,
    targetOf('credential-source', asked),
    NO_CLIENT,
    details,
  );
}

const UNNAMED_HOST = 'unknown';
const NO_CLIENT = { ip: undefined, userAgent: undefined, service: undefined, endpoint: undefined };

function eventOf(
  { uid, time, place, process, error }: Activity,
  { operation, action }: Operation,
  targets: readonly Target[],
  client: Client,
  details: Details,
): NormalisedEvent {
  const principal = principalOf(place);
  return {
    uid,
    time,
    provider: 'host',
    scope: principal.scope,
    region: undefined,
    operation,
    action,
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessOf(process),
    principal,
    credential: undefined,
    session: sessionOf(principal, place),
    client,
    targets,
    issued: NONE,
    subject: undefined,
    details,
    pair: undefined,
  };
}

const NONE: readonly never[] = [];

/** What is asked of all hosts is the same few services and commands. */
function targetOf(kind: Target['kind'], uid: string): readonly Target[] {
  return TARGETS(`${kind} ${uid}`, () => [{ kind, uid, name: undefined }]);
}

const TARGETS = memo<readonly Target[]>(1_024);

/** One principal per host: the same object for the same host, for there are few hosts and many events. */
function principalOf(place: Place): Principal {
  const name = (place.host ?? place.instanceId ?? UNNAMED_HOST).toLowerCase();
  const uid = `host:${(instanceOf(place) ?? name).toLowerCase()}`;
  const scope = scopeOf(place) ?? name;
  const key = `${uid} ${name} ${scope}`;
  return PRINCIPALS(key, () => ({ uid, kind: 'host', name, scope }));
}

const PRINCIPALS = memo<Principal>(8_192);

function scopeOf({ cluster, namespace }: Place): string | undefined {
  return cluster === undefined || namespace === undefined
    ? (cluster ?? namespace)
    : `${cluster}/${namespace}`;
}

const INSTANCE_ID = /^m?i-[0-9a-f]{8,17}$/;

/** Hosts of AWS may be named after their instance. */
function instanceOf({ instanceId, host }: Place): string | undefined {
  if (instanceId !== undefined || host === undefined) return instanceId;
  return INSTANCES(host, () => {
    const label = host.toLowerCase().split('.')[0] ?? '';
    return { instance: INSTANCE_ID.test(label) ? label : undefined };
  }).instance;
}

const INSTANCES = memo<{ readonly instance: string | undefined }>(8_192);

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

type Told = Record<string, string | number | boolean>;

/**
 * The details that every event of a host has. Written one by one: of names that come in a loop, an object of this size
 * becomes a dictionary, which is several times as large and as slow to copy.
 */
function begun({ place, process, notes }: Activity): Told {
  const details: Told = {};
  tellPlace(details, place);
  tellProcess(details, process);
  for (const name in notes) {
    const note = clipped(notes[name]);
    if (isTold(note)) details[name] = note;
  }
  return details;
}

function tellPlace(details: Told, place: Place): void {
  const { cluster, namespace, pod, containerId, containerName, image } = place;
  const instance = instanceOf(place);
  if (isTold(instance)) details['instanceId'] = instance;
  if (isTold(cluster)) details['cluster'] = cluster;
  if (isTold(namespace)) details['namespace'] = namespace;
  if (isTold(pod)) details['pod'] = pod;
  if (isTold(containerId)) details['containerId'] = containerId;
  if (isTold(containerName)) details['containerName'] = containerName;
  if (isTold(image)) details['image'] = image;
}

function tellProcess(details: Told, process: Process): void {
  const { path, commandLine, pid, parentPath, user, uid, loginUser } = process;
  const name = process.name ?? nameOfPath(path);
  const command = commandLine === undefined ? undefined : shownCommand(commandLine);
  const parentName = process.parentName ?? nameOfPath(parentPath);
  if (isTold(path)) details['process'] = clip(path, MOST_CHARACTERS);
  if (isTold(name)) details['processName'] = clip(name, MOST_CHARACTERS);
  if (isTold(command)) details['commandLine'] = command;
  if (pid !== undefined) details['pid'] = pid;
  if (isTold(parentPath)) details['parent'] = clip(parentPath, MOST_CHARACTERS);
  if (isTold(parentName)) details['parentName'] = clip(parentName, MOST_CHARACTERS);
  if (isTold(user)) details['user'] = clip(user, MOST_CHARACTERS);
  if (isTold(uid)) details['uid'] = uid;
  if (isTold(loginUser) && loginUser !== user) details['loginUser'] = clip(loginUser, MOST_CHARACTERS);
}

function isTold(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function nameOfPath(path: string | undefined): string | undefined {
  const name = path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '' ? undefined : name;
}

const MOST_CHARACTERS = 256;

function clipped(text: string | undefined): string | undefined {
  return text === undefined ? undefined : clip(text, MOST_CHARACTERS);
}

/** What kind of program asked, as its path or, for interpreted programs, its name tells. */
function accessOf({ name = '', path }: Process): Access {
  const program = programIn(path ?? name);
  if (AGENTS.has(program) || CUT_AGENTS.has(programIn(name))) return 'agent';
  return CLIENTS.has(program) ? 'cli' : 'unknown';
}

function programIn(path: string): string {
  return path === '' ? '' : PROGRAMS(path, () => ({ program: programOf(path) })).program;
}

const PROGRAMS = memo<{ readonly program: string }>(4_096);

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
