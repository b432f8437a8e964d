/**
 * What the mapper had no attribute for. Amazon Security Lake keeps it as a map from dotted paths to text, pipelines as
 * nested objects, and either may hold JSON as text; all are asked alike.
 */

import { at, bareObject, isObject, parseNested, textAt } from '../../lib/json.ts';

export class Unmapped {
  private readonly value: unknown;

  constructor(value: unknown) {
    this.value = typeof value === 'string' ? parseNested(value) : value;
  }

  /** By dotted path: `userIdentity.sessionContext.sourceIdentity`. */
  text(path: string): string | undefined {
    const { value } = this;
    const flat = textAt(value, path);
    if (flat !== undefined) return flat;
    const dot = path.indexOf('.');
    const inside = dot < 0 ? undefined : at(value, path.slice(0, dot));
    if (inside === undefined) return undefined;
    return textAt(
      typeof inside === 'string' ? parseNested(inside) : inside,
      ...path.slice(dot + 1).split('.'),
    );
  }

  /** Members, as they are written, that are the name or begin with it: one nested, or several flat ones. */
  under(name: string): readonly string[] {
    const { value } = this;
    return isObject(value) ? Object.keys(value).filter((key) => key.startsWith(name)) : [];
  }

  /** Everything under a name, nested again. */
  tree(name: string): unknown {
    const { value } = this;
    const inside = at(value, name);
    if (isObject(inside)) return inside;
    if (typeof inside === 'string') return parseNested(inside);
    if (!isObject(value)) return undefined;
    const prefix = `${name}.`;
    const tree: Record<string, unknown> = bareObject();
    let found = false;
    for (const [path, member] of Object.entries(value)) {
      if (!path.startsWith(prefix)) continue;
      found = true;
      put(tree, path.slice(prefix.length).split('.').slice(0, MAX_DEPTH), member);
    }
    return found ? tree : undefined;
  }
}

const MAX_DEPTH = 8;

function put(tree: Record<string, unknown>, path: readonly string[], member: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    tree[first] = member;
    return;
  }
  const inside = Object.hasOwn(tree, first) ? tree[first] : undefined;
  const branch: Record<string, unknown> = isObject(inside) ? { ...inside } : bareObject();
  put(branch, rest, member);
  tree[first] = branch;
}
