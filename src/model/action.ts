/** The vendor-neutral vocabulary analytics listen to. Every source maps its vendor's operations onto it. */
export const ACTIONS = [
  /** Somebody signed in (console, directory, device). */
  'signin',
  /** A short-lived credential was issued: AssumeRole*, GetFederationToken, GenerateAccessToken, … */
  'token.mint',
  /** A workload read a token from an instance metadata service. */
  'token.metadata',
  /** A long-lived credential was made: access key, login profile, key pair, application secret. */
  'credential.create',
  /** Key material from outside was installed: ImportKeyPair, UploadSSHPublicKey, UploadServiceAccountKey. */
  'credential.import',
  /** A credential was replaced or revived for its holder: password reset, key re-activated. */
  'credential.reset',
  /** A password, secret or key material was retrieved. */
  'credential.read',
  /** A second factor was added, removed or reset. */
  'factor.change',
  /** Single sign-on was re-configured: identity source, provider certificate, permission set. */
  'sso.change',
  /** Who may obtain tokens was changed: role trust, SAML/OIDC provider, trust anchor, workload pool. */
  'trust.change',
  /** Rights were granted: policy attached, user added to a group, role bound. */
  'privilege.grant',
  /** A resource's content was read, changed or executed. */
  'resource.access',
  /** Logging was stopped, narrowed or deleted. */
  'telemetry.change',
  /** Another detector's word about a principal or credential: raises findings, is never one of ours. */
  'alert',
  /** Everything else: teaches lineage and baselines only. */
  'use',
] as const;

export type Action = (typeof ACTIONS)[number];

/** What administrators do to credentials, sign-on, rights and logging: part of the log that sign-ins and use are not in. */
export const ADMINISTRATION: readonly Action[] = [
  'credential.create',
  'credential.import',
  'credential.reset',
  'credential.read',
  'factor.change',
  'sso.change',
  'trust.change',
  'privilege.grant',
  'telemetry.change',
];
