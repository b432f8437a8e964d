/** All analytics, sorted. Adding one is its folder and a line here. */

import type { Analytic } from '../contract/analytic.ts';
import { an0526 } from './an0526/index.ts';
import { an0717 } from './an0717/index.ts';
import { an1157 } from './an1157/index.ts';
import { an1424 } from './an1424/index.ts';
import { an1470 } from './an1470/index.ts';

export const ANALYTICS: readonly Analytic[] = [an0526, an0717, an1157, an1424, an1470];
