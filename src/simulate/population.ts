/** Who and what there is: the names, duties and workloads that an organisation of a given size is drawn from. */

import { role } from './aws/identity.ts';
import { NETWORKS } from './networks.ts';
import type { Duty, NetworkPlan, Person, Workload } from './organisation.ts';
import { ACCOUNTS, HOME_REGION, topicOf } from './organisation.ts';
import type { Random } from './random.ts';
import type { Site } from './world.ts';

const FIRST = [
  'maeve',
  'tomas',
  'aoife',
  'liam',
  'greta',
  'yusuf',
  'ines',
  'oskar',
  'nadia',
  'conor',
  'lena',
  'marek',
  'sofia',
  'eoin',
  'hanna',
  'pavel',
  'ruth',
  'emil',
  'zara',
  'finn',
] as const;
const LAST = [
  'byrne',
  'horak',
  'walsh',
  'novak',
  'lindqvist',
  'demir',
  'moreau',
  'brandt',
  'rahman',
  'doyle',
  'vogel',
  'kowal',
  'rossi',
  'keane',
  'berger',
  'sykora',
  'adler',
  'sand',
  'malik',
  'quinn',
] as const;
const DUTIES: readonly Duty[] = ['administrator', 'administrator', 'security', 'analyst'];

export function person(number: number, random: Random, more: Partial<Person> = {}): Person {
  const round = Math.floor(number / FIRST.length);
  const first = FIRST[number % FIRST.length] ?? FIRST[0];
  const last = LAST[(number + round * 7) % LAST.length] ?? LAST[0];
  const login = `${first}.${last}${round < LAST.length ? '' : round}`;
  const german = number % 3 === 2;
  return {
    login,
    email: `${login}@example.com`,
    id: random.fork('person', number).uuid(),
    duty: DUTIES[number % 20] ?? (number % 6 === 5 ? 'analyst' : 'engineer'),
    zone: german ? 1 : 0,
    office: german ? NETWORKS.berlin : NETWORKS.dublin,
    home: german ? NETWORKS.homeGermany : NETWORKS.homeIreland,
    number,
    startsOn: 0,
    journeys: [],
    ...more,
  };
}

/** At the sites given, or at the two of the small plan. */
export function people(random: Random, count: number, sites?: readonly Site[]): Person[] {
  return Array.from({ length: count }, (_, number) =>
    person(number, random, sites === undefined ? {} : settled(sites, random.fork('settled', number))),
  );
}

/** Most work at the first two sites; everybody has their own provider at home and in the pocket. */
function settled(sites: readonly Site[], random: Random): Partial<Person> {
  const site = random.chance(0.65) ? random.pick(sites.slice(0, 2)) : random.pick(sites.slice(2));
  return {
    zone: site.zone,
    office: site.office,
    home: random.pick(site.homes),
    mobile: random.pick(site.mobiles),
  };
}

interface Line {
  readonly name: string;
  readonly kind: Workload['kind'];
  readonly account: string;
  readonly count: number;
  readonly agent: string;
  readonly delivery?: '1.0' | '2.0';
}

/** The workloads of the small organisation; `agent` is a key of the table of user agents. */
const LINES: readonly Line[] = [
  { name: 'orders-web', kind: 'instance', account: ACCOUNTS.prod, count: 2, agent: 'node', delivery: '1.0' },
  { name: 'orders-api', kind: 'instance', account: ACCOUNTS.prod, count: 3, agent: 'java', delivery: '2.0' },
  {
    name: 'reporting-batch',
    kind: 'instance',
    account: ACCOUNTS.prod,
    count: 1,
    agent: 'python',
    delivery: '2.0',
  },
  { name: 'sandbox', kind: 'instance', account: ACCOUNTS.dev, count: 1, agent: 'python', delivery: '2.0' },
  { name: 'billing-worker', kind: 'function', account: ACCOUNTS.prod, count: 1, agent: 'lambdaPython' },
  { name: 'invoice-mailer', kind: 'function', account: ACCOUNTS.prod, count: 1, agent: 'lambdaNode' },
  { name: 'thumbnailer', kind: 'function', account: ACCOUNTS.dev, count: 1, agent: 'lambdaNode' },
  { name: 'identity-sync', kind: 'function', account: ACCOUNTS.shared, count: 1, agent: 'lambdaPython' },
  { name: 'checkout', kind: 'task', account: ACCOUNTS.prod, count: 2, agent: 'ecsGo' },
  { name: 'catalogue', kind: 'task', account: ACCOUNTS.prod, count: 1, agent: 'ecsGo' },
];

export function workloads(random: Random, scale: number, networks: NetworkPlan): Workload[] {
  const copies = Math.max(1, Math.round(scale));
  return LINES.flatMap((line) =>
    Array.from({ length: copies }, (_, copy) => {
      const name = copy === 0 ? line.name : `${line.name}-${copy + 1}`;
      return Array.from({ length: line.count }, (_unused, n) => workload(line, name, n, random, networks));
    }).flat(),
  );
}

function workload(line: Line, name: string, n: number, random: Random, networks: NetworkPlan): Workload {
  const own = random.fork(name, n);
  const id = line.kind === 'instance' ? `i-${own.hex(17)}` : line.kind === 'task' ? own.hex(32) : name;
  const suffix = line.kind === 'task' ? '-task' : line.kind === 'function' ? '-function' : '';
  const nat = line.account === ACCOUNTS.prod ? networks.natProd : networks.natDev;
  return {
    name,
    kind: line.kind,
    account: line.account,
    region: HOME_REGION,
    role: role(line.account, `${name}${suffix}`, random),
    agent: line.agent,
    topic: topicOf(name),
    network: line.kind === 'function' ? networks.functions : nat,
    exit: n % 2,
    id,
    keySeed: own.hex(16),
    delivery: line.delivery,
    fromDay: 0,
    toDay: Number.POSITIVE_INFINITY,
  };
}
