/**
 * Records of the Linux audit system as they lie in audit.log: a system call, and what goes with it, line by line.
 * https://github.com/linux-audit/audit-documentation/wiki
 */

export interface Caller {
  readonly exe: string;
  /** Fifteen characters: the kernel keeps no more. */
  readonly comm: string;
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  /** Who signed in; nobody for what the system started. */
  readonly auid?: number;
}

export interface AuditRecord {
  readonly text: string;
  /** What tells the record from others: node, time, serial. */
  readonly uid: string;
}

const CONNECT = 42;
const EXECVE = 59;

export interface Place {
  readonly node: string;
  /** Epoch ms, whole. */
  readonly at: number;
}

export function connectRecord(place: Place, by: Caller, address: string, port: number): AuditRecord {
  const lines = [
    ['SYSCALL', syscall(CONNECT, by, 'net', 'success=no exit=-115')],
    ['SOCKADDR', `saddr=${socketAddress(address, port)}`],
    ['PROCTITLE', `proctitle="${by.exe}"`],
  ];
  return assembled(place, by, lines);
}

export function startRecord(place: Place, by: Caller, argv: readonly string[], cwd = '/'): AuditRecord {
  const words = argv.map((word, n) => `a${n}=${quoted(word)}`).join(' ');
  const lines = [
    ['SYSCALL', syscall(EXECVE, by, 'exec', 'success=yes exit=0')],
    ['EXECVE', `argc=${argv.length} ${words}`],
    ['CWD', `cwd="${cwd}"`],
    ['PROCTITLE', `proctitle=${hex(argv.join('\0').slice(0, 128))}`],
  ];
  return assembled(place, by, lines);
}

function syscall(number: number, by: Caller, key: string, outcome: string): string {
  const { uid, auid = UNSET } = by;
  const ids = ['uid', 'gid', 'euid', 'suid', 'fsuid', 'egid', 'sgid', 'fsgid']
    .map((name) => `${name}=${uid}`)
    .join(' ');
  return `arch=c000003e syscall=${number} ${outcome} a0=7 a1=7ffd5c0e1a20 a2=10 a3=0 items=0 ppid=${by.ppid} pid=${by.pid} auid=${auid} ${ids} tty=(none) ses=${auid === UNSET ? UNSET : 4} comm="${by.comm.slice(0, 15)}" exe="${by.exe}" subj=unconfined key="${key}"`;
}

const UNSET = 4_294_967_295;

function assembled({ node, at }: Place, { pid }: Caller, lines: readonly (readonly string[])[]): AuditRecord {
  const time = Math.floor(at);
  const serial = 1000 + ((Math.floor(time / 20) + 97 * pid) % 50_000_000);
  const stamp = `audit(${Math.floor(time / 1000)}.${String(time % 1000).padStart(3, '0')}:${serial})`;
  return {
    text: lines.map(([type, rest]) => `node=${node} type=${type} msg=${stamp}: ${rest}`).join('\n'),
    uid: `auditd:${node}:${time}:${serial}`,
  };
}

/** `struct sockaddr_in` in hexadecimal. */
function socketAddress(address: string, port: number): string {
  const octets = address.split('.').map(Number);
  const bytes = [2, 0, port >> 8, port & 0xff, ...octets, 0, 0, 0, 0, 0, 0, 0, 0];
  return bytes
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** Words with blanks or quotes are written in hexadecimal. */
function quoted(word: string): string {
  return /[\s"]/.test(word) ? hex(word) : `"${word}"`;
}

function hex(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex').toUpperCase();
}
