import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareFinding, quietResult, sampleFinding, sampleResult } from '../../test/harness/sample-finding.ts';
import { escapeControls } from '../lib/text.ts';
import { CSV_COLUMNS, csvCell, renderCsv } from './csv.ts';

test('every finding is a row under the documented columns', () => {
  const rows = parseCsv(renderCsv(sampleResult()));
  expect(rows).toHaveLength(3);
  expect(rows[0]).toEqual(Object.keys(CSV_COLUMNS));
  const [bare, full] = rows.slice(1).map((row) => new Map(row.map((cell, at) => [rows[0]?.[at], cell])));
  expect(full?.get('principalUid')).toBe('arn:aws:iam::111122223333:user/alice');
  expect(full?.get('trail')).toBe('AKIAIOSFODNN7EXAMPL1 > ASIAIOSFODNN7EXAMPL2');
  expect(bare?.get('credentialUid')).toBe('');
});

test('a result without findings is the header alone', () => {
  expect(parseCsv(renderCsv(quietResult()))).toEqual([Object.keys(CSV_COLUMNS)]);
});

test.each([
  ['=HYPERLINK("https://example.com")', `"'=HYPERLINK(""https://example.com"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\\u0009=1"],
  ['\r=1', "'\\u000d=1"],
  ['"=1', `"'""=1"`],
  ["'=1", "''=1"],
  ['  =1', "'  =1"],
  ['＝1', "'＝1"],
  ['arn:aws:iam::111122223333:user/a=b', 'arn:aws:iam::111122223333:user/a=b'],
  ['a,b', '"a,b"'],
  ['two\nlines', 'two\\u000alines'],
])('the cell %j is written as %j', (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test('cells parse back as they were, once the guard against formulas is taken off', () => {
  const word = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\t "']*[=+@-]?[a-z",\r\n]*$/));
  fc.assert(
    fc.property(word, word, (title, name) => {
      const finding = sampleFinding({ title, principal: { uid: name, kind: 'user', name } });
      const [header = [], row = [], ...more] = parseCsv(renderCsv(sampleResult({ findings: [finding] })));
      expect(more).toEqual([]);
      expect(row).toHaveLength(header.length);
      expect(unguarded(row[header.indexOf('title')])).toBe(escapeControls(title));
      expect(unguarded(row[header.indexOf('principalName')])).toBe(escapeControls(name));
      for (const cell of row) expect(cell).not.toMatch(/^[\s"]*[=+\-@]/);
    }),
  );
});

test('numbers stay numbers', () => {
  expect(csvCell(-3.5)).toBe('-3.5');
  expect(renderCsv(sampleResult({ findings: [bareFinding()] }))).toContain(',17.25,');
});

/** The guard is one apostrophe before something that would otherwise start a formula. */
function unguarded(cell = ''): string {
  return /^'[\s"']*(?:[=+\-@＝＋－＠|%]|\\u000[9ad])/.test(cell) ? cell.slice(1) : cell;
}

/** RFC 4180, character by character, written for this test alone. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[at++];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      at++;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += character;
  }
  expect([quoted, row, cell]).toEqual([false, [], '']);
  return rows;
}
