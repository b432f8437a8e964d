/**
 * The shape of `--format json` and `ndjson`: every key always present and in this order, `null` where the logs
 * did not say, times as ISO 8601 in UTC. `schemas/` describes it for other programs, `parse-result.ts` reads it
 * back; the three are held together by tests.
 */

import type { AttackReference, Finding, Incident, TrailStep } from '../model/finding.ts';
import type { Counters, Result, RunSetup } from '../model/result.ts';
import { isoTime } from './words.ts';

/** The program that wrote a report, given by whoever knows the version. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

export function resultJson(result: Result, tool: Tool) {
  return {
    tool: { name: tool.name, version: tool.version },
    period:
      result.period === undefined
        ? null
        : { first: isoTime(result.period.first), last: isoTime(result.period.last) },
    findings: result.findings.map(findingJson),
    incidents: result.incidents.map(incidentJson),
    problems: result.problems.map(({ source, file, place, code, message }) => ({
      source,
      file,
      place,
      code,
      message,
    })),
    counters: countersJson(result.counters),
    notes: [...result.notes],
    run: result.run === undefined ? null : runJson(result.run),
  };
}

export function findingJson(finding: Finding) {
  return {
    uid: finding.uid,
    time: isoTime(finding.time),
    firstSeen: isoTime(finding.firstSeen),
    lastSeen: isoTime(finding.lastSeen),
    count: finding.count,
    level: finding.level,
    bits: finding.bits,
    analytic: finding.analytic,
    attack: finding.attack === undefined ? null : attackJson(finding.attack),
    technique: finding.technique,
    detection: finding.detection,
    phase: finding.phase,
    title: finding.title,
    summary: finding.summary,
    why: finding.why,
    next: [...finding.next],
    principal: principalJson(finding.principal),
    credential: finding.credential === undefined ? null : credentialJson(finding.credential),
    scope: finding.scope,
    region: finding.region ?? null,
    operation: finding.operation,
    client: {
      ip: finding.client.ip ?? null,
      network: finding.client.network ?? null,
      country: finding.client.country ?? null,
      agent: finding.client.agent ?? null,
    },
    targets: finding.targets.map(({ kind, uid }) => ({ kind, uid })),
    trail: finding.trail.map(trailStepJson),
    evidence: finding.evidence.map(({ condition, held, observed, expected, bits, events }) => ({
      condition,
      held,
      observed,
      expected,
      bits,
      events: [...events],
    })),
    eventUids: [...finding.eventUids],
    considered: [...finding.considered],
    incident: finding.incident,
  };
}

export function attackJson({ id, stixId, version, release, rawHash }: AttackReference) {
  return { id, stixId, version, release, rawHash };
}

export function trailStepJson(step: TrailStep) {
  return {
    credential: credentialJson(step.credential),
    principal: principalJson(step.principal),
    mint:
      step.mint === undefined
        ? null
        : { event: step.mint.event, operation: step.mint.operation, time: isoTime(step.mint.time) },
    firstUse: optionalTime(step.firstUse),
    lastUse: optionalTime(step.lastUse),
    uses: step.uses,
    networks: [...step.networks],
  };
}

export function optionalTime(time: number | undefined): string | null {
  return time === undefined ? null : isoTime(time);
}

function incidentJson(incident: Incident) {
  return {
    uid: incident.uid,
    level: incident.level,
    title: incident.title,
    firstSeen: isoTime(incident.firstSeen),
    lastSeen: isoTime(incident.lastSeen),
    phases: incident.phases.map(({ phase, firstSeen, lastSeen, summary, findings }) => ({
      phase,
      firstSeen: isoTime(firstSeen),
      lastSeen: isoTime(lastSeen),
      summary,
      findings: [...findings],
    })),
    findings: [...incident.findings],
    principals: [...incident.principals],
  };
}

function runJson(run: RunSetup) {
  return {
    inputs: run.inputs.map(({ path, bytes, baseline, sha256 }) => ({
      path,
      bytes,
      baseline,
      sha256: sha256 ?? null,
    })),
    inputCount: run.inputCount,
    configuration:
      run.configuration === undefined
        ? null
        : { file: run.configuration.file, sha256: run.configuration.sha256 },
    analytics: [...run.analytics],
    minLevel: run.minLevel,
    continued: run.continued,
    since: optionalTime(run.since),
    until: optionalTime(run.until),
  };
}

function countersJson(counters: Counters) {
  const sources = Object.entries(counters.sources)
    .toSorted(byKey)
    .map(([id, { files, records, events, skipped, problems }]) => [
      id,
      { files, records, events, skipped, problems },
    ]);
  const reasons = Object.entries(counters.skipReasons)
    .toSorted(byKey)
    .map(([id, counts]) => [id, Object.fromEntries(Object.entries(counts).toSorted(byKey))]);
  return {
    sources: Object.fromEntries(sources),
    unrecognised: counters.unrecognised,
    skipReasons: Object.fromEntries(reasons),
    events: counters.events,
    duplicate: counters.duplicate,
    late: counters.late,
    evicted: counters.evicted,
    spilled: counters.spilled,
    outside: counters.outside,
    excepted: counters.excepted,
    overBudget: counters.overBudget,
    belowLevel: counters.belowLevel,
    bytes: counters.bytes,
    principals: counters.principals,
    credentials: counters.credentials,
  };
}

function principalJson({ uid, kind, name }: Finding['principal']) {
  return { uid, kind, name };
}

function credentialJson({ uid, kind }: TrailStep['credential']) {
  return { uid, kind };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
