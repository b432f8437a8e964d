/** Numbers of the system calls that matter here, by machine; interpreted logs write their names instead. */

export type Call = 'connect' | 'send' | 'exec' | 'socket' | 'other';

type Numbers = Readonly<Record<number, Call>>;

/** Of all machines that came after the numbers were made the same: arm64, RISC-V, LoongArch. */
const GENERIC: Numbers = { 203: 'connect', 206: 'send', 211: 'send', 269: 'send', 221: 'exec', 281: 'exec' };
/** x32 programs set the thirtieth bit. */
const X32 = 0x4000_0000;

const BY_ARCH: ReadonlyMap<string, Numbers> = new Map<string, Numbers>([
  [
    'c000003e',
    {
      42: 'connect',
      44: 'send',
      46: 'send',
      307: 'send',
      59: 'exec',
      322: 'exec',
      [X32 + 42]: 'connect',
      [X32 + 44]: 'send',
      [X32 + 518]: 'send',
      [X32 + 520]: 'exec',
      [X32 + 545]: 'exec',
    },
  ],
  [
    '40000003',
    { 102: 'socket', 362: 'connect', 369: 'send', 370: 'send', 345: 'send', 11: 'exec', 358: 'exec' },
  ],
  ['c00000b7', GENERIC],
  ['c00000f3', GENERIC],
  ['c0000102', GENERIC],
  ['40000028', { 283: 'connect', 290: 'send', 296: 'send', 374: 'send', 11: 'exec', 387: 'exec' }],
  ['c0000015', { 102: 'socket', 328: 'connect', 335: 'send', 341: 'send', 11: 'exec', 362: 'exec' }],
  ['80000015', { 102: 'socket', 328: 'connect', 335: 'send', 341: 'send', 11: 'exec', 362: 'exec' }],
  ['80000016', { 102: 'socket', 362: 'connect', 369: 'send', 370: 'send', 11: 'exec', 354: 'exec' }],
]);

const BY_NAME: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['connect', 'connect'],
  ['sendto', 'send'],
  ['sendmsg', 'send'],
  ['sendmmsg', 'send'],
  ['execve', 'exec'],
  ['execveat', 'exec'],
  ['socketcall', 'socket'],
]);

/** What `socketcall` does is its first argument, in hexadecimal. */
const SOCKET_CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['3', 'connect'],
  ['b', 'send'],
  ['10', 'send'],
  ['14', 'send'],
  ['connect', 'connect'],
  ['sendto', 'send'],
]);

/** @param first value of `a0`, needed for `socketcall` only */
export function callOf(arch: string, syscall: string, first: string | undefined): Call {
  const call = BY_NAME.get(syscall) ?? BY_ARCH.get(arch)?.[Number(syscall)] ?? 'other';
  return call === 'socket' ? (SOCKET_CALLS.get(first ?? '') ?? 'other') : call;
}

const ERRORS: ReadonlyMap<number, string> = new Map([
  [1, 'EPERM'],
  [2, 'ENOENT'],
  [13, 'EACCES'],
  [22, 'EINVAL'],
  [97, 'EAFNOSUPPORT'],
  [99, 'EADDRNOTAVAIL'],
  [101, 'ENETUNREACH'],
  [104, 'ECONNRESET'],
  [110, 'ETIMEDOUT'],
  [111, 'ECONNREFUSED'],
  [113, 'EHOSTUNREACH'],
]);

/** Not failures: a call that goes on in the background (EINPROGRESS, EALREADY, EINTR) or had been made (EISCONN). */
const GOING_ON: ReadonlySet<string> = new Set([
  '-115',
  '-114',
  '-4',
  '-106',
  'EINPROGRESS',
  'EALREADY',
  'EINTR',
  'EISCONN',
]);

/** Why the call failed; undefined when it did not. */
export function errorOf(success: string | undefined, exit: string | undefined): string | undefined {
  if (success !== 'no' || (exit !== undefined && GOING_ON.has(exit.replace(/\(.*/, '')))) return undefined;
  if (exit === undefined) return 'failed';
  return /^-\d{1,4}$/.test(exit)
    ? (ERRORS.get(-Number(exit)) ?? `errno ${-Number(exit)}`)
    : exit.replace(/\(.*/, '');
}
