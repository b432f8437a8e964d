/**
 * Joins connections and packets with the start of their process: Tracee names the program of an event by fifteen
 * characters, and by path only in newer versions. Starts are noted; what may be a metadata read becomes a record.
 */

import type { OpenedFile, ValueFraming } from '../../contract/source.ts';
import { at, isObject, numberAt, textAt } from '../../lib/json.ts';
import { isMetadataAddress, isTelling, SKIPPED } from '../../vendor/host/judge.ts';
import { ProcessTable } from '../../vendor/host/process-table.ts';
import { commandIn, connectionIn, pathIn, requestIn } from './arguments.ts';
import { kindOf } from './event-names.ts';

const NO_ADDRESS = 'connection without an address';

export function joinEvents(file: OpenedFile): ValueFraming {
  const processes = new ProcessTable();
  const skip = (reason: string): readonly unknown[] => {
    file.skip(reason);
    return [];
  };

  function started(event: unknown, args: unknown): readonly unknown[] {
    const commandLine = commandIn(args);
    const path = pathIn(args);
    const parent = processOf(event, 'parentEntityId', 'hostParentProcessId');
    const key = processOf(event, 'processEntityId', 'hostProcessId');
    if (key !== undefined) processes.start(key, { path, commandLine, parent });
    return commandLine !== undefined && isTelling(commandLine) ? [joined(event)] : skip(SKIPPED.start.skip);
  }

  function joined(event: unknown): unknown {
    const process = processes.of(processOf(event, 'processEntityId', 'hostProcessId'));
    const parent = processes.of(processOf(event, 'parentEntityId', 'hostParentProcessId') ?? process?.parent);
    return {
      timestamp: at(event, 'timestamp'),
      eventName: at(event, 'eventName'),
      hostName: at(event, 'hostName'),
      processName: at(event, 'processName'),
      executable: at(event, 'executable'),
      hostProcessId: at(event, 'hostProcessId'),
      processId: at(event, 'processId'),
      processEntityId: at(event, 'processEntityId'),
      userId: at(event, 'userId'),
      containerId: at(event, 'containerId'),
      container: at(event, 'container'),
      kubernetes: at(event, 'kubernetes'),
      args: at(event, 'args'),
      started: process,
      parentStarted: parent,
    };
  }

  return {
    wants(text) {
      const name = EVENT_NAME.exec(text)?.[1];
      if (name === undefined || kindOf(name) !== undefined) return true;
      skip(SKIPPED.other.skip);
      return false;
    },
    value(event) {
      const kind = kindOf(textAt(event, 'eventName') ?? '');
      if (kind === undefined) return skip(SKIPPED.other.skip);
      const args = isObject(event) ? event['args'] : undefined;
      if (kind === 'start') return started(event, args);
      const connection = connectionIn(args);
      const request = requestIn(args);
      if (connection === undefined && request === undefined) return skip(NO_ADDRESS);
      const isOurs = [connection?.address, request?.host].some(
        (host) => host !== undefined && isMetadataAddress(host),
      );
      return isOurs ? [joined(event)] : skip(SKIPPED.elsewhere.skip);
    },
  };
}

const EVENT_NAME = /"eventName"\s{0,10}:\s{0,10}"([\w.-]{1,100})"/;

/** Tracee's own lasting id of a process, else host and pid. */
function processOf(event: unknown, entity: string, pid: string): string | undefined {
  const id = numberAt(event, entity);
  if (id !== undefined && id !== 0) return `${textAt(event, 'hostName') ?? ''} ${id}`;
  const number = numberAt(event, pid);
  return number === undefined ? undefined : `${textAt(event, 'hostName') ?? ''} pid ${number}`;
}
