/** What runs on machines of each cloud and whom it asks how often: data only. */

import type { Cloud, Host } from './model.ts';

const HOUR = 3_600_000;
export const METADATA = '169.254.169.254';
const WIRE_SERVER = '168.63.129.16';

export interface Program {
  readonly exe: string;
  readonly comm: string;
  readonly uid: number;
  readonly address: string;
  readonly port: number;
  /** ms. */
  readonly every: number;
}

function program(
  exe: string,
  hours: number,
  more: Partial<Program> & { readonly uid?: number } = {},
): Program {
  const comm = exe.slice(exe.lastIndexOf('/') + 1);
  return { exe, comm, uid: 0, address: METADATA, port: 80, every: hours * HOUR, ...more };
}

/** The clouds' own agents, and the questions for names and time that go to the same addresses. */
export const AGENTS: Readonly<Record<Cloud, readonly Program[]>> = {
  aws: [
    program('/usr/bin/amazon-ssm-agent', 8),
    program('/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent', 12, { uid: 995 }),
    program('/usr/sbin/chronyd', 24, { address: '169.254.169.123', port: 123, uid: 990 }),
  ],
  gcp: [
    program('/usr/bin/google_guest_agent', 6),
    program('/usr/bin/google_osconfig_agent', 12),
    program('/usr/lib/systemd/systemd-resolved', 12, { port: 53, uid: 101 }),
    program('/usr/sbin/chronyd', 24, { port: 123, uid: 990 }),
  ],
  azure: [
    program('/usr/bin/python3.12', 8, { comm: 'waagent', address: WIRE_SERVER }),
    program('/usr/bin/python3.12', 24, { comm: 'waagent' }),
    program('/opt/microsoft/azuremonitoragent/bin/mdsd', 12, { uid: 998 }),
  ],
};

const BINARIES: Readonly<Record<Host['program'], string>> = {
  node: '/usr/bin/node',
  java: '/usr/lib/jvm/java-21/bin/java',
  python: '/usr/bin/python3.12',
};

/** The application renews its credential. */
export function application({ program: kind }: Host): Program {
  return program(BINARIES[kind], 6, { uid: 1001 });
}

/** Connections and starts that have nothing to do with credentials. */
export const DATABASE = { address: '10.20.4.17', port: 5432 } as const;
export const PHP = program('/usr/sbin/php-fpm8.3', 24, { uid: 33, ...DATABASE });

export const CHORES: readonly (readonly string[])[] = [
  ['/usr/sbin/logrotate', '/etc/logrotate.conf'],
  ['/usr/bin/apt-get', '-qq', 'update'],
  ['/usr/bin/find', '/var/tmp', '-mtime', '+7', '-delete'],
  ['/usr/bin/df', '-h'],
  ['/usr/bin/systemctl', 'is-active', 'app.service'],
  ['/usr/bin/gzip', '-9', '/var/log/app/app.log.1'],
];

/** What a script asks to label the machine with, once a day. */
export const LABEL_URLS: Readonly<Record<Cloud, readonly string[]>> = {
  aws: [`http://${METADATA}/latest/meta-data/placement/availability-zone`],
  gcp: ['-H', 'Metadata-Flavor: Google', `http://${METADATA}/computeMetadata/v1/instance/zone`],
  azure: ['-H', 'Metadata: true', `http://${METADATA}/metadata/instance/compute/zone?api-version=2021-02-01`],
};
