/**
 * What workload telemetry is nearly all made of: programs started, connections elsewhere, files and modules. Samples
 * hold little of it, for there is nothing to be seen; to be passed over is what a source does with most of its log.
 */

/** The `n`th ordinary record of a source, in the shape of the sample given; undefined for logs that hold none. */
export function ordinaryRecord(source: string, sample: string, n: number): string | undefined {
  const kinds = source === 'sysmon' ? sysmonKinds(sample) : KINDS.get(source);
  const kind = kinds?.[n % kinds.length];
  return kind?.(n, COMMANDS[n % COMMANDS.length] ?? COMMANDS[0]);
}

type Kind = (n: number, command: Command) => string;
type Command = readonly [path: string, ...words: readonly string[]];

const COMMANDS: readonly [Command, ...Command[]] = [
  ['/usr/bin/ls', 'ls', '--color=auto', '-l', '/var/log'],
  ['/usr/bin/java', 'java', '-Xmx512m', '-jar', '/srv/shop/orders.jar', '--port', '8443'],
  ['/usr/bin/bash', 'bash', '-c', 'test -f /run/app.pid && kill -0 "$(cat /run/app.pid)"'],
  ['/usr/sbin/logrotate', 'logrotate', '/etc/logrotate.conf'],
  ['/usr/bin/python3', 'python3', '-m', 'http.server', '8080', '--directory', '/srv/files'],
  ['/usr/bin/curl', 'curl', '-fsS', 'https://orders.example.com/health'],
  ['/usr/bin/grep', 'grep', '-rn', 'timeout', '/etc/app'],
];

const HOST = 'node-1.example.com';
const START_MS = Date.UTC(2026, 2, 1, 9);

const pidOf = (n: number): number => 1_000 + (n % 30_000);
const portOf = (n: number): number => 32_768 + (n % 28_000);
const peerOf = (n: number): string => `${n % 3 === 0 ? '198.51.100' : '203.0.113'}.${1 + (n % 250)}`;
const timeOf = (n: number): Date => new Date(START_MS + n * 7);
const idOf = (n: number): string => `11111111-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const commandLine = ([, ...words]: Command): string => words.join(' ');
const programOf = ([path]: Command): string => path.slice(path.lastIndexOf('/') + 1);

/** Lines of one audit record: all begin with its time and serial. */
function audit(n: number, lines: readonly string[]): string {
  const stamp = `msg=audit(${(timeOf(n).getTime() / 1_000).toFixed(3)}:${100_000 + n})`;
  return lines.map((line) => line.replace(' ', ` ${stamp}: `)).join('\n');
}

function systemCall(call: number, n: number, command: Command, key: string): string {
  const ids = 'auid=1000 uid=1000 gid=1000 euid=1000 suid=1000 fsuid=1000 egid=1000 sgid=1000 fsgid=1000';
  return `type=SYSCALL arch=c000003e syscall=${call} success=yes exit=0 a0=${(n % 64).toString(16)} a1=7ffc12ac3ab0 a2=10 a3=4 items=2 ppid=${pidOf(n + 1)} pid=${pidOf(n)} ${ids} tty=pts0 ses=3 comm="${programOf(command)}" exe="${command[0]}" subj=unconfined key="${key}"`;
}

function titleOf(command: Command): string {
  return `type=PROCTITLE proctitle=${Buffer.from(command.slice(1).join('\0')).toString('hex').toUpperCase()}`;
}

function socketOf(n: number): string {
  const octets = [...peerOf(n).split('.')].map((octet) => Number(octet).toString(16).padStart(2, '0'));
  return `type=SOCKADDR saddr=020001BB${octets.join('').toUpperCase()}0000000000000000`;
}

const AUDIT: readonly Kind[] = [
  (n, command) =>
    audit(n, [
      systemCall(59, n, command, 'exec'),
      `type=EXECVE argc=${command.length - 1} ${command
        .slice(1)
        .map((word, at) => `a${at}="${word.replaceAll('"', "'")}"`)
        .join(' ')}`,
      'type=CWD cwd="/home/user"',
      `type=PATH item=0 name="${command[0]}" inode=${n} dev=08:01 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0`,
      'type=PATH item=1 name="/lib64/ld-linux-x86-64.so.2" inode=9 dev=08:01 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0',
      titleOf(command),
    ]),
  (n, command) => audit(n, [systemCall(42, n, command, 'net'), socketOf(n), titleOf(command)]),
  (n, command) =>
    audit(n, [
      systemCall(42, n, command, 'net'),
      'type=SOCKADDR saddr=01002F72756E2F6E7363642F736F636B6574',
      titleOf(command),
    ]),
  (n, command) =>
    audit(n, [
      systemCall(257, n, command, 'files'),
      'type=CWD cwd="/"',
      `type=PATH item=0 name="/etc/app/${n % 97}.conf" inode=${n} dev=08:01 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL`,
      titleOf(command),
    ]),
  (n) =>
    audit(n, [
      `type=USER_START pid=${pidOf(n)} uid=0 auid=1000 ses=${n % 500} msg='op=PAM:session_open acct="app" exe="/usr/sbin/cron" hostname=? addr=? terminal=cron res=success'`,
    ]),
];

function falco(n: number, rule: string, fields: object): string {
  return JSON.stringify({
    hostname: HOST,
    output: `${timeOf(n).toISOString()}: Notice ${rule} (user=app container=3ad7b26ded6d image=images.example.com/shop/web)`,
    priority: 'Notice',
    rule,
    source: 'syscall',
    tags: ['container', 'network', 'mitre_execution'],
    time: timeOf(n).toISOString().replace('Z', '456789Z'),
    output_fields: {
      'container.id': '3ad7b26ded6d',
      'container.image.repository': 'images.example.com/shop/web',
      'container.name': 'web',
      'evt.time': timeOf(n).getTime() * 1e6,
      'k8s.ns.name': 'shop',
      'k8s.pod.name': `web-${n % 40}`,
      'proc.pid': pidOf(n),
      'user.name': 'app',
      'user.uid': 1000,
      ...fields,
    },
  });
}

const FALCO: readonly Kind[] = [
  (n, command) =>
    falco(n, 'Unexpected outbound connection destination', {
      'fd.cip': '192.0.2.5',
      'fd.l4proto': 'tcp',
      'fd.name': `192.0.2.5:${portOf(n)}->${peerOf(n)}:443`,
      'fd.sip': peerOf(n),
      'fd.sport': 443,
      'proc.cmdline': commandLine(command),
      'proc.name': programOf(command),
    }),
  (n, command) =>
    falco(n, 'Terminal shell in container', {
      'proc.cmdline': commandLine(command),
      'proc.name': programOf(command),
      'proc.pname': 'containerd-shim',
      'proc.tty': 34816,
    }),
  (n, command) =>
    falco(n, 'Read sensitive file untrusted', {
      'fd.name': `/etc/app/${n % 97}.conf`,
      'proc.cmdline': commandLine(command),
      'proc.name': programOf(command),
      'proc.pname': 'sh',
    }),
];

function osquery(n: number, query: string, columns: object): string {
  return JSON.stringify({
    name: `pack_host_${query}`,
    hostIdentifier: HOST,
    calendarTime: 'Sun Mar  1 09:00:10 2026 UTC',
    unixTime: Math.floor(timeOf(n).getTime() / 1_000),
    epoch: 0,
    counter: n,
    numerics: false,
    decorations: { host_uuid: idOf(1), instance_id: 'i-0abc1234def567890' },
    columns,
    action: 'added',
  });
}

function osqueryProcess(n: number) {
  const seconds = String(Math.floor(timeOf(n).getTime() / 1_000));
  return { auid: '1000', eid: String(n), pid: String(pidOf(n)), time: seconds, uptime: String(9_000 + n) };
}

const OSQUERY: readonly Kind[] = [
  (n, command) =>
    osquery(n, 'process_events', {
      ...osqueryProcess(n),
      cmdline: commandLine(command),
      cwd: '"/home/user"',
      egid: '1000',
      euid: '1000',
      gid: '1000',
      parent: String(pidOf(n + 1)),
      path: command[0],
      uid: '1000',
    }),
  (n, command) =>
    osquery(n, 'socket_events', {
      ...osqueryProcess(n),
      action: 'connect',
      family: '2',
      fd: '7',
      local_address: '192.0.2.5',
      local_port: String(portOf(n)),
      path: command[0],
      protocol: '6',
      remote_address: peerOf(n),
      remote_port: '443',
      status: 'succeeded',
    }),
  (n) =>
    osquery(n, 'file_events', {
      action: 'UPDATED',
      category: 'configuration',
      eid: String(n),
      inode: String(n),
      md5: idOf(n).replaceAll('-', ''),
      mode: '0644',
      mtime: '1772355600',
      size: '512',
      target_path: `/etc/app/${n % 97}.conf`,
    }),
];

function tetragonProcess(n: number, command: Command): object {
  return {
    exec_id: Buffer.from(`${HOST}:${n}`).toString('base64'),
    pid: pidOf(n),
    uid: 1000,
    cwd: '/home/user',
    binary: command[0],
    arguments: command.slice(2).join(' '),
    flags: 'execve clone',
    start_time: timeOf(n).toISOString(),
    auid: 4294967295,
    pod: {
      namespace: 'shop',
      name: `web-${n % 40}`,
      container: {
        id: 'containerd://3ad7b26ded6d',
        name: 'web',
        image: { id: 'images.example.com/shop/web@sha256:0', name: 'images.example.com/shop/web:1.4' },
        start_time: '2026-03-01T08:00:00Z',
        pid: 11,
      },
      pod_labels: { app: 'web' },
      workload: 'web',
      workload_kind: 'Deployment',
    },
    parent_exec_id: Buffer.from(`${HOST}:${n + 1}`).toString('base64'),
    refcnt: 1,
    tid: pidOf(n),
  };
}

function tetragon(kind: string, more: (n: number) => object): Kind {
  return (n, command) =>
    JSON.stringify({
      [kind]: {
        process: tetragonProcess(n, command),
        parent: tetragonProcess(n + 1, COMMANDS[2] ?? command),
        ...more(n),
      },
      node_name: HOST,
      time: timeOf(n).toISOString(),
    });
}

const TETRAGON: readonly Kind[] = [
  tetragon('process_exec', () => ({})),
  tetragon('process_exit', () => ({ signal: '', status: 0 })),
  tetragon('process_kprobe', (n) => ({
    function_name: 'tcp_connect',
    args: [
      {
        sock_arg: {
          family: 'AF_INET',
          type: 'SOCK_STREAM',
          protocol: 'IPPROTO_TCP',
          saddr: '192.0.2.5',
          daddr: peerOf(n),
          sport: portOf(n),
          dport: 443,
        },
      },
    ],
    action: 'KPROBE_ACTION_POST',
    policy_name: 'connect',
    return_action: 'KPROBE_ACTION_POST',
  })),
];

type TraceeArguments = (
  n: number,
  command: Command,
) => readonly { name: string; type: string; value: unknown }[];

function tracee(eventName: string, argumentsOf: TraceeArguments): Kind {
  return (n, command) => {
    const args = argumentsOf(n, command);
    return JSON.stringify({
      timestamp: timeOf(n).getTime() * 1e6,
      threadStartTime: timeOf(n).getTime() * 1e6,
      processorId: n % 8,
      processId: pidOf(n) % 100,
      cgroupId: 5247,
      threadId: pidOf(n) % 100,
      parentProcessId: 1,
      hostProcessId: pidOf(n),
      hostThreadId: pidOf(n),
      hostParentProcessId: pidOf(n + 1),
      userId: 1000,
      mountNamespace: 4026532573,
      pidNamespace: 4026532576,
      processName: programOf(command).slice(0, 15),
      executable: { path: command[0] },
      hostName: HOST,
      containerId: '3ad7b26ded6d',
      container: {
        id: '3ad7b26ded6d',
        name: 'web',
        image: 'images.example.com/shop/web:1.4',
        imageDigest: '',
      },
      kubernetes: { podName: `web-${n % 40}`, podNamespace: 'shop', podUID: idOf(n % 40) },
      eventId: '700',
      eventName,
      matchedPolicies: ['host'],
      argsNum: args.length,
      returnValue: 0,
      syscall: '',
      stackAddresses: null,
      contextFlags: { containerStarted: true, isCompat: false },
      threadEntityId: n,
      processEntityId: n,
      parentEntityId: n + 1,
      args,
    });
  };
}

const TRACEE: readonly Kind[] = [
  tracee('sched_process_exec', (_n, command) => [
    { name: 'cmdpath', type: 'const char*', value: command[0] },
    { name: 'pathname', type: 'const char*', value: command[0] },
    { name: 'dev', type: 'dev_t', value: 1 },
    { name: 'inode', type: 'unsigned long', value: 7 },
    { name: 'argv', type: 'const char**', value: command.slice(1) },
  ]),
  tracee('security_socket_connect', (n) => [
    { name: 'sockfd', type: 'int', value: 5 },
    { name: 'type', type: 'string', value: 'SOCK_STREAM' },
    {
      name: 'remote_addr',
      type: 'struct sockaddr*',
      value: { sa_family: 'AF_INET', sin_addr: peerOf(n), sin_port: '443' },
    },
  ]),
  tracee('security_file_open', (n) => [
    { name: 'pathname', type: 'const char*', value: `/etc/app/${n % 97}.conf` },
    { name: 'flags', type: 'string', value: 'O_RDONLY|O_LARGEFILE' },
    { name: 'dev', type: 'dev_t', value: 1 },
    { name: 'inode', type: 'unsigned long', value: n },
  ]),
  tracee('sched_process_exit', () => [
    { name: 'exit_code', type: 'long', value: 0 },
    { name: 'process_group_exit', type: 'bool', value: true },
  ]),
];

interface SysmonEvent {
  readonly id: number;
  readonly data: Readonly<Record<string, string>>;
}

function sysmonEvent(n: number, command: Command): SysmonEvent {
  const process = {
    RuleName: '-',
    UtcTime: timeOf(n).toISOString().replace('T', ' ').slice(0, -1),
    ProcessGuid: `{${idOf(n)}}`,
    ProcessId: String(pidOf(n)),
    Image: command[0],
    User: 'app',
  };
  switch (n % 4) {
    case 0:
      return {
        id: 1,
        data: {
          ...process,
          CommandLine: commandLine(command).replaceAll(/["&]/g, ' '),
          CurrentDirectory: '/home/user',
          LogonGuid: `{${idOf(0)}}`,
          IntegrityLevel: 'Medium',
          Hashes: `MD5=${idOf(n).replaceAll('-', '').toUpperCase()}`,
          ParentProcessGuid: `{${idOf(n + 1)}}`,
          ParentProcessId: String(pidOf(n + 1)),
          ParentImage: '/usr/bin/bash',
          ParentCommandLine: 'bash',
        },
      };
    case 1:
      return {
        id: 3,
        data: {
          ...process,
          Protocol: 'tcp',
          Initiated: 'true',
          SourceIsIpv6: 'false',
          SourceIp: '192.0.2.5',
          SourceHostname: HOST,
          SourcePort: String(portOf(n)),
          DestinationIsIpv6: 'false',
          DestinationIp: peerOf(n),
          DestinationHostname: 'orders.example.com',
          DestinationPort: '443',
        },
      };
    case 2:
      return { id: 11, data: { ...process, TargetFilename: `/etc/app/${n % 97}.conf` } };
    default:
      return { id: 5, data: process };
  }
}

function sysmonXml(n: number, command: Command): string {
  const { id, data } = sysmonEvent(n, command);
  const members = Object.entries(data).map(([name, text]) => `<Data Name="${name}">${text}</Data>`);
  return `<Event><System><Provider Name="Linux-Sysmon" Guid="{${idOf(1)}}"/><EventID>${id}</EventID><Version>5</Version><Level>4</Level><Task>${id}</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime="${timeOf(n).toISOString()}"/><EventRecordID>${n}</EventRecordID><Correlation/><Execution ProcessID="10" ThreadID="11"/><Channel>Linux-Sysmon/Operational</Channel><Computer>${HOST}</Computer><Security UserID="S-1-5-18"/></System><EventData>${members.join('')}</EventData></Event>`;
}

function sysmonJson(n: number, command: Command): string {
  const { id, data } = sysmonEvent(n, command);
  return JSON.stringify({
    '@timestamp': timeOf(n).toISOString(),
    winlog: {
      event_id: String(id),
      record_id: String(n),
      computer_name: HOST,
      provider_name: 'Microsoft-Windows-Sysmon',
      channel: 'Microsoft-Windows-Sysmon/Operational',
      event_data: data,
    },
    host: { name: HOST },
  });
}

/** JSON, XML, or XML behind the prefix of syslog. */
function sysmonKinds(sample: string): readonly Kind[] {
  if (/^\s*[[{]/.test(sample)) return [sysmonJson];
  if (/^\s*</.test(sample)) return [sysmonXml];
  return [(n, command) => `Mar  1 09:10:00 node-1 sysmon: ${sysmonXml(n, command)}`];
}

const KINDS: ReadonlyMap<string, readonly Kind[]> = new Map([
  ['auditd', AUDIT],
  ['falco', FALCO],
  ['osquery', OSQUERY],
  ['tetragon', TETRAGON],
  ['tracee', TRACEE],
]);
