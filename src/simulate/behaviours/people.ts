/**
 * A working day of the people: sign in through Identity Center, work in the console and at the command line, from
 * the office, from home, through the VPN, or from where a journey takes them.
 */

import { BROWSERS, cli as commandLine } from '../aws/agents.ts';
import type { RoleSession } from '../aws/identity.ts';
import { assumedRole } from '../aws/identity.ts';
import { signInToRole } from '../aws/portal.ts';
import type { Call, Session } from '../aws/record.ts';
import { call } from '../aws/requests.ts';
import { onBehalf, sessionFrom } from '../aws/sessions.ts';
import { writeCall, writeRecords } from '../aws/write.ts';
import { addressIn } from '../networks.ts';
import type { Duty, Person } from '../organisation.ts';
import {
  ACCOUNTS,
  HOME_REGION,
  IDENTITY_STORE,
  permissionSet,
  SECOND_REGION,
  topicOf,
} from '../organisation.ts';
import type { Random } from '../random.ts';
import { burst, MINUTE, SECOND, sittings } from '../rhythm.ts';
import type { Behaviour, Stage } from '../stage.ts';
import { CLICKS, COMMANDS, SERVICES } from './duties.ts';

export const people: Behaviour = (stage) => {
  for (const person of stage.organisation.people) {
    if (person.startsOn > stage.day.index) continue;
    const random = stage.random.fork(person.login);
    const count = stage.day.weekend ? (random.chance(0.06) ? 1 : 0) : random.between(2, 5);
    for (const at of sittings(stage.day, person.zone, count, random)) sit(stage, person, at, random);
  }
};

/** Where a person works from on a day. Engineers at home go through the VPN as often as not. */
export function whereabouts(
  { organisation: { networks, vpnMove }, day }: Stage,
  person: Person,
  random: Random,
): string {
  const vpn = vpnMove !== undefined && vpnMove.fromDay <= day.index ? vpnMove.network : networks.vpn;
  const journey = person.journeys.find((j) => j.fromDay <= day.index && day.index <= j.toDay);
  if (journey !== undefined) {
    return random.chance(0.35)
      ? addressIn(vpn, person.number)
      : addressIn(journey.network, person.number * 37 + day.index);
  }
  // A carrier moves a phone about within its prefixes; the small plan has no carriers.
  if (person.mobile !== undefined && random.chance(0.08)) {
    return addressIn(person.mobile, random.between(0, 2000));
  }
  const choice = random.unit();
  if (choice < 0.55) return addressIn(person.office, person.number % 3);
  if (choice < 0.8) return addressIn(vpn, person.number);
  return addressIn(person.home, person.mobile === undefined ? person.number : person.number * 131);
}

/** One sitting: sign-in, then either clicks or commands. */
export function sit(stage: Stage, somebody: Person, at: number, random: Random): void {
  const person = asOf(somebody, stage.day.index);
  const ip = whereabouts(stage, person, random);
  const account = accountFor(person.duty, random);
  const role = permissionSet(stage.organisation, account, person.duty);
  const browser = browserOn(person, stage.day.index);
  const cli = (operation: string) => cliOn(person, stage.day.index, operation);
  const inConsole = random.chance(person.duty === 'engineer' ? 0.45 : 0.75);
  const agent = inConsole ? browser : cli('sso:GetRoleCredentials');
  stage.sittings.push({ person, at, ip, browser });
  portal(stage, person, at, inConsole ? 'Federate' : 'GetRoleCredentials', ip, agent, account, random);
  const minted = signInToRole(random, at + SECOND, { email: person.email, ip, userAgent: agent }, role);
  writeRecords(stage, at + SECOND, minted.records);
  if (inConsole) click(stage, minted.session, { ip, browser, from: at + 2 * SECOND }, person.duty, random);
  else type(stage, minted.session, { ip, cli, from: at + 2 * SECOND }, person.duty, random);
}

/** With the duty they have by then. */
function asOf(person: Person, day: number): Person {
  const { moves } = person;
  return moves !== undefined && moves.fromDay <= day ? { ...person, duty: moves.duty } : person;
}

function isUpgraded({ upgradesOn }: Person, day: number): boolean {
  return upgradesOn !== undefined && upgradesOn <= day;
}

function browserOn(person: Person, day: number): string {
  const browser = BROWSERS[person.number % BROWSERS.length] ?? BROWSERS[0];
  if (!isUpgraded(person, day)) return browser;
  return browser.replace('Chrome/144', 'Chrome/145').replaceAll('147.0', '148.0');
}

function cliOn(person: Person, day: number, operation: string): string {
  return isUpgraded(person, day)
    ? commandLine(person.number, operation, '2.33.4')
    : commandLine(person.number, operation);
}

function accountFor(duty: Duty, random: Random): string {
  if (duty === 'security') return random.chance(0.6) ? ACCOUNTS.shared : ACCOUNTS.prod;
  if (duty === 'administrator') return random.pick([ACCOUNTS.prod, ACCOUNTS.shared, ACCOUNTS.dev]);
  return random.chance(0.6) ? ACCOUNTS.prod : ACCOUNTS.dev;
}

/** The access portal's own entry, in the account that owns Identity Center. */
function portal(
  stage: Stage,
  person: Person,
  at: number,
  operation: string,
  ip: string,
  agent: string,
  account: string,
  random: Random,
): void {
  const identity = {
    type: 'IdentityCenterUser',
    accountId: ACCOUNTS.shared,
    onBehalfOf: { userId: person.id, identityStoreArn: IDENTITY_STORE },
    credentialId: random.uuid(),
  };
  const details = {
    role_name: permissionSet(stage.organisation, account, person.duty).name,
    account_id: account,
  };
  writeCall(stage, random, at, sessionFrom(identity, ip, agent), {
    operation: `sso:${operation}`,
    region: HOME_REGION,
    eventType: 'AwsServiceEvent',
    serviceEventDetails: details,
    host: `portal.sso.${HOME_REGION}.amazonaws.com`,
  });
}

interface Browsing {
  readonly ip: string;
  readonly browser: string;
  readonly from: number;
}

function click(stage: Stage, session: RoleSession, at: Browsing, duty: Duty, random: Random): void {
  const identity = assumedRole(session);
  const signedIn = sessionFrom(identity, at.ip, at.browser, { console: true });
  writeCall(stage, random, at.from, signedIn, {
    operation: 'signin:ConsoleLogin',
    region: HOME_REGION,
    eventType: 'AwsConsoleSignIn',
    response: { ConsoleLogin: 'Success' },
    extra: { MobileVersion: 'No', MFAUsed: 'No' },
    host: `${HOME_REGION}.signin.aws.amazon.com`,
  });
  const topic = topicOf(random.pick(SERVICES));
  const region = random.chance(0.9) ? HOME_REGION : SECOND_REGION;
  for (const time of burst(at.from, random.between(6, 24), 25 * SECOND, random)) {
    const operation = random.pick(CLICKS[duty]);
    const how = page(signedIn, operation, random);
    ask(stage, how, time, call(operation, random, { account: session.role.account, region }, topic), random);
  }
}

/** Most console pages sign in the browser; some call from the console's own servers, on behalf of the person. */
function page(session: Session, operation: string, random: Random): Session {
  if (operation.startsWith('monitoring:') || random.chance(0.1)) {
    const service = `${operation.slice(0, operation.indexOf(':'))}.amazonaws.com`;
    return { ...onBehalf(session, service), userAgent: 'AWS Internal' };
  }
  return session;
}

function type(
  stage: Stage,
  session: RoleSession,
  at: { ip: string; cli: (operation: string) => string; from: number },
  duty: Duty,
  random: Random,
): void {
  const identity = assumedRole(session);
  const region = random.chance(0.92) ? HOME_REGION : SECOND_REGION;
  const topic = topicOf(random.pick(SERVICES));
  for (const time of burst(at.from, random.between(3, 16), 2 * MINUTE, random)) {
    const operation = random.pick(COMMANDS[duty]);
    const caller = sessionFrom(identity, at.ip, at.cli(operation));
    ask(
      stage,
      caller,
      time,
      call(operation, random, { account: session.role.account, region }, topic),
      random,
    );
  }
}

/** Now and then somebody lacks a permission. */
function ask(stage: Stage, session: Session, at: number, what: Call, random: Random): void {
  const message = `User: ${session.identity.arn} is not authorized to perform: ${what.operation}`;
  const answered = random.chance(0.015) ? { ...what, error: { code: 'AccessDenied', message } } : what;
  writeCall(stage, random, at, session, answered);
}
