/** Rules over logs of identity providers of their own: Okta, Auth0, Duo, OneLogin. */

import { gives, missed } from '../expectation.ts';
import {
  ACCOUNT,
  DETECTOR,
  FAILED,
  NO_CREDENTIAL,
  NO_EARLIER,
  ONLY_RISK,
  OWN,
  RIGHTS,
  type RuleSet,
  rule,
  SOME_TIME,
} from './rule-set.ts';

const OKTA: RuleSet = {
  log: 'okta',
  product: 'Okta',
  filledIn: { published: SOME_TIME },
  within: [
    rule('Okta.APIKeyCreated', gives('AN1157', 'api-token-created', 'informational')),
    rule('Okta.APIKeyRevoked', missed('a token is taken away')),
    rule('Okta.Anonymizing.VPN.Login', missed(FAILED)),
    rule(
      'Okta.Identity.Provider.SignIn',
      missed('a provider in use; the first sign-in through a new one is found'),
    ),
    rule('Okta.Login.Success', missed(NO_EARLIER)),
    rule('Okta.New.Behavior.Accessing.Admin.Console', missed(ONLY_RISK)),
    rule('Okta.Password.Extraction.via.SCIM', gives('AN1157', 'sso-setting-changed', 'informational')),
    rule(
      'Okta.PasswordAccess',
      missed('redacted: both people have the same id, so that it reads as one’s own password'),
    ),
    rule('Okta.PotentiallyStolenSession', missed(FAILED)),
    rule('Okta.User.MFA.Factor.Suspend', gives('AN1157', 'factor-reset-for-someone-else', 'low')),
  ],
  beyond: [
    [RIGHTS, ['Okta.Group.Admin.Role.Assigned']],
    [DETECTOR, ['Okta.ThreatInsight.Security.Threat.Detected', 'Okta.User.Reported.Suspicious.Activity']],
    [ACCOUNT, ['Okta.User.Account.Locked']],
  ],
};

const AUTH0: RuleSet = {
  log: 'auth0',
  product: 'Auth0',
  within: [
    rule('Auth0.AttackProtection.Disabled', gives('AN1157', 'sign-on-policy-weakened', 'low'), [
      'Auth0 IP Throttling Disabled',
      'Auth0 Breached Password Protection Disabled',
      'Auth0 Brute-Force Monitoring Disabled',
    ]),
    rule('Auth0.AttackProtection.Disabled', gives('AN1157', 'sso-setting-changed', 'informational'), [
      'Disable Block Shield',
    ]),
    rule('Auth0.BotDetection.Disabled', gives('AN1157', 'sign-on-policy-weakened', 'low')),
    rule('Auth0.CIC.Credential.Stuffing', missed(FAILED)),
    rule('Auth0.MFA.Policy.Disabled', gives('AN1157', 'sign-on-policy-weakened', 'low')),
    rule('Auth0.Post.Login.Action.Flow', gives('AN1157', 'sso-setting-changed', 'informational'), [
      'Action Added',
      'Action Removed',
    ]),
    rule('Auth0.Post.Login.Action.Flow', gives('AN1157', 'sign-on-policy-weakened', 'low'), [
      'All Actions Removed',
    ]),
  ],
  beyond: [
    [RIGHTS, ['Auth0.Custom.Role.Created', 'Auth0.NewAdmin.Invitation']],
    [ACCOUNT, ['Auth0.User.Joined.Tenant']],
    [DETECTOR, ['Auth0.Leaked.Password.Login.Attempt']],
    [NO_CREDENTIAL, ['Auth0.Rapid.DynamicClient.Creation']],
  ],
};

const DUO: RuleSet = {
  log: 'duo',
  product: 'Duo',
  within: [
    rule('Duo.Admin.Bypass.Code.Created', gives('AN1157', 'pass-made-for-someone-else', 'informational')),
    rule('Duo.Admin.Bypass.Code.Viewed', gives('AN1157', 'password-revealed', 'low')),
    rule('Duo.Admin.MFA.Restrictions.Updated', gives('AN1157', 'sso-setting-changed', 'informational')),
    rule(
      'Duo.Admin.New.Admin.API.App.Integration',
      gives('AN1157', 'application-secret-added', 'informational'),
    ),
    rule('Duo.Admin.Policy.Updated', gives('AN1157', 'sign-on-policy-weakened', 'low')),
    rule('Duo.Admin.User.MFA.Bypass.Enabled', gives('AN1157', 'factor-reset-for-someone-else', 'low')),
  ],
  beyond: [[DETECTOR, ['Duo.Admin.Lockout']]],
};

const ONELOGIN: RuleSet = {
  log: 'onelogin',
  product: 'OneLogin',
  filledIn: { created_at: SOME_TIME },
  within: [
    rule('OneLogin.AuthFactorRemoved', missed(OWN)),
    rule('OneLogin.HighRiskFailedLogin', missed(FAILED)),
    rule('OneLogin.PasswordAccess', gives('AN1157', 'password-revealed', 'low')),
    rule(
      'OneLogin.UserAssumption',
      missed('entering another’s account is not judged by itself, only leave given to do so'),
    ),
  ],
  beyond: [
    [NO_CREDENTIAL, ['OneLogin.UnauthorizedAccess']],
    [ACCOUNT, ['OneLogin.ThresholdAccountsDeleted', 'Standard.NewUserAccountCreated']],
  ],
};

export const IDENTITY_RULES: readonly RuleSet[] = [OKTA, AUTH0, DUO, ONELOGIN];
