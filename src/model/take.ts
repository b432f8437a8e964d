/**
 * Our own take on an analytic, in our own words: for whoever decides, whoever investigates and whoever runs the logs.
 * It never quotes MITRE: ATT&CK's text is shown from an imported release, under its own licence and heading.
 */

export const PRIORITIES = ['now', 'next', 'later'] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;

export interface Take {
  /** For an executive: when to have this in place, and why in terms of what is at stake. */
  readonly executive: { readonly priority: (typeof PRIORITIES)[number]; readonly why: string };
  /** For a detection engineer: how the misuse works and where it shows. */
  readonly technical: string;
  /** Which logs decide, and what is lost without them. */
  readonly telemetry: readonly string[];
  /** Where detection should go: what is worth judging, and what is noise. */
  readonly direction: readonly string[];
  /** What makes the misuse harder, most effective first. */
  readonly mitigations: readonly string[];
  /** What this analytic will not see, however well it is tuned. */
  readonly limits: readonly string[];
  /** How far to trust its findings, and what that rests on. */
  readonly confidence: { readonly level: (typeof CONFIDENCES)[number]; readonly why: string };
}
