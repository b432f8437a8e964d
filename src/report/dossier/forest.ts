/**
 * The credentials of an incident as trees, put together from the trails of its findings: what issued what, and what
 * each was used on. A credential stands once, below the first issuer that was seen; nothing can descend from itself.
 */

import type { TrailStep } from '../../model/finding.ts';
import { compareLevels, type Level } from '../../model/level.ts';
import type { Numbered } from './numbered.ts';

export interface Forest {
  /** The tree of the most severe finding first. */
  readonly roots: readonly ForestNode[];
  readonly credentials: number;
}

export interface ForestNode {
  readonly step: TrailStep;
  /** False where the finding named no credential: the step then stands for its principal. */
  readonly named: boolean;
  /** Of the most severe finding about it; undefined where it is but an ancestor. */
  readonly level: Level | undefined;
  /** Numbers of the findings about it. */
  readonly findings: readonly number[];
  readonly reached: readonly Reached[];
  readonly children: readonly ForestNode[];
}

/** Something the credential was used on. */
export interface Reached {
  readonly kind: string;
  readonly uid: string;
  readonly operation: string;
  readonly findings: readonly number[];
}

/** Phases in which a target is what the intruder came for, and no step on the way. */
const REACHING: ReadonlySet<string> = new Set(['credential', 'trust', 'impact']);

export function forestOf(findings: readonly Numbered[]): Forest {
  const growing = new Map<string, Growing>();
  for (const { number, finding } of findings) {
    const steps = finding.trail.length > 0 ? finding.trail : [standIn({ number, finding })];
    let parent: string | undefined;
    for (const step of steps) parent = grow(growing, step, parent);
    const own = finding.credential?.uid;
    const node = growing.get(own !== undefined && growing.has(own) ? own : (parent ?? ''));
    if (node !== undefined) mark(node, { number, finding });
  }
  const children = new Map<string | undefined, Growing[]>();
  for (const node of growing.values()) {
    const siblings = children.get(node.parent) ?? [];
    siblings.push(node);
    children.set(node.parent, siblings);
  }
  const roots = (children.get(undefined) ?? []).map((root) => finish(root, children, growing));
  return { roots: roots.toSorted((a, b) => foremost(a) - foremost(b)), credentials: growing.size };
}

/** The least number of a finding in the tree, which is that of its most severe. */
function foremost({ findings, children }: ForestNode): number {
  return Math.min(findings[0] ?? Number.MAX_SAFE_INTEGER, ...children.map(foremost));
}

interface Growing {
  readonly uid: string;
  readonly named: boolean;
  step: TrailStep;
  parent: string | undefined;
  level: Level | undefined;
  readonly findings: number[];
  readonly reached: Map<string, { kind: string; uid: string; operation: string; findings: number[] }>;
}

/** Returns the step's key. */
function grow(growing: Map<string, Growing>, step: TrailStep, parent: string | undefined): string {
  const { uid } = step.credential;
  const key = uid === '' ? `principal ${step.principal.uid}` : uid;
  const known = growing.get(key);
  if (known === undefined) {
    growing.set(key, {
      uid: key,
      named: uid !== '',
      step,
      parent: undefined,
      level: undefined,
      findings: [],
      reached: new Map(),
    });
  } else if (step.uses > known.step.uses) known.step = step; // a later finding has seen more of it
  const node = growing.get(key);
  if (
    node !== undefined &&
    node.parent === undefined &&
    parent !== undefined &&
    !descends(growing, parent, key)
  )
    node.parent = parent;
  return key;
}

/** Whether `uid` is `ancestor` or descends from it. */
function descends(growing: ReadonlyMap<string, Growing>, uid: string, ancestor: string): boolean {
  for (let at: string | undefined = uid; at !== undefined; at = growing.get(at)?.parent)
    if (at === ancestor) return true;
  return false;
}

/** A finding whose trail was not seen still has somebody who called. */
function standIn({ finding }: Numbered): TrailStep {
  return {
    credential: finding.credential ?? { uid: '', kind: 'unknown' },
    principal: finding.principal,
    firstUse: finding.firstSeen,
    lastUse: finding.lastSeen,
    uses: finding.count,
    networks: [finding.client.network ?? finding.client.ip].filter((network) => network !== undefined),
  };
}

function mark(node: Growing, { number, finding }: Numbered): void {
  node.findings.push(number);
  if (node.level === undefined || compareLevels(finding.level, node.level) > 0) node.level = finding.level;
  if (!REACHING.has(finding.phase)) return;
  for (const { kind, uid } of finding.targets) {
    const known = node.reached.get(`${kind} ${uid}`);
    if (known !== undefined) known.findings.push(number);
    else node.reached.set(`${kind} ${uid}`, { kind, uid, operation: finding.operation, findings: [number] });
  }
}

function finish(
  node: Growing,
  children: ReadonlyMap<string | undefined, readonly Growing[]>,
  all: ReadonlyMap<string, Growing>,
): ForestNode {
  return {
    step: node.step,
    named: node.named,
    level: node.level,
    findings: node.findings.sort((a, b) => a - b),
    reached: [...node.reached.values()].filter(({ uid }) => !all.has(uid)),
    children: (children.get(node.uid) ?? []).map((child) => finish(child, children, all)),
  };
}
