/** What `credtrail prove` found, as data, as a page and as JSON. */

import { terminalSafeJson } from '../lib/terminal.ts';
import { createPage, type PageOptions } from './page.ts';
import { counted } from './words.ts';

export interface Proof {
  readonly seed: string;
  readonly events: number;
  readonly intrusions: readonly ProvenIntrusion[];
  readonly detections: readonly ProvenDetection[];
}

export interface ProvenIntrusion {
  readonly campaign: string;
  /** Steps that some analytic should see, and those that a finding names. */
  readonly steps: number;
  readonly told: number;
  /** The same without the user's configuration. */
  readonly toldByDefault: number;
}

export interface ProvenDetection {
  readonly analytic: string;
  readonly detection: string;
  readonly title: string;
  /** Traces that must make it fire, and those that do: with the user's configuration and without. */
  readonly traces: number;
  readonly fired: number;
  readonly firedByDefault: number;
  /** Findings that name an event of a staged intrusion, likewise. */
  readonly findings: number;
  readonly findingsByDefault: number;
}

/** Detections that the configuration at hand keeps from firing on any of their traces. */
export function silencedBy({ detections }: Proof): readonly ProvenDetection[] {
  return detections.filter(isSilenced);
}

function isSilenced({ fired, firedByDefault }: ProvenDetection): boolean {
  return fired === 0 && firedByDefault > 0;
}

/** Without any configuration every detection fires; one that does not is a fault of the program. */
export function isProven({ detections }: Proof): boolean {
  return detections.every(({ fired }) => fired > 0);
}

export function missedIntrusions({ intrusions }: Proof): readonly ProvenIntrusion[] {
  return intrusions.filter(({ told }) => told === 0);
}

export function renderProof(proof: Proof, options: PageOptions): string {
  const page = createPage(options);
  const missed = missedIntrusions(proof);
  const firing = proof.detections.filter(({ fired }) => fired > 0);
  page.text(
    `${firing.length} of ${counted(proof.detections.length, 'detection')} fire on their traces. ${proof.intrusions.length - missed.length} of ${counted(proof.intrusions.length, 'staged intrusion')} found among ${counted(proof.events, 'event')} of a simulated organisation (${proof.seed}).`,
  );
  page.section('Detections');
  for (const each of proof.detections) {
    const { analytic, detection, title } = each;
    page.branch(
      stateOf(each),
      ' '.repeat(STATE_WIDTH),
      `${analytic} ${detection}: ${title} (${timesOf(each)})`,
    );
  }
  page.section('Staged intrusions');
  for (const { campaign, steps, told, toldByDefault } of proof.intrusions) {
    const less = told < toldByDefault ? `; ${toldByDefault} without this configuration` : '';
    const state = told > 0 ? 'found' : 'MISSED';
    page.branch(
      state.padEnd(STATE_WIDTH),
      ' '.repeat(STATE_WIDTH),
      `${campaign}: ${told} of ${counted(steps, 'step')} told${less}`,
    );
  }
  return page.toString();
}

const STATE_WIDTH = 10;

function stateOf(proven: ProvenDetection): string {
  const state = proven.fired > 0 ? 'fires' : isSilenced(proven) ? 'SILENCED' : 'FAILS';
  return state.padEnd(STATE_WIDTH);
}

function timesOf({ traces, fired, firedByDefault, findings }: ProvenDetection): string {
  const less = fired < firedByDefault ? `, ${firedByDefault} without this configuration` : '';
  const staged = findings === 0 ? '' : `; ${counted(findings, 'finding')} in staged intrusions`;
  return `${fired} of ${counted(traces, 'trace')}${less}${staged}`;
}

export function renderProofJson(proof: Proof): string {
  return `${terminalSafeJson(proof, 2)}\n`;
}
