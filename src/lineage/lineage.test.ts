import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../test/harness/sample-event.ts';
import type { Client, Credential, Event, Issued, Principal } from '../model/event.ts';
import { tidy } from './bounds.ts';
import { ASSUMED_LIFE, createLineage, GRACE, type Lineage, SWEEP_EVERY } from './forest.ts';
import { ancestry, learnLineage, rootOf, suspect, suspectsOf, trail } from './lineage.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const ALICE: Principal = {
  uid: 'arn:aws:iam::111122223333:user/alice',
  kind: 'user',
  name: 'alice',
  scope: '111122223333',
};
const VISITOR: Principal = {
  uid: 'arn:aws:sts::111122223333:federated-user/visitor',
  kind: 'federated-user',
  name: 'visitor',
  scope: '111122223333',
};

function from(network: string, rest: Partial<Client> = {}): Client {
  return {
    ip: undefined,
    userAgent: undefined,
    service: undefined,
    endpoint: undefined,
    network,
    networkKind: 'internet',
    ...rest,
  };
}

function token(uid: string): Credential {
  return { uid, kind: 'session-token', mfa: undefined };
}

/** A call with a credential, or without one. */
function use(credential: string | undefined, minute: number, rest: Partial<Event> = {}): Event {
  return sampleEvent({
    uid: `use-${credential}-${minute}`,
    time: START + minute * MINUTE,
    operation: 's3:ListBuckets',
    action: 'use',
    principal: ALICE,
    credential: credential === undefined ? undefined : token(credential),
    client: from('AS64500'),
    targets: [],
    issued: [],
    ...rest,
  });
}

function issue(uid: string, rest: Partial<Issued> = {}): Issued {
  return { uid, kind: 'session-token', holder: ALICE, session: undefined, expiresAt: undefined, ...rest };
}

/** A call that issues another credential. */
function mint(by: string | undefined, issued: Issued, minute: number, rest: Partial<Event> = {}): Event {
  const uid = `mint-${issued.uid}-${minute}`;
  return use(by, minute, {
    uid,
    operation: 'sts:AssumeRole',
    action: 'token.mint',
    issued: [issued],
    ...rest,
  });
}

function learnt(events: readonly Event[], lineage = createLineage()): Lineage {
  for (const event of events) learnLineage(lineage, event);
  return lineage;
}

/** What must not depend on the order of learning. */
function essence({ nodes, childrenOf }: Lineage): unknown {
  const byName = (a: string, b: string): number => (a < b ? -1 : 1);
  return [...nodes.values()]
    .map((node) => ({
      uid: node.uid,
      parent: node.parent,
      mint: node.mint?.event,
      uses: node.uses,
      firstUse: node.use?.first,
      lastUse: node.use?.last,
      places: node.places
        .map(({ network, first, last, count }) => `${network} ${first} ${last} ×${count}`)
        .sort(),
      agents: [...node.agents].sort(),
      children: [...(childrenOf.get(node.uid) ?? [])].sort(byName),
    }))
    .sort((a, b) => byName(a.uid, b.uid));
}

interface Plan {
  readonly parent: number;
  readonly uses: readonly (readonly [network: number, minute: number])[];
}

/** Credential n descends from one before it, or from none; each use has its network and minute. */
const forest: fc.Arbitrary<Plan[]> = fc.array(
  fc.record({
    parent: fc.nat(7),
    uses: fc.array(fc.tuple(fc.nat(3), fc.nat(600)), { maxLength: 4 }),
  }),
  { maxLength: 8 },
);

function eventsOf(plans: readonly Plan[]): Event[] {
  return plans.flatMap(({ parent, uses }, at) => [
    ...(parent < at ? [mint(`c${parent}`, issue(`c${at}`), at)] : []),
    ...uses.map(([network, minute], index) =>
      use(`c${at}`, minute, {
        uid: `u-${at}-${index}`,
        client: from(`AS6450${network}`, { agent: `tool-${network}` }),
      }),
    ),
  ]);
}

describe('the order of learning', () => {
  test('changes neither parents, mints, uses nor places', () => {
    const shuffled = forest
      .map(eventsOf)
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      );
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        expect(essence(learnt(other))).toEqual(essence(learnt(events)));
      }),
      { numRuns: 300 },
    );
  });

  test('a slow recount gives the same', () => {
    fc.assert(
      fc.property(forest, (plans) => {
        const lineage = learnt(eventsOf(plans));
        for (const [at, { parent }] of plans.entries()) {
          const node = lineage.nodes.get(`c${at}`);
          const events = eventsOf(plans).filter(({ credential }) => credential?.uid === `c${at}`);
          expect(node?.uses ?? 0).toBe(events.length);
          expect(node?.parent).toBe(parent < at ? `c${parent}` : undefined);
          expect(node?.use?.first).toBe(
            events.length === 0 ? undefined : Math.min(...events.map(({ time }) => time)),
          );
          expect(new Set(node?.places.map(({ network }) => network))).toEqual(
            new Set(events.map(({ client }) => client.network)),
          );
        }
      }),
    );
  });

  test('a mint that arrives after uses is told, once, and changes nothing else', () => {
    const lineage = createLineage();
    expect(learnLineage(lineage, use('ASIACHILD', 5)).adopted).toEqual([]);
    expect(learnLineage(lineage, mint('AKIAPARENT', issue('ASIACHILD'), 1)).adopted).toEqual(['ASIACHILD']);
    expect(learnLineage(lineage, mint('AKIAPARENT', issue('ASIACHILD'), 1)).adopted).toEqual([]);
    expect(trail(lineage, 'ASIACHILD').map(({ credential }) => credential.uid)).toEqual([
      'AKIAPARENT',
      'ASIACHILD',
    ]);
  });

  test('a mint that arrives first is nothing late', () => {
    const lineage = learnt([mint('AKIAPARENT', issue('ASIACHILD'), 1)]);
    expect(learnLineage(lineage, use('ASIACHILD', 5))).toEqual({
      credential: true,
      network: true,
      agent: false,
      back: false,
      adopted: [],
    });
  });

  test('a call that failed issued nothing', () => {
    const lineage = learnt([mint('AKIAPARENT', issue('ASIACHILD'), 1, { outcome: 'failure' })]);
    expect([...lineage.nodes.keys()]).toEqual(['AKIAPARENT']);
  });
});

describe('credentials whose id was not logged', () => {
  const nameless = issue('', { session: 'AROAEXAMPLE:deploy' });
  const session = {
    uid: 'AROAEXAMPLE:deploy',
    name: 'deploy',
    issuedAt: undefined,
    onBehalfOf: undefined,
    workload: undefined,
  };

  test('the first use of the session finds its mint', () => {
    const lineage = learnt([mint('AKIAPARENT', nameless, 0), use('ASIACHILD', 1, { session })]);
    expect(ancestry(lineage, 'ASIACHILD').map(({ uid }) => uid)).toEqual(['ASIACHILD', 'AKIAPARENT']);
    expect(lineage.nodes.get('ASIACHILD')?.mint?.operation).toBe('sts:AssumeRole');
  });

  test('a session of another name does not', () => {
    const other = { ...session, uid: 'AROAEXAMPLE:other' };
    const lineage = learnt([
      mint('AKIAPARENT', nameless, 0),
      use('ASIACHILD', 1, { session: other, principal: { ...ALICE, uid: 'somebody else' } }),
    ]);
    expect(ancestry(lineage, 'ASIACHILD').map(({ uid }) => uid)).toEqual(['ASIACHILD']);
  });

  test('a mint of long ago is not taken for the origin', () => {
    const lineage = learnt([mint('AKIAPARENT', nameless, 0), use('ASIACHILD', 13 * 60, { session })]);
    expect(lineage.nodes.get('ASIACHILD')?.parent).toBeUndefined();
  });

  test('a console session descends from the federation token it was opened with', () => {
    const lineage = learnt([
      mint('AKIAPARENT', issue('ASIAFEDERATED', { holder: VISITOR }), 0),
      use('console:visitor', 2, {
        principal: VISITOR,
        credential: { uid: 'console:visitor', kind: 'console-session', mfa: false },
      }),
    ]);
    expect(trail(lineage, 'console:visitor').map(({ credential }) => credential.uid)).toEqual([
      'AKIAPARENT',
      'ASIAFEDERATED',
      'console:visitor',
    ]);
  });

  test('a sign-in issues the console session that later records name', () => {
    const lineage = learnt([
      mint(undefined, issue('console:alice@09:00', { kind: 'console-session' }), 0, {
        operation: 'signin:ConsoleLogin',
        action: 'signin',
      }),
      use('console:alice@09:00', 5),
    ]);
    const [step] = trail(lineage, 'console:alice@09:00');
    expect(step).toMatchObject({ mint: { operation: 'signin:ConsoleLogin' }, uses: 1 });
  });
});

describe('hostile descent', () => {
  test('a credential that issues itself has no parent', () => {
    const lineage = learnt([mint('ASIASELF', issue('ASIASELF'), 0), use('ASIASELF', 1)]);
    expect(lineage.nodes.get('ASIASELF')?.parent).toBeUndefined();
    expect(trail(lineage, 'ASIASELF')).toHaveLength(1);
  });

  test('credentials that issue each other end no walk in a circle', () => {
    const lineage = learnt([
      mint('ASIAONE', issue('ASIATWO'), 0),
      mint('ASIATWO', issue('ASIATHREE'), 1),
      mint('ASIATHREE', issue('ASIAONE'), 2),
    ]);
    expect(new Set(ancestry(lineage, 'ASIAONE').map(({ uid }) => uid))).toEqual(
      new Set(['ASIAONE', 'ASIATWO', 'ASIATHREE']),
    );
  });

  test('a chain of thousands is followed for a while only', () => {
    const lineage = learnt(
      Array.from({ length: 5000 }, (_, at) => mint(`c${at}`, issue(`c${at + 1}`), at / 1000)),
    );
    expect(trail(lineage, 'c5000').length).toBe(24);
  });

  test('root and suspects are those of the ancestry, whoever issued whom', () => {
    const credential = fc.nat(40);
    const issues = fc.array(fc.tuple(credential, credential), { maxLength: 60 });
    const suspicion = { bits: 12, analytic: 'AN0000', detection: 'odd', event: 'e', time: START };
    fc.assert(
      fc.property(issues, fc.array(credential), fc.boolean(), (pairs, suspected, long) => {
        const chain = long ? Array.from({ length: 40 }, (_, at) => [at, at + 1] as const) : [];
        const lineage = learnt(
          [...chain, ...pairs].map(([by, to], at) => mint(`c${by}`, issue(`c${to}`), at)),
        );
        for (const each of suspected) suspect(lineage, `c${each}`, suspicion);
        for (let each = 0; each <= 41; each++) {
          const above = ancestry(lineage, `c${each}`);
          expect(rootOf(lineage, `c${each}`)).toBe(above.at(-1));
          expect(suspectsOf(lineage, `c${each}`)).toEqual(
            above.filter((node) => node.suspicion !== undefined),
          );
        }
      }),
    );
  });

  test('names of the language are names like others', () => {
    const lineage = learnt([mint('__proto__', issue('constructor'), 0), use('constructor', 1)]);
    expect(trail(lineage, 'constructor').map(({ credential }) => credential.uid)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

describe('bounds', () => {
  test('at the cap the idlest go, all are counted, and no child of theirs is left listed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 0, max: 400 }), (most, count) => {
        const lineage = createLineage(most);
        for (let at = 0; at < count; at++) {
          const parent = at % 3 === 0 ? undefined : `AKIA${Math.floor(at / 3) * 3}`;
          learnLineage(lineage, mint(parent, issue(`AKIA${at}`, { kind: 'access-key' }), at));
          expect(lineage.nodes.size).toBeLessThanOrEqual(most);
        }
        expect(lineage.nodes.size + lineage.evicted).toBeGreaterThanOrEqual(Math.min(count, most));
        if (count <= most * 0.9) expect(lineage.evicted).toBe(0);
        for (const [parent, children] of lineage.childrenOf) {
          expect(new Set(children).size).toBe(children.length);
          for (const child of children) {
            const node = lineage.nodes.get(child);
            if (node !== undefined) expect(node.parent).toBe(parent);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the expired are forgotten without being counted as lost, after the grace for late records', () => {
    const lineage = learnt([
      mint('AKIALONG', issue('ASIASHORT', { expiresAt: START + HOUR }), 0, {
        credential: { uid: 'AKIALONG', kind: 'access-key', mfa: undefined },
      }),
      mint(undefined, issue('ASIAOPEN'), 0),
    ]);
    const sweepAt = (time: number): void => {
      lineage.untilSweep = 1;
      learnLineage(
        lineage,
        use(`AKIA${time}`, (time - START) / MINUTE, {
          credential: { uid: `AKIA${time}`, kind: 'access-key', mfa: undefined },
        }),
      );
    };
    sweepAt(START + HOUR + GRACE);
    expect(lineage.nodes.has('ASIASHORT')).toBe(true);
    sweepAt(START + HOUR + GRACE + 1);
    expect(lineage.nodes.has('ASIASHORT')).toBe(false);
    expect(lineage.nodes.has('ASIAOPEN')).toBe(true);
    sweepAt(START + ASSUMED_LIFE + GRACE + 1);
    expect(lineage.nodes.has('ASIAOPEN')).toBe(false);
    expect(lineage.nodes.has('AKIALONG')).toBe(true);
    expect(lineage.evicted).toBe(0);
    expect(lineage.untilSweep).toBe(SWEEP_EVERY);
  });

  test('the expired stay as long as a living credential descends from them', () => {
    const lineage = learnt([
      mint('ASIAHUMAN', issue('ASIACHAIN', { expiresAt: START + HOUR }), 0),
      mint('ASIAHUMAN', issue('ASIAOTHER', { expiresAt: START + HOUR }), 0),
      mint('ASIACHAIN', issue('AKIALASTING', { kind: 'access-key' }), 1),
    ]);
    tidy(lineage, START + 30 * 24 * HOUR);
    expect(trail(lineage, 'AKIALASTING').map(({ credential }) => credential.uid)).toEqual([
      'ASIAHUMAN',
      'ASIACHAIN',
      'AKIALASTING',
    ]);
    expect(lineage.nodes.has('ASIAOTHER')).toBe(false);
  });

  test('the expired that issued each other are forgotten', () => {
    const lineage = learnt([
      mint('ASIAONE', issue('ASIATWO', { expiresAt: START + HOUR }), 0),
      mint('ASIATWO', issue('ASIAONE', { expiresAt: START + HOUR }), 1),
    ]);
    tidy(lineage, START + 30 * 24 * HOUR);
    expect(lineage.nodes.size).toBe(0);
  });

  test('mints that wait for their credential are bounded, and counted when dropped', () => {
    const lineage = createLineage(400);
    for (let at = 0; at < 1000; at++) {
      learnLineage(lineage, mint('AKIAPARENT', issue('', { session: `AROAEXAMPLE:${at}` }), at / 1000));
      expect(lineage.pending.size).toBeLessThanOrEqual(100);
    }
    expect(lineage.pending.size + lineage.evicted).toBe(1000);
    expect(lineage.pending.has('AROAEXAMPLE:999')).toBe(true);
  });

  test('a credential used from everywhere keeps its first place and sixteen in all', () => {
    const events = Array.from({ length: 100 }, (_, at) =>
      use('ASIAROVER', at, { client: from(`AS${64_500 + at}`) }),
    );
    const lineage = learnt(events);
    const places = lineage.nodes.get('ASIAROVER')?.places.map(({ network }) => network) ?? [];
    expect(places).toHaveLength(16);
    expect(places[0]).toBe('AS64500');
    expect(places.at(-1)).toBe('AS64599');
    expect(lineage.evicted).toBe(84);
  });

  test('programs are remembered up to eight', () => {
    const events = Array.from({ length: 30 }, (_, at) =>
      use('ASIAROVER', at, { client: from('AS64500', { agent: `tool-${at}` }) }),
    );
    expect(learnt(events).nodes.get('ASIAROVER')?.agents).toEqual(
      Array.from({ length: 8 }, (_, at) => `tool-${at}`),
    );
  });
});

describe('places', () => {
  const there = (network: string, minute: number, rest: Partial<Client> = {}) =>
    use('ASIAROVER', minute, { client: from(network, rest) });

  test('to come back to a network it had left is told once', () => {
    const lineage = createLineage();
    const told = [
      there('AS1', 0),
      there('AS2', 1),
      there('AS1', 2),
      there('AS1', 3),
      there('AS2', 4),
      there('AS1', 5),
    ]
      .map((event) => learnLineage(lineage, event))
      .map(({ network, back }) => (network ? 'new' : back ? 'back' : 'same'));
    expect(told).toEqual(['new', 'new', 'back', 'same', 'back', 'same']);
  });

  test('a call of the provider itself is no place and no program', () => {
    const lineage = learnt([there('service', 0, { networkKind: 'service', agent: 'cloudformation' })]);
    expect(lineage.nodes.get('ASIAROVER')).toMatchObject({ uses: 1, places: [], agents: [] });
  });

  test.each([
    ['cloud', 2],
    ['hosting', 2],
    ['internet', 1],
  ] as const)('two address blocks of one %s network are %d places', (networkKind, count) => {
    const block = (prefix: string, minute: number) =>
      there('AS64500', minute, { networkKind, asn: 64_500, prefix });
    const lineage = learnt([block('198.51.100.0/24', 0), block('203.0.113.0/24', 1)]);
    expect(lineage.nodes.get('ASIAROVER')?.places).toHaveLength(count);
  });
});

describe('suspicion', () => {
  const doubt = (bits: number) => ({ bits, analytic: 'AN0717', detection: 'd', event: 'e', time: START });

  test('the strongest stays, and each credential is counted once', () => {
    const lineage = learnt([use('ASIAONE', 0), use('ASIATWO', 0)]);
    for (const bits of [12, 20, 11]) suspect(lineage, 'ASIAONE', doubt(bits));
    suspect(lineage, 'ASIAUNKNOWN', doubt(30));
    expect(lineage.nodes.get('ASIAONE')?.suspicion?.bits).toBe(20);
    expect(lineage.suspects).toBe(1);
  });
});

test('a credential that stayed where it was is learned as if every call were looked at whole', () => {
  const clients = [
    from('AS64500', { agent: 'boto3' }),
    from('AS64500', { agent: 'aws-cli' }),
    from('AS64501', { agent: 'boto3' }),
    from('AS16509', { networkKind: 'cloud', asn: 16509, prefix: '192.0.2.0/24' }),
    from('AS16509', { networkKind: 'cloud', asn: 16509, prefix: '198.51.100.0/24', agent: 'boto3' }),
    from('service', { networkKind: 'service', agent: 'lambda' }),
  ];
  const call = fc.record({
    credential: fc.constantFrom('a', 'b'),
    at: fc.nat(40),
    from: fc.nat(clients.length - 1),
  });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const [quick, whole] = [createLineage(), createLineage()];
      for (const { credential, at, from: number } of calls) {
        const client = clients[number] ?? from('AS64500');
        const event = use(credential, at, { client });
        // An equal client that is another object is looked at whole.
        const learned = learnLineage(whole, { ...event, client: { ...client } });
        expect(learnLineage(quick, event)).toEqual(learned);
      }
      const known = ({ nodes }: Lineage) =>
        [...nodes.values()].map((node) => [node.use, node.uses, node.places, node.agents]);
      expect(known(quick)).toEqual(known(whole));
    }),
  );
});
