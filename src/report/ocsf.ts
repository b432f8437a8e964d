/**
 * Findings as OCSF Detection Findings (class 2004), one a line. The one table below is the whole mapping; what
 * OCSF has no attribute for goes to `unmapped`. It sets no confidence: bits say how unusual, not how certain.
 */

import { terminalSafeJson } from '../lib/terminal.ts';
import type { Finding } from '../model/finding.ts';
import { compareLevels } from '../model/level.ts';
import type { Result } from '../model/result.ts';
import {
  mapToOcsf,
  OCSF_VERSION,
  type OcsfMapping,
  type OcsfObject,
  ocsfApi,
  ocsfUser,
  SEVERITIES,
  stated,
  unlessEmpty,
} from './ocsf-mapping.ts';
import { attackJson, type Tool, trailStepJson } from './result-json.ts';

export interface OcsfOptions {
  readonly tool: Tool;
  /** The ATT&CK release and its names of techniques, by id; without it only ids are written. */
  readonly attack?: { readonly version: string; readonly techniques: ReadonlyMap<string, string> };
  /** Titles of the analytics, by id. */
  readonly names?: ReadonlyMap<string, string>;
}

interface From {
  readonly finding: Finding;
  readonly options: OcsfOptions;
}

/** One Detection Finding a line. */
export function renderOcsf(result: Result, options: OcsfOptions): string {
  return result.findings.map((finding) => `${terminalSafeJson(findingToOcsf(finding, options))}\n`).join('');
}

export function findingToOcsf(finding: Finding, options: OcsfOptions): OcsfObject {
  return mapToOcsf(DETECTION_FINDING, { finding, options });
}

/** Every attribute written, by its published path. */
export const DETECTION_FINDING: OcsfMapping<From> = {
  activity_id: () => 1,
  activity_name: () => 'Create',
  category_uid: () => 2,
  category_name: () => 'Findings',
  class_uid: () => 2004,
  class_name: () => 'Detection Finding',
  type_uid: () => 200401,
  type_name: () => 'Detection Finding: Create',
  time: ({ finding }) => finding.time,
  start_time: ({ finding }) => finding.firstSeen,
  end_time: ({ finding }) => finding.lastSeen,
  count: ({ finding }) => finding.count,
  severity_id: ({ finding }) => SEVERITIES[finding.level].severity,
  severity: ({ finding }) => SEVERITIES[finding.level].name,
  status_id: () => 1,
  status: () => 'New',
  is_alert: ({ finding }) => compareLevels(finding.level, 'informational') > 0,
  risk_level_id: ({ finding }) => SEVERITIES[finding.level].risk,
  risk_level: ({ finding }) => (finding.level === 'informational' ? 'Info' : SEVERITIES[finding.level].name),
  risk_score: ({ finding }) => Math.round(finding.bits),
  message: ({ finding }) => finding.summary,

  'metadata.version': () => OCSF_VERSION,
  'metadata.product.name': ({ options }) => options.tool.name,
  'metadata.product.vendor_name': () => 'Credtrail',
  'metadata.product.version': ({ options }) => options.tool.version,
  'metadata.product.lang': () => 'en',
  'metadata.uid': ({ finding }) => finding.uid,
  'metadata.correlation_uid': ({ finding }) => finding.incident,

  'finding_info.uid': ({ finding }) => finding.uid,
  'finding_info.title': ({ finding }) => finding.title,
  'finding_info.desc': ({ finding }) => `${finding.summary} ${finding.why}`,
  'finding_info.types': ({ finding }) => [finding.phase],
  'finding_info.created_time': ({ finding }) => finding.time,
  'finding_info.first_seen_time': ({ finding }) => finding.firstSeen,
  'finding_info.last_seen_time': ({ finding }) => finding.lastSeen,
  'finding_info.analytic.type_id': () => 2,
  'finding_info.analytic.type': () => 'Behavioral',
  'finding_info.analytic.uid': ({ finding }) => finding.analytic,
  'finding_info.analytic.name': ({ finding }) => finding.detection,
  'finding_info.analytic.version': ({ finding }) => finding.attack?.version,
  'finding_info.analytic.desc': ({ finding, options }) => options.names?.get(finding.analytic),
  'finding_info.attacks': ({ finding, options }) => [attack(finding, options.attack)],
  'finding_info.related_events': ({ finding }) => unlessEmpty(finding.eventUids.map((uid) => ({ uid }))),
  'finding_info.related_events_count': ({ finding }) => finding.eventUids.length,

  evidences: ({ finding }) => [call(finding), ...finding.evidence.map(condition)],
  resources: ({ finding }) => unlessEmpty(finding.targets.map(({ kind, uid }) => ({ uid, type: kind }))),
  observables: ({ finding }) => unlessEmpty(observables(finding)),
  'remediation.desc': ({ finding }) => stated(finding.next.map((step, at) => `${at + 1}. ${step}`).join(' ')),

  'unmapped.attack': ({ finding }) => (finding.attack === undefined ? undefined : attackJson(finding.attack)),
  'unmapped.bits': ({ finding }) => finding.bits,
  'unmapped.phase': ({ finding }) => finding.phase,
  'unmapped.why': ({ finding }) => finding.why,
  'unmapped.scope': ({ finding }) => finding.scope,
  'unmapped.region': ({ finding }) => finding.region,
  'unmapped.network': ({ finding }) => finding.client.network,
  'unmapped.agent': ({ finding }) => finding.client.agent,
  'unmapped.credential': ({ finding }) => finding.credential,
  'unmapped.trail': ({ finding }) => unlessEmpty(finding.trail.map(trailStepJson)),
  'unmapped.considered': ({ finding }) => unlessEmpty(finding.considered),
};

/** `T1098.001` is a sub-technique of `T1098`, which OCSF keeps in an attribute of its own. */
function attack({ technique, attack: written }: Finding, known: OcsfOptions['attack']): OcsfObject {
  const version = known?.version ?? written?.release;
  const named = (uid: string): OcsfObject => {
    const name = known?.techniques.get(uid);
    return name === undefined ? { uid } : { uid, name };
  };
  const [parent = technique] = technique.split('.');
  return {
    technique: named(parent),
    ...(parent === technique ? {} : { sub_technique: named(technique) }),
    ...(version === undefined ? {} : { version }),
  };
}

/** The call that decided the finding. */
function call({ principal, scope, credential, operation, client }: Finding): OcsfObject {
  const endpoint = {
    ...(client.ip === undefined ? {} : { ip: client.ip }),
    ...(client.ip === undefined && client.network !== undefined ? { name: client.network } : {}),
  };
  const location = client.country === undefined ? {} : { location: { country: client.country } };
  return {
    name: 'call',
    actor: { user: ocsfUser(principal, scope, credential) },
    api: ocsfApi(operation),
    ...(Object.keys(endpoint).length === 0 ? {} : { src_endpoint: { ...endpoint, ...location } }),
  };
}

function condition({ condition: name, ...data }: Finding['evidence'][number]): OcsfObject {
  return { name, data };
}

/** type_id values of the observable object; `name` points to the attribute that holds the value. */
function observables({ principal, credential, client, targets }: Finding): readonly OcsfObject[] {
  const user = 'evidences[0].actor.user';
  return [
    { name: `${user}.uid`, type_id: 31, type: 'User Object: uid', value: principal.uid },
    ...(principal.name === ''
      ? []
      : [{ name: `${user}.name`, type_id: 4, type: 'User Name', value: principal.name }]),
    ...(credential === undefined
      ? []
      : [{ name: `${user}.credential_uid`, type_id: 19, type: 'User Credential ID', value: credential.uid }]),
    ...(client.ip === undefined
      ? []
      : [{ name: 'evidences[0].src_endpoint.ip', type_id: 2, type: 'IP Address', value: client.ip }]),
    ...targets.map(({ uid }, at) => ({
      name: `resources[${at}].uid`,
      type_id: 10,
      type: 'Resource UID',
      value: uid,
    })),
  ];
}
