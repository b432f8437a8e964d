/**
 * Joins what Sysmon tells apart: a connection (event 3) names its process by id, the start of the process (event 1) has
 * the command line and the parent. Starts are noted; only what may be a metadata read becomes a record.
 */

import type { LineFraming, OpenedFile, ValueFraming } from '../../contract/source.ts';
import { bareObject, listAt } from '../../lib/json.ts';
import { reasonOf } from '../../lib/reason.ts';
import { isMetadataAddress, isTelling, SKIPPED } from '../../vendor/host/judge.ts';
import { ProcessTable } from '../../vendor/host/process-table.ts';
import { FIELDS } from './fields.ts';
import { isSysmon, ofJson, ofXml, type SysmonEvent } from './shapes.ts';
import { readEventXml } from './xml.ts';

const START = 1;
const CONNECTION = 3;

export const REASONS = {
  id: 'Sysmon event other than process creation and network connection',
  provider: 'event of another provider',
  accepted: 'connection that came from outside',
  line: 'line of another program',
} as const;

type Found = Record<string, unknown>;

class Joining {
  private readonly processes = new ProcessTable();
  private readonly file: OpenedFile;

  constructor(file: OpenedFile) {
    this.file = file;
  }

  skip(reason: string): readonly Found[] {
    this.file.skip(reason);
    return NONE;
  }

  records(event: SysmonEvent): readonly Found[] {
    if (!isSysmon(event)) return this.skip(REASONS.provider);
    if (event.id === START) return this.started(event);
    return event.id === CONNECTION ? this.connected(event) : this.skip(REASONS.id);
  }

  private started(event: SysmonEvent): readonly Found[] {
    const commandLine = textOf(event, 'CommandLine');
    this.processes.start(processOf(event), {
      path: textOf(event, 'Image'),
      commandLine,
      parent: undefined,
      parentPath: textOf(event, 'ParentImage'),
    });
    return commandLine !== undefined && isTelling(commandLine)
      ? [recordOf(event)]
      : this.skip(SKIPPED.start.skip);
  }

  private connected(event: SysmonEvent): readonly Found[] {
    const ip = textOf(event, 'DestinationIp');
    const host = textOf(event, 'DestinationHostname');
    const isOurs = [ip, host].some((address) => address !== undefined && isMetadataAddress(address));
    if (!isOurs) return this.skip(SKIPPED.elsewhere.skip);
    if (textOf(event, 'Initiated')?.toLowerCase() === 'false') return this.skip(REASONS.accepted);
    const started = this.processes.of(processOf(event));
    const record = recordOf(event);
    record['CommandLine'] ??= started?.commandLine;
    record['ParentImage'] ??= started?.parentPath;
    return [record];
  }
}

/** XML: elements of an exported log, or the messages of Sysmon for Linux among other lines of syslog. */
export function joinXml(file: OpenedFile): LineFraming {
  const joining = new Joining(file);
  const isSyslog = !/^\s*<[?E!]/.test(file.head.text);
  let isFirst = true;
  return {
    ...(isSyslog ? {} : { ends: '</Event>' }),
    line(text) {
      const start = Math.max(text.lastIndexOf('<Event>'), text.lastIndexOf('<Event '));
      const before = linesOf(start < 0 ? text : text.slice(0, start), start < 0);
      // Behind an event comes the rest of its own line.
      for (const line of isSyslog || isFirst ? before : before.slice(1)) {
        if (!isBlank(line)) joining.skip(REASONS.line);
      }
      isFirst = false;
      return start < 0 ? NONE : readXml(joining, start === 0 ? text : text.slice(start));
    },
    end: () => NONE,
  };
}

function readXml(joining: Joining, xml: string): readonly Found[] {
  const id = EVENT_ID.exec(xml)?.[1];
  if (id !== undefined && id !== '1' && id !== '3') return joining.skip(REASONS.id);
  if (id === '3' && leadsElsewhere(xml)) return joining.skip(SKIPPED.elsewhere.skip);
  try {
    return joining.records(ofXml(readEventXml(xml)));
  } catch (error) {
    return [{ broken: reasonOf(error) }];
  }
}

const SYSMON = /<Provider\s[^>]{0,200}\bName=["'](?:Microsoft-Windows|Linux)-Sysmon["']/;
const DESTINATION = /\bName=["']Destination(?:Ip|Hostname)["']\s*>([^<&]*)</g;

/** Most connections do, and need not be taken apart to be known. */
function leadsElsewhere(xml: string): boolean {
  if (!SYSMON.test(xml)) return false;
  const found = [...xml.matchAll(DESTINATION)];
  return found.length === 2 && !found.some(([, address = '']) => isMetadataAddress(address));
}

/** Whole lines only: what stands before an event on its own line is the prefix of syslog. */
function linesOf(text: string, isWhole: boolean): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  return isWhole ? lines : lines.slice(0, -1);
}

/** JSON: as Winlogbeat ships it, as XML was turned into it, or flat. */
export function joinJson(file: OpenedFile): ValueFraming {
  const joining = new Joining(file);
  return {
    wants(text) {
      if (WRAPPER.test(text)) return true;
      const id = JSON_ID.exec(text)?.[1];
      if (id === undefined || id === '1' || id === '3') return true;
      file.skip(REASONS.id);
      return false;
    },
    value: (value) =>
      eventsIn(value).flatMap((each) => {
        const event = ofJson(each);
        return event === undefined ? joining.skip(REASONS.provider) : joining.records(event);
      }),
  };
}

const EVENT_ID = /<EventID(?:\s[^>]{0,100})?>\s{0,10}(\d{1,5})\s{0,10}<\/EventID>/;
const WRAPPER = /^\s{0,100}\{\s{0,100}"(?:events|Events)"\s{0,100}:/;
const JSON_ID =
  /"(?:event_id|EventID)"\s{0,20}:\s{0,20}(?:\{[^{}]{0,200}"#text"\s{0,20}:\s{0,20})?"?(\d{1,5})/;

/** A list under `events` is how exports of several wrap them. */
function eventsIn(value: unknown): readonly unknown[] {
  const wrapped = [...listAt(value, 'events'), ...listAt(value, 'Events')];
  return wrapped.length > 0 ? wrapped : [value];
}

function isBlank(text: string): boolean {
  return text.trim() === '' || /^\s*(?:<\?xml[^>]*>)?\s*(?:<\/?Events[^>]*>)?\s*$/.test(text.slice(0, 500));
}

function processOf(event: SysmonEvent): string {
  return `${event.computer ?? ''} ${textOf(event, 'ProcessGuid') ?? textOf(event, 'ProcessId') ?? ''}`;
}

const DATA = Object.values(FIELDS)
  .map(({ path }) => path)
  .filter((path) => /^[A-Z]/.test(path));

function recordOf(event: SysmonEvent): Found {
  const record: Found = bareObject();
  const { id, computer, recordId, logged } = event;
  Object.assign(record, { id, computer, recordId, logged });
  for (const name of DATA) record[name] = textOf(event, name);
  return record;
}

/** Sysmon writes `-` and Linux `(null)` where there is nothing. */
function textOf({ data }: SysmonEvent, name: string): string | undefined {
  const value = Object.hasOwn(data, name) ? data[name] : undefined;
  const text =
    typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : '';
  return text === '' || text === '-' || text === '(null)' ? undefined : text;
}

const NONE: readonly Found[] = [];
