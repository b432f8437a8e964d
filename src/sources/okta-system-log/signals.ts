/**
 * What Okta's own behaviour detection and risk engine say, from `debugData`: text in braces, a list, or JSON inside a
 * string, depending on the event and on who exported it.
 */

import { at, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import type { Told } from '../../lib/told-details.ts';

export function signalsOf(debug: unknown): Told {
  const logged = nested(at(debug, 'logOnlySecurityData'));
  return {
    ...riskOf(at(debug, 'risk'), at(logged, 'risk')),
    ...behaviours(at(logged, 'behaviors')),
    ...behaviours(at(debug, 'behaviors')),
    threatSuspected: textAt(debug, 'threatSuspected') === 'true' ? true : undefined,
    dtHash: textAt(debug, 'dtHash'),
  };
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

/** `{reasons=Anomalous Device, Anomalous Location, level=HIGH}`. */
function riskOf(said: unknown, logged: unknown): Told {
  const text = typeof said === 'string' ? said.slice(0, 2_000) : '';
  const level = /\blevel=(\w{2,12})/i.exec(text)?.[1] ?? textAt(said, 'level') ?? textAt(logged, 'level');
  const reasons = /\breasons=([^={}]{1,300}?)(?:, \w+=|\}|$)/.exec(text)?.[1] ?? textAt(logged, 'reasons');
  return { riskLevel: level?.toLowerCase(), riskReasons: reasons };
}

function nested(value: unknown): unknown {
  return typeof value === 'string' ? parseNested(value) : value;
}
