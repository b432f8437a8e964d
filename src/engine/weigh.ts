/**
 * What a judgement weighs, in its context. Most judgements of a loud day repeat a finding that is open already: this
 * is all that is worked out for each of them, and the account of a finding is written only where there is one to give.
 */

import type { Analytic, Detection } from '../contract/analytic.ts';
import type { Context } from '../contract/context.ts';
import type { Event } from '../model/event.ts';
import type { Evidence, Finding, Judgement } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import { contextEvidence } from './context-evidence.ts';
import { decideLevel, sumBits } from './score.ts';

/** A judgement that reaches a level. */
export interface Weighed {
  readonly analytic: Analytic;
  readonly detection: Detection;
  readonly judgement: Judgement;
  /** What it is about. */
  readonly event: Event;
  /** What speaks for or against it whatever the analytic. */
  readonly context: readonly Evidence[];
  /** Changes and exceptions that were weighed, in words. */
  readonly considered: readonly string[];
  readonly bits: number;
  readonly level: Level;
}

/** Undefined when it stays below the least level. */
export function weigh(
  analytic: Analytic,
  judgement: Judgement,
  event: Event,
  organisation: Context,
): Weighed | undefined {
  const detection = analytic.detections[judgement.detection];
  if (detection === undefined)
    throw new Error(`${analytic.attack} judged with an undeclared detection: ${judgement.detection}`);
  const { evidence: context, excused, considered } = contextEvidence(event, organisation);
  const bits = sumBits(judgement.evidence, context);
  const level = decideLevel(bits, event.outcome === 'success' ? detection.floor : undefined, excused);
  if (level === undefined) return undefined;
  return { analytic, detection, judgement, event, context, considered, bits, level };
}

/** Judgements of one key are one finding and its repeats. */
export function foldKey({ analytic, judgement, event }: Weighed): string {
  const about = judgement.foldBy ?? `${event.principal.uid}|${event.subject?.uid ?? ''}`;
  return `${analytic.attack}|${judgement.detection}|${about}`;
}

/** The credential it is about. */
export function credentialOf({
  judgement,
  event,
}: Pick<Weighed, 'judgement' | 'event'>): Finding['credential'] {
  return judgement.credential ?? event.credential;
}
