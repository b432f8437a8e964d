/**
 * What other detectors said of principals and credentials. It raises findings about the same ones, whichever came
 * first, and is never a finding by itself: whoever runs the other detector has its findings already.
 */

import { type WeightName, weight } from '../contract/weights.ts';
import type { Event } from '../model/event.ts';
import type { Evidence, Finding } from '../model/finding.ts';
import { higherLevel } from '../model/level.ts';
import type { OpenFinding } from './findings.ts';
import { levelOf } from './score.ts';

/** One alert about one principal or credential. */
export interface Alert {
  readonly event: string;
  readonly source: string;
  /** Epoch ms. */
  readonly time: number;
  readonly title: string;
  readonly risk: Risk;
  /** Came in this run: what it raises is reported again. */
  readonly fresh: boolean;
}

type Risk = 'low' | 'medium' | 'high';

/** By `principal UID` and `credential UID`, as findings join. */
export type Alerts = Map<string, Alert[]>;

/** An alert further from a finding than this speaks of something else: detectors report within hours, not weeks. */
export const ALERT_WINDOW = 48 * 3_600_000;
const MOST_SUBJECTS = 50_000;
const MOST_PER_SUBJECT = 20;

const WEIGHT_OF: Readonly<Record<Risk, WeightName>> = {
  low: 'detector-low',
  medium: 'detector-medium',
  high: 'detector-high',
};

/** A sign-in that its own provider rated a risk, whether it let it pass or not. */
export function isRiskySignIn({ action, details }: Event): boolean {
  const { riskLevel } = details;
  return action === 'signin' && (riskLevel === 'medium' || riskLevel === 'high');
}

export function noteAlert(alerts: Alerts, event: Event): void {
  const alert: Alert = {
    event: event.uid,
    source: event.source,
    time: event.time,
    title: titleOf(event),
    risk: riskOf(event.details['riskLevel']),
    fresh: true,
  };
  for (const key of subjectsOf(event)) {
    const known = alerts.get(key)?.filter(({ time }) => alert.time - time <= 2 * ALERT_WINDOW) ?? [];
    alerts.delete(key); // to the young end of the map
    alerts.set(key, [...known, alert].slice(-MOST_PER_SUBJECT));
  }
  while (alerts.size > MOST_SUBJECTS) {
    const [oldest] = alerts.keys();
    if (oldest === undefined) return;
    alerts.delete(oldest);
  }
}

/** The finding with the alerts that speak of it, one per detector: a detector that repeats itself is no second witness. */
export function raised(alerts: Alerts, open: OpenFinding): OpenFinding {
  if (alerts.size === 0) return open;
  const heard = alertsAbout(alerts, open);
  if (heard.length === 0) return open;
  const { finding } = open;
  const evidence = heard.map(evidenceOf);
  const bits = Math.round((finding.bits + evidence.reduce((sum, each) => sum + each.bits, 0)) * 10) / 10;
  const level = higherLevel(finding.level, levelOf(bits) ?? finding.level);
  const lifted: Finding = { ...finding, bits, level, evidence: [...finding.evidence, ...evidence] };
  return { ...open, finding: lifted, touched: open.touched || heard.some(({ fresh }) => fresh) };
}

function alertsAbout(alerts: Alerts, { finding, joins }: OpenFinding): Alert[] {
  const strongest = new Map<string, Alert>();
  const about = new Set([...joins].map((join) => join.replace(/^about /, 'principal ')));
  about.add(`principal ${finding.principal.uid}`);
  for (const join of about) {
    for (const alert of alerts.get(join) ?? []) {
      const near =
        alert.time >= finding.firstSeen - ALERT_WINDOW && alert.time <= finding.lastSeen + ALERT_WINDOW;
      const before = strongest.get(alert.source);
      if (near && (before === undefined || isStronger(alert, before))) strongest.set(alert.source, alert);
    }
  }
  return [...strongest.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** Of equals the earlier one, so that the order of files decides nothing. */
function isStronger(a: Alert, b: Alert): boolean {
  const [bitsA, bitsB] = [weight(WEIGHT_OF[a.risk]), weight(WEIGHT_OF[b.risk])];
  return bitsA > bitsB || (bitsA === bitsB && (a.time < b.time || (a.time === b.time && a.event < b.event)));
}

function evidenceOf({ source, title, risk, event }: Alert): Evidence {
  return {
    condition: 'reported by another detector',
    held: true,
    observed: `${source}, ${risk} risk: ${title}`,
    expected: 'no report about this principal or credential',
    bits: weight(WEIGHT_OF[risk]),
    events: [event],
  };
}

/** Whom it is about: the one it names, not the detector or colleague that reported it; without one, whoever acted. */
function subjectsOf({ principal, subject, credential, session }: Event): string[] {
  if (subject !== undefined && subject.uid !== principal.uid) return [`principal ${subject.uid}`];
  const keys = principal.kind === 'unknown' ? [] : [`principal ${principal.uid}`];
  if (credential !== undefined) keys.push(`credential ${credential.uid}`);
  if (session !== undefined) keys.push(`credential ${session.uid}`);
  return [...new Set(keys)];
}

function titleOf({ action, details, operation }: Event): string {
  for (const name of ['alertTitle', 'title', 'alertType', 'riskEventTypes']) {
    const said = details[name];
    if (typeof said === 'string' && said !== '') return said;
  }
  return action === 'signin' ? 'risky sign-in' : operation;
}

function riskOf(said: unknown): Risk {
  const level = typeof said === 'string' ? said.toLowerCase() : '';
  if (level === 'high' || level === 'critical') return 'high';
  return level === 'low' || level === 'informational' ? 'low' : 'medium';
}
