/**
 * Calls that mint temporary credentials, as both sides log them. The answer names the new key and the session it
 * belongs to; the token itself is left out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */

import type { Random } from '../random.ts';
import { HOUR } from '../rhythm.ts';
import { answerDate } from './dates.ts';
import type { Role, RoleSession } from './identity.ts';
import { accessKeyId, assumedRoleArn, awsService, otherAccount } from './identity.ts';
import type { Call, CloudTrailRecord, Json, Resource, Session } from './record.ts';
import { cloudTrailRecord } from './record.ts';

export interface Assume {
  readonly role: Role;
  readonly sessionName: string;
  readonly region: string;
  /** Seconds. */
  readonly duration: number;
  readonly sourceIdentity?: string;
}

export interface Minted {
  readonly session: RoleSession;
  /** One record, or two where the role lives in another account than the caller. */
  readonly records: readonly CloudTrailRecord[];
}

export function assumeRole(random: Random, time: number, by: Session, assume: Assume): Minted {
  const key = accessKeyId('ASIA', random);
  const { role, sessionName: name, sourceIdentity } = assume;
  const crossing = role.account !== by.account;
  const shared = crossing ? { sharedEventID: random.uuid() } : {};
  const call: Call = {
    operation: 'sts:AssumeRole',
    region: assume.region,
    request: request(assume),
    response: answer(time, key, assume),
    resources: [roleResource(role)],
    ...shared,
  };
  const own = cloudTrailRecord(random, time, by, call);
  const session: RoleSession = {
    role,
    name,
    key,
    issuedAt: time,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  };
  if (!crossing) return { session, records: [own] };
  const target: Session = {
    ...by,
    account: role.account,
    identity: otherAccount(by.identity),
    console: false,
  };
  const theirs = { ...cloudTrailRecord(random, time, target, call), requestID: own.requestID };
  return { session, records: [own, theirs] };
}

/** EC2, ECS and Lambda fetch their workload's role credentials themselves and log it under the service's name. */
export function assumeRoleForWorkload(
  random: Random,
  session: RoleSession,
  service: string,
  region: string,
): CloudTrailRecord {
  const { role, name, key, issuedAt: time } = session;
  const by: Session = {
    account: role.account,
    identity: awsService(service),
    ip: service,
    userAgent: service,
    endpoint: undefined,
    console: false,
  };
  const assume: Assume = { role, sessionName: name, region, duration: 6 * 3600 };
  return cloudTrailRecord(random, time, by, {
    operation: 'sts:AssumeRole',
    region,
    request: request(assume),
    response: answer(time, key, assume),
    resources: [roleResource(role)],
    sharedEventID: random.uuid(),
  });
}

export interface WebIdentity {
  /** Host name of the OpenID Connect provider. */
  readonly provider: string;
  readonly audience: string;
  readonly subject: string;
  readonly ip: string;
  readonly userAgent: string;
}

export function assumeRoleWithWebIdentity(
  random: Random,
  time: number,
  from: WebIdentity,
  assume: Assume,
): Minted {
  const key = accessKeyId('ASIA', random);
  const { role, sessionName: name } = assume;
  const providerArn = `arn:aws:iam::${role.account}:oidc-provider/${from.provider}`;
  const identity = {
    type: 'WebIdentityUser',
    principalId: `${providerArn}:${from.audience}:${from.subject}`,
    userName: from.subject,
    identityProvider: providerArn,
  };
  const by: Session = {
    account: role.account,
    identity,
    ip: from.ip,
    userAgent: from.userAgent,
    endpoint: undefined,
    console: false,
  };
  const record = cloudTrailRecord(random, time, by, {
    operation: 'sts:AssumeRoleWithWebIdentity',
    region: assume.region,
    request: request(assume),
    response: answer(time, key, assume, {
      subjectFromWebIdentityToken: from.subject,
      provider: providerArn,
      audience: from.audience,
    }),
    resources: [roleResource(role)],
  });
  return { session: { role, name, key, issuedAt: time }, records: [record] };
}

/** Identity Center signs a person in to a permission set's role with SAML; the session name is the person's e-mail. */
export function assumeRoleWithSaml(
  random: Random,
  time: number,
  from: { readonly email: string; readonly ip: string; readonly userAgent: string },
  assume: Assume,
): Minted {
  const key = accessKeyId('ASIA', random);
  const { role, sessionName: name } = assume;
  const provider = `arn:aws:iam::${role.account}:saml-provider/AWSSSO_${role.id.slice(4, 20).toLowerCase()}_DO_NOT_DELETE`;
  const qualifier = `${role.id.slice(4, 16)}Example=`;
  const identity = {
    type: 'SAMLUser',
    principalId: `${qualifier}:${from.email}`,
    userName: from.email,
    identityProvider: qualifier,
  };
  const by: Session = {
    account: role.account,
    identity,
    ip: from.ip,
    userAgent: from.userAgent,
    endpoint: undefined,
    console: false,
  };
  const record = cloudTrailRecord(random, time, by, {
    operation: 'sts:AssumeRoleWithSAML',
    region: assume.region,
    request: { ...request(assume), sAMLAssertionID: `_${random.uuid()}`, principalArn: provider },
    response: answer(time, key, assume, {
      subjectType: 'persistent',
      issuer: `https://portal.sso.${assume.region}.amazonaws.com/saml/assertion/acme`,
      nameQualifier: qualifier,
      subject: from.email,
      audience: 'https://signin.aws.amazon.com/saml',
    }),
    resources: [
      roleResource(role),
      { accountId: role.account, type: 'AWS::IAM::SAMLProvider', ARN: provider },
    ],
  });
  return { session: { role, name, key, issuedAt: time }, records: [record] };
}

function request(assume: Assume): { readonly [key: string]: Json } {
  return {
    roleArn: assume.role.arn,
    roleSessionName: assume.sessionName,
    durationSeconds: assume.duration,
    ...(assume.sourceIdentity === undefined ? {} : { sourceIdentity: assume.sourceIdentity }),
  };
}

function answer(
  time: number,
  key: string,
  assume: Assume,
  more: { readonly [key: string]: Json } = {},
): Json {
  const { role, sessionName } = assume;
  return {
    credentials: { accessKeyId: key, expiration: answerDate(time + (assume.duration / 3600) * HOUR) },
    assumedRoleUser: { assumedRoleId: `${role.id}:${sessionName}`, arn: assumedRoleArn(role, sessionName) },
    ...more,
  };
}

function roleResource(role: Role): Resource {
  return { accountId: role.account, type: 'AWS::IAM::Role', ARN: role.arn };
}
