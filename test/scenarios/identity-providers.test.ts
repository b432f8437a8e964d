/**
 * The same intrusion at every identity provider that the simulator does not write logs of, told in each one's own
 * records: what an analytic promises "over every identity provider" is held against each of them from bytes to incident.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { scan } from '../../src/app/scan.ts';
import { EMPTY_CONFIG } from '../../src/config/config.ts';
import { compileContext } from '../../src/config/context.ts';
import { listInputs } from '../../src/input/list.ts';
import { compareLevels } from '../../src/model/level.ts';
import type { Result } from '../../src/model/result.ts';
import { AUTH0 } from './identity-providers/auth0.ts';
import type { Dialect } from './identity-providers/dialect.ts';
import { DUO } from './identity-providers/duo.ts';
import { JUMPCLOUD } from './identity-providers/jumpcloud.ts';
import { KEYCLOAK } from './identity-providers/keycloak.ts';
import { ONELOGIN } from './identity-providers/onelogin.ts';
import { PING_ONE } from './identity-providers/ping-one.ts';
import { INTRUSION_STEPS, NIGHT, tell } from './identity-providers/story.ts';

const DIALECTS: readonly Dialect[] = [AUTH0, DUO, JUMPCLOUD, KEYCLOAK, ONELOGIN, PING_ONE];
const FOLDER = mkdtempSync(join(tmpdir(), 'credtrail-dialects-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

async function scanned(dialect: Dialect): Promise<Result> {
  const file = join(FOLDER, `${dialect.source}.ndjson`);
  writeFileSync(
    file,
    tell(dialect)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(''),
  );
  const { files, problems } = listInputs([file]);
  const context = compileContext(EMPTY_CONFIG);
  const { result } = await scan({
    files,
    listing: problems,
    config: EMPTY_CONFIG,
    context,
    threads: 1,
    minLevel: 'low',
  });
  return result;
}

describe.each(DIALECTS)('$source', (dialect) => {
  test('every record is read, and tells of a night unlike the days before', async () => {
    const { counters, findings, incidents } = await scanned(dialect);
    const records = tell(dialect).length;
    expect(counters.sources).toEqual({
      [dialect.source]: { files: 1, records, events: records, skipped: 0, problems: 0 },
    });
    const loud = findings.filter(({ level }) => compareLevels(level, 'medium') >= 0);
    expect(loud.filter(({ lastSeen }) => lastSeen < NIGHT).map(({ title }) => title)).toEqual([]);
    const [incident] = incidents;
    expect(incident?.level).toMatch(/^(?:high|critical)$/);
    const told = new Set(
      findings.filter(({ incident: uid }) => uid === incident?.uid).flatMap(({ eventUids }) => eventUids),
    );
    expect(told.size).toBeGreaterThanOrEqual(INTRUSION_STEPS - 1);
  });
});
