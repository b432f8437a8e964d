/**
 * `modifiedProperties` of directory audit records: what a setting was and what it became. Their values are JSON written
 * into text, sometimes twice; what they hold of secrets is ids and names, and free text is masked and clipped.
 */

import { at, isObject, listAt, parseNested, textAt } from '../../lib/json.ts';
import { clip, maskSecrets } from '../../lib/text.ts';

/** Stands for a value nobody has asked for. */
const UNREAD = Symbol('unread');

/** Decoded when first asked for: most changes nobody looks into. */
export class Change {
  readonly name: string;
  readonly #before: unknown;
  readonly #after: unknown;
  #old: unknown = UNREAD;
  #new: unknown = UNREAD;

  constructor(name: string, before: unknown, after: unknown) {
    this.name = name;
    this.#before = before;
    this.#after = after;
  }

  /** Undefined when there was nothing. */
  get old(): unknown {
    if (this.#old === UNREAD) this.#old = decode(this.#before);
    return this.#old;
  }

  get new(): unknown {
    if (this.#new === UNREAD) this.#new = decode(this.#after);
    return this.#new;
  }
}

/** @param properties the list of `{displayName, oldValue, newValue}`, or M365's `{Name, OldValue, NewValue}` */
export function changesOf(properties: unknown): readonly Change[] {
  return listAt(properties)
    .slice(0, MOST_CHANGES)
    .flatMap((property) => {
      const name = textAt(property, 'displayName') ?? textAt(property, 'Name');
      if (name === undefined) return [];
      const before = at(property, 'oldValue') ?? at(property, 'OldValue');
      const after = at(property, 'newValue') ?? at(property, 'NewValue');
      return [new Change(name, before, after)];
    });
}

const MOST_CHANGES = 100;

export function changeNamed(changes: readonly Change[], name: string | RegExp): Change | undefined {
  return changes.find((change) => (typeof name === 'string' ? change.name === name : name.test(change.name)));
}

/** A list that grew had something added, one that shrank something removed. */
export function directionOf(change: Change | undefined): 'added' | 'removed' | 'changed' {
  const [before, after] = [listAt(change?.old).length, listAt(change?.new).length];
  return after > before ? 'added' : after < before ? 'removed' : 'changed';
}

/** What a value says inside its quotes: `"\"x\""` → `x`, `"[\"a\"]"` → `['a']`; nothing for empty ones. */
export function decode(value: unknown): unknown {
  let current = value;
  for (let depth = 0; depth < 3 && typeof current === 'string'; depth++) {
    const inner = parsed(current);
    if (inner === undefined) break;
    current = inner;
  }
  return isEmpty(current) ? undefined : current;
}

function parsed(text: string): unknown {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"')) return parseNested(trimmed);
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return undefined;
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 'null') return true;
  return Array.isArray(value) && value.length === 0;
}

/** A decoded value as one line that may be shown. */
export function settingText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return clip(maskSecrets(text.slice(0, LONGEST_READ)), LONGEST_SHOWN);
}

const LONGEST_READ = 8192;
const LONGEST_SHOWN = 256;

/** A secret or certificate an application may prove itself with. */
export interface Key {
  readonly id: string;
  /** `Password`, `AsymmetricX509Cert`, … */
  readonly type: string | undefined;
  /** `Verify`, `Sign`. */
  readonly usage: string | undefined;
  readonly name: string | undefined;
}

/** Keys of a decoded `KeyDescription`: a list of `[KeyIdentifier=…,KeyType=…,KeyUsage=…,DisplayName=…]`. */
export function keysOf(description: unknown): readonly Key[] {
  const texts = typeof description === 'string' ? [description] : listAt(description);
  return texts.slice(0, MOST_CHANGES).flatMap((text) => (typeof text === 'string' ? keyOf(text) : []));
}

/** Keys that the change has added, or with the sides swapped those it has removed. */
export function keysBeyond(before: unknown, after: unknown): readonly Key[] {
  const known = new Set(keysOf(before).map(({ id }) => id.toLowerCase()));
  return keysOf(after).filter(({ id }) => !known.has(id.toLowerCase()));
}

function keyOf(text: string): Key[] {
  const id = /KeyIdentifier=([0-9A-Za-z-]{1,64})/.exec(text)?.[1];
  if (id === undefined) return [];
  const name = /DisplayName=([^\]]{1,120})/.exec(text)?.[1]?.trim();
  return [
    {
      id,
      type: /KeyType=(\w{1,40})/.exec(text)?.[1],
      usage: /KeyUsage=(\w{1,40})/.exec(text)?.[1],
      name: name === undefined || name === '' ? undefined : name,
    },
  ];
}

/** Names and values of a list of `{key, value}`, as `additionalDetails` are. */
export function pairsOf(list: unknown): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const pair of listAt(list).slice(0, MOST_CHANGES)) {
    if (!isObject(pair)) continue;
    const key = textAt(pair, 'key') ?? textAt(pair, 'Key') ?? textAt(pair, 'Name');
    const value = textAt(pair, 'value') ?? textAt(pair, 'Value');
    if (key !== undefined && value !== undefined && !pairs.has(key)) pairs.set(key, value);
  }
  return pairs;
}
