/**
 * What Okta's own behaviour detection and risk engine say, from `debugData`: text in braces, a list, or JSON inside a
 * string, depending on the event and on who exported it.
 */

import type { RecordView } from '../../contract/projection.ts';
import { at, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';
import { FIELDS } from './fields.ts';

/** The same few verdicts come again and again, so each part is read once. */
export function signalsOf(record: RecordView): Told {
  if (record.text(FIELDS.eventTypeFolded) !== undefined)
    return record.derived(FIELDS.debugDataFolded, readSignals);
  return {
    ...record.derived(FIELDS.logOnly, logged),
    ...record.derived(FIELDS.risk, riskOf),
    ...record.derived(FIELDS.behaviors, behaviours),
    ...record.derived(FIELDS.threatSuspected, suspected),
    dtHash: record.derived(FIELDS.dtHash, textOf),
  };
}

/** From the whole of `debugData`. */
export function readSignals(debug: unknown): Told {
  return {
    ...logged(at(debug, 'logOnlySecurityData')),
    ...riskOf(at(debug, 'risk')),
    ...behaviours(at(debug, 'behaviors')),
    ...suspected(at(debug, 'threatSuspected')),
    dtHash: textAt(debug, 'dtHash'),
  };
}

/** `logOnlySecurityData`: risk and behaviours, as JSON in text or as an object. */
function logged(value: unknown): Told {
  const data = typeof value === 'string' ? parseNested(value) : value;
  return { ...riskOf(at(data, 'risk')), ...behaviours(at(data, 'behaviors')) };
}

function suspected(value: unknown): Told {
  return value === true || value === 'true' ? { threatSuspected: true } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Behaviours an organisation has from the start; their own have names of their own. */
const BEHAVIOURS: ReadonlyMap<string, string> = new Map([
  ['New Geo-Location', 'newLocation'],
  ['New Device', 'newDevice'],
  ['New IP', 'newIp'],
  ['New Country', 'newCountry'],
  ['New State', 'newState'],
  ['New City', 'newCity'],
  ['Velocity', 'velocity'],
]);

function behaviours(value: unknown): Told {
  const found: Record<string, boolean> = {};
  for (const [name, verdict] of pairsOf(value)) {
    const detail = BEHAVIOURS.get(name);
    if (detail === undefined) continue;
    if (verdict === 'POSITIVE') found[detail] = true;
    else if (verdict === 'NEGATIVE') found[detail] = false;
  }
  return found;
}

/** `{New Device=POSITIVE, …}`, `["New Device=POSITIVE", …]` or `{"New Device": "POSITIVE"}`. */
function pairsOf(value: unknown): readonly (readonly [string, unknown])[] {
  const read = typeof value === 'string' ? (parseNested(value) ?? value) : value;
  if (isObject(read)) return Object.entries(read).slice(0, 50);
  const parts =
    typeof read === 'string'
      ? read
          .slice(0, 4_000)
          .replace(/^\{|\}$/g, '')
          .split(',')
      : listAt(read);
  return parts.slice(0, 50).flatMap((part) => {
    const [name, verdict] = typeof part === 'string' ? part.split('=') : [];
    return name === undefined || verdict === undefined ? [] : [[name.trim(), verdict.trim()] as const];
  });
}

/** `{reasons=Anomalous Device, Anomalous Location, level=HIGH}`, or an object. */
function riskOf(said: unknown): Told {
  const text = typeof said === 'string' ? said.slice(0, 2_000) : '';
  const level = /\blevel=(\w{2,12})/i.exec(text)?.[1] ?? textAt(said, 'level');
  const reasons = /\breasons=([^={}]{1,300}?)(?:, \w+=|\}|$)/.exec(text)?.[1] ?? textAt(said, 'reasons');
  return {
    ...(level === undefined ? {} : { riskLevel: level.toLowerCase() }),
    ...(reasons === undefined ? {} : { riskReasons: reasons }),
  };
}
