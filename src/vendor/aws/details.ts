/** Finders of the small facts analytics ask for by name. The README of aws-cloudtrail explains each name. */

import { at, flagAt, followToText, isObject, listAt, numberAt, type Path, textAt } from '../../lib/json.ts';
import type { Call } from './call.ts';
import { grantsAdministration, isAdministratorArn, isForeign, trustedBy } from './policy.ts';
import { iamUser } from './subjects.ts';

export type Detail = string | number | boolean | undefined;
export type FindDetail = (call: Call) => Detail;
/** Name in the event → where it is found. */
export type FindDetails = Readonly<Record<string, FindDetail>>;

export const askedText =
  (...path: Path): FindDetail =>
  (call) =>
    clip(followToText(call.request, path));
export const askedNumber =
  (...path: Path): FindDetail =>
  (call) =>
    numberAt(call.request, ...path);
export const askedFlag =
  (...path: Path): FindDetail =>
  (call) =>
    flagAt(call.request, ...path);
export const answeredText =
  (...path: Path): FindDetail =>
  (call) =>
    clip(followToText(call.response, path));
export const extraText =
  (...path: Path): FindDetail =>
  (call) =>
    clip(followToText(call.extra, path));
export const extraFlag =
  (...path: Path): FindDetail =>
  (call) =>
    flagAt(call.extra, ...path);
export const serviceText =
  (...path: Path): FindDetail =>
  (call) =>
    clip(followToText(call.service, path));
export const constant =
  (value: string | boolean): FindDetail =>
  () =>
    value;
export const firstOf =
  (...finds: readonly FindDetail[]): FindDetail =>
  (call) => {
    for (const find of finds) {
      const found = find(call);
      if (found !== undefined) return found;
    }
    return undefined;
  };

/** Texts of a list, of its own entries or of one of their members, joined by spaces. */
export function askedJoined(list: Path, member?: string): FindDetail {
  return (call) => joined(texts(listAt(call.request, ...list), member));
}

/** How many entries a list in the request has. */
export function askedCount(...path: Path): FindDetail {
  return (call) => listAt(call.request, ...path).length || undefined;
}

/** Session policies named by ARN: `policyArns[].arn`, or plain texts. */
export const policyArns: FindDetail = (call) => joined(arnsAsked(call));

/** The inline policy asked for, clipped. */
export const requestedPolicy: FindDetail = (call) => clip(textAt(call.request, 'policy'));

/** Whether what is granted amounts to every right, by a managed policy's name or an inline policy's statements. */
export const administratorPolicy: FindDetail = (call) => {
  let isNamed = false;
  for (const key of ARN_PARAMETERS) {
    const arn = textAt(call.request, key);
    if (arn !== undefined && isAdministratorArn(arn)) return true;
    if (arn !== undefined) isNamed = true;
  }
  const arns = arnsAsked(call);
  if (arns.some(isAdministratorArn)) return true;
  for (const key of INLINE_PARAMETERS) {
    const policy = at(call.request, key);
    if (policy !== undefined && grantsAdministration(policy)) return true;
    if (policy !== undefined) isNamed = true;
  }
  return isNamed || arns.length > 0 ? false : undefined;
};

const ARN_PARAMETERS = ['policyArn', 'managedPolicyArn', 'permissionsBoundary'];
const INLINE_PARAMETERS = ['policy', 'policyDocument', 'inlinePolicy'];

/** Whom a trust policy lets in. */
export function trustedPrincipals(parameter: string): FindDetail {
  return (call) => joined(trustedBy(at(call.request, parameter)));
}

/** Whether a trust policy lets in another account, or everybody. */
export function trustsOutside(parameter: string): FindDetail {
  return (call) =>
    trustedBy(at(call.request, parameter)).some((principal) => isForeign(principal, call.account));
}

/** Where a console sign-in led, without the query: it carries one-time codes. */
export const loginTo: FindDetail = (call) => clip(textAt(call.extra, 'LoginTo')?.split(/[?#]/, 1)[0]);

/** Whether the call was made in CloudShell: a command line, yet within the console. */
export const cloudShell: FindDetail = (call) => call.userAgent?.includes('CloudShell') || undefined;

/** Whether a text anywhere in the request points at a workload's credential endpoint. */
export const namesMetadataService: FindDetail = (call) =>
  METADATA.test(JSON.stringify(call.request ?? null).slice(0, 262_144)) || undefined;

const METADATA =
  /AWS_CONTAINER_CREDENTIALS_(?:RELATIVE|FULL)_URI|169\.254\.169\.254|169\.254\.170\.(?:2|23)\b|fd00:ec2::254/;

/** Whether the request holds a member, whatever its value: for values that must not be read. */
export function has(...path: Path): FindDetail {
  return (call) => at(call.request, ...path) !== undefined || undefined;
}

/** Whether an event selector leaves management events out. */
export const managementEventsOff: FindDetail = (call) =>
  listAt(call.request, 'eventSelectors').some((each) => flagAt(each, 'includeManagementEvents') === false) ||
  undefined;

function arnsAsked(call: Call): readonly string[] {
  const list = at(call.request, 'policyArns');
  const entries = isObject(list) ? listAt(list, 'member') : listAt(call.request, 'policyArns');
  return texts(entries, 'arn');
}

function texts(entries: readonly unknown[], member: string | undefined): readonly string[] {
  if (entries.length === 0) return NO_TEXTS;
  return entries
    .map((entry) =>
      typeof entry === 'string' ? entry : member === undefined ? undefined : textAt(entry, member),
    )
    .filter((entry) => entry !== undefined);
}

const NO_TEXTS: readonly string[] = Object.freeze([]);

function joined(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : clip(parts.slice(0, 20).join(' '));
}

/** Details stay small: they are kept with every finding. */
const LONGEST = 512;

function clip(text: string | undefined): string | undefined {
  return text !== undefined && text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What a lasting credential has become, by what `status` was asked for: `active`, `inactive`. */
export const askedState: FindDetail = (call) => textAt(call.request, 'status')?.toLowerCase();

/** The console password a call ends, by the id under which a sign-in presents it. */
export const ownPassword: FindDetail = (call) => {
  const user = iamUser(call);
  return user === undefined ? undefined : `password:${user.uid}`;
};
