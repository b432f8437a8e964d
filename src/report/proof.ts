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
  /** Findings that name a staged event, with the user's configuration and without. */
  readonly findings: number;
  readonly byDefault: number;
}

/** Detections that the configuration at hand keeps from firing. */
export function silencedBy({ detections }: Proof): readonly ProvenDetection[] {
  return detections.filter(({ findings, byDefault }) => findings === 0 && byDefault > 0);
}

export function missedIntrusions({ intrusions }: Proof): readonly ProvenIntrusion[] {
  return intrusions.filter(({ told }) => told === 0);
}

export function renderProof(proof: Proof, options: PageOptions): string {
  const page = createPage(options);
  const missed = missedIntrusions(proof);
  page.text(
    `${proof.intrusions.length - missed.length} of ${counted(proof.intrusions.length, 'staged intrusion')} found among ${counted(proof.events, 'event')} of a simulated organisation (${proof.seed}).`,
  );
  page.section('Staged intrusions');
  for (const { campaign, steps, told, toldByDefault } of proof.intrusions) {
    const less = told < toldByDefault ? `; ${toldByDefault} without this configuration` : '';
    page.branch(
      told > 0 ? 'found   ' : 'MISSED  ',
      ' '.repeat(8),
      `${campaign}: ${told} of ${counted(steps, 'step')} told${less}`,
    );
  }
  page.section('Detections');
  for (const { analytic, detection, title, findings, byDefault } of proof.detections) {
    const state = findings > 0 ? 'fires     ' : byDefault > 0 ? 'SILENCED  ' : 'no case   ';
    const times = findings > 0 ? ` (${findings})` : '';
    page.branch(state, ' '.repeat(state.length), `${analytic} ${detection}: ${title}${times}`);
  }
  page.blank();
  page.text(
    'No case: none of these intrusions makes the detection fire by itself; the tests of its analytic do.',
  );
  return page.toString();
}

export function renderProofJson(proof: Proof): string {
  return `${terminalSafeJson(proof, 2)}\n`;
}
