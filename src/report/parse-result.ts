/**
 * Reads a saved `--format json` result back. The file may have been edited or be something else entirely, so
 * every field is checked and what is wrong is said with its place; unknown fields are let through unread, so
 * that a result of a later version can still be explained.
 */

import { z } from 'zod';
import { reasonOf } from '../lib/reason.ts';
import type { CredentialKind, PrincipalKind } from '../model/event.ts';
import { type Finding, type Incident, PHASES, type TrailStep } from '../model/finding.ts';
import { LEVELS } from '../model/level.ts';
import { PROBLEM_CODES } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import { runSchema } from './parse-run.ts';

export type ParsedResult =
  | { readonly result: Result }
  /** Words that complete "FILE cannot be used: …". */
  | { readonly fault: string };

const FAULTS_SHOWN = 3;

export function parseResult(text: string): ParsedResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (isNdjson(text)) {
      return { fault: 'it holds one finding a line; save the run with --format json instead of ndjson' };
    }
    if (isCsv(text)) return { fault: notReadBack('csv') };
    if (isOcsf(text)) return { fault: notReadBack('ocsf') };
    return { fault: `it is not JSON (${reasonOf(error)})` };
  }
  if (isFindingAlone(value)) {
    return { fault: 'it holds a single finding; save the run with --format json instead of ndjson' };
  }
  if (isOcsf(text)) return { fault: notReadBack('ocsf') };
  const parsed = resultSchema.safeParse(value);
  if (parsed.success) return { result: parsed.data };
  return { fault: `it is not a result of --format json: ${faultWords(parsed.error.issues)}` };
}

const time = z.string().transform((text, context) => {
  const milliseconds = Date.parse(text);
  if (!Number.isNaN(milliseconds)) return milliseconds;
  context.addIssue(`"${text}" is not an ISO 8601 time`);
  return z.NEVER;
});

const optionalTime = time.nullable().transform((value) => value ?? undefined);
const level = z.enum(LEVELS);
const phase = z.enum(PHASES);
const texts = z.array(z.string());

/** Spelt out, so that a kind added to the model does not compile until it can be read back. */
const principalKind = z.enum({
  user: 'user',
  root: 'root',
  role: 'role',
  'federated-user': 'federated-user',
  service: 'service',
  account: 'account',
  'service-account': 'service-account',
  'managed-identity': 'managed-identity',
  application: 'application',
  host: 'host',
  anonymous: 'anonymous',
  unknown: 'unknown',
} satisfies { [K in PrincipalKind]: K });

const credentialKind = z.enum({
  'access-key': 'access-key',
  'session-token': 'session-token',
  'console-session': 'console-session',
  password: 'password',
  'ssh-key': 'ssh-key',
  certificate: 'certificate',
  'api-key': 'api-key',
  'service-credential': 'service-credential',
  'mfa-device': 'mfa-device',
  'recovery-code': 'recovery-code',
  'signing-key': 'signing-key',
  'federated-credential': 'federated-credential',
  'federation-assertion': 'federation-assertion',
  secret: 'secret',
  unknown: 'unknown',
} satisfies { [K in CredentialKind]: K });

const principal = z.object({ uid: z.string(), kind: principalKind, name: z.string() });
const credential = z.object({ uid: z.string(), kind: credentialKind });

const trailStep = z
  .object({
    credential,
    principal,
    mint: z.object({ event: z.string(), operation: z.string(), time }).nullable(),
    firstUse: optionalTime,
    lastUse: optionalTime,
    uses: z.number(),
    networks: texts,
  })
  .transform(
    ({ mint, firstUse, lastUse, ...rest }): TrailStep => ({
      ...rest,
      ...(mint === null ? {} : { mint }),
      ...(firstUse === undefined ? {} : { firstUse }),
      ...(lastUse === undefined ? {} : { lastUse }),
    }),
  );

const client = z
  .object({
    ip: z.string().nullable(),
    network: z.string().nullable(),
    country: z.string().nullable(),
    agent: z.string().nullable(),
  })
  .transform(({ ip, network, country, agent }): Finding['client'] => ({
    ...(ip === null ? {} : { ip }),
    ...(network === null ? {} : { network }),
    ...(country === null ? {} : { country }),
    ...(agent === null ? {} : { agent }),
  }));

const evidence = z.object({
  condition: z.string(),
  held: z.boolean(),
  observed: z.string(),
  expected: z.string(),
  bits: z.number(),
  events: texts,
});

/** Results of older versions do not say it. */
const attack = z
  .object({
    id: z.string(),
    stixId: z.string(),
    version: z.string(),
    release: z.string(),
    rawHash: z.string(),
  })
  .nullish();

const finding = z
  .object({
    uid: z.string(),
    time,
    firstSeen: time,
    lastSeen: time,
    count: z.number(),
    level,
    bits: z.number(),
    analytic: z.string(),
    attack,
    technique: z.string(),
    detection: z.string(),
    phase,
    title: z.string(),
    summary: z.string(),
    why: z.string(),
    next: texts,
    principal,
    credential: credential.nullable(),
    scope: z.string(),
    region: z.string().nullable(),
    operation: z.string(),
    client,
    targets: z.array(z.object({ kind: z.string(), uid: z.string() })),
    trail: z.array(trailStep),
    evidence: z.array(evidence),
    eventUids: texts,
    considered: texts,
    incident: z.string(),
  })
  .transform(
    ({ attack: written, credential: presented, region, ...rest }): Finding => ({
      ...rest,
      ...(written === null || written === undefined ? {} : { attack: written }),
      ...(presented === null ? {} : { credential: presented }),
      ...(region === null ? {} : { region }),
    }),
  );

const incident: z.ZodType<Incident> = z.object({
  uid: z.string(),
  level,
  title: z.string(),
  firstSeen: time,
  lastSeen: time,
  phases: z.array(z.object({ phase, firstSeen: time, lastSeen: time, summary: z.string(), findings: texts })),
  findings: texts,
  principals: texts,
});

const counters = z.object({
  sources: z.record(
    z.string(),
    z.object({
      files: z.number(),
      records: z.number(),
      events: z.number(),
      skipped: z.number(),
      problems: z.number(),
    }),
  ),
  unrecognised: z.number(),
  skipReasons: z.record(z.string(), z.record(z.string(), z.number())),
  events: z.number(),
  duplicate: z.number(),
  late: z.number(),
  evicted: z.number(),
  spilled: z.number(),
  outside: z.number(),
  excepted: z.number(),
  overBudget: z.number(),
  belowLevel: z.number(),
  bytes: z.number(),
  principals: z.number(),
  credentials: z.number(),
});

const problem = z.object({
  source: z.string(),
  file: z.string(),
  place: z.string(),
  code: z.enum(PROBLEM_CODES),
  message: z.string(),
});

const resultSchema: z.ZodType<Result> = z
  .object({
    findings: z.array(finding),
    incidents: z.array(incident),
    problems: z.array(problem),
    counters,
    notes: texts,
    run: runSchema.nullish(),
    period: z
      .object({ first: time, last: time })
      .nullable()
      .transform((value) => value ?? undefined),
  })
  .transform(({ run, ...rest }) => ({ ...rest, ...(run ? { run } : {}) }));

function faultWords(issues: readonly z.core.$ZodIssue[]): string {
  const shown = issues.slice(0, FAULTS_SHOWN).map(({ path, message }) => `${placeWords(path)}: ${message}`);
  const rest = issues.length - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

/** `findings[3].trail[0].uses`. */
function placeWords(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function isNdjson(text: string): boolean {
  const [first = '', second = ''] = text.split('\n', 2);
  return first.startsWith('{"uid"') && second.startsWith('{"uid"');
}

function isFindingAlone(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'eventUids' in value && !('findings' in value);
}

function isOcsf(text: string): boolean {
  return /^\{[^\n]{0,200}"class_uid":2004\b/.test(text);
}

function isCsv(text: string): boolean {
  return text.startsWith('uid,time,');
}

function notReadBack(format: string): string {
  return `it was saved with --format ${format}, which cannot be read back`;
}
