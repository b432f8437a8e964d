import { testAnalytic } from '../../../test/harness/test-analytic.ts';
import { an1470 } from './index.ts';

testAnalytic(an1470, import.meta.dirname);
