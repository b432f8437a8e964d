/** The findings that are still open to repeats or to join an incident, as a state keeps them. */

import type { FindingStore, OpenFinding } from '../engine/findings.ts';
import { LONGEST_WINDOW } from '../engine/joins.ts';

export interface SavedFinding {
  /** What its repeats fold by; empty when a newer finding has its place. */
  readonly key: string;
  readonly open: Omit<OpenFinding, 'joins' | 'events'> & { readonly joins: readonly string[] };
}

/** Findings older than this can neither fold nor join an incident any more. */
const KEEP_FINDINGS = LONGEST_WINDOW;

export function* savedFindings({ open, all }: FindingStore, watermark: number): Generator<SavedFinding> {
  const keys = new Map([...open].map(([key, { finding }]) => [finding.uid, key]));
  for (const [uid, { finding, joins, report }] of all) {
    if (watermark - finding.lastSeen > KEEP_FINDINGS) continue;
    yield { key: keys.get(uid) ?? '', open: { finding, joins: [...joins], report, touched: false } };
  }
}

export function restoreFinding(store: FindingStore, { key, open: saved }: SavedFinding): void {
  const open: OpenFinding = { ...saved, joins: new Set(saved.joins) };
  store.all.set(open.finding.uid, open);
  if (key !== '') store.open.set(key, open);
}
