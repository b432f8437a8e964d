/**
 * The credential tree for `credtrail trail`: who held what, minted by which call, used from where, for what.
 * Whoever knows the lineage fills the shape below; here it is only drawn.
 */

import { terminalSafeJson } from '../lib/terminal.ts';
import type { CredentialKind, PrincipalKind } from '../model/event.ts';
import { createPage, type Page, type PageOptions } from './page.ts';
import { optionalTime } from './result-json.ts';
import { counted, grouped, isoTime, principalWords, readableRange, readableTime } from './words.ts';

export interface TrailReport {
  /** What was asked for, as the user typed it. */
  readonly asked: string;
  /** Credentials without a known parent, earliest first. */
  readonly roots: readonly TrailTreeNode[];
}

export interface TrailTreeNode {
  readonly credential: { readonly uid: string; readonly kind: CredentialKind };
  readonly holder: TrailPrincipal;
  /** The call that issued it, when it was seen. Times in epoch ms. */
  readonly mint: TrailMint | undefined;
  readonly expiresAt: number | undefined;
  readonly firstUse: number | undefined;
  readonly lastUse: number | undefined;
  readonly uses: number;
  /** First seen first. */
  readonly places: readonly TrailPlace[];
  /** Most frequent first, as many as the caller wants shown. */
  readonly calls: readonly { readonly operation: string; readonly count: number }[];
  /** Operations left out of `calls`. */
  readonly otherOperations: number;
  /** Credentials minted with it, earliest first. */
  readonly children: readonly TrailTreeNode[];
}

export interface TrailPrincipal {
  readonly uid: string;
  readonly kind: PrincipalKind;
  readonly name: string;
}

export interface TrailMint {
  readonly event: string;
  readonly operation: string;
  readonly time: number;
  readonly by: TrailPrincipal;
  /** Address or network of the call that issued it. */
  readonly from: string | undefined;
}

export interface TrailPlace {
  readonly network: string;
  readonly country: string | undefined;
  readonly agent: string | undefined;
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

export function renderTrail(report: TrailReport, options: PageOptions): string {
  const page = createPage(options);
  if (report.roots.length === 0) {
    page.text(`No credential or principal "${report.asked}" was seen in these logs.`);
    return page.toString();
  }
  let total = 0;
  let roots = 0;
  for (const visit of walk(report.roots)) {
    total += 1;
    if (visit.depth === 0 && roots++ > 0) page.blank();
    writeNode(page, visit);
  }
  page.blank();
  page.text(`${counted(total, 'credential')} of "${report.asked}", ${counted(roots, 'root')}.`);
  return page.toString();
}

/** Flat, in the tree's order, each with its parent and depth: chains may be deeper than JSON readers like. */
export function renderTrailJson(report: TrailReport): string {
  const credentials = [...walk(report.roots)].map(({ node, parent, depth }) => nodeJson(node, parent, depth));
  return `${terminalSafeJson({ asked: report.asked, credentials }, 2)}\n`;
}

interface Visit {
  readonly node: TrailTreeNode;
  readonly parent: string | null;
  readonly depth: number;
  readonly last: boolean;
  /** Lines drawn left of the node's children. */
  readonly stem: string;
}

/** Depth first without recursion: a log may hold a chain of any length. */
function* walk(roots: readonly TrailTreeNode[]): Generator<Visit> {
  const waiting: Visit[] = [];
  const push = (
    nodes: readonly TrailTreeNode[],
    parent: string | null,
    depth: number,
    stem: string,
  ): void => {
    for (const [at, node] of [...nodes.entries()].reverse()) {
      waiting.push({ node, parent, depth, last: at === nodes.length - 1, stem });
    }
  };
  push(roots, null, 0, '');
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    yield visit;
    push(visit.node.children, visit.node.credential.uid, visit.depth + 1, childStem(visit));
  }
}

/** Deeper nodes are drawn at this depth, with their depth in words, so that lines keep room for text. */
const DEEPEST_DRAWN = 8;

function childStem({ depth, last, stem }: Visit): string {
  if (depth === 0 || depth >= DEEPEST_DRAWN) return stem;
  return stem + (last ? '   ' : '│  ');
}

function writeNode(page: Page, visit: Visit): void {
  const { node, depth, last, stem } = visit;
  const head = depth === 0 ? '' : `${stem}${last ? '└─ ' : '├─ '}`;
  const under = depth === 0 ? '' : stem + (last ? '   ' : '│  ');
  const rest = under + (node.children.length > 0 && depth < DEEPEST_DRAWN ? '│  ' : '   ');
  const deep = depth > DEEPEST_DRAWN ? `(depth ${depth}) ` : '';
  page.branch(
    head,
    rest,
    `${deep}${node.credential.kind} ${node.credential.uid} of ${principalWords(node.holder)}`,
  );
  page.branch(rest, `${rest}  `, mintWords(node));
  page.branch(rest, `${rest}  `, useWords(node));
  for (const place of node.places) page.branch(`${rest}from `, `${rest}     `, placeWords(place));
  if (node.calls.length > 0) page.branch(`${rest}calls `, `${rest}      `, callWords(node));
}

function mintWords({ mint, expiresAt }: TrailTreeNode): string {
  const until = expiresAt === undefined ? '' : `, expires ${readableTime(expiresAt)}`;
  if (mint === undefined) return `its issue was not seen${until}`;
  const from = mint.from === undefined ? '' : ` from ${mint.from}`;
  return `issued ${readableTime(mint.time)} by ${mint.operation} of ${principalWords(mint.by)}${from}${until}`;
}

function useWords({ uses, firstUse, lastUse }: TrailTreeNode): string {
  if (firstUse === undefined) return uses === 0 ? 'never seen in use' : counted(uses, 'use');
  return `${counted(uses, 'use')}, ${readableRange(firstUse, lastUse ?? firstUse)}`;
}

function placeWords({ network, country, agent, first, last, count }: TrailPlace): string {
  const where = [network, country, agent].filter((part) => part !== undefined && part !== '').join(' · ');
  return `${where}: ${counted(count, 'use')}, ${readableRange(first, last)}`;
}

function callWords({ calls, otherOperations }: TrailTreeNode): string {
  const shown = calls.map(({ operation, count }) => `${operation} ×${grouped(count)}`).join(', ');
  return otherOperations === 0 ? shown : `${shown} and ${counted(otherOperations, 'other operation')}`;
}

function nodeJson(node: TrailTreeNode, parent: string | null, depth: number) {
  const { mint } = node;
  return {
    uid: node.credential.uid,
    kind: node.credential.kind,
    parent,
    depth,
    holder: principalJson(node.holder),
    mint:
      mint === undefined
        ? null
        : {
            event: mint.event,
            operation: mint.operation,
            time: isoTime(mint.time),
            by: principalJson(mint.by),
            from: mint.from ?? null,
          },
    expiresAt: optionalTime(node.expiresAt),
    firstUse: optionalTime(node.firstUse),
    lastUse: optionalTime(node.lastUse),
    uses: node.uses,
    places: node.places.map(({ network, country, agent, first, last, count }) => ({
      network,
      country: country ?? null,
      agent: agent ?? null,
      first: isoTime(first),
      last: isoTime(last),
      count,
    })),
    calls: node.calls.map(({ operation, count }) => ({ operation, count })),
    otherOperations: node.otherOperations,
  };
}

function principalJson({ uid, kind, name }: TrailPrincipal) {
  return { uid, kind, name };
}
