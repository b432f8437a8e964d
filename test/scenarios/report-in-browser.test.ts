/**
 * The HTML report in a real browser: whatever logs hold, nothing of it runs and nothing is fetched; the pictures are
 * drawn; and whoever cannot see finds their way. Scripts are tried with the page's own policy set aside, too, so that
 * escaping is tested by itself.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { renderHtml } from '../../src/report/html/render.ts';
import { type Browser, type BrowserPage, findChromium, launch } from '../harness/browser.ts';
import { ATTACKS, hostileResult, manyFindings } from '../harness/hostile-result.ts';
import { quietResult, sampleResult } from '../harness/sample-finding.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-report-'));
const OPTIONS = {
  tool: { name: 'credtrail', version: '0.0.0' },
  analytics: [{ id: 'AN0717', technique: 'T1606', title: 'Tokens minted by unusual principals' }],
  // Who changed logging, and where: names out of logs, too.
  coverage: {
    lines: [
      {
        analytic: 'AN0717',
        provider: 'aws',
        verdict: 'degraded' as const,
        reasons: ATTACKS,
        fixes: ['switch on'],
      },
    ],
    toSwitchOn: [{ fix: 'switch on', reasons: ATTACKS, helps: ['AN0717 aws'] }],
    unread: ['okta'],
  },
};
const chromium = await findChromium();
if (chromium === undefined)
  process.stderr.write('report in a browser: no Chromium here; CREDTRAIL_CHROMIUM names one\n');

let browser: Browser;
beforeAll(() => {
  if (chromium !== undefined) browser = launch(chromium);
});
afterAll(async () => {
  await browser?.close();
  rmSync(FOLDER, { recursive: true });
});

async function shown(name: string, result: Result, bypass = false): Promise<BrowserPage> {
  const path = join(FOLDER, `${name}.html`);
  writeFileSync(path, renderHtml(result, OPTIONS));
  const page = await browser.page();
  await page.send('Page.setBypassCSP', { enabled: bypass });
  await page.open(path);
  return page;
}

const COUNT = `JSON.stringify(Object.entries([...document.querySelectorAll('*')].reduce((all, {tagName}) => ({...all, [tagName]: (all[tagName] ?? 0) + 1}), {})).sort())`;

describe.skipIf(chromium === undefined)('the report in a browser', () => {
  test.each([
    ['with its policy', false],
    ['with its policy set aside', true],
  ])('runs and fetches nothing of what logs hold, %s', async (name, bypass) => {
    const page = await shown(`hostile ${bypass}`, hostileResult(), bypass);
    await page.evaluate(
      `[...document.querySelectorAll('*')].forEach((each) => { each.focus?.(); each.dispatchEvent(new Event('mouseover')); })`,
    );
    expect(await page.evaluate('window.ran'), name).toBeUndefined();
    expect(
      await page.evaluate(
        `document.querySelectorAll('script, img, iframe, object, embed, link, base, form, body [style], foreignObject').length`,
      ),
    ).toBe(0);
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('*')].flatMap(({attributes}) => [...attributes].map(({name}) => name)).filter((name) => name.startsWith('on'))`,
      ),
    ).toEqual([]);
    expect(
      await page.evaluate(
        `[...document.links].filter((link) => !link.getAttribute('href').startsWith('#')).length`,
      ),
    ).toBe(0);
    const fetched = page.events.filter(({ method }) => method === 'Network.requestWillBeSent');
    expect(fetched).toHaveLength(1);
    expect(page.events.filter(({ method }) => /^Log|exceptionThrown|consoleAPI/.test(method))).toEqual([]);
  });

  test('shows what logs hold as text, letter by letter', async () => {
    const page = await shown('text', hostileResult());
    const text = String(await page.evaluate('document.body.textContent'));
    expect(text).toContain('<script>window.ran=1</script>');
    expect(text).toContain('&lt;script&gt;window.ran=1');
    expect(text).toContain('\\u202e\\u0000\\u001b[31m');
  });

  test('is built alike whatever the texts are', async () => {
    const [plain, attacked] = [
      await shown('plain', manyFindings()),
      await shown('attacked', hostileResult()),
    ];
    expect(await attacked.evaluate(COUNT)).toBe(await plain.evaluate(COUNT));
  });

  test.each([
    ['light', 'screen'],
    ['dark', 'screen'],
    ['light', 'print'],
  ])('draws its pictures, %s on %s', async (scheme, media) => {
    const page = await shown('pictures', sampleResult());
    await page.send('Emulation.setEmulatedMedia', {
      media,
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
    const drawn = await page.evaluate(`[...document.querySelectorAll('svg[role=img]')].map((svg) => ({
      name: svg.getAttribute('class'),
      size: Math.min(svg.getBoundingClientRect().width, svg.getBoundingClientRect().height),
      shapes: [...svg.querySelectorAll('rect.box, circle')].filter((shape) => shape.getBoundingClientRect().width > 5).length,
      invisible: [...svg.querySelectorAll('text:not(.mark-text)')].filter((text) => getComputedStyle(text).fill === getComputedStyle(document.body).backgroundColor).length,
      wide: [...svg.querySelectorAll('g')].filter((box) => [...box.querySelectorAll('text')].some((text) => text.getBBox().x + text.getBBox().width > box.querySelector('.box').getBBox().width)).length,
    }))`);
    expect(drawn).toEqual([
      { name: 'timeline', size: expect.any(Number), shapes: 2, invisible: 0, wide: 0 },
      { name: 'trail-picture', size: expect.any(Number), shapes: expect.any(Number), invisible: 0, wide: 0 },
    ]);
    for (const { size, shapes } of drawn as { size: number; shapes: number }[]) {
      expect(size).toBeGreaterThan(60);
      expect(shapes).toBeGreaterThanOrEqual(2);
    }
  });

  test.each([
    ['with findings', sampleResult()],
    ['without', quietResult()],
  ])('can be found one’s way in by ear and by keyboard, %s', async (name, result) => {
    const page = await shown(name, result);
    expect(
      await page.evaluate(
        `['header', 'nav', 'main', 'footer', 'h1'].map((each) => document.querySelectorAll(each).length)`,
      ),
    ).toEqual([1, 1, 1, 1, 1]);
    const levels = (await page.evaluate(
      `[...document.querySelectorAll('h1,h2,h3,h4')].map(({tagName}) => Number(tagName[1]))`,
    )) as number[];
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('table')].filter((table) => table.caption === null || table.querySelector('th[scope=col]') === null).length`,
      ),
    ).toBe(0);
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('svg:not([aria-hidden])')].filter((svg) => svg.querySelector('title') === null || svg.querySelector('desc') === null).length`,
      ),
    ).toBe(0);
    expect(
      await page.evaluate(
        `[...document.links].filter(({hash}) => document.getElementById(hash.slice(1)) === null).map(({hash}) => hash)`,
      ),
    ).toEqual([]);
    expect(
      await page.evaluate(
        `(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(({id}) => id))`,
      ),
    ).toBe(0);
    expect(await page.evaluate(`document.documentElement.lang`)).toBe('en');
  });

  test.each([
    ['a narrow screen', 390, 'screen'],
    ['a printed page', 700, 'print'],
  ])('fits %s without running over its side', async (name, width, media) => {
    const page = await shown(name, hostileResult());
    await page.send('Emulation.setEmulatedMedia', { media });
    await page.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 800,
      deviceScaleFactor: 1,
      mobile: false,
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});

test('the report holds no clock: the same result gives the same bytes', () => {
  expect(renderHtml(sampleResult(), OPTIONS)).toBe(renderHtml(structuredClone(sampleResult()), OPTIONS));
});
