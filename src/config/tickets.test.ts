import { expect, test } from 'vitest';
import { parseCsv } from './csv.ts';
import { readTickets, type TicketOptions } from './tickets.ts';

const PLAIN: TicketOptions = { columns: {}, zone: undefined };
const CHANGE = {
  id: 'CHG-1',
  actor: 'alice',
  target: undefined,
  action: undefined,
  from: Date.parse('2026-03-02T09:00Z'),
  to: Date.parse('2026-03-02T12:00Z'),
  approvedBy: 'bob',
};
const FROM = '2026-03-02T09:00Z';
const TO = '2026-03-02T12:00Z';

test.each<[string, string, TicketOptions]>([
  ['commas', `id,actor,from,to,approvedBy\nCHG-1,alice,${FROM},${TO},bob\n`, PLAIN],
  [
    'semicolons and other spellings',
    `ID;Actor;From;To;Approved By\r\nCHG-1;alice;${FROM};${TO};bob\r\n`,
    PLAIN,
  ],
  [
    'tabs and no last line break',
    `id\tactor\tfrom\tto\tapproved_by\nCHG-1\talice\t${FROM}\t${TO}\tbob`,
    PLAIN,
  ],
  [
    'quotes',
    `"id","actor","from","to","approvedBy","note"\n"CHG-1","alice","${FROM}","${TO}","bob","a ""b"",\nc"\n`,
    PLAIN,
  ],
  [
    'names of its own and a zone',
    'Number,Who,Start,End,OK\nCHG-1,alice,2026-03-02 10:00,2026-03-02 13:00,bob',
    { columns: { id: 'Number', actor: 'who', from: 'Start', to: 'End', approvedBy: 'OK' }, zone: '+01:00' },
  ],
  [
    'a JSON list',
    JSON.stringify([{ id: 'CHG-1', actor: 'alice', from: FROM, to: TO, approvedBy: 'bob' }]),
    PLAIN,
  ],
  [
    'JSON with paths inside one list',
    JSON.stringify({
      total: 1,
      issues: [{ key: 'CHG-1', fields: { who: { name: 'alice' }, from: FROM, to: TO, ok: 'bob' } }],
    }),
    {
      columns: {
        id: 'key',
        actor: 'fields.who.name',
        from: 'fields.from',
        to: 'fields.to',
        approvedBy: 'fields.ok',
      },
      zone: undefined,
    },
  ],
])('an export with %s is read', (_, text, options) => {
  expect(readTickets(text, options)).toEqual({ changes: [CHANGE], errors: [], unusable: [] });
});

test('numbers as ids, empty optional cells and dates alone are fine', () => {
  const { changes } = readTickets('id,actor,target,from,to\n17,alice,,2026-03-02,2026-03-02\n', PLAIN);
  expect(changes).toEqual([
    {
      ...CHANGE,
      id: '17',
      from: Date.parse('2026-03-02T00:00Z'),
      to: Date.parse('2026-03-02T23:59:59.999Z'),
      approvedBy: undefined,
    },
  ]);
});

test.each([
  ['CHG-2,,2026-03-02,2026-03-03', 'this ticket has no actor'],
  ['CHG-2,bob,2026-03-02', 'this ticket has no to'],
  ['CHG-2,bob,2026-03-02 10:00,2026-03-03', 'this ticket cannot be used: this is a time without a zone'],
  ['CHG-2,bob,2026-02-30,2026-03-03', 'this ticket cannot be used: this is a date that does not exist'],
  [
    'CHG-2,bob{,2026-03-02,2026-03-03',
    'this ticket cannot be used: this is a pattern with { but no } after it',
  ],
  ['CHG-2,bob,2026-03-04,2026-03-03', 'this change ends before it begins'],
])('the ticket %s is passed over, the others are kept', (row, message) => {
  const text = `id,actor,from,to\n${row}\nCHG-3,carol,2026-03-02,2026-03-03\n`;
  const { changes, unusable } = readTickets(text, PLAIN);
  expect(changes.map(({ id }) => id)).toEqual(['CHG-3']);
  expect(unusable).toMatchObject([{ line: 2, value: '"CHG-2"', message }]);
});

test.each([
  ['', 'there is no column "id"'],
  ['id,actor,from\n', 'there is no column "to"'],
  ['{"a": 1}', 'this is not a JSON list of tickets'],
  ['{"a": [], "b": []}', 'this is not a JSON list of tickets'],
  ['[{"id": ', 'this is not a JSON list of tickets'],
])('%j as a whole cannot be used', (text, message) => {
  expect(readTickets(text, PLAIN).errors).toMatchObject([{ line: 1, message }]);
});

test('a column that was named and is not there is an error even where it is optional', () => {
  const { errors } = readTickets('id,actor,from,to\n', {
    columns: { approvedBy: 'Approver' },
    zone: undefined,
  });
  expect(errors).toMatchObject([{ message: 'there is no column "Approver"' }]);
});

test.each([
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,\n,b',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['a\n\n\nb\n', [['a'], ['b']]],
  ['"a', [['a']]],
  ['"a"x,b', [['ax', 'b']]],
  ['a,b,', [['a', 'b', '']]],
  ['', []],
])('%j has the rows %j', (text, expected) => {
  expect(parseCsv(text).map(({ cells }) => cells)).toEqual(expected);
});

test('rows know the line they begin on, also after line breaks in quotes', () => {
  expect(parseCsv('a,b\n"1\n2",3\r\n\n4,5').map(({ line }) => line)).toEqual([1, 2, 5]);
});
