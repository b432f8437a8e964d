/** People as Okta knows them: ids, sessions and devices that follow from the person, so that all who need one agree. */

import { BROWSERS } from '../aws/agents.ts';
import type { Person } from '../organisation.ts';
import { Random } from '../random.ts';
import type { OktaCaller, OktaParty } from './record.ts';
import { type OktaApp, type OktaService, oktaId } from './tenant.ts';

export function user(person: Person): OktaParty {
  return {
    id: oktaId('00u', new Random(`okta user/${person.id}`)),
    type: 'User',
    alternateId: person.email,
    displayName: nameOf(person),
  };
}

/** The n-th session a person opens on a day. The first is there from the morning of every working day. */
export function sessionId(person: Person, dayIndex: number, nth: number): string {
  return `idx${new Random(`okta session/${person.id}/${dayIndex}/${nth}`).base62(22)}`;
}

export function caller(person: Person, ip: string, agent: string, session: string): OktaCaller {
  return { actor: user(person), ip, agent, session };
}

/** A program presents its token and opens no session. */
export function program(service: OktaService, ip: string): OktaCaller {
  const actor = {
    id: service.id,
    type: 'User',
    alternateId: service.login,
    displayName: service.name,
  };
  return { actor, ip, agent: service.agent, token: service.token };
}

export function application(app: OktaApp): OktaParty {
  return { id: app.id, type: 'AppInstance', alternateId: app.name, displayName: app.name };
}

export function thing(type: string, { id, name }: OktaApp, more: Partial<OktaParty> = {}): OktaParty {
  return { id, type, alternateId: 'unknown', displayName: name, ...more };
}

/** What a person carries: one browser at the desk, one telephone. */
export function browserOf(person: Person): string {
  return BROWSERS[person.number % BROWSERS.length] ?? BROWSERS[0];
}

export function phoneOf(person: Person): string {
  return PHONES[person.number % PHONES.length] ?? PHONES[0];
}

export const PHONES = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Mobile Safari/537.36',
] as const;

function nameOf({ login }: Person): string {
  return login
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).replace(/\d+$/, ''))
    .join(' ');
}
