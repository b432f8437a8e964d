import { expect, test } from 'vitest';
import { hostileResult, manyFindings } from '../../../test/harness/hostile-result.ts';
import { quietResult, sampleResult } from '../../../test/harness/sample-finding.ts';
import { renderMarkdown } from './render.ts';

const OPTIONS = {
  tool: { name: 'credtrail', version: '0.0.0' },
  analytics: [{ id: 'AN0717', technique: 'T1606', title: 'Tokens minted by unusual principals' }],
  coverage: {
    lines: [
      {
        analytic: 'AN0717',
        provider: 'aws',
        verdict: 'degraded' as const,
        reasons: ['data events were not seen: a thief who only reads is not seen'],
        fixes: ['switch on data events'],
      },
    ],
    toSwitchOn: [
      {
        fix: 'switch on data events',
        reasons: ['data events were not seen', 'a thief who only reads is not seen'],
        helps: ['AN0717 aws'],
      },
    ],
    unread: ['okta'],
  },
};

test('a result reads well in a ticket', async () => {
  await expect(renderMarkdown(sampleResult(), OPTIONS)).toMatchFileSnapshot('../snapshots/report.md.txt');
});

test('a run that found nothing says so', () => {
  const text = renderMarkdown(quietResult(), OPTIONS);
  expect(text).toContain('**Nothing was found in 12,300 events of 31 principals.**');
});

test('nothing of what logs hold is a tag, a link or a line of its own', () => {
  const text = renderMarkdown(hostileResult(), OPTIONS);
  expect(text).not.toMatch(/(?<!\\)<|(?<!\\)\]\(|:\/\//);
  const shape = (lines: string) =>
    lines.split('\n').map((line) => /^(?:#+|\||-|\d+\.|\s+-)?/.exec(line)?.[0]);
  expect(shape(text)).toEqual(shape(renderMarkdown(manyFindings(), OPTIONS)));
});
