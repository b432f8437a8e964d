/** What the lines of one audit record say of the call: who made it, with what outcome, to which address. */

import { fieldOf, fromHex, type SocketAddress, socketAddress, textValue } from './decode.ts';
import { type Call, callOf, errorOf } from './syscalls.ts';

export interface ReadCall {
  readonly call: Call;
  readonly isInterpreted: boolean;
  readonly pid: string | undefined;
  readonly ppid: string | undefined;
  readonly exe: string | undefined;
  readonly error: string | undefined;
}

/** Of a record whose system call was not logged. */
export const NO_CALL: ReadCall = {
  call: 'other',
  isInterpreted: false,
  pid: undefined,
  ppid: undefined,
  exe: undefined,
  error: undefined,
};

export function readCall(line: string): ReadCall {
  const arch = fieldOf(line, ' arch=') ?? '';
  const syscall = fieldOf(line, ' syscall=') ?? '';
  const isInterpreted = !/^\d+$/.test(syscall);
  const call = callOf(arch, syscall, fieldOf(line, ' a0='));
  return {
    call,
    isInterpreted,
    pid: fieldOf(line, ' pid='),
    ppid: fieldOf(line, ' ppid='),
    exe: known(textValue(fieldOf(line, ' exe='), isInterpreted)),
    error: call === 'other' ? undefined : errorOf(fieldOf(line, ' success='), fieldOf(line, ' exit=')),
  };
}

/** Few programs make most calls: one string for each, which does not hold on to the line it was in. */
function known(exe: string | undefined): string | undefined {
  if (exe === undefined) return undefined;
  const same = EXECUTABLES.get(exe);
  if (same !== undefined) return same;
  if (EXECUTABLES.size >= MOST_EXECUTABLES) EXECUTABLES.clear();
  const own = Buffer.from(exe, 'utf8').toString('utf8');
  EXECUTABLES.set(own, own);
  return own;
}

const MOST_EXECUTABLES = 4_096;
const EXECUTABLES = new Map<string, string>();

export function addressOf(line: string): SocketAddress {
  const raw = fieldOf(line, ' saddr=') ?? '';
  if (/^[0-9A-Fa-f]{4,}$/.test(raw)) return socketAddress(raw);
  const braced = / (?:saddr|SADDR)=\{([^}]{0,200})\}/.exec(line)?.[1];
  return socketAddress(braced ?? line.slice(line.indexOf(' saddr=') + 7));
}

export function titleOf(line: string | undefined): string | undefined {
  if (line === undefined) return undefined;
  const value = fieldOf(line, ' proctitle=') ?? '';
  return value.startsWith('"')
    ? textValue(value)
    : (fromHex(value) ?? line.slice(line.indexOf('proctitle=') + 10));
}
