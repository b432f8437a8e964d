/** Every provider beside AWS, sorted by id. A new one is a folder here and a line in this list. */

import type { Estate } from './estate.ts';
import { gcp } from './gcp/estate.ts';
import { hosts } from './hosts/estate.ts';
import { microsoft } from './microsoft/estate.ts';
import { okta } from './okta/estate.ts';
import { workspace } from './workspace/estate.ts';

export const ESTATES: readonly Estate[] = [gcp, hosts, microsoft, okta, workspace];
