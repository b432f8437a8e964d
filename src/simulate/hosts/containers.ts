/** Falco's alerts on the cluster's containers: controllers that ask for metadata, and shells that people open. */

import type { Random } from '../random.ts';
import { HOUR, sittings, ticks } from '../rhythm.ts';
import type { Behaviour, LogRecord } from '../stage.ts';

export const containers: Behaviour = (stage) => {
  const scale = Math.max(1, Math.round(stage.organisation.people.length / 40));
  for (let node = 1; node <= scale; node += 1) {
    const random = stage.random.fork('node', node);
    for (const [name, hours] of CONTROLLERS) {
      for (const at of ticks(stage.day, hours * HOUR, random))
        stage.write(at, 'falco', metadataAlert(random, at, `cluster-node-${node}`, name));
    }
    if (stage.day.weekend) continue;
    for (const at of sittings(stage.day, 0, random.between(0, 1), random))
      stage.write(at, 'falco', shellAlert(random, at, `cluster-node-${node}`));
  }
};

const CONTROLLERS = [
  ['cluster-autoscaler', 12],
  ['external-dns', 24],
] as const;

interface Alert {
  readonly rule: string;
  readonly priority: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

function alert(random: Random, at: number, hostname: string, { rule, priority, fields }: Alert): LogRecord {
  const time = new Date(at).toISOString().replace('Z', '000000Z');
  return {
    hostname,
    output: `${time}: ${priority} ${rule}`,
    priority,
    rule,
    source: 'syscall',
    tags: ['container'],
    time,
    uuid: random.uuid(),
    output_fields: { 'evt.time': Math.floor(at) * 1_000_000, ...fields },
  };
}

function metadataAlert(random: Random, at: number, node: string, name: string): LogRecord {
  return alert(random, at, node, {
    rule: 'Contact EC2 Instance Metadata Service From Container',
    priority: 'Notice',
    fields: {
      ...pod(random, 'kube-system', name),
      'proc.name': name,
      'proc.exepath': `/${name}`,
      'proc.cmdline': `${name} --v=4`,
      'proc.pname': 'containerd-shim',
      'proc.pid': random.between(1000, 30_000),
      'fd.sip': '169.254.169.254',
      'fd.sport': 80,
      'fd.l4proto': 'tcp',
      'evt.res': 'EINPROGRESS',
      'user.name': 'nonroot',
    },
  });
}

function shellAlert(random: Random, at: number, node: string): LogRecord {
  return alert(random, at, node, {
    rule: 'Terminal shell in container',
    priority: 'Notice',
    fields: {
      ...pod(random, 'shop', 'catalogue'),
      'proc.name': 'sh',
      'proc.exepath': '/bin/sh',
      'proc.cmdline': 'sh -c ls',
      'proc.pname': 'containerd-shim',
      'proc.pid': random.between(1000, 30_000),
      'user.name': 'root',
    },
  });
}

function pod(random: Random, namespace: string, name: string): Readonly<Record<string, string>> {
  return {
    'container.id': random.fork('container', name).hex(12),
    'container.image.repository': `images.example.com/${namespace}/${name}`,
    'container.name': name,
    'k8s.ns.name': namespace,
    'k8s.pod.name': `${name}-${random.fork('pod', name).hex(5)}`,
  };
}
