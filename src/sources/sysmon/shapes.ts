/** The shapes in which a Sysmon event is shipped, brought to one: number, host, time and the data by name. */

import { at, bareObject, isObject, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { EventXml } from './xml.ts';

export interface SysmonEvent {
  readonly id: number | undefined;
  readonly provider: string | undefined;
  readonly computer: string | undefined;
  readonly recordId: string | undefined;
  /** When the event log took it, for want of `UtcTime`. */
  readonly logged: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

const SYSMON = /^(?:Microsoft-Windows|Linux)-Sysmon(?:\/Operational)?$/;

export function isSysmon({ provider }: SysmonEvent): boolean {
  return provider !== undefined && SYSMON.test(provider);
}

export function ofXml({ system, data }: EventXml): SysmonEvent {
  return {
    id: Number(system['EventID']),
    provider: system['Provider.Name'] ?? system['Channel'],
    computer: system['Computer'],
    recordId: system['EventRecordID'],
    logged: system['TimeCreated.SystemTime'],
    data,
  };
}

/** Undefined for what is no Windows event at all. */
export function ofJson(value: unknown): SysmonEvent | undefined {
  if (isObject(at(value, 'winlog'))) return ofBeat(value);
  if (isObject(at(value, 'Event', 'System'))) return ofTree(at(value, 'Event'));
  return numberAt(value, 'EventID') === undefined ? undefined : ofFlat(value);
}

/** Winlogbeat and Elastic Agent. */
function ofBeat(value: unknown): SysmonEvent {
  const winlog = at(value, 'winlog');
  const data = at(winlog, 'event_data');
  return {
    id: numberAt(winlog, 'event_id') ?? numberAt(value, 'event', 'code'),
    provider: textAt(winlog, 'channel') ?? textAt(winlog, 'provider_name') ?? textAt(data, 'provider_name'),
    computer: textAt(winlog, 'computer_name') ?? textAt(value, 'host', 'name'),
    recordId: idOf(at(winlog, 'record_id')),
    logged: textAt(winlog, 'time_created') ?? textAt(value, '@timestamp'),
    data: isObject(data) ? data : {},
  };
}

/** XML turned into JSON, as `evtx_dump` and others do it: attributes under `#attributes`, `@Name` or plain. */
function ofTree(event: unknown): SysmonEvent {
  const system = at(event, 'System');
  const attribute = (element: string, name: string): string | undefined =>
    textAt(system, element, '#attributes', name) ??
    textAt(system, element, `@${name}`) ??
    textAt(system, element, name);
  return {
    id: numberAt(system, 'EventID') ?? numberAt(system, 'EventID', '#text'),
    provider: attribute('Provider', 'Name') ?? textAt(system, 'Channel'),
    computer: textAt(system, 'Computer'),
    recordId: idOf(at(system, 'EventRecordID')),
    logged: attribute('TimeCreated', 'SystemTime'),
    data: dataOf(at(event, 'EventData')),
  };
}

function dataOf(eventData: unknown): Readonly<Record<string, unknown>> {
  const list = listAt(eventData, 'Data');
  if (list.length === 0) return isObject(eventData) ? eventData : {};
  const data: Record<string, unknown> = bareObject();
  for (const each of list) {
    const name = textAt(each, '@Name') ?? textAt(each, '#attributes', 'Name') ?? textAt(each, 'Name');
    if (name !== undefined) data[name] = at(each, '#text') ?? at(each, '_') ?? at(each, 'Value');
  }
  return data;
}

/** One level, as NXLog and Event Forwarding collectors write it. */
function ofFlat(value: unknown): SysmonEvent {
  return {
    id: numberAt(value, 'EventID'),
    provider:
      textAt(value, 'ProviderName') ??
      textAt(value, 'SourceName') ??
      textAt(value, 'Provider') ??
      textAt(value, 'Channel'),
    computer: textAt(value, 'Computer') ?? textAt(value, 'Hostname') ?? textAt(value, 'ComputerName'),
    recordId: idOf(at(value, 'RecordNumber') ?? at(value, 'EventRecordID') ?? at(value, 'RecordID')),
    logged: textAt(value, '@timestamp') ?? textAt(value, 'TimeCreated') ?? textAt(value, 'EventTime'),
    data: isObject(at(value, 'EventData')) ? dataOf(at(value, 'EventData')) : isObject(value) ? value : {},
  };
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
