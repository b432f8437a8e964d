/** Intrusions that a simulation can stage, each with its labels. Explicit list. */

import type { Campaign } from '../stage.ts';
import { stolenInstanceRole } from './stolen-instance-role/index.ts';

export const CAMPAIGNS: readonly Campaign[] = [stolenInstanceRole];
