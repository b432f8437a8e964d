/**
 * What people do at Okta, as the records it leaves: signing in, opening applications, resets for others and for
 * oneself. Ordinary people and intruders go through the same acts; only who, whence and when differ.
 */

import { networkAt } from '../address-book.ts';
import type { Person } from '../organisation.ts';
import { Random } from '../random.ts';
import { SECOND } from '../rhythm.ts';
import type { OktaAct, OktaCaller, OktaParty } from './record.ts';
import type { OktaApp } from './tenant.ts';
import { application, browserOf, phoneOf, user } from './users.ts';

/** An act with the time it takes place. */
export interface TimedAct {
  readonly at: number;
  readonly act: OktaAct;
}

export interface SignIn {
  readonly person: Person;
  readonly by: OktaCaller;
  readonly at: number;
  /** The second factor used: the telephone's push unless said. */
  readonly factor?: 'push' | 'fastpass' | 'totp';
  /** What the identity provider says who proved the person, in place of a password. */
  readonly through?: OktaApp;
}

/** Password and second factor, the policy's answer, the session. */
export function signIn({ person, by, at, factor = 'push', through }: SignIn): TimedAct[] {
  const self = user(person);
  const debug = { ...signals(person, by), requestUri: '/idp/idx/identify', url: '/idp/idx/identify?' };
  const proof: OktaAct =
    through === undefined
      ? {
          type: 'user.authentication.auth_via_mfa',
          targets: [self, enrolment(person, factor)],
          debug: { ...debug, factor: FACTORS[factor].code },
          authentication: {
            authenticationProvider: 'FACTOR_PROVIDER',
            credentialProvider: 'OKTA_CREDENTIAL_PROVIDER',
          },
        }
      : {
          type: 'user.authentication.auth_via_IDP',
          targets: [self],
          debug,
          authentication: {
            authenticationProvider: 'FEDERATION',
            credentialType: 'ASSERTION',
            issuer: { id: through.id, type: 'IDP' },
          },
        };
  return [
    { at, act: proof },
    {
      at: at + 0.4 * SECOND,
      act: { type: 'policy.evaluate_sign_on', result: 'ALLOW', targets: [self, POLICY], debug },
    },
    {
      at: at + 0.5 * SECOND,
      act: {
        type: 'user.session.start',
        targets: [self],
        debug,
        authentication: {
          authenticationProvider: through === undefined ? 'OKTA_AUTHENTICATION_PROVIDER' : 'FEDERATION',
          credentialType: through === undefined ? 'PASSWORD' : 'ASSERTION',
          ...(through === undefined ? {} : { issuer: { id: through.id, type: 'IDP' } }),
        },
      },
    },
  ];
}

export function wrongPassword(person: Person, by: OktaCaller, at: number): TimedAct {
  const debug = { ...signals(person, by), requestUri: '/idp/idx/challenge/answer' };
  return {
    at,
    act: {
      type: 'user.session.start',
      result: 'FAILURE',
      reason: 'INVALID_CREDENTIALS',
      targets: [user(person)],
      debug,
    },
  };
}

/** From the dashboard into an application. */
export function open(person: Person, app: OktaApp): OktaAct {
  const assigned = new Random(`okta assignment/${person.id}/${app.id}`);
  return {
    type: 'user.authentication.sso',
    targets: [
      application(app),
      {
        id: `0ua${assigned.base62(17)}`,
        type: 'AppUser',
        alternateId: person.email,
        displayName: user(person).displayName,
      },
    ],
    debug: { requestUri: `/app/${app.id}/sso/saml`, signOnMode: 'SAML 2.0' },
    authentication: { authenticationProvider: 'OKTA_AUTHENTICATION_PROVIDER' },
  };
}

export function openAdminConsole(person: Person, console: OktaApp): OktaAct {
  return {
    type: 'user.session.access_admin_app',
    targets: [application(console), user(person)],
    debug: { requestUri: '/admin/sso/callback' },
  };
}

/** A new password for somebody else, sent to them or read out on the telephone. */
export function resetPassword(subject: Person): OktaAct {
  const target = user(subject);
  return {
    type: 'user.account.reset_password',
    targets: [target],
    debug: { requestUri: `/api/v1/users/${target.id}/lifecycle/reset_password` },
  };
}

export function resetFactors(subject: Person): OktaAct {
  const target = user(subject);
  return {
    type: 'user.mfa.factor.reset_all',
    targets: [target],
    debug: { requestUri: `/api/v1/users/${target.id}/lifecycle/reset_factors` },
  };
}

export function unlock(subject: Person): OktaAct {
  const target = user(subject);
  return {
    type: 'user.account.unlock_by_admin',
    targets: [target],
    debug: { requestUri: `/api/v1/users/${target.id}/lifecycle/unlock` },
  };
}

/** The person chooses a password of their own. */
export function choosePassword(person: Person): OktaAct {
  return {
    type: 'user.account.update_password',
    targets: [user(person)],
    debug: { requestUri: '/idp/idx/challenge/answer' },
  };
}

/** The person sets up a factor; `device` tells one telephone from the next. */
export function enrol(person: Person, device: string): OktaAct {
  return {
    type: 'user.mfa.factor.activate',
    targets: [user(person), enrolment(person, 'push', device)],
    reason: 'User set up OKTA_VERIFY_PUSH factor',
    debug: { requestUri: '/idp/idx/credential/enroll', factor: FACTORS.push.code },
  };
}

export function dropFactor(person: Person, device: string): OktaAct {
  return {
    type: 'user.mfa.factor.deactivate',
    targets: [user(person), enrolment(person, 'push', device)],
    reason: 'User reset OKTA_VERIFY_PUSH factor',
    debug: { requestUri: '/idp/idx/authenticators/remove', factor: FACTORS.push.code },
  };
}

const FACTORS = {
  push: { code: 'OKTA_VERIFY_PUSH', name: 'Okta Verify', method: 'Get a push notification' },
  fastpass: { code: 'SIGNED_NONCE', name: 'Okta Verify', method: 'Use Okta FastPass' },
  totp: { code: 'OKTA_SOFT_TOKEN', name: 'Okta Verify', method: 'Enter a code' },
} as const;

const POLICY: OktaParty = {
  id: '00pExampleGlobalSess',
  type: 'PolicyEntity',
  alternateId: 'unknown',
  displayName: 'Global session policy',
  detailEntry: { policyType: 'OktaSignOn' },
};

function enrolment(person: Person, factor: keyof typeof FACTORS, device = 'first'): OktaParty {
  const { name, method } = FACTORS[factor];
  return {
    id: `pfd${new Random(`okta factor/${person.id}/${device}`).base62(17)}`,
    type: 'AuthenticatorEnrollment',
    alternateId: 'unknown',
    displayName: name,
    detailEntry: { methodTypeUsed: method },
  };
}

/** Okta's own view of a sign-in. It knows the organisation's places and each person's devices. */
function signals(person: Person, { ip, agent }: OktaCaller): Readonly<Record<string, string>> {
  const network = networkAt(ip);
  const phone = network === person.mobile;
  const usual = phone || network === person.office || network === person.home || network?.declared === true;
  const abroad = !usual && network?.country !== person.office.country;
  const device = isStrange(person, agent);
  const level = abroad && device ? 'HIGH' : abroad || (device && !usual) ? 'MEDIUM' : 'LOW';
  const say = (yes: boolean): string => (yes ? 'POSITIVE' : 'NEGATIVE');
  const behaviors = [
    ['New Geo-Location', abroad],
    ['New Device', device],
    ['New IP', !usual || phone],
    ['New State', abroad],
    ['New Country', abroad],
    ['Velocity', false],
    ['New City', abroad],
  ] as const;
  return {
    behaviors: `{${behaviors.map(([name, yes]) => `${name}=${say(yes)}`).join(', ')}}`,
    risk: `{level=${level}}`,
    dtHash: new Random(`okta device/${person.id}/${kind(agent)}/${device ? ip : ''}`).hex(64),
  };
}

/** A browser brought up to date is still the same device. */
function isStrange(person: Person, agent: string): boolean {
  return ![browserOf(person), phoneOf(person)].some((own) => kind(own) === kind(agent));
}

function kind(agent: string): string {
  return agent.replaceAll(/[\d.]+/g, '');
}
