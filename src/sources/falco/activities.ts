/** What a Falco alert is about: a process on a host, or a command sent into a pod through the cluster's API. */

import type { Activity, Connection, Place, Process } from '../../vendor/host/activity.ts';
import { numberOf, type OutputFields, textOf } from './output-fields.ts';

type Unnamed = Omit<Activity, 'uid' | 'time'>;

/** Undefined when the alert names neither a connection nor a process. */
export function hostActivity(fields: OutputFields): Unnamed | undefined {
  const process = processOf(fields);
  const place = placeOf(fields);
  const connection = connectionOf(fields);
  const error = errorOf(textOf(fields, 'evt.res'));
  if (connection !== undefined) return { place, process, did: { kind: 'connect', connection }, error };
  return process.commandLine === undefined ? undefined : { place, process, did: { kind: 'start' }, error };
}

/** `kubectl exec`: the command is in the query of the request. The pod stands for the host, which the API does not say. */
export function clusterActivity(fields: OutputFields): Unnamed | undefined {
  const command = textOf(fields, 'ka.uri.param[command]') ?? commandInUri(textOf(fields, 'ka.uri'));
  if (command === undefined) return undefined;
  const pod = textOf(fields, 'ka.target.name', 'ka.target.pod.name');
  return {
    place: { host: pod, pod, namespace: textOf(fields, 'ka.target.namespace') },
    process: { commandLine: command, user: textOf(fields, 'ka.user.name') },
    did: { kind: 'start' },
  };
}

/** `…/exec?command=curl&command=http%3A…`, one word each. */
function commandInUri(uri: string | undefined): string | undefined {
  if (uri === undefined || !uri.includes('/exec?')) return undefined;
  const words = new URLSearchParams(uri.slice(uri.indexOf('?') + 1, 8_192)).getAll('command');
  return words.length === 0 ? undefined : words.join(' ');
}

function processOf(fields: OutputFields): Process {
  return {
    path: textOf(fields, 'proc.exepath', 'proc.exe'),
    name: textOf(fields, 'proc.name'),
    commandLine: textOf(fields, 'proc.cmdline'),
    pid: numberOf(fields, 'proc.pid'),
    parentPath: textOf(fields, 'proc.pexepath', 'proc.aexepath[1]'),
    parentName: textOf(fields, 'proc.pname', 'proc.aname[1]'),
    user: textOf(fields, 'user.name'),
    uid: textOf(fields, 'user.uid'),
    loginUser: textOf(fields, 'user.loginname'),
  };
}

function placeOf(fields: OutputFields): Place {
  const container = textOf(fields, 'container.id');
  const repository = textOf(fields, 'container.image.repository');
  const tag = textOf(fields, 'container.image.tag');
  const named = repository === undefined || tag === undefined ? repository : `${repository}:${tag}`;
  return {
    host: textOf(fields, 'evt.hostname'),
    instanceId: textOf(fields, 'aws.instance_id', 'instance_id'),
    cluster: textOf(fields, 'k8s.cluster.name', 'cluster'),
    namespace: textOf(fields, 'k8s.ns.name'),
    pod: textOf(fields, 'k8s.pod.name'),
    // `host` is how Falco writes that there is none.
    containerId: container === 'host' ? undefined : container,
    containerName:
      container === 'host' ? undefined : textOf(fields, 'container.name', 'k8s.pod.container.name'),
    image: textOf(fields, 'container.image') ?? named,
  };
}

/** Server side first: a rule that prints only the tuple prints it as `client:port->server:port`. */
function connectionOf(fields: OutputFields): Connection | undefined {
  const tuple = tupleOf(textOf(fields, 'fd.name'));
  const address = textOf(fields, 'fd.sip', 'fd.rip', 'fd.sip.name') ?? tuple?.server;
  if (address === undefined) return undefined;
  return {
    address,
    port: numberOf(fields, 'fd.sport', 'fd.rport') ?? tuple?.port,
    from: textOf(fields, 'fd.cip', 'fd.lip') ?? tuple?.client,
    udp: textOf(fields, 'fd.l4proto') === 'udp',
  };
}

const TUPLE = /^([0-9a-fA-F.:]{2,45}):\d{1,5}->([0-9a-fA-F.:]{2,45}):(\d{1,5})$/;

/** Both ends as `fd.name` writes them. */
export function tupleOf(name: string | undefined) {
  const [, client, server, port] = TUPLE.exec(name ?? '') ?? [];
  return server === undefined ? undefined : { client, server, port: Number(port) };
}

const GOING_ON: ReadonlySet<string> = new Set(['SUCCESS', 'EINPROGRESS', 'EALREADY', 'EINTR', 'EISCONN']);

function errorOf(result: string | undefined): string | undefined {
  return result === undefined || GOING_ON.has(result) || !/^E[A-Z]{2,20}$/.test(result) ? undefined : result;
}
