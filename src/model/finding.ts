/** What the engine reports: findings with their evidence, and the incidents they form. Plain data. */

import type { CredentialKind, Event, PrincipalKind } from './event.ts';
import type { Level } from './level.ts';

/** One condition that was tested, with what was seen beside what is normal. */
export interface Evidence {
  /** Short name of the condition, e.g. `network new for principal`. */
  readonly condition: string;
  readonly held: boolean;
  readonly observed: string;
  readonly expected: string;
  /** Weight of the evidence; negative where context makes the event less suspicious. */
  readonly bits: number;
  /** Uids of the events it rests on. */
  readonly events: readonly string[];
}

/** Where in an intrusion a detection belongs; the order is that of an incident's phases. */
export const PHASES = ['access', 'credential', 'token', 'trust', 'use', 'impact'] as const;
export type Phase = (typeof PHASES)[number];
/** For whoever does not know the phases by name. */
export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  access: 'access gained',
  credential: 'credentials made or taken',
  token: 'tokens minted',
  trust: 'trust or sign-on changed',
  use: 'credentials used',
  impact: 'high-value resources touched',
};

/** One link of a credential's trail, root first. */
export interface TrailStep {
  readonly credential: { readonly uid: string; readonly kind: CredentialKind };
  readonly principal: { readonly uid: string; readonly kind: PrincipalKind; readonly name: string };
  /** The call that issued this credential, when it was seen. */
  readonly mint?: { readonly event: string; readonly operation: string; readonly time: number };
  readonly firstUse?: number;
  readonly lastUse?: number;
  readonly uses: number;
  /** Networks it was used from, first seen first. */
  readonly networks: readonly string[];
}

/** The very ATT&CK object an analytic was written against. */
export interface AttackReference {
  /** ATT&CK id, e.g. `AN1470`. */
  readonly id: string;
  readonly stixId: string;
  /** The object's own version, not that of the release. */
  readonly version: string;
  /** ATT&CK release, e.g. `19.1`. */
  readonly release: string;
  /** SHA-256 of the object's compact JSON, in hexadecimal. */
  readonly rawHash: string;
}

export interface Finding {
  readonly uid: string;
  /** Epoch ms of the event that decided it. */
  readonly time: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** How often it repeated within its folding window. */
  readonly count: number;
  readonly level: Level;
  readonly bits: number;
  /** ATT&CK analytic id, e.g. `AN1470`. */
  readonly analytic: string;
  /** The object its analytic was written against; absent in results of older versions. */
  readonly attack?: AttackReference;
  readonly technique: string;
  readonly detection: string;
  readonly phase: Phase;
  readonly title: string;
  /** What happened. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do, in order. */
  readonly next: readonly string[];
  readonly principal: { readonly uid: string; readonly kind: PrincipalKind; readonly name: string };
  readonly credential?: { readonly uid: string; readonly kind: CredentialKind };
  readonly scope: string;
  readonly region?: string;
  readonly operation: string;
  readonly client: {
    readonly ip?: string;
    readonly network?: string;
    readonly country?: string;
    readonly agent?: string;
  };
  readonly targets: readonly { readonly kind: string; readonly uid: string }[];
  readonly trail: readonly TrailStep[];
  readonly evidence: readonly Evidence[];
  readonly eventUids: readonly string[];
  /** Changes, exceptions and budget that were weighed, in words. */
  readonly considered: readonly string[];
  /** Uid of the incident it belongs to. */
  readonly incident: string;
}

/** Findings of one intrusion, its phases in the order they began. */
export interface Incident {
  readonly uid: string;
  readonly level: Level;
  readonly title: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly phases: readonly IncidentPhase[];
  /** Finding uids, most severe first. */
  readonly findings: readonly string[];
  readonly principals: readonly string[];
}

export interface IncidentPhase {
  readonly phase: Phase;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly summary: string;
  readonly findings: readonly string[];
}

/** What one judgement of an analytic says about one event; the engine turns it into a finding. */
export interface Judgement {
  /** Name of a detection the analytic declares. */
  readonly detection: string;
  readonly evidence: readonly Evidence[];
  /** Judgements with the same key (per analytic and detection) fold into one finding; default: principal and subject. */
  readonly foldBy?: string;
  /** One sentence in place of the engine's own account of the event. */
  readonly summary?: string;
  /** Credential the finding is about, when it is not the one presented. */
  readonly credential?: { readonly uid: string; readonly kind: CredentialKind };
  /** What ties it to another judgement where their events share no name; `credential …` for one credential. */
  readonly joins?: readonly string[];
  /** The earlier event this judgement is about, when a late record made it decidable. */
  readonly about?: Event;
}
