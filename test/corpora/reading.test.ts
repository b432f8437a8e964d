/** Every file of the captures, read: each log is taken for what it is, its records become events, and nothing else is claimed. */

import { describe, expect, test } from 'vitest';
import { corporaPresent } from '../harness/corpora.ts';
import { readEveryFile } from './folders.ts';
import { productOf } from './products.ts';

/** Of whole records, as vendors wrote them. */
const LEAST_SHARE = 0.995;

const PRESENT = corporaPresent();

describe.skipIf(!PRESENT)('real logs', () => {
  const readings = (PRESENT ? readEveryFile() : []).map((reading) => ({
    ...reading,
    product: productOf(reading.path),
  }));
  const whole = readings.filter(({ product }) => product !== undefined && product.fragments !== true);
  const sources = [...new Set(whole.flatMap(({ product }) => product?.sources ?? []))].sort();

  test('each whole log is recognised as exactly its product', () => {
    const wrong = whole.filter(({ product, report }) => !product?.sources.includes(report.source));
    expect(wrong.map(({ path, report }) => `${path}: ${report.source || 'unrecognised'}`)).toEqual([]);
  });

  test('what is printed in part is recognised as its product or not at all', () => {
    const wrong = readings.filter(
      ({ product, report }) => report.source !== '' && !(product?.sources ?? []).includes(report.source),
    );
    expect(wrong.map(({ path, report }) => `${path}: ${report.source}`)).toEqual([]);
  });

  test.each(sources)(
    'nearly all whole records of %s become an event or are skipped for a reason',
    (source) => {
      const reports = whole.filter(({ report }) => report.source === source).map(({ report }) => report);
      const records = sum(reports.map((report) => report.records));
      const unread = readings
        .filter(({ report, product }) => report.source === source && product?.fragments !== true)
        .flatMap(({ path, problems }) =>
          [...problems].map(([message, count]) => `${count} ${message} (${path})`),
        );
      const skipped = sum(reports.flatMap(({ skipped: by }) => Object.values(by)));
      const used = sum(reports.map(({ events }) => events)) + skipped;
      expect(used / Math.max(records, 1), unread.join('\n')).toBeGreaterThanOrEqual(LEAST_SHARE);
    },
  );

  test.each([
    ['stratus-red-team/', 119],
    ['invictus-aws/', 2900],
  ])('every record of %s becomes an event', (folder, count) => {
    const reports = readings.filter(({ path }) => path.startsWith(folder)).map(({ report }) => report);
    expect(sum(reports.map(({ events }) => events))).toBe(count);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
