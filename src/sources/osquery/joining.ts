/**
 * Takes result lines apart into rows and joins connections (`socket_events`, `process_open_sockets`) with the start of
 * their process (`process_events`). Starts are noted; only what may be a metadata read becomes a record.
 */

import type { OpenedFile, ValueFraming } from '../../contract/source.ts';
import { at, listAt, textAt } from '../../lib/json.ts';
import { isMetadataAddress, isTelling, SKIPPED } from '../../vendor/host/judge.ts';
import { ProcessTable } from '../../vendor/host/process-table.ts';
import { columnOf, kindOf, type Row, rowsOf } from './rows.ts';

const REASONS = {
  removed: 'row that is in the result no more',
  other: 'row of a query about neither connections nor processes',
  empty: 'result without rows',
  accepted: 'socket that does not connect (accept, bind, listen)',
} as const;

export function joinRows(file: OpenedFile): ValueFraming {
  const joining = new Joining(file);
  return {
    wants(text) {
      const isWanted =
        text.includes('"remote_address"') || text.includes('"cmdline"') || !IS_ONE_ROW.test(text);
      if (!isWanted) file.skip(REASONS.other);
      return isWanted;
    },
    value(value) {
      const results = listAt(value, 'data');
      return results.length > 0 ? results.flatMap((each) => joining.result(each)) : joining.result(value);
    },
  };
}

/** A result of one row, as event tables and differences are logged. */
const IS_ONE_ROW = /"columns"\s{0,10}:\s{0,10}\{/;

class Joining {
  private readonly processes = new ProcessTable();
  private readonly file: OpenedFile;

  constructor(file: OpenedFile) {
    this.file = file;
  }

  result(result: unknown): readonly unknown[] {
    const { rows, removed } = rowsOf(result);
    for (let i = 0; i < removed; i++) this.file.skip(REASONS.removed);
    if (rows.length === 0 && removed === 0) return this.skip(REASONS.empty);
    return rows.flatMap((row) => this.row(result, row));
  }

  private row(result: unknown, row: Row): readonly unknown[] {
    const kind = kindOf(row);
    if (kind === 'connect') return this.connected(result, row);
    return kind === 'start' ? this.started(result, row) : this.skip(REASONS.other);
  }

  private connected(result: unknown, row: Row): readonly unknown[] {
    const address = columnOf(row, 'remote_address') ?? '';
    if (!isMetadataAddress(address)) return this.skip(SKIPPED.elsewhere.skip);
    const action = columnOf(row, 'action') ?? columnOf(row, 'syscall') ?? 'connect';
    return action === 'connect' ? [this.joined(result, row)] : this.skip(REASONS.accepted);
  }

  private started(result: unknown, row: Row): readonly unknown[] {
    const commandLine = columnOf(row, 'cmdline');
    const key = keyOf(result, columnOf(row, 'pid'));
    if (key !== undefined) {
      const parent = keyOf(result, columnOf(row, 'parent', 'ppid'));
      this.processes.start(key, { path: columnOf(row, 'path'), commandLine, parent });
    }
    return commandLine !== undefined && isTelling(commandLine)
      ? [this.joined(result, row)]
      : this.skip(SKIPPED.start.skip);
  }

  private joined(result: unknown, row: Row): unknown {
    const started = this.processes.of(keyOf(result, columnOf(row, 'pid')));
    const parent = this.processes.of(keyOf(result, columnOf(row, 'parent', 'ppid')) ?? started?.parent);
    return {
      name: at(result, 'name'),
      hostIdentifier: at(result, 'hostIdentifier'),
      unixTime: at(result, 'unixTime'),
      calendarTime: at(result, 'calendarTime'),
      decorations: at(result, 'decorations'),
      row,
      started,
      parentStarted: parent,
    };
  }

  private skip(reason: string): readonly unknown[] {
    this.file.skip(reason);
    return [];
  }
}

function keyOf(result: unknown, pid: string | undefined): string | undefined {
  return pid === undefined ? undefined : `${textAt(result, 'hostIdentifier') ?? ''} ${pid}`;
}
