/** Secrets read by principals that do not read them, and secrets read in numbers. */

import { fact } from '../../contract/evidence.ts';
import { habitEvidence, inUsualPlace, isNew } from '../../contract/habit.ts';
import { allOf, NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { manyEvidence } from './many.ts';
import type { Context, Secret } from './parameters.ts';
import { tally } from './tally.ts';

const HOUR = 3_600_000;

const READS: ReadonlyMap<string, Secret> = new Map([
  ['secretsmanager:GetSecretValue', 'secret'],
  ['secretsmanager:BatchGetSecretValue', 'secret'],
  ['ssm:GetParameter', 'parameter'],
  ['ssm:GetParameters', 'parameter'],
  ['ssm:GetParametersByPath', 'parameter'],
  ['ssm:GetParameterHistory', 'parameter'],
  ['redshift:GetClusterCredentials', 'token'],
  ['redshift:GetClusterCredentialsWithIAM', 'token'],
  ['apigateway:GetApiKey', 'key'],
  ['apigateway:GetApiKeys', 'key'],
]);

const WRITES: ReadonlySet<string> = new Set([
  'secretsmanager:CreateSecret',
  'secretsmanager:PutSecretValue',
  'ssm:PutParameter',
]);

/** What vaults hold and programs fetch, by the kind that other providers' records say. */
const VAULTED: ReadonlyMap<unknown, Secret> = new Map([
  ['secret', 'secret'],
  ['key', 'key'],
  ['storage-key', 'storage-key'],
]);

/** The built-in list calls every secret of high value; only what the user declared tells one from another. */
const BUILT_IN: ReadonlySet<string> = new Set(['secret read', 'secret parameter read']);

/** Who wrote a secret knows it: reading it back with the same program takes nothing. */
export function rememberWrite(event: Event, at: Context): void {
  if (!WRITES.has(event.operation) || event.outcome !== 'success') return;
  for (const { uid } of event.targets)
    at.recall.set(writeKey(event, uid), writerOf(event), event.time + HOUR);
}

export function judgeSecret(event: Event, at: Context): readonly Judgement[] {
  const kind = kindOf(event);
  if (kind === undefined || !at.parameters.secretType.includes(kind)) return NONE;
  // A service that fetches a secret for its user (a task’s start, a rotation) is not the user reading it.
  if (event.access === 'service' || event.client.networkKind === 'service') return NONE;
  const names = notWritten(event, namesOf(event), at);
  if (names.length === 0) return NONE;
  return allOf(judgeNumbers(event, names, at), judgeUnusual(event, at));
}

function notWritten(event: Event, names: readonly string[], { recall }: Context): readonly string[] {
  if (!recall.knows('wrote')) return names;
  return names.filter((name) => recall.get(writeKey(event, name)) !== writerOf(event));
}

function kindOf({ operation, provider, details }: Event): Secret | undefined {
  if (provider === 'aws') return READS.get(operation);
  // One's own notes and tokens are read by whoever keeps them; processes are of other analytics.
  if (provider === 'host' || details['selfService'] === true) return undefined;
  const secret = details['secretType'];
  const cloud = provider === 'gcp' || provider === 'azure';
  return cloud && (secret === 'api-token' || secret === 'password' || secret === 'certificate')
    ? 'secret'
    : VAULTED.get(secret);
}

function judgeNumbers(event: Event, names: readonly string[], at: Context): readonly Judgement[] {
  const counted = tally(at.recall, {
    key: `read ${event.principal.uid}`,
    things: names,
    time: event.time,
    event: event.uid,
    many: at.parameters.manySecrets,
  });
  if (counted.reached === undefined) return NONE;
  const evidence = [
    ...manyEvidence(
      event,
      counted,
      'many-secrets',
      'many secrets within an hour',
      `${counted.count} different secrets asked for`,
    ),
    ...habitEvidence(event, at.surprise, 'secret').slice(1),
  ];
  return [
    {
      detection: 'secrets-harvested',
      evidence,
      foldBy: event.principal.uid,
      summary: summarise(event, `asked for at least ${counted.count} different secrets within an hour,`),
    },
  ];
}

/** Reading is new to the principal; or the secret is, and so is the place, or the secret was declared precious. */
function judgeUnusual(event: Event, at: Context): readonly Judgement[] {
  const newCall = isNew(at.surprise, 'what');
  const newSecret = isNew(at.surprise, 'whom');
  if (!newCall && !newSecret) return NONE;
  const precious = event.targets
    .map((target) => at.context.highValue(event, target))
    .find((name) => name !== undefined && !BUILT_IN.has(name));
  if (!newCall && inUsualPlace(at.surprise) && precious === undefined) return NONE;
  const evidence = [
    ...habitEvidence(event, at.surprise, 'secret'),
    ...(precious === undefined
      ? []
      : [fact(event, 'high-value', 'declared high-value', precious, 'ordinary secrets')]),
  ];
  return [{ detection: 'secret-retrieved', evidence, foldBy: event.principal.uid }];
}

/** The named secrets; where only some of a list were kept, stand-ins for the rest. */
function namesOf(event: Event): string[] {
  const names = event.targets.map(({ uid }) => uid);
  const said = event.details['secretCount'] ?? event.details['parameterCount'];
  const count = typeof said === 'number' ? Math.min(said, 100) : 1;
  for (let more = names.length; more < count; more++) names.push(`${event.uid} ${more}`);
  return names;
}

function writeKey(event: Event, uid: string): string {
  return `wrote ${event.scope} ${plainName(uid)}`;
}

function writerOf(event: Event): string {
  return `${event.principal.uid} ${event.client.agent ?? ''}`;
}

/**
 * The name a secret or parameter was made under, out of the ARN it is read by: `…:secret:NAME-a1B2c3`,
 * `…:parameter/PATH`. Writers use the one, readers often the other.
 */
function plainName(uid: string): string {
  if (!uid.startsWith('arn:')) return uid.replace(/^\//, '');
  const secret = uid.indexOf(':secret:');
  if (secret >= 0) return uid.slice(secret + 8).replace(/-[A-Za-z0-9]{6}$/, '');
  const parameter = uid.indexOf(':parameter/');
  return parameter >= 0 ? uid.slice(parameter + 11) : uid;
}
