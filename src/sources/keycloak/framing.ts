/** The forms Keycloak's events come in, and how to get one record out of each. */

import type { Framing, LineFraming, OpenedFile, ValueFraming } from '../../contract/source.ts';
import { textAt } from '../../lib/json.ts';
import { parseIsoTime } from '../../lib/time.ts';
import { EVENT_LOGGER, eventInLine, eventInMessage } from './log-message.ts';

/** Name of the wrapping: the server log as JSON. */
export const SERVER_LOG = 'server-log';

export const framing: Framing = {
  envelopes: [
    // What listeners that call a web hook send.
    { key: 'event', holds: 'member' },
    { key: 'adminEvent', holds: 'member' },
  ],
  wrappings: { [SERVER_LOG]: { perFile: logObjects } },
  lines: logLines,
};

const OTHER = 'other message of the server log';
const MARK = Buffer.from(`[${EVENT_LOGGER}]`);
const NONE: readonly unknown[] = Object.freeze([]);

function logLines(file: OpenedFile): LineFraming {
  return {
    wants(bytes, from, to) {
      if (from === to) return false;
      const holds = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).includes(MARK);
      if (!holds) file.skip(OTHER);
      return holds;
    },
    line(line) {
      const event = eventInLine(line);
      if (event !== undefined) return [event];
      file.skip(OTHER);
      return NONE;
    },
    end: () => NONE,
  };
}

function logObjects(file: OpenedFile): ValueFraming {
  return {
    value(entry) {
      const event = eventInEntry(entry);
      if (event !== undefined) return [event];
      file.skip(OTHER);
      return NONE;
    },
  };
}

/** An entry of the log in JSON, in Quarkus' own form or in that of ECS. */
export function eventInEntry(entry: unknown): unknown {
  if ((textAt(entry, 'loggerName') ?? textAt(entry, 'log.logger')) !== EVENT_LOGGER) return undefined;
  const written = textAt(entry, 'timestamp') ?? textAt(entry, '@timestamp');
  const time = written === undefined ? undefined : parseIsoTime(written);
  return eventInMessage(textAt(entry, 'message') ?? '', time);
}
