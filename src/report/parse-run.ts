/** Reads back what a run was asked, out of a saved result; as strict as `parse-result.ts`, of which it is a part. */

import { z } from 'zod';
import { LEVELS } from '../model/level.ts';
import type { RunInput, RunSetup } from '../model/result.ts';

const time = z.iso.datetime().transform((text) => Date.parse(text));

const input = z
  .object({
    path: z.string(),
    bytes: z.number(),
    baseline: z.boolean(),
    sha256: z.string().nullable(),
  })
  .transform(({ sha256, ...rest }): RunInput => ({ ...rest, ...(sha256 === null ? {} : { sha256 }) }));

export const runSchema = z
  .object({
    inputs: z.array(input),
    inputCount: z.number(),
    configuration: z.object({ file: z.string(), sha256: z.string() }).nullable(),
    analytics: z.array(z.string()),
    minLevel: z.enum(LEVELS),
    continued: z.boolean(),
    since: time.nullable(),
    until: time.nullable(),
  })
  .transform(
    ({ configuration, since, until, ...rest }): RunSetup => ({
      ...rest,
      ...(configuration === null ? {} : { configuration }),
      ...(since === null ? {} : { since }),
      ...(until === null ? {} : { until }),
    }),
  );
