/** What a run was asked, as its result tells it. Looks at the request only; no file is opened. */

import { ANALYTICS } from '../analytics/index.ts';
import type { InputFile } from '../input/input-file.ts';
import type { RunSetup } from '../model/result.ts';

/** The part of a request that decides its result. */
export type Asked = Pick<RunSetup, 'configuration' | 'minLevel' | 'since' | 'until'> & {
  readonly files: readonly InputFile[];
  /** ATT&CK ids; undefined = all. */
  readonly analytics?: readonly string[];
  readonly state?: string;
};

const MOST_INPUTS = 10_000;

export function setupOf(asked: Asked): RunSetup {
  const { files, configuration, analytics, minLevel, since, until, state } = asked;
  const ids = ANALYTICS.map(({ attack }) => attack);
  return {
    inputs: files
      .map(({ path, size, baseline }) => ({ path, bytes: size, baseline }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .slice(0, MOST_INPUTS),
    inputCount: files.length,
    ...(configuration === undefined ? {} : { configuration }),
    analytics: analytics === undefined ? ids : ids.filter((id) => analytics.includes(id)),
    minLevel,
    continued: state !== undefined,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}
