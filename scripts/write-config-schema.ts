/** Writes `schemas/credtrail.schema.json`; a test beside the schema says when that is due. */

import { writeFileSync } from 'node:fs';
import { configJsonSchemaText } from '../src/config/json-schema.ts';

writeFileSync('schemas/credtrail.schema.json', configJsonSchemaText());
