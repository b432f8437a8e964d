/**
 * The account of a finding: who did what, why it matters, what it rests on. A finding's uid comes from what it is
 * about and the first event it rests on, so the same input gives the same uid in any order of files.
 */

import { attackReference } from '../attack/implemented.ts';
import type { LineageView } from '../contract/analytic.ts';
import { shortHash } from '../lib/hash.ts';
import type { Event } from '../model/event.ts';
import type { Evidence, Finding } from '../model/finding.ts';
import { describeEvent } from './describe.ts';
import { credentialOf, foldKey, type Weighed } from './weigh.ts';

/** @param uid of the finding this one takes the place of */
export function makeFinding(weighed: Weighed, lineage: LineageView, uid = uidOf(weighed)): Finding {
  const { analytic, detection, judgement, event, level, bits } = weighed;
  const credential = credentialOf(weighed);
  const { principal, client } = event;
  const attack = attackReference(analytic.attack);
  return {
    uid,
    time: event.time,
    firstSeen: event.time,
    lastSeen: event.time,
    count: 1,
    level,
    bits,
    analytic: analytic.attack,
    ...(attack === undefined ? {} : { attack }),
    technique: analytic.technique,
    detection: judgement.detection,
    phase: detection.phase,
    title: detection.title,
    summary: judgement.summary ?? describeEvent(event),
    why: detection.why,
    next: detection.next,
    principal: { uid: principal.uid, kind: principal.kind, name: principal.name },
    ...(credential === undefined ? {} : { credential: { uid: credential.uid, kind: credential.kind } }),
    scope: event.scope,
    ...(event.region === undefined ? {} : { region: event.region }),
    operation: event.operation,
    client: {
      ...(client.ip === undefined ? {} : { ip: client.ip }),
      ...(client.network === undefined ? {} : { network: client.network }),
      ...(client.country === undefined ? {} : { country: client.country }),
      ...(client.agent === undefined ? {} : { agent: client.agent }),
    },
    targets: targetsOf(event),
    trail: credential === undefined ? [] : lineage.trail(credential.uid),
    evidence: asOfNow([...judgement.evidence, ...weighed.context]),
    eventUids: eventsOf(weighed),
    considered: [...new Set(weighed.considered)],
    incident: '',
  };
}

function uidOf(weighed: Weighed): string {
  const { analytic, judgement, event } = weighed;
  return shortHash([analytic.attack, judgement.detection, foldKey(weighed), event.uid]);
}

/** What was done to, each once. */
export function targetsOf(event: Event): Finding['targets'] {
  const targets = event.targets.map(({ kind, uid }) => ({ kind, uid }));
  if (event.subject !== undefined) targets.push({ kind: event.subject.kind, uid: event.subject.uid });
  return distinct(targets);
}

/** The first of each uid. */
export function distinct(targets: Finding['targets']): Finding['targets'] {
  if (targets.length < 2) return targets;
  const known = new Set<string>();
  return targets.filter(({ uid }) => !known.has(uid) && known.add(uid));
}

/** Uids of the events it rests on, the one it is about first. */
function eventsOf({ judgement, event }: Weighed): readonly string[] {
  return [...new Set([event.uid, ...judgement.evidence.flatMap(({ events }) => events)])];
}

/** The account of normal is written when it is read: here, before the baseline goes on. */
function asOfNow(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.map(({ condition, held, observed, expected, bits, events }) => {
    return { condition, held, observed, expected, bits, events };
  });
}
