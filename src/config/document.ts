/**
 * YAML text to plain values with the place of every key and value. Refuses what could exhaust the process
 * (size, nesting, aliases that multiply) before or while reading; never resolves tags to anything but data.
 */

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { type Refusal, refuse } from './nesting.ts';
import { type ConfigProblem, type Fault, type Path, pathText, quoted, shownValue } from './problem.ts';
import { syntaxFaults } from './syntax.ts';

export interface ConfigDocument {
  /** Plain objects without prototype, arrays, strings, numbers, booleans, null. */
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  /** False where the YAML is so broken that its values would mislead. */
  readonly readable: boolean;
  /** Gives a fault its line, column and the value found there. */
  place(fault: Fault): ConfigProblem;
  /** A scalar exactly as written: `012345678901` where the value is a number. */
  source(path: Path): string | undefined;
}

const MOST_NODES = 100_000;

export function readDocument(text: string, file: string): ConfigDocument {
  const refusal = refuse(text);
  if (refusal) return refused(file, refusal);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const reader = new Reader(document);
  const root = reader.read(document.contents);
  const at = (offset: number) => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col });
  const known = new Set(reader.faults.map(({ offset }) => offset));
  const syntax = syntaxFaults(document, text).filter(({ offset }) => !known.has(offset));
  const faults: readonly PlacedFault[] = [
    ...syntax.map((fault) => ({ ...fault, path: '' })),
    ...reader.faults,
  ];
  const place = (fault: Fault): ConfigProblem => {
    const { spot, found } = walk(root.spot, fault.path);
    const offset = fault.at === 'key' && found ? spot.key : spot.offset;
    const value =
      fault.at === 'key' ? quoted(String(fault.path.at(-1) ?? '')) : found ? shownValue(spot.value) : '';
    return { file, ...at(offset), path: pathText(fault.path), value, message: fault.message, fix: fault.fix };
  };
  return {
    value: root.value,
    readable: document.errors.every(({ code }) => code === 'DUPLICATE_KEY'),
    problems: faults.map(({ offset, ...rest }) => ({ file, ...at(offset), ...rest })),
    place,
    source: (path) => walk(root.spot, path).spot.source,
  };
}

/** Where a value stands and what stands below it. */
interface Spot {
  readonly key: number;
  readonly offset: number;
  readonly value: unknown;
  readonly source: string | undefined;
  readonly below: ReadonlyMap<string | number, Spot>;
}

interface ReadValue {
  readonly value: unknown;
  readonly spot: Spot;
}

type PlacedFault = { readonly offset: number } & Pick<ConfigProblem, 'path' | 'value' | 'message' | 'fix'>;

/** Walks the parsed nodes once; counts them, so that aliases cannot multiply without end. */
class Reader {
  readonly faults: PlacedFault[] = [];
  private nodes = 0;
  private readonly open = new Set<unknown>();
  private readonly document: Document.Parsed;

  constructor(document: Document.Parsed) {
    this.document = document;
  }

  read(node: unknown, key = 0, path: Path = []): ReadValue {
    const offset = offsetOf(node) ?? key;
    if (++this.nodes > MOST_NODES) return this.tooMany(offset, key);
    if (isAlias(node)) return this.readAlias(node.source, node.resolve(this.document), offset, key, path);
    if (isMap(node)) return this.readMap(node, offset, key, path);
    if (isSeq(node)) {
      const items = node.items.map((item, index) =>
        this.read(item, offsetOf(item) ?? offset, [...path, index]),
      );
      const below = new Map(items.map((item, index) => [index, item.spot] as const));
      return leaf(
        items.map((item) => item.value),
        key,
        offset,
        undefined,
        below,
      );
    }
    if (isScalar(node)) return leaf(node.value, key, offset, node.source);
    return leaf(null, key, offset);
  }

  private readMap(map: YAMLMap, offset: number, key: number, path: Path): ReadValue {
    // Without a prototype, so that no key of the file can mean anything but itself.
    const value: Record<string, unknown> = Object.create(null);
    const below = new Map<string | number, Spot>();
    for (const pair of map.items) {
      const place = offsetOf(pair.key) ?? offset;
      const name = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined;
      if (name === undefined || name === '__proto__') {
        const fix = 'use a plain word as the key; text starting with * or [ goes in quotes';
        this.fault(place, path, name ?? '', 'this cannot be a key', fix);
        continue;
      }
      if (name === '<<') {
        const fix = 'write the keys out; a reference (`key: *name`) stands for a whole value only';
        this.fault(place, path, name, 'merge keys are not part of YAML 1.2 and are not read', fix);
        continue;
      }
      const read = this.read(pair.value, place, [...path, name]);
      value[name] = read.value;
      below.set(name, read.spot);
    }
    return leaf(value, key, offset, undefined, below);
  }

  private readAlias(
    name: string,
    target: Node | undefined,
    offset: number,
    key: number,
    path: Path,
  ): ReadValue {
    if (!target) {
      const fix = `put text that starts with * in quotes: ${quoted(`*${name}`)}`;
      this.fault(
        offset,
        path,
        `*${name}`,
        'YAML reads a leading * as a reference to an anchor, and there is none',
        fix,
      );
      return leaf(`*${name}`, key, offset);
    }
    if (this.open.has(target)) {
      this.fault(offset, path, `*${name}`, 'this reference contains itself', 'write the value out');
      return leaf(null, key, offset);
    }
    this.open.add(target);
    const read = this.read(target, key, path);
    this.open.delete(target);
    return read;
  }

  private tooMany(offset: number, key: number): ReadValue {
    if (this.nodes === MOST_NODES + 1) {
      const fix = 'move long lists to files (`file:`) and avoid references (*name) inside references';
      this.fault(offset, [], '', `more than ${MOST_NODES} values, references counted as often as used`, fix);
    }
    return leaf(null, key, offset);
  }

  private fault(offset: number, path: Path, value: string, message: string, fix: string): void {
    this.faults.push({
      offset,
      path: pathText(path),
      value: value === '' ? '' : quoted(value),
      message,
      fix,
    });
  }
}

function leaf(
  value: unknown,
  key: number,
  offset: number,
  source?: string,
  below = new Map<string | number, Spot>(),
): ReadValue {
  return { value, spot: { key, offset, value, source, below } };
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isAlias(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

/** The spot of a path, or of the nearest thing above it that exists. */
function walk(root: Spot, path: Path): { readonly spot: Spot; readonly found: boolean } {
  let spot = root;
  for (const step of path) {
    const next = spot.below.get(step);
    if (!next) return { spot, found: false };
    spot = next;
  }
  return { spot, found: true };
}

function refused(file: string, { line, message, fix }: Refusal): ConfigDocument {
  const problem = { file, line, column: 1, path: '', value: '', message, fix };
  return {
    value: undefined,
    readable: false,
    problems: [problem],
    place: () => problem,
    source: () => undefined,
  };
}
