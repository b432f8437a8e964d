/** The shape of `credtrail.yaml` as JSON Schema, for completion and checks in editors. Derived, never edited. */

import { z } from 'zod';
import { configSchema } from './schema.ts';

/** Draft 2020-12. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    title: 'Credtrail configuration (credtrail.yaml)',
    description: 'What Credtrail should know about your organisation. See docs/configuration.md.',
    ...z.toJSONSchema(configSchema, { io: 'input' }),
  };
}

/** The schema as it lies in `schemas/`. */
export function configJsonSchemaText(): string {
  return `${JSON.stringify(configJsonSchema(), undefined, 2)}\n`;
}
