/** Every intrusion that can be staged, sorted by id. A new one is a file or folder here and a line in this list. */

import type { Campaign } from '../stage.ts';
import { stolenInstanceRole } from './stolen-instance-role/index.ts';

export const CAMPAIGNS: readonly Campaign[] = [stolenInstanceRole];
