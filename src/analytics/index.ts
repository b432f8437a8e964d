/** All analytics, sorted. Adding one is its folder and a line here. */

import type { Analytic } from '../contract/analytic.ts';
import { an1424 } from './an1424/index.ts';

export const ANALYTICS: readonly Analytic[] = [an1424];
