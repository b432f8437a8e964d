/**
 * The identities of AWS and the `userIdentity` blocks that name them. All ids are random and belong to nobody;
 * no secret is ever made, since CloudTrail never shows one.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */

import type { Random } from '../random.ts';
import { isoSeconds } from './dates.ts';

export interface Role {
  readonly account: string;
  readonly name: string;
  /** `AROA…` */
  readonly id: string;
  readonly arn: string;
}

export interface IamUser {
  readonly account: string;
  readonly name: string;
  /** `AIDA…` */
  readonly id: string;
  readonly arn: string;
}

export interface SessionContext {
  readonly sessionIssuer?: {
    readonly type: 'Role' | 'IAMUser';
    readonly principalId: string;
    readonly arn: string;
    readonly accountId: string;
    readonly userName: string;
  };
  readonly attributes: { readonly creationDate: string; readonly mfaAuthenticated: 'true' | 'false' };
  readonly sourceIdentity?: string;
  readonly ec2RoleDelivery?: string;
}

export interface UserIdentity {
  readonly type: string;
  readonly principalId?: string;
  readonly arn?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly identityProvider?: string;
  readonly sessionContext?: SessionContext;
  readonly invokedBy?: string;
  readonly onBehalfOf?: { readonly userId: string; readonly identityStoreArn: string };
  readonly credentialId?: string;
  readonly inScopeOf?: { readonly issuerType: string; readonly credentialsIssuedTo: string };
}

/** Long-term keys start with AKIA, temporary ones with ASIA; 20 characters. */
export function accessKeyId(prefix: 'AKIA' | 'ASIA', random: Random): string {
  return prefix + random.base32(16);
}

export function role(account: string, name: string, random: Random, path = '/'): Role {
  const id = `AROA${random.fork('role', account, name).base32(17)}`;
  return { account, name, id, arn: `arn:aws:iam::${account}:role${path}${name}` };
}

export function iamUser(account: string, name: string, random: Random): IamUser {
  const id = `AIDA${random.fork('user', account, name).base32(17)}`;
  return { account, name, id, arn: `arn:aws:iam::${account}:user/${name}` };
}

export interface RoleSession {
  readonly role: Role;
  readonly name: string;
  readonly key: string;
  /** Epoch ms. */
  readonly issuedAt: number;
  readonly delivery?: string;
  readonly sourceIdentity?: string;
  readonly invokedBy?: string;
  readonly inScopeOf?: { readonly issuerType: string; readonly credentialsIssuedTo: string };
}

export function assumedRole(session: RoleSession): UserIdentity {
  const { role: issuer, name } = session;
  return {
    type: 'AssumedRole',
    principalId: `${issuer.id}:${name}`,
    arn: assumedRoleArn(issuer, name),
    accountId: issuer.account,
    accessKeyId: session.key,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: issuer.id,
        arn: issuer.arn,
        accountId: issuer.account,
        userName: issuer.name,
      },
      attributes: attributes(session.issuedAt),
      ...(session.sourceIdentity === undefined ? {} : { sourceIdentity: session.sourceIdentity }),
      ...(session.delivery === undefined ? {} : { ec2RoleDelivery: session.delivery }),
    },
    ...(session.invokedBy === undefined ? {} : { invokedBy: session.invokedBy }),
    ...(session.inScopeOf === undefined ? {} : { inScopeOf: session.inScopeOf }),
  };
}

export function assumedRoleArn(issuer: Role, sessionName: string): string {
  return `arn:aws:sts::${issuer.account}:assumed-role/${issuer.name}/${sessionName}`;
}

export function userWithKey(user: IamUser, key: string): UserIdentity {
  return {
    type: 'IAMUser',
    principalId: user.id,
    arn: user.arn,
    accountId: user.account,
    accessKeyId: key,
    userName: user.name,
  };
}

/** An IAM user signing in to the console: a password, no key yet. */
export function userAtSignIn(user: IamUser): UserIdentity {
  return {
    type: 'IAMUser',
    principalId: user.id,
    arn: user.arn,
    accountId: user.account,
    userName: user.name,
  };
}

/** In the console every request has its own key, filled in at use. */
export function userInConsole(user: IamUser, signedInAt: number): UserIdentity {
  return { ...userWithKey(user, ''), sessionContext: { attributes: attributes(signedInAt) } };
}

/** What GetFederationToken gives: a federated user issued by an IAM user; the key is filled in at use. */
export function federatedUser(issuer: IamUser, name: string, issuedAt: number): UserIdentity {
  return {
    type: 'FederatedUser',
    principalId: `${issuer.account}:${name}`,
    arn: `arn:aws:sts::${issuer.account}:federated-user/${name}`,
    accountId: issuer.account,
    accessKeyId: '',
    sessionContext: {
      sessionIssuer: {
        type: 'IAMUser',
        principalId: issuer.id,
        arn: issuer.arn,
        accountId: issuer.account,
        userName: issuer.name,
      },
      attributes: attributes(issuedAt),
    },
  };
}

export function awsService(service: string): UserIdentity {
  return { type: 'AWSService', invokedBy: service };
}

/** How the account of the assumed role sees a caller from another account. */
export function otherAccount(identity: UserIdentity): UserIdentity {
  return {
    type: 'AWSAccount',
    ...(identity.principalId === undefined ? {} : { principalId: identity.principalId }),
    ...(identity.accountId === undefined ? {} : { accountId: identity.accountId }),
  };
}

function attributes(issuedAt: number): SessionContext['attributes'] {
  return { creationDate: isoSeconds(issuedAt), mfaAuthenticated: 'false' };
}
