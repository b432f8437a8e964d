/**
 * The story: a small organisation's twelve working days at its identity provider, with a help desk at its ordinary work
 * and a traveller; then, one night, the administrator's session in a stranger's hands. Every step is a record of the
 * dialect; nothing here knows any provider.
 */

import type { Dialect, Moment, Person } from './dialect.ts';

export const STRANGER = '203.0.113.66';
const OFFICE = '192.0.2.10';
const HOTEL = '198.51.100.200';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** A Monday, midnight. */
const START = Date.UTC(2026, 2, 2);
/** Wednesday of the third week, at night. */
export const NIGHT = START + 16 * DAY + 2 * 3_600_000;

const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

const PEOPLE: readonly Person[] = ['ada', 'hana', 'ben', 'cleo', 'dora', 'emil', 'finn', 'gwen'].map(
  (name, at) => ({ number: at + 1, name: `${name} Example`, email: `${name}@example.com` }),
);
const STAFF = PEOPLE.slice(2);

interface Step {
  readonly time: number;
  readonly ip: string;
  readonly browser: string;
  readonly write: (at: Moment) => object;
}

/** All records in the order of time; the last six are the intrusion. */
export function tell(dialect: Dialect): readonly object[] {
  const steps = [...workingDays(dialect), ...intrusion(dialect)].sort((a, b) => a.time - b.time);
  return steps.map(({ time, ip, browser, write }, serial) => write({ time, ip, browser, serial }));
}

export const INTRUSION_STEPS = 6;

function workingDays(dialect: Dialect): readonly Step[] {
  const days = Array.from({ length: 16 }, (_, day) => day).filter((day) => day % 7 < 5);
  return days.flatMap((day) => [
    ...mornings(dialect, day),
    ...helpdesk(dialect, day),
    ...office(dialect, day),
  ]);
}

/** Everybody signs in, some from home every Monday and Friday. */
function mornings(dialect: Dialect, day: number): readonly Step[] {
  return PEOPLE.flatMap((who, at) => {
    const atHome = at % 2 === 0 && (day % 7 === 0 || day % 7 === 4);
    const ip = isAway(who, day) ? HOTEL : atHome ? `198.51.100.${who.number}` : OFFICE;
    const morning = START + day * DAY + 8 * 60 * MINUTE + at * 7 * MINUTE + (day % 3) * MINUTE;
    const signIn = (at: Moment) => dialect.signIn(who, at);
    return [morning, morning + 5 * 60 * MINUTE].map((time) => ({ time, ip, browser: CHROME, write: signIn }));
  });
}

/** Gwen spends two days of the second week at a customer’s. */
function isAway({ email }: Person, day: number): boolean {
  return email.startsWith('gwen@') && (day === 8 || day === 9);
}

/** Tuesdays and Thursdays somebody has forgotten a password; once somebody has a new telephone. */
function helpdesk(dialect: Dialect, day: number): readonly Step[] {
  const [, hana] = PEOPLE;
  const whose = STAFF[day % STAFF.length];
  if (hana === undefined || whose === undefined || (day % 7 !== 1 && day % 7 !== 3)) return [];
  const time = START + day * DAY + 10 * 60 * MINUTE;
  const here = { ip: OFFICE, browser: CHROME };
  return [
    ...(day === 10 ? [{ ...here, time, write: (at: Moment) => dialect.removeFactor(hana, whose, at) }] : []),
    { ...here, time: time + 2 * MINUTE, write: (at) => dialect.resetPassword(hana, whose, at) },
    { ...here, time: time + 5 * MINUTE, write: (at) => dialect.signIn(whose, at) },
  ];
}

/** The administrator makes a key now and then. */
function office(dialect: Dialect, day: number): readonly Step[] {
  const [ada] = PEOPLE;
  if (ada === undefined || (day !== 2 && day !== 9)) return [];
  const time = START + day * DAY + 11 * 60 * MINUTE;
  return [{ time, ip: OFFICE, browser: CHROME, write: (at) => dialect.makeApiKey(ada, at) }];
}

/** Ada's session, Finn's account, a door for later, a key. */
function intrusion(dialect: Dialect): readonly Step[] {
  const [ada] = PEOPLE;
  const finn = PEOPLE.find(({ email }) => email.startsWith('finn@'));
  if (ada === undefined || finn === undefined) return [];
  const acts: readonly ((at: Moment) => object)[] = [
    (at) => dialect.signIn(ada, at),
    (at) => dialect.removeFactor(ada, finn, at),
    (at) => dialect.resetPassword(ada, finn, at),
    (at) => dialect.signIn(finn, at),
    (at) => dialect.addIdentityProvider(ada, at),
    (at) => dialect.makeApiKey(ada, at),
  ];
  return acts.map((write, at) => ({ time: NIGHT + at * 4 * MINUTE, ip: STRANGER, browser: FIREFOX, write }));
}
