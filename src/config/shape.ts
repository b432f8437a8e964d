/** Tells the validator's findings about keys and types in words the author of the file can act on. */

import { z } from 'zod';
import { at } from '../lib/json.ts';
import { nearest } from '../lib/nearest.ts';
import type { ConfigDocument } from './document.ts';
import { type Fault, type Path, pathText, quoted } from './problem.ts';
import { configSchema } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** Every wrong key and type; parameter values and sizes are left to the checks that know their units. */
export function shapeFaults(document: ConfigDocument): readonly Fault[] {
  const parsed = configSchema.safeParse(document.value);
  if (parsed.success) return [];
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, [], document));
  const misspelt = misspeltKeys(faults);
  return faults.filter(({ path, at: where }) => {
    if (checkedElsewhere(path)) return false;
    // A key is not missing where its misspelling was found.
    return where === 'key' || at(document.value, ...path) !== undefined || !misspelt.has(pathText(path));
  });
}

/** The keys a group at this place may have; empty where any or none may stand. */
export function keysAt(path: Path, schema: z.core.$ZodType = configSchema): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysAt(path, schema.unwrap());
  if (schema instanceof z.ZodUnion) {
    return [...new Set(schema.options.flatMap((option) => keysAt(path, option)))];
  }
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return step === undefined ? [] : keysAt(rest, schema.element);
  if (schema instanceof z.ZodRecord) return step === undefined ? [] : keysAt(rest, schema.valueType);
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const below = Object.hasOwn(schema.shape, step) ? schema.shape[step] : undefined;
  return below ? keysAt(rest, below) : [];
}

export function unknownWord(word: string, known: readonly string[], kind: string): string {
  const meant = nearest(word, known);
  if (meant !== undefined) return `did you mean ${quoted(meant)}?`;
  return known.length === 0 ? 'remove it' : `${kind}: ${known.join(', ')}`;
}

function checkedElsewhere([top, ...rest]: Path): boolean {
  if (top === 'parameters') return rest.length >= 2;
  return (
    top === 'limits' &&
    rest.length === 1 &&
    rest[0] !== 'maxExpansion' &&
    keysAt(['limits']).includes(String(rest[0]))
  );
}

function faultsOf(issue: Issue, above: Path, document: ConfigDocument): readonly Fault[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path));
    case 'invalid_union':
      return likeliest(issue.errors).flatMap((inner) => faultsOf(inner, path, document));
    case 'invalid_type':
      return [wrongType(issue.expected, path, document)];
    case 'invalid_value': {
      const words = issue.values.map(String);
      const fix = unknownWord(String(at(document.value, ...path)), words, 'one of');
      return [{ path, at: 'value', message: 'this word is not known here', fix }];
    }
    case 'too_small':
      return [{ path, at: 'value', ...tooSmall(issue.origin, issue.minimum) }];
    case 'too_big':
      return [{ path, at: 'value', message: 'this number is too large', fix: `at most ${issue.maximum}` }];
    default:
      return [
        { path, at: 'value', message: 'this value does not fit here', fix: 'see docs/configuration.md' },
      ];
  }
}

/** Of the forms an entry can take, the one it comes closest to is the one that was meant. */
function likeliest(options: readonly (readonly Issue[])[]): readonly Issue[] {
  const [best = []] = options.toSorted((a, b) => misses(a) - misses(b));
  return best;
}

function misses(issues: readonly Issue[]): number {
  return issues.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 2 * issue.keys.length : 1),
    0,
  );
}

function unknownKey(key: string, path: Path): Fault {
  const known = keysAt(path);
  // An entry that can take two forms knows the keys of both, but not together.
  const message = known.includes(key) ? 'this key does not go with the others here' : 'this key is not known';
  const fix = known.includes(key) ? 'remove it' : unknownWord(key, known, 'known keys');
  return { path: [...path, key], at: 'key', message, fix };
}

/** Paths of the keys that were most likely meant by unknown ones. */
function misspeltKeys(faults: readonly Fault[]): ReadonlySet<string> {
  const meant = faults.flatMap(({ path, at: where }) => {
    const above = path.slice(0, -1);
    const key = where === 'key' ? nearest(String(path.at(-1)), keysAt(above)) : undefined;
    return key === undefined ? [] : [pathText([...above, key])];
  });
  return new Set(meant);
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
};

const MOMENTS: ReadonlySet<string> = new Set(['from', 'to']);

function wrongType(type: string, path: Path, document: ConfigDocument): Fault {
  const expected = EXPECTED[type] ?? type;
  const value = at(document.value, ...path);
  if (value === undefined) {
    const key = String(path.at(-1) ?? '');
    return {
      path,
      at: 'value',
      message: `${quoted(key)} is missing`,
      fix: `add \`${key}:\` with ${MOMENTS.has(key) ? 'a time or date, e.g. 2026-03-02' : expected}`,
    };
  }
  const message = `this should be ${expected}`;
  if (value === null) return { path, at: 'value', message, fix: `write ${expected} here, or remove the key` };
  if (type === 'string' && typeof value !== 'object') {
    const source = document.source(path) ?? String(value);
    return { path, at: 'value', message, fix: `put it in quotes: ${quoted(source)}` };
  }
  if (type === 'string' && !Array.isArray(value)) {
    return { path, at: 'value', message, fix: 'put text that contains ": " or ends with ":" in quotes' };
  }
  if (type === 'array' && typeof value !== 'object') {
    return { path, at: 'value', message, fix: `write it as a list: [${quoted(String(value))}]` };
  }
  return { path, at: 'value', message, fix: `write ${expected}; see docs/configuration.md` };
}

function tooSmall(
  origin: string,
  least: number | bigint,
): { readonly message: string; readonly fix: string } {
  if (origin === 'string')
    return { message: 'this is empty', fix: 'write something here, or remove the key' };
  if (origin === 'array') return { message: 'this list is empty', fix: 'add an entry, or remove the key' };
  return { message: 'this number is too small', fix: `at least ${least}` };
}
