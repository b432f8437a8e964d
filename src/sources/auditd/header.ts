/**
 * The start of an audit line, read from its bytes: most lines of a log are of no interest, and are known by these few
 * bytes before anything is decoded. One header serves all lines, one after another.
 */

export const SYSCALL = 1;
export const SOCKADDR = 2;
export const EXECVE = 3;
export const PROCTITLE = 4;
export const END = 5;
/** A further part of a record that says nothing we ask: PATH, CWD, … */
export const PART = 6;
/** A record of one line by a user-space program; the reason to skip it is `alone`. */
export const ALONE = 7;
/** No audit line. */
export const NONE = 0;

const LONGEST_PREFIX = 512;
const EQUALS = 0x3d;
const OPEN = 0x28;
const DOT = 0x2e;
const COLON = 0x3a;
const CLOSE = 0x29;
const SPACE = 0x20;
const CLOSE_BRACKET = 0x5d;

export class Header {
  kind = NONE;
  /** Epoch ms. */
  time = 0;
  serial = 0;
  /** Where the host is named before the record: `node=`, or the prefix of syslog and the journal. */
  node: string | undefined;
  /** Why a record of one line is skipped. */
  alone = '';
  /** It calls itself an audit line and cannot be read. */
  broken = false;
  private readonly nodes = new Map<string, string | undefined>();

  read(bytes: Uint8Array, from: number, to: number): void {
    this.kind = NONE;
    this.broken = false;
    const type = this.typeAt(bytes, from, to);
    if (type < 0) return;
    let p = type;
    while (p < to && (bytes[p] ?? 0) > SPACE) p++;
    const message = audit(bytes, p, to);
    if (message < 0 || !this.stamp(bytes, message, to)) {
      // What a daemon older than its kernel writes of messages it cannot read: no time, no text.
      const isUnknown = bytes[type] === 0x55 && bytes[p - 1] === CLOSE_BRACKET;
      this.broken = !isUnknown;
      if (isUnknown) this.kind = ALONE;
      this.alone = 'audit line of a type unknown to the daemon that wrote it';
      return;
    }
    this.node = type - from === 5 ? undefined : this.nodeOf(bytes, from, type - 5);
    this.kind = this.kindOf(bytes, type, p);
  }

  /** Behind `type=`; -1 when there is none near the start. */
  private typeAt(bytes: Uint8Array, from: number, to: number): number {
    const last = Math.min(to - 5, from + LONGEST_PREFIX);
    for (let p = from; p <= last; p++)
      if (isType(bytes, p) && (p === from || bytes[p - 1] === SPACE)) return p + 5;
    return -1;
  }

  /** `1481076983.819:7798)`, from behind the bracket. */
  private stamp(bytes: Uint8Array, start: number, to: number): boolean {
    let p = digits(bytes, start, to);
    const seconds = p > start ? value : -1;
    if (bytes[p] !== DOT) return false;
    const fraction = ++p;
    p = digits(bytes, p, to);
    const ms = p - fraction === 3 ? value : -1;
    if (bytes[p] !== COLON) return false;
    const serial = ++p;
    p = digits(bytes, p, to);
    this.time = seconds * 1000 + ms;
    this.serial = value;
    return bytes[p] === CLOSE && p > serial && seconds > 0 && ms >= 0 && seconds < 1e11;
  }

  private kindOf(bytes: Uint8Array, start: number, end: number): number {
    const first = bytes[start] ?? 0;
    // SYSCALL, PATH and CWD make up most of a log.
    if (first === 0x53 && end - start === 7) return SYSCALL;
    if (first === 0x50 && end - start === 4) return PART;
    if (first === 0x43 && end - start === 3) return PART;
    const type = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(end - start, 64)).toString(
      'latin1',
    );
    const kind = KINDS.get(type);
    if (kind !== undefined) return kind;
    this.alone = reasonOf(type);
    return this.alone === '' ? PART : ALONE;
  }

  private nodeOf(bytes: Uint8Array, from: number, to: number): string | undefined {
    const prefix = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from)
      .toString('utf8')
      .trimEnd();
    if (this.nodes.has(prefix)) return this.nodes.get(prefix);
    // Prefixes with a time in them change every second.
    if (this.nodes.size >= MOST_NODES) this.nodes.clear();
    const node = nodeIn(prefix);
    this.nodes.set(prefix, node);
    return node;
  }
}

const MOST_NODES = 1_024;

/** The value of the digits last read: returning two numbers would make an object a line. */
let value = 0;

/** Reads at most fifteen digits into `value`; where they end. */
function digits(bytes: Uint8Array, start: number, to: number): number {
  value = 0;
  let p = start;
  for (; p < to && p - start < 15; p++) {
    const digit = (bytes[p] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return p;
}

function isType(bytes: Uint8Array, p: number): boolean {
  return (
    bytes[p] === 0x74 &&
    bytes[p + 1] === 0x79 &&
    bytes[p + 2] === 0x70 &&
    bytes[p + 3] === 0x65 &&
    bytes[p + 4] === EQUALS
  );
}

/** Behind `audit(`, which follows the type as ` msg=audit(` or, from the kernel's own log, ` audit(`. */
function audit(bytes: Uint8Array, start: number, to: number): number {
  const last = Math.min(to, start + 12);
  for (let p = start; p < last; p++) if (bytes[p] === OPEN) return p + 1;
  return -1;
}

const SYSLOG =
  /^(?:<\d{1,3}>)?(?:\d )?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\S{8,30}) (\S{1,255}) /;

function nodeIn(prefix: string): string | undefined {
  const named = /(?:^|\s)node=(\S{1,255})/.exec(prefix)?.[1];
  return named ?? SYSLOG.exec(`${prefix} `)?.[1];
}

/** By name, and by number as the kernel's own log has them. */
const KINDS: ReadonlyMap<string, number> = new Map([
  ['SYSCALL', SYSCALL],
  ['1300', SYSCALL],
  ['SOCKADDR', SOCKADDR],
  ['1306', SOCKADDR],
  ['EXECVE', EXECVE],
  ['1309', EXECVE],
  ['PROCTITLE', PROCTITLE],
  ['1327', PROCTITLE],
  ['EOE', END],
  ['1320', END],
]);

const REASONS: readonly { readonly type: RegExp; readonly reason: string }[] = [
  {
    type: /^(?:USER_CMD|USER_TTY|TTY)$|^11(?:23|24)$|^1319$/,
    reason: 'audit record of a command typed or run through sudo',
  },
  {
    type: /^(?:USER_|CRED_|GRP_|ADD_|DEL_|ROLE_|CHGRP_|CHUSER_|ACCT_|LOGIN$)|^11\d\d$|^1006$/,
    reason: 'audit record of sign-ins, accounts and sessions',
  },
  {
    type: /^(?:SERVICE_|SYSTEM_|DAEMON_|SOFTWARE_|USYS_|VIRT_)|^12\d\d$|^2500$/,
    reason: 'audit record of services and the system',
  },
  { type: /^CRYPTO_|^24\d\d$/, reason: 'audit record of cryptographic sessions and keys' },
];

/** Empty for types that come with a system call, or may. */
function reasonOf(type: string): string {
  return REASONS.find((row) => row.type.test(type))?.reason ?? '';
}
