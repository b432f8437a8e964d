/** The organisation's Okta: its applications, its programs and their API tokens, its groups and policies. */

import type { Random } from '../random.ts';

export interface OktaApp {
  readonly id: string;
  readonly name: string;
}

/** A program with an API token; the token acts as a user of its own. */
export interface OktaService {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly token: string;
  readonly tokenName: string;
  readonly agent: string;
}

export interface OktaTenant {
  readonly domain: string;
  readonly apps: Readonly<Record<AppName, OktaApp>>;
  readonly hr: OktaService;
  readonly terraform: OktaService;
  readonly groups: readonly OktaApp[];
  readonly signOnPolicy: OktaApp;
  readonly passwordPolicy: OktaApp;
  readonly routing: OktaApp;
  /** The identity provider through which contractors come. */
  readonly partner: OktaApp;
  /** That of a company bought, once it is there. */
  readonly acquired: OktaApp;
}

export type AppName = 'aws' | 'google' | 'microsoft' | 'hr' | 'wiki' | 'tickets' | 'chat' | 'code' | 'admin';

const APPS: Readonly<Record<AppName, string>> = {
  aws: 'AWS IAM Identity Center',
  google: 'Google Workspace',
  microsoft: 'Microsoft Office 365',
  hr: 'People Portal',
  wiki: 'Wiki',
  tickets: 'Service Desk',
  chat: 'Chat',
  code: 'Code Forge',
  admin: 'Okta Admin Console',
};

export function buildTenant(random: Random): OktaTenant {
  const app = (name: string): OktaApp => ({ id: oktaId('0oa', random.fork('app', name)), name });
  const thing = (prefix: string, name: string): OktaApp => ({
    id: oktaId(prefix, random.fork('thing', name)),
    name,
  });
  return {
    domain: 'acme.okta.example.com',
    apps: {
      aws: app(APPS.aws),
      google: app(APPS.google),
      microsoft: app(APPS.microsoft),
      hr: app(APPS.hr),
      wiki: app(APPS.wiki),
      tickets: app(APPS.tickets),
      chat: app(APPS.chat),
      code: app(APPS.code),
      admin: app(APPS.admin),
    },
    hr: service(random, 'svc-hr-sync', 'People sync', 'people-connect/4.2 (scim)'),
    terraform: service(
      random,
      'svc-okta-terraform',
      'Infrastructure',
      'okta-terraform/4.8.1 okta-sdk-golang/5.0.0 golang/go1.25.5 linux',
    ),
    groups: ['engineering', 'finance', 'support', 'data', 'all-staff', 'wiki-editors'].map((name) =>
      thing('00g', name),
    ),
    signOnPolicy: thing('00p', 'Default Policy'),
    passwordPolicy: thing('00p', 'Staff passwords'),
    routing: thing('00p', 'Identity Provider Routing Rules'),
    partner: thing('0oa', 'Contractor IdP'),
    acquired: thing('0oa', 'Acquired company'),
  };
}

/** Twenty characters, of which the first three tell the kind: 00u a user, 0oa an application, 00T a token. */
export function oktaId(prefix: string, random: Random): string {
  return prefix + random.base62(20 - prefix.length);
}

function service(random: Random, login: string, name: string, agent: string): OktaService {
  const own = random.fork('service', login);
  return {
    id: oktaId('00u', own),
    login: `${login}@example.com`,
    name,
    token: oktaId('00T', own),
    tokenName: login,
    agent,
  };
}
