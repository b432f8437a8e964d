/** The user's values for the analytics' parameters, checked against what each analytic declares. */

import type { Analytic } from '../contract/analytic.ts';
import type { ListParameter, NumberParameter, Parameter } from '../contract/parameter.ts';
import { isObject } from '../lib/json.ts';
import { parseWildcard } from '../lib/wildcard.ts';
import type { AnalyticParameters } from './config.ts';
import { type Fault, type Path, quoted } from './problem.ts';
import { parseAmount } from './quantity.ts';
import { unknownWord } from './shape.ts';

/** What the file may refer to of an analytic. */
export type KnownAnalytic = Pick<Analytic, 'attack' | 'parameters' | 'detections'>;

type Checked =
  | { readonly value: number | readonly string[] }
  | { readonly message: string; readonly fix: string };

export interface CheckedParameters {
  readonly values: Readonly<Record<string, AnalyticParameters>>;
  readonly faults: readonly Fault[];
}

/** `given` is whatever stands under `parameters:`; what is not a group of groups is left to the shape's check. */
export function checkParameters(given: unknown, analytics: readonly KnownAnalytic[]): CheckedParameters {
  const faults: Fault[] = [];
  const values = new Map<string, AnalyticParameters>();
  const ids = analytics.map(({ attack }) => attack);
  for (const [id, group] of entries(given)) {
    const path: Path = ['parameters', id];
    const analytic = analytics.find(({ attack }) => attack === id);
    if (!analytic) {
      faults.push({
        path,
        at: 'key',
        message: 'there is no such analytic',
        fix: unknownWord(id, ids, 'analytics'),
      });
      continue;
    }
    const checked = checkGroup(analytic, group, path);
    faults.push(...checked.faults);
    values.set(id, checked.values);
  }
  return { values: Object.fromEntries(values), faults };
}

function checkGroup(analytic: KnownAnalytic, group: unknown, above: Path) {
  const faults: Fault[] = [];
  const values: [string, number | readonly string[]][] = [];
  for (const [name, given] of entries(group)) {
    const path = [...above, name];
    const parameter = Object.hasOwn(analytic.parameters, name) ? analytic.parameters[name] : undefined;
    if (!parameter) {
      const fix = unknownWord(name, Object.keys(analytic.parameters), 'its parameters');
      faults.push({ path, at: 'key', message: `${analytic.attack} has no such parameter`, fix });
      continue;
    }
    const checked = checkValue(parameter, given);
    if ('value' in checked) values.push([name, checked.value]);
    else faults.push({ path, at: 'value', ...checked });
  }
  return { faults, values: Object.fromEntries(values) };
}

function checkValue(parameter: Parameter, given: unknown): Checked {
  return parameter.type === 'number' ? checkNumber(parameter, given) : checkList(parameter, given);
}

function checkNumber({ unit, least, most, default: usual }: NumberParameter, given: unknown): Checked {
  const value = typeof given === 'string' ? parseAmount(given, unit) : given;
  const fix = `${least} to ${most} ${unit}, e.g. ${usual} or ${quoted(`${usual} ${unit}`)}`;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return { message: `this should be a number of ${unit}`, fix };
  }
  if (value < least) return { message: 'this number is too small', fix };
  if (value > most) return { message: 'this number is too large', fix };
  return { value };
}

function checkList({ allowed, default: usual }: ListParameter, given: unknown): Checked {
  const fix = `e.g. [${usual.slice(0, 3).map(quoted).join(', ')}]`;
  if (!Array.isArray(given)) return { message: 'this should be a list of words', fix };
  const words: string[] = [];
  for (const word of given) {
    if (typeof word !== 'string' || word === '') return { message: 'this should be a list of words', fix };
    if (allowed && !allowed.includes(word)) {
      return {
        message: `${quoted(word)} is not one of its words`,
        fix: unknownWord(word, allowed, 'one of'),
      };
    }
    const pattern = parseWildcard(word);
    if ('fault' in pattern) return { message: `${quoted(word)} is ${pattern.fault}`, fix };
    words.push(word);
  }
  return { value: words };
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}
