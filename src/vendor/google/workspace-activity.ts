/**
 * A Workspace activity in one shape, whichever way it came: somebody did something, told in one or more events with
 * parameters. The Reports API, the BigQuery export and the copies in Cloud audit logs differ in spelling only.
 */

import { isObject, listAt, numberAt, textAt } from '../../lib/json.ts';
import type { SaidOfAddress } from '../../model/event.ts';

export interface Activity {
  /** Epoch ms: all that the Reports API says, although other copies know the microsecond. */
  readonly time: number;
  /** Tells activities of one moment apart; a signed 64-bit number as text. */
  readonly qualifier: string | undefined;
  /** `login`, `admin`, `drive`, … */
  readonly application: string;
  /** Customer id, organisation or domain. */
  readonly scope: string;
  readonly actor: Actor;
  readonly ip: string | undefined;
  readonly said: SaidOfAddress | undefined;
  readonly events: readonly ActivityEvent[];
}

export interface Actor {
  readonly email: string | undefined;
  readonly profileId: string | undefined;
  /** `USER`, `APPLICATION`, `KEY`. */
  readonly callerType: string | undefined;
  /** Consumer key of a robot account, or `SYSTEM`. */
  readonly key: string | undefined;
  /** OAuth client that acted in the user's name. */
  readonly application: string | undefined;
}

export interface ActivityEvent {
  readonly name: string;
  readonly type: string | undefined;
  readonly parameters: Parameters;
}

/** By name in lower case. */
export type Parameters = ReadonlyMap<string, unknown>;

const NONE: Parameters = new Map();
/** A well-formed event has some dozens; more are of no use to us. */
const MOST_PARAMETERS = 500;
export const MOST_EVENTS = 1_000;

export const NO_ACTOR: Actor = Object.freeze({
  email: undefined,
  profileId: undefined,
  callerType: undefined,
  key: undefined,
  application: undefined,
});

/** `actor` of the Reports API; remembered by its bytes, so pure. */
export function readActor(actor: unknown): Actor {
  const profile = textAt(actor, 'profileId') ?? numberAt(actor, 'profileId')?.toString();
  return {
    email: textAt(actor, 'email'),
    profileId: profile,
    callerType: textAt(actor, 'callerType'),
    key: textAt(actor, 'key'),
    application: textAt(actor, 'applicationInfo', 'oauthClientId'),
  };
}

/** `events`: a list, or the one event as some exporters split them; `event` in Cloud audit logs. */
export function readEvents(events: unknown): readonly ActivityEvent[] {
  const list = Array.isArray(events) ? events.slice(0, MOST_EVENTS) : [events];
  return list.map(readEvent).filter((event) => event !== undefined);
}

/** One event; pure, so that a reader may remember it by its bytes. */
export function readEvent(event: unknown): ActivityEvent | undefined {
  const name = textAt(event, 'name') ?? textAt(event, 'eventName');
  if (name === undefined) return undefined;
  const parameters = isObject(event) ? (event['parameters'] ?? event['parameter']) : undefined;
  return {
    name: name.trim(),
    type: textAt(event, 'type') ?? textAt(event, 'eventType'),
    parameters: readParameters(parameters),
  };
}

/** A list of `{name, value | intValue | …}`, or an object from name to value. */
export function readParameters(value: unknown): Parameters {
  if (Array.isArray(value)) {
    const found = new Map<string, unknown>();
    for (const each of value.slice(0, MOST_PARAMETERS)) {
      const name = textAt(each, 'name');
      if (name !== undefined) found.set(name.toLowerCase(), valueIn(each));
    }
    return found;
  }
  if (!isObject(value)) return NONE;
  const members = Object.entries(value).slice(0, MOST_PARAMETERS);
  return new Map(members.map(([name, member]) => [name.toLowerCase(), member]));
}

const VALUES = [
  'value',
  'multiValue',
  'multiStrValue',
  'boolValue',
  'intValue',
  'multiIntValue',
  'multiBoolValue',
  'messageValue',
  'multiMessageValue',
];

function valueIn(parameter: unknown): unknown {
  if (!isObject(parameter)) return undefined;
  const usual = parameter['value'];
  if (typeof usual === 'string') return usual;
  const key = VALUES.find((name) => parameter[name] !== undefined && parameter[name] !== null);
  return key === undefined ? undefined : parameter[key];
}

/** A parameter as text: of several values the first ten, with blanks between. */
export function textOf(parameters: Parameters, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = asText(parameters.get(name));
    if (text !== undefined) return text;
  }
  return undefined;
}

export function flagOf(parameters: Parameters, name: string): boolean | undefined {
  const value = parameters.get(name);
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : undefined;
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const parts = listAt(value)
    .slice(0, 10)
    .map(asText)
    .filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}
