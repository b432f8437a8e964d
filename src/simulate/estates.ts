/** Every provider beside AWS, sorted by id. A new one is a folder here and a line in this list. */

import type { Estate } from './estate.ts';
import { okta } from './okta/estate.ts';
import { workspace } from './workspace/estate.ts';

export const ESTATES: readonly Estate[] = [okta, workspace];
