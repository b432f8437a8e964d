/** The credential trail of an incident as nested lists. */

import type { Forest, ForestNode } from '../dossier/forest.ts';
import { counted, principalWords, readableRange, readableTime } from '../words.ts';
import { type Content, code, type Markdown, md } from './mark.ts';

/** Deeper chains go on at the same indent: further in, Markdown takes a list for code. */
const DEEPEST = 8;

export function trailList({ roots }: Forest): Markdown {
  if (roots.length === 0) return md`Where the credentials came from was not seen.`;
  const lines: Markdown[] = [];
  for (const root of roots) write(root, 0, lines);
  return md`${lines}`;
}

function write(node: ForestNode, depth: number, lines: Markdown[]): void {
  const { step, named, level, findings, reached, children } = node;
  const indent = (more: number): Markdown =>
    md`${Array.from({ length: Math.min(depth, DEEPEST) + more }, () => md`  `)}`;
  const what = named ? md`${step.credential.kind} ${code(step.credential.uid)}` : md`no credential named`;
  const told: Content =
    findings.length === 0
      ? ''
      : md`; **${level ?? ''}**, ${counted(findings.length, 'finding')}: ${findings.join(', ')}`;
  lines.push(md`${indent(0)}- **${principalWords(step.principal)}**: ${what}, ${mintWords(node)}; ${useWords(node)}${told}
`);
  for (const { kind, uid, operation } of reached)
    lines.push(md`${indent(1)}- → ${operation} on ${kind} ${code(uid)}
`);
  for (const child of children) write(child, depth + 1, lines);
}

function mintWords({ step: { mint } }: ForestNode): string {
  return mint === undefined
    ? 'its issue was not seen'
    : `issued ${readableTime(mint.time)} by ${mint.operation}`;
}

function useWords({ step: { uses, firstUse, lastUse, networks } }: ForestNode): string {
  const from = networks.length === 0 ? '' : `, from ${networks.join(', ')}`;
  const when = firstUse === undefined ? '' : `, ${readableRange(firstUse, lastUse ?? firstUse)}`;
  return uses === 0 ? 'never seen in use' : `${counted(uses, 'use')}${when}${from}`;
}
