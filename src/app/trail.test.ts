import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ACCOUNT, record, userIdentity, writeRecords } from '../../test/harness/cloudtrail.ts';
import { EMPTY_CONFIG } from '../config/config.ts';
import { EMPTY_CONTEXT } from '../config/context.ts';
import { listInputs } from '../input/list.ts';
import { renderTrail, renderTrailJson, type TrailTreeNode } from '../report/trail.ts';
import { followTrail } from './trail.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-trail-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

type Fields = Readonly<Record<string, unknown>>;

function session(key: string): Fields {
  return {
    type: 'AssumedRole',
    principalId: `AROASAMPLEDEPLOY:${key}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${key}`,
    accountId: ACCOUNT,
    accessKeyId: key,
  };
}

function assume(by: Fields, key: string, second: number): Fields {
  const time = new Date(Date.parse('2026-03-02T09:00:00Z') + second * 1000).toISOString();
  return record(time, {
    userIdentity: by,
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`, roleSessionName: key },
    responseElements: {
      credentials: { accessKeyId: key },
      assumedRoleUser: {
        assumedRoleId: `AROASAMPLEDEPLOY:${key}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${key}`,
      },
    },
  });
}

async function roots(asked: string, records: readonly Fields[]): Promise<readonly TrailTreeNode[]> {
  const { files } = listInputs([writeRecords(join(FOLDER, `${asked.replace('*', 'all')}.json`), records)]);
  const { report } = await followTrail(asked, {
    files,
    config: EMPTY_CONFIG,
    context: EMPTY_CONTEXT,
    threads: 1,
  });
  expect(renderTrail(report, { colour: false, width: 100 })).not.toBe('');
  expect(renderTrailJson(report)).toContain(asked);
  return report.roots;
}

/** `parent(child, child(…))` */
function shape({ credential, children }: TrailTreeNode): string {
  return children.length === 0 ? credential.uid : `${credential.uid}(${children.map(shape).join(', ')})`;
}

const MARIA = userIdentity('maria');

describe('the trail', () => {
  test('holds the ancestors of what was asked for, and all its descendants', async () => {
    const records = [
      assume(MARIA, 'ASIAA', 0),
      assume(MARIA, 'ASIAB', 1),
      assume(session('ASIAA'), 'ASIAAA', 2),
      assume(session('ASIAA'), 'ASIAAB', 3),
      assume(session('ASIAAA'), 'ASIAAAA', 4),
    ];
    expect((await roots('ASIAAA', records)).map(shape)).toEqual([
      'AKIASAMPLEMARIA01(ASIAA(ASIAAA(ASIAAAA)))',
    ]);
    expect((await roots('ASIAA', records)).map(shape)).toEqual([
      'AKIASAMPLEMARIA01(ASIAA(ASIAAA(ASIAAAA), ASIAAB))',
    ]);
    expect(await roots('nobody', records)).toEqual([]);
  });

  test('a descendant that was asked for as well hides none of the others', async () => {
    const records = [
      assume(MARIA, 'ASIAX', 0),
      assume(session('ASIAX'), 'ASIAY', 1),
      assume(session('ASIAY'), 'ASIAXZ', 2),
      assume(session('ASIAY'), 'ASIAW', 3),
    ];
    expect((await roots('ASIAX*', records)).map(shape)).toEqual([
      'AKIASAMPLEMARIA01(ASIAX(ASIAY(ASIAXZ, ASIAW)))',
    ]);
  });

  test('of credentials that issued each other is shown once, from the earliest', async () => {
    const records = [assume(session('ASIAONE'), 'ASIATWO', 0), assume(session('ASIATWO'), 'ASIAONE', 1)];
    expect((await roots('ASIA*', records)).map(shape)).toEqual(['ASIATWO(ASIAONE)']);
  });

  test('of a chain of thousands is shown in pieces, none lost', async () => {
    const records = Array.from({ length: 3000 }, (_, at) =>
      assume(session(`ASIA${at}`), `ASIA${at + 1}`, at),
    );
    const shown = (await roots('*', records)).map(shape).join(' ');
    expect(new Set(shown.match(/ASIA\d+/g)).size).toBe(3001);
  });
});
