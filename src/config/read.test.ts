import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownAnalytic } from './parameters.ts';
import { type ConfigProblem, describeConfigProblems } from './problem.ts';
import { readConfig } from './read.ts';

const DETECTION = { title: '', phase: 'credential', why: '', next: [] } as const;
const ANALYTICS: readonly KnownAnalytic[] = [
  {
    attack: 'AN1470',
    detections: { 'key for someone else': DETECTION },
    parameters: {
      window: { type: 'number', unit: 'minutes', default: 60, least: 1, most: 1440, about: '' },
      kinds: { type: 'list', default: ['key'], allowed: ['key', 'password'], about: '' },
      agents: { type: 'list', default: ['browser'], about: '' },
    },
  },
  { attack: 'AN0526', detections: {}, parameters: {} },
];
const FILES: Readonly<Record<string, string>> = {
  '/etc/good.txt': '# ours\n192.0.2.0/24\n\n2001:db8::1 ; v6\n',
  '/etc/bad.txt': '192.0.2.0/24\n192.0.2.0/40\nlocalhost\n',
  '/etc/latin.txt': 'caf\xe9',
  '/etc/tickets.csv': 'ID;Actor;From;To\nCHG-1;alice;2026-03-02;2026-03-03\nCHG-2;bob;soon;2026-03-03\n',
  '/etc/columns.csv': 'Number,Who\n1,2\n',
  '/etc/plain.mmdb': 'no database',
  '/etc/networks.csv': 'first,last,asn,organisation,country\n192.0.2.0,192.0.2.255,64500,Example,IE\n',
  '/etc/wrong.csv': 'first,last,asn,organisation,country\n192.0.2.0\n',
};

function read(text: string) {
  return readConfig(text, '/etc/credtrail.yaml', ANALYTICS, (path) => {
    const content = FILES[path];
    if (content === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' });
    return Buffer.from(content, 'latin1');
  });
}

function problems(text: string): readonly ConfigProblem[] {
  const result = read(text);
  return 'problems' in result ? result.problems : [];
}

/** `line:column path = value | message | fix`. */
function told(text: string): readonly string[] {
  return problems(text).map(({ line, column, path, value, message, fix }) => {
    return `${line}:${column} ${path} = ${value} | ${message} | ${fix}`;
  });
}

const CIDR_FIX = 'write e.g. 198.51.100.0/24 (prefix 0 to 32) or 2001:db8::/32 (prefix 0 to 128)';
const TIME_FIX = 'write ISO 8601 with its zone, e.g. 2026-03-02T09:00:00Z, or a date such as 2026-03-02';
const PATTERN_FIX = 'use * for any text, ? for one character, {a,b} for either, \\{ for a brace itself';

describe('one wrong thing is told once, with its place, its value and what to do', () => {
  test.each([
    [
      'administrator: [a]',
      '1:1 administrator = "administrator" | this key is not known | did you mean "administrators"?',
    ],
    [
      'networks:\n  - name: office\n    cidr: [192.0.2.0/24]',
      '3:5 networks[0].cidr = "cidr" | this key is not known | did you mean "cidrs"?',
    ],
    [
      'networks:\n  - cidrs: [192.0.2.0/24]',
      '2:5 networks[0].name =  | "name" is missing | add `name:` with text',
    ],
    [
      'networks:\n  - name: a\n    cidrs:\n      - 192.0.2.0/33',
      `4:9 networks[0].cidrs[0] = "192.0.2.0/33" | this is not an IP address or CIDR | ${CIDR_FIX}`,
    ],
    [
      'networks: [{ name: a, cidrs: [192.0.2.0/24, 192.0.2.9/24] }]',
      '1:45 networks[0].cidrs[1] = "192.0.2.9/24" | networks[0] lists 192.0.2.0/24 already | keep it in one network: the answer would be ambiguous',
    ],
    [
      'networks: [{ name: a }]',
      '1:12 networks[0] = a group of 1 key | this entry says nothing: it has none of cidrs, file | add cidrs or file',
    ],
    [
      'networks: [{ name: a, cidrs: [192.0.2.1], kind: vpm }]',
      '1:49 networks[0].kind = "vpm" | this word is not known here | did you mean "vpn"?',
    ],
    [
      'networks: [{ name: a, cidrs: [192.0.2.1], country: Switzerland }]',
      '1:52 networks[0].country = "Switzerland" | this is not a country code | write ISO 3166-1 alpha-2 in capitals, e.g. CH',
    ],
    [
      'networks: [{ name: a, cidrs: [192.0.2.1], trusted: yes }]',
      '1:52 networks[0].trusted = "yes" | this should be true or false | write true or false; see docs/configuration.md',
    ],
    [
      'networks:\n  - { name: a, cidrs: [192.0.2.1] }\n  - { name: a, cidrs: [192.0.2.2] }',
      '3:13 networks[1].name = "a" | networks[0] has this name already | give each entry a name of its own',
    ],
    [
      'networks:\n  - name: a\n    file: missing.txt',
      '3:11 networks[0].file = "missing.txt" | this file cannot be read: there is no such file | check the path (it is relative to this file) and its permissions',
    ],
    [
      'networks:\n  - name: a\n    file: latin.txt',
      '3:11 networks[0].file = "latin.txt" | this file is not UTF-8 text | save it as UTF-8',
    ],
    [
      'automation: [{ name: ci, principals: [a], networks: [ofice] }]\nnetworks: [{ name: office, cidrs: [192.0.2.1] }]',
      '1:54 automation[0].networks[0] = "ofice" | no network of this name is declared | did you mean "office"?',
    ],
    [
      'workloads: [{ name: web, principals: [a], applications: [b], networks: [dmz] }]',
      '1:73 workloads[0].networks[0] = "dmz" | no network of this name is declared | declare it: networks: [{ name: "dmz", cidrs: [...] }]',
    ],
    [
      'administrators: alice',
      '1:17 administrators = "alice" | this should be a list | write it as a list: ["alice"]',
    ],
    [
      'administrators: [012345678901]',
      '1:18 administrators[0] = 12345678901 | this should be text | put it in quotes: "012345678901"',
    ],
    [
      'administrators:\n  - *alice',
      '2:5 administrators[0] = "*alice" | YAML reads a leading * as a reference to an anchor, and there is none | put text that starts with * in quotes: "*alice"',
    ],
    [
      'helpdesk: ["a{b"]',
      `1:12 helpdesk[0] = "a{b" | this is a pattern with { but no } after it | ${PATTERN_FIX}`,
    ],
    ['breakGlass: [""]', '1:14 breakGlass[0] = "" | this is empty | write something here, or remove the key'],
    [
      'highValue: [{ name: all, operations: [] }]',
      '1:38 highValue[0].operations = a list of 0 | this list is empty | add an entry, or remove the key',
    ],
    [
      'changes:\n  - { id: C1, actor: a, from: 2026-02-30, to: 2026-03-02 }',
      `2:31 changes[0].from = "2026-02-30" | this is a date that does not exist | ${TIME_FIX}`,
    ],
    [
      'changes:\n  - { id: C1, actor: a, from: 2026-03-01 10:00, to: 2026-03-02 }',
      '2:31 changes[0].from = "2026-03-01 10:00" | this is a time without a zone | add the zone: "2026-03-01T10:00Z" for UTC',
    ],
    [
      'changes:\n  - { id: C1, actor: a, from: 2026-03-03, to: 2026-03-02 }',
      '2:47 changes[0].to = "2026-03-02" | the change ends before it begins (from "2026-03-03") | exchange from and to, or correct one',
    ],
    [
      'changes: [{ id: C1, actor: a, from: 2026-03-01, to: 2026-03-02, until: x }]',
      '1:65 changes[0].until = "until" | this key is not known | known keys: id, actor, target, action, from, to, approvedBy, file, columns, zone',
    ],
    [
      'changes: [{ file: tickets.csv, zone: CET }]',
      '1:38 changes[0].zone = "CET" | this is not a zone | write an offset from UTC such as +01:00, or Z',
    ],
    [
      'exceptions: [{ name: a, owner: b, reason: c }]',
      '1:14 exceptions[0] = a group of 3 keys | this entry says nothing: it has none of analytic, detection, principal, target, network, operation, scope | add at least one of them',
    ],
    [
      'exceptions: [{ name: a, owner: b, reason: c, analytic: AN1471 }]',
      '1:56 exceptions[0].analytic = "AN1471" | there is no such analytic | did you mean "AN1470"?',
    ],
    [
      'exceptions: [{ name: a, owner: b, reason: c, detection: key for someone els }]',
      '1:57 exceptions[0].detection = "key for someone els" | no analytic named here has such a detection | did you mean "key for someone else"?',
    ],
    [
      'exceptions: [{ name: a, owner: b, reason: c, detection: mint }]',
      '1:57 exceptions[0].detection = "mint" | no analytic named here has such a detection | credtrail analytics AN… lists the detections of an analytic',
    ],
    [
      'exceptions: [{ name: a, owner: b, reason: c, principal: d, expires: 31.12.2026 }]',
      `1:69 exceptions[0].expires = "31.12.2026" | this is not an ISO 8601 time or date | ${TIME_FIX}`,
    ],
    [
      'parameters: { AN147: {} }',
      '1:15 parameters.AN147 = "AN147" | there is no such analytic | did you mean "AN1470"?',
    ],
    [
      'parameters: { AN1470: { windw: 5 } }',
      '1:25 parameters.AN1470.windw = "windw" | AN1470 has no such parameter | did you mean "window"?',
    ],
    [
      'parameters: { AN1470: { window: 2000 } }',
      '1:33 parameters.AN1470.window = 2000 | this number is too large | 1 to 1440 minutes, e.g. 60 or "60 minutes"',
    ],
    [
      'parameters: { AN1470: { window: 3 km } }',
      '1:33 parameters.AN1470.window = "3 km" | this should be a number of minutes | 1 to 1440 minutes, e.g. 60 or "60 minutes"',
    ],
    [
      'parameters: { AN1470: { kinds: [keys] } }',
      '1:32 parameters.AN1470.kinds = a list of 1 | "keys" is not one of its words | did you mean "key"?',
    ],
    [
      'parameters: { AN1470: { agents: browser } }',
      '1:33 parameters.AN1470.agents = "browser" | this should be a list of words | e.g. ["browser"]',
    ],
    [
      'parameters: { AN1470: [5] }',
      '1:23 parameters.AN1470 = a list of 1 | this should be a group of keys | write a group of keys; see docs/configuration.md',
    ],
    [
      'budget: { AN9999: 3 }',
      '1:11 budget.AN9999 = "AN9999" | there is no such analytic | analytics: AN1470, AN0526, default',
    ],
    ['budget: { default: 0 }', '1:20 budget.default = 0 | this number is too small | at least 1'],
    [
      'budget: { default: 1.5 }',
      '1:20 budget.default = 1.5 | this should be a whole number | write a whole number; see docs/configuration.md',
    ],
    [
      'limits: { memory: 2 days }',
      '1:19 limits.memory = "2 days" | this is not a size | write bytes (1048576) or a number with its unit: 64MiB, 2GiB',
    ],
    ['limits: { maxExpansion: 0 }', '1:25 limits.maxExpansion = 0 | this number is too small | at least 1'],
    [
      'addressData: { asn: wrong.csv }',
      '1:21 addressData.asn = "wrong.csv" | this is not a table of networks: line 2: two addresses come first | give rows of first,last,asn,organisation,country under a header of these names',
    ],
    [
      'addressData: { asn: plain.mmdb }',
      '1:21 addressData.asn = "plain.mmdb" | this is not an address database | give a MaxMind DB file (.mmdb), e.g. GeoLite2 or DB-IP Lite',
    ],
    [
      '__proto__: { polluted: 1 }',
      '1:1  = "__proto__" | this cannot be a key | use a plain word as the key; text starting with * or [ goes in quotes',
    ],
    [
      '- a\n- b',
      '1:1  = a list of 2 | this should be a group of keys | write a group of keys; see docs/configuration.md',
    ],
    [
      'helpdesk: []\nhelpdesk: []',
      '2:1  = "helpdesk: []" | this key appears twice | merge the two entries under one key',
    ],
    [
      "helpdesk: ['a]\nbreakGlass: [b]",
      '1:12  = "helpdesk: [\'a]" | a quote opens here and is not closed | close it on this line; a quote inside quoted text is written twice or in quotes of the other kind',
    ],
    [
      'helpdesk: [a, b\nbreakGlass: [c]\nnetworks: []',
      '1:11  = "helpdesk: [a, b" | a bracket opens here and is not closed | close it with ] or }; what it holds must be indented further than its key',
    ],
    [
      'networks:\n  - &a { name: a, cidrs: [192.0.2.1] }\n  - { <<: *a, name: b, cidrs: [192.0.2.2] }',
      '3:7 networks[1] = "<<" | merge keys are not part of YAML 1.2 and are not read | write the keys out; a reference (`key: *name`) stands for a whole value only',
    ],
    [
      'breakGlass:\n  - *',
      '2:5 breakGlass[0] = "*" | YAML reads a leading * as a reference to an anchor, and there is none | put text that starts with * in quotes: "*"',
    ],
    [
      'networks:\n  - name: a\n    cidrs: [192.0.2.1]\n    kind: office: x',
      '4:11  = "kind: office: x" | this has a key where none can stand | indent the keys of one group alike, and put text that contains ": " in quotes',
    ],
    [
      'helpdesk\nbreakGlass: []',
      '1:1  = "helpdesk" | this is no key with a value | write `key: value`, and indent the keys of one group alike',
    ],
    [
      'highValue: [{ name: keys, operations: [CreateAccessKey] }]',
      '1:40 highValue[0].operations[0] = "CreateAccessKey" | this names no service, so it fits no operation | write service:Operation, e.g. "iam:CreateAccessKey", or "*:CreateAccessKey" for any service',
    ],
    [
      'changes: [{ id: C1, actor: a, action: DeleteUser, from: 2026-03-01, to: 2026-03-02 }]',
      '1:39 changes[0].action = "DeleteUser" | this names no service, so it fits no operation | write service:Operation, e.g. "iam:CreateAccessKey", or "*:DeleteUser" for any service',
    ],
    [
      'changes: [{ id: C1, actor: a, from: 2026-03-01 }]',
      '1:11 changes[0].to =  | "to" is missing | add `to:` with a time or date, e.g. 2026-03-02',
    ],
    [
      'exceptions: [{ name: a, owner: b, reason: c, principle: bob }]',
      '1:46 exceptions[0].principle = "principle" | this key is not known | did you mean "principal"?',
    ],
    [
      'exceptions: [{ name: a, owner: b, reason: c, principal: "*", scope: "*", expires: 2026-12-31 }]',
      '1:14 exceptions[0] = a group of 6 keys | this exception covers every finding | say whose (principal), which (detection, operation) or where from (network)',
    ],
    [
      'budget: [5]',
      '1:9 budget = a list of 1 | this should be a group of keys | write a group of keys; see docs/configuration.md',
    ],
    ['helpdesk:\n\t- a', '2:1  = "- a" | YAML does not allow tabs as indentation | indent with spaces'],
    [
      'helpdesk: []\n---\nbreakGlass: []',
      '2:1  = "---" | a second document starts here | keep one document: remove this `---` line',
    ],
    [
      'helpdesk: [!x y]',
      '1:12  = "helpdesk: [!x y]" | YAML reads a leading ! as a tag, and tags mean nothing here | put text that starts with ! in quotes',
    ],
  ])('%s', (text, expected) => {
    expect(told(text)).toContain(expected);
    expect(told(text)).toHaveLength(1);
  });
});

test('an exception without expiry is told, and applies', () => {
  const text = 'exceptions:\n  - { name: old keys, principal: bob, owner: o, reason: r }';
  const result = read(text);
  expect('problems' in result ? result.problems : result.warnings).toMatchObject([
    { line: 2, column: 13, path: 'exceptions[0].name', fix: 'add `expires:` with its last day' },
  ]);
  expect(result).toHaveProperty('config.exceptions.0.name', 'old keys');
});

test('an action may be one of ours instead of an operation', () => {
  const text = 'changes: [{ id: C1, actor: a, action: credential.create, from: 2026-03-01, to: 2026-03-02 }]';
  expect(told(text)).toEqual([]);
});

test('all problems of a file are told in one reading, in its order', () => {
  const text = `networks:
  - { name: a, cidrs: [192.0.2.0/33] }
  - { name: a, cidrs: [192.0.2.0/24], trusted: 1 }
automation: [{ name: ci }]
exceptions:
  - { name: x, owner: y, expires: never }
nonsense: true
`;
  expect(problems(text).map(({ line, path }) => `${line} ${path}`)).toEqual([
    '2 networks[0].cidrs[0]',
    '3 networks[1].name',
    '3 networks[1].trusted',
    '4 automation[0].principals',
    '6 exceptions[0].reason',
    '6 exceptions[0]',
    '6 exceptions[0].expires',
    '7 nonsense',
  ]);
});

test('problems inside an included list name that file and its lines', () => {
  expect(problems('networks: [{ name: a, file: bad.txt }]')).toMatchObject([
    { file: '/etc/bad.txt', line: 2, path: 'networks[0].file', value: '"192.0.2.0/40"' },
    { file: '/etc/bad.txt', line: 3, path: 'networks[0].file', value: '"localhost"' },
  ]);
});

test('a ticket export without the needed columns is an error, a single unusable ticket a warning', () => {
  expect(problems('changes: [{ file: columns.csv }]')).toMatchObject([
    { file: '/etc/columns.csv', line: 1, value: '"Number,Who"', message: 'there is no column "id"' },
  ]);
  expect(read('changes: [{ file: tickets.csv }]')).toMatchObject({
    config: { changes: [{ id: 'CHG-1' }] },
    warnings: [{ file: '/etc/tickets.csv', line: 3, value: '"CHG-2"' }],
  });
});

test('a good file becomes plain data with times, sizes, paths and defaults filled in', () => {
  const text = `networks:
  - { name: office, file: good.txt, cidrs: [198.51.100.0/24], kind: office }
changes:
  - { id: C1, actor: alice, from: 2026-03-02, to: 2026-03-02 }
exceptions:
  - { name: e, principal: bob, owner: o, reason: r, expires: 2026-03-02 }
parameters: { AN1470: { window: 2 hours, agents: ["*"] } }
budget: { AN1470: 3 }
limits: { memory: 1 GiB, maxExpansion: 20.5 }
breakGlass:
`;
  expect(read(text)).toMatchObject({
    config: {
      networks: [
        {
          name: 'office',
          cidrs: ['198.51.100.0/24', '192.0.2.0/24', '2001:db8::1'],
          trusted: false,
          kind: 'declared',
        },
      ],
      changes: [{ from: Date.parse('2026-03-02T00:00Z'), to: Date.parse('2026-03-02T23:59:59.999Z') }],
      exceptions: [{ fields: { principal: 'bob' }, expires: Date.parse('2026-03-02T23:59:59.999Z') }],
      parameters: { AN1470: { window: 120, agents: ['*'] } },
      budget: { AN1470: 3 },
      limits: { memory: 1024 ** 3, maxExpansion: 20.5 },
      highValueDefaults: true,
      breakGlass: [],
    },
    warnings: [],
  });
});

test.each(['', '# nothing\n', 'networks:\n', '{}', '\ufeffhelpdesk: []'])(
  '%j declares nothing and is fine',
  (text) => {
    expect(read(text)).toHaveProperty('config');
  },
);

test.each([
  ['flow lists', '['.repeat(100_000)],
  ['flow groups', `a: ${'{b: '.repeat(100_000)}`],
  ['list items on one line', '- '.repeat(100_000)],
  ['keys on one line', '? '.repeat(100_000)],
  ['indentation', Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
])('endless nesting of %s is refused before it is parsed', (_, text) => {
  expect(problems(text)).toMatchObject([{ message: 'nested too deeply' }]);
});

test('references that multiply are refused', () => {
  const bomb = Array.from(
    { length: 12 },
    (_, i) =>
      `a${i}: &a${i} [${Array(9)
        .fill(i === 0 ? 'x' : `*a${i - 1}`)
        .join(', ')}]`,
  );
  expect(told(bomb.join('\n'))).toContainEqual(expect.stringContaining('more than 100000 values'));
  expect(told('helpdesk: &a [*a]')).toContainEqual(expect.stringContaining('this reference contains itself'));
});

test('a reference stands for what it names', () => {
  expect(read('helpdesk: &people ["a"]\nadministrators: *people')).toMatchObject({
    config: { administrators: ['a'], helpdesk: ['a'] },
  });
});

test('a file beyond 1 MiB is refused', () => {
  expect(problems(`# ${'x'.repeat(1024 * 1024)}`)).toMatchObject([
    { message: 'the file is larger than 1 MiB' },
  ]);
});

test('nothing in the file can change what objects are', () => {
  read(
    'constructor: 1\n__proto__: { polluted: true }\nbudget: { __proto__: { default: 3 } }\nlimits: { constructor: 2 }',
  );
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(told('budget: { constructor: 3, toString: 4 }')).toHaveLength(2);
});

test('the description is plain text, one block per problem, with nothing a terminal would act on', () => {
  const text = describeConfigProblems(problems('"\\e[31mkey\\u202e": 1\nbudget: { AN147: 1 }'));
  expect(text.split('\n')).toEqual([
    '/etc/credtrail.yaml:1:1: this key is not known',
    expect.stringMatching(/^ {4}found {2}\["\\u001b\[31mkey\\u202e"\] = "\\u001b\[31mkey\\u202e"$/),
    expect.stringMatching(/^ {4}fix {4}known keys: networks, /),
    '/etc/credtrail.yaml:2:11: there is no such analytic',
    '    found  budget.AN147 = "AN147"',
    '    fix    did you mean "AN1470"?',
    '',
  ]);
});

const WORD = fc.constantFrom(
  'networks',
  'changes',
  'exceptions',
  'parameters',
  'AN1470',
  'window',
  'name',
  'file',
  'from',
  'cidrs',
  '192.0.2.0/24',
  '2026-03-02',
  '&a',
  '*a',
  '<<',
  '__proto__',
  '!!binary',
  '!x',
  'null',
  '~',
  '.nan',
  '0x1f',
  '"',
  "'",
  '|',
  '>',
  '%YAML 1.1',
  '\ud800',
  '\u0000',
);
const MARK = fc.constantFrom(
  ': ',
  ':',
  '\n',
  '\n  ',
  '\n    - ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  ', ',
  '? ',
  '# ',
  '\n---\n',
  '\t',
  ' ',
);

test('whatever the text, the answer is a configuration or problems with places, never a throw', () => {
  const yamlish = fc
    .array(fc.oneof(WORD, MARK, fc.string({ maxLength: 5 })), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(yamlish, (text) => {
      for (const { line, column, message, fix } of problems(text)) {
        expect(line >= 1 && column >= 1 && message !== '' && fix !== '').toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('whatever values stand under known keys, the answer is a configuration or problems', () => {
  const sections = fc.constantFrom(
    'networks',
    'automation',
    'changes',
    'exceptions',
    'parameters',
    'budget',
    'limits',
    'addressData',
    'helpdesk',
  );
  const keys = fc.constantFrom(
    'name',
    'cidrs',
    'file',
    'from',
    'to',
    'columns',
    'AN1470',
    'window',
    'analytic',
    'asn',
    'memory',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, -1, 1e300, '', 'x', '*', '2026-01-01'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(sections, value, { maxKeys: 4 }), (file) => {
      const result = read(JSON.stringify(file));
      expect('problems' in result ? result.problems.length > 0 : 'config' in result).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
