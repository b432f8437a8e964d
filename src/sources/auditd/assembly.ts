/**
 * Puts audit records together from lines: all lines with one time and serial are one record, and lines of several
 * records come mixed. What is no connection to a metadata service and no telling command is counted and forgotten here,
 * after its process has been noted; only the rest becomes a record.
 */

import type { LineFraming, OpenedFile } from '../../contract/source.ts';
import { isMetadataAddress, isTelling, SKIPPED } from '../../vendor/host/judge.ts';
import { ProcessTable } from '../../vendor/host/process-table.ts';
import { addressOf, NO_CALL, type ReadCall, readCall, titleOf } from './call.ts';
import { commandOf, fieldOf, textValue } from './decode.ts';
import { ALONE, END, EXECVE, Header, NONE, PROCTITLE, SOCKADDR, SYSCALL } from './header.ts';

/** Records whose last line may still come. */
const MOST_OPEN = 64;
/** The kernel writes the lines of a record at once; two seconds is what its own tools wait. */
const LONGEST_OPEN_MS = 2_000;
/** Lines after the one that usually ends a record may have been overtaken by a few others. */
const KEPT_AFTER_END = 8;
const MOST_LINES = 64;

const REASONS = {
  call: 'system call other than connect, send and exec',
  local: 'connection within the host (UNIX socket, netlink)',
  noAddress: 'connection without an address',
  incomplete: 'audit record without its system call',
  foreign: 'line that is no audit record',
} as const;

interface Group {
  readonly node: string | undefined;
  readonly time: number;
  readonly serial: number;
  syscall: string | undefined;
  saddr: string | undefined;
  execve: string[] | undefined;
  title: string | undefined;
  ended: boolean;
}

export function assembleLines(file: OpenedFile): LineFraming {
  return new Assembly(file);
}

export class Assembly implements LineFraming {
  private readonly header = new Header();
  private readonly processes = new ProcessTable();
  private readonly open: Group[] = [];
  private readonly file: OpenedFile;
  private ready: unknown[] = [];

  constructor(file: OpenedFile) {
    this.file = file;
  }

  wants(bytes: Uint8Array, from: number, to: number): boolean {
    const { header } = this;
    header.read(bytes, from, to);
    if (header.broken) return true;
    if (header.kind === NONE) {
      if (to > from && !isSeparator(bytes, from)) this.file.skip(REASONS.foreign);
      return false;
    }
    if (header.kind === ALONE) {
      this.file.skip(header.alone);
      return false;
    }
    this.group();
    return header.kind <= END || this.ready.length > 0;
  }

  line(line: string): readonly unknown[] {
    const { header } = this;
    if (header.broken) return [{ broken: line.slice(0, 200) }];
    const group = this.group();
    switch (header.kind) {
      case SYSCALL:
        group.syscall = line;
        break;
      case SOCKADDR:
        group.saddr = line;
        break;
      case EXECVE:
        group.execve ??= [];
        if (group.execve.length < MOST_LINES) group.execve.push(line);
        break;
      case PROCTITLE:
        group.title = line;
        group.ended = true;
        break;
      case END:
        this.open.splice(this.open.lastIndexOf(group), 1);
        this.close(group);
    }
    return this.take();
  }

  end(): readonly unknown[] {
    for (const group of this.open.splice(0)) this.close(group);
    return this.take();
  }

  private take(): readonly unknown[] {
    if (this.ready.length === 0) return NO_RECORDS;
    const taken = this.ready;
    this.ready = [];
    return taken;
  }

  /** The record the header speaks of, newly opened if need be. */
  private group(): Group {
    const { open, header } = this;
    const { time, serial, node } = header;
    for (let i = open.length - 1; i >= 0; i--) {
      const group = open[i];
      if (group?.serial === serial && group.time === time && group.node === node) return group;
    }
    this.makeRoom(time);
    const group: Group = {
      node,
      time,
      serial,
      syscall: undefined,
      saddr: undefined,
      execve: undefined,
      title: undefined,
      ended: false,
    };
    open.push(group);
    return group;
  }

  private makeRoom(now: number): void {
    const { open } = this;
    for (let first = open[0]; first !== undefined; first = open[0]) {
      const isDue =
        open.length >= MOST_OPEN ||
        now - first.time > LONGEST_OPEN_MS ||
        (first.ended && open.length >= KEPT_AFTER_END);
      if (!isDue) return;
      open.shift();
      this.close(first);
    }
  }

  private close(group: Group): void {
    const reason = this.settle(group);
    if (reason !== undefined) this.file.skip(reason);
  }

  /** Notes the process; makes the record, or says why there is none. */
  private settle(group: Group): string | undefined {
    const { syscall, saddr, execve } = group;
    if (syscall === undefined) {
      if (execve !== undefined) return this.settleExec(group, NO_CALL);
      return saddr === undefined ? REASONS.incomplete : this.settleSocket(group, NO_CALL);
    }
    const call = readCall(syscall);
    if (call.call === 'exec') return this.settleExec(group, call);
    this.note(group, call);
    if (call.call === 'other') return REASONS.call;
    return saddr === undefined ? REASONS.noAddress : this.settleSocket(group, call);
  }

  private settleExec(group: Group, call: ReadCall): string | undefined {
    const command = commandOf(group.execve ?? NO_LINES) ?? titleOf(group.title);
    if (call.pid !== undefined && call.error === undefined) {
      this.processes.start(key(group, call.pid), {
        path: call.exe,
        commandLine: command,
        parent: key(group, call.ppid ?? ''),
      });
    }
    if (command === undefined || !isTelling(command)) return SKIPPED.start.skip;
    this.ready.push(this.record(group, call, 'exec', command));
    return undefined;
  }

  private settleSocket(group: Group, call: ReadCall): string | undefined {
    const { saddr = '' } = group;
    const { family, address, port } = addressOf(saddr);
    if (family === 'local' || family === 'netlink') return REASONS.local;
    if (address === undefined) return REASONS.noAddress;
    if (!isMetadataAddress(address)) return SKIPPED.elsewhere.skip;
    const known = this.processes.of(key(group, call.pid ?? ''));
    const command = known?.path === call.exe ? known?.commandLine : undefined;
    this.ready.push(this.record(group, call, 'connect', command ?? titleOf(group.title), address, port));
    return undefined;
  }

  private record(
    group: Group,
    call: ReadCall,
    kind: 'exec' | 'connect',
    command: string | undefined,
    address?: string,
    port?: number,
  ): object {
    const { node, time, serial, syscall = '' } = group;
    const parent = this.processes.of(key(group, call.ppid ?? ''));
    return {
      kind,
      node,
      time,
      serial,
      address,
      port,
      command,
      pid: call.pid === undefined ? undefined : Number(call.pid),
      exe: call.exe,
      comm: textValue(fieldOf(syscall, ' comm='), call.isInterpreted),
      parent: parent?.path,
      uid: fieldOf(syscall, ' uid='),
      auid: fieldOf(syscall, ' auid='),
      user: textValue(fieldOf(syscall, ' UID='), true),
      loginUser: textValue(fieldOf(syscall, ' AUID='), true),
      error: call.error,
    };
  }

  /** Programs that were running before the log began are met when they first make a call. */
  private note(group: Group, call: ReadCall): void {
    if (call.pid === undefined || call.exe === undefined) return;
    const name = key(group, call.pid);
    if (this.processes.of(name)?.path === call.exe) return;
    this.processes.start(name, {
      path: call.exe,
      commandLine: undefined,
      parent: key(group, call.ppid ?? ''),
    });
  }
}

const NO_RECORDS: readonly unknown[] = [];
const NO_LINES: readonly string[] = [];

function key({ node = '' }: Group, pid: string): string {
  return `${node} ${pid}`;
}

/** Lines that `ausearch` sets between records: `----`, `time->…`. */
function isSeparator(bytes: Uint8Array, from: number): boolean {
  return [0, 1, 2, 3].every((at) => bytes[from + at] === 0x2d || bytes[from + at] === TIME[at]);
}

const TIME = Buffer.from('time');
